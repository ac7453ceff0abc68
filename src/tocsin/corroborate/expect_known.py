"""What an expectation is settled by: the events, looked up by claim, by party and by article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from tocsin.corroborate.days import Days, day_of, days_of, order
from tocsin.corroborate.paged import fetch
from tocsin.corroborate.parties import Party, countries, parties_of
from tocsin.corroborate.weigh_voices import SPEECH, says
from tocsin.records import Claim, Event, Mention, Report, Standing

Mentions = tuple[Mention, ...]
HELD = frozenset({"happened", "ongoing"})
NOT_HELD = frozenset({"not"})
HORIZON = timedelta(120)
"""How long after its announcement, or after its window, an expectation is looked for among other
events. Our choice; it also bounds the work."""


STRETCH = 60
"""Days of reports that are looked up together."""
Partied = tuple[str, str, int]
"""Type, country of a party, stretch of days."""


@dataclass(frozen=True, slots=True)
class Known:
    """Reports by claim, events by claim, standings by event, reports by article, and dated reports
    by type and country of a party and stretch of days, in the order of their days."""

    reports: Mapping[str, Report]
    event_of: dict[str, Event] = field(default_factory=dict)
    standings: dict[str, Standing] = field(default_factory=dict)
    in_article: dict[str, list[Report]] = field(default_factory=dict)
    by_party: dict[Partied, list[Report]] = field(default_factory=dict)

    def later(self, event: Event, than: Report) -> Iterator[Report]:
        """Reports of the event that were published on a later day."""
        for claim in event.claims:
            report = self.reports[claim]
            if report.day is not None and than.day is not None and report.day > than.day:
                yield report

    def of_parties(self, report: Report, type_: str, until: date | None) -> Iterator[Report]:
        """Later reports of a type in which a country of the claim takes part, up to `HORIZON`
        after the day given or the announcement, by day."""
        if report.day is None:
            return
        end = max(report.day, until or report.day) + HORIZON
        seen: set[str] = set()
        for country in sorted(countries_of(report.claim)):
            for other in self._between(type_, country, report.day, end):
                if other.claim.id not in seen:
                    seen.add(other.claim.id)
                    yield other

    def _between(self, type_: str, country: str, after: date, end: date) -> Iterator[Report]:
        """The reports of a party after one day, up to another."""
        keys = [(type_, country, n) for n in range(stretch(after), stretch(end) + 1)]
        fetch(self.by_party, keys)
        for key in keys:
            listed = self.by_party.get(key, [])
            for other in listed[bisect_right(listed, after, key=day_of) :]:
                if day_of(other) > end:
                    break
                yield other

    def elsewhere(
        self, report: Report, until: date | None, saying: frozenset[str], *, news: bool
    ) -> Iterator[Report]:
        """Of those reports the ones of other events that say so (see `Voice`), and whose parties do
        not speak against their being the event of the claim; with ``news`` only of events first
        told on a later day."""
        own = self.event_of.get(report.claim.id)
        for other in self.of_parties(report, report.claim.type, until):
            event = self.event_of.get(other.claim.id)
            if event is None or event is own or not no_clash(report, other):
                continue
            old = news and day_of(self.reports[event.claims[0]]) <= day_of(report)
            if not old and asserted(other) in saying:
                yield other


def known(
    reports: Mapping[str, Report], events: Iterable[Event], standings: Iterable[Standing]
) -> Known:
    """The look-ups, made once."""
    found = Known(reports, standings={standing.event: standing for standing in standings})
    for event in events:
        found.event_of.update(dict.fromkeys(event.claims, event))
    for report in sorted(reports.values(), key=order):
        found.in_article.setdefault(report.article, []).append(report)
        for key in partied(report):
            found.by_party.setdefault(key, []).append(report)
    return found


def stretch(day: date) -> int:
    """The number of the stretch of days that a day is in."""
    return day.toordinal() // STRETCH


def partied(report: Report) -> list[Partied]:
    """Under what a dated report is looked up."""
    if report.day is None:
        return []
    when = stretch(report.day)
    return [(report.claim.type, country, when) for country in countries_of(report.claim)]


def countries_of(claim: Claim) -> frozenset[str]:
    """The codes of the countries and bodies that take part."""
    return countries((*claim.actors, *claim.recipients))


def alike(left: Report, right: Report) -> bool:
    """Whether two claims share an actor, and no recipient of one speaks against it."""
    return share(left.claim.actors, right.claim.actors) and no_clash(left, right)


def no_clash(left: Report, right: Report) -> bool:
    """Whether nothing in the parties of two claims speaks against their being the same."""
    one, other = left.claim, right.claim
    return _compatible(one.actors, other.actors) and _compatible(one.recipients, other.recipients)


def _compatible(left: Mentions, right: Mentions) -> bool:
    if not left or not right or share(left, right):
        return True
    collective = any(not party.state for party in (*parties_of(left), *parties_of(right)))
    return collective and bool(countries(left) & countries(right))


def share(left: Mentions, right: Mentions) -> bool:
    """Whether a party is among both: the same state, or the same body by its words."""
    others = parties_of(right)
    return any(_same(one, other) for one in parties_of(left) for other in others)


def _same(one: Party, other: Party) -> bool:
    if one.state or other.state:
        return one.country == other.country
    return bool(one.words & other.words)


def asserted(report: Report) -> str:
    """What the report or a source in it affirms of the event (see `Voice`), "" if nobody does."""
    sources = report.claim.attributions
    if sources and all(source.stance != "asserts" for source in sources):
        return ""
    return says(report.claim)


def held(report: Report, expected: Claim) -> Days | None:
    """The days on which what was expected took place by this report, None if it does not say that
    it did. To say that one will do it is not to do it."""
    claim = report.claim
    only_said = claim.type != expected.type and claim.type in SPEECH
    if only_said or asserted(report) not in HELD:
        return None
    return days_of(report)
