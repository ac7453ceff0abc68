"""Who keeps what they announce: counts per actor, per source and per publisher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tocsin.corroborate.weigh_voices import names
from tocsin.records import Event, Expectation, Mention, Report

FEWEST = 5
"""Settled announcements below which no letter is proposed. Our choice."""
_FLOORS = (("A", 0.95), ("B", 0.8), ("C", 0.6), ("D", 0.4), ("E", 0.0))


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """What became of the announcements of one actor, source or publisher (``role``).

    ``type`` is the event type, empty for all types together. ``announced`` is the sum of the other
    counts. The same announcement told in several reports counts once.
    """

    who: str
    role: str
    type: str
    announced: int
    kept: int = 0
    missed: int = 0
    postponed: int = 0
    condition_not_met: int = 0
    open: int = 0

    @property
    def settled(self) -> int:
        """Announcements that were either kept or missed."""
        return self.kept + self.missed

    @property
    def words(self) -> str:
        """The counts in words: "announced 14, kept 11, missed 2, open 1"."""
        counts = (
            ("kept", self.kept),
            ("missed", self.missed),
            ("postponed", self.postponed),
            ("condition not met", self.condition_not_met),
            ("open", self.open),
        )
        said = [f"announced {self.announced}", *(f"{word} {n}" for word, n in counts if n)]
        return ", ".join(said)


def track_records(
    expectations: Iterable[Expectation], reports: Mapping[str, Report], events: Iterable[Event]
) -> tuple[TrackRecord, ...]:
    """A record for every actor, source and publisher and every type, and for all types together.

    An announcement is an event with a due window and an outcome: a meeting that was put off and
    announced anew counts twice. Ordered by role, then most announced first.
    """
    event_of = {claim: event for event in events for claim in event.claims}
    known = names(reports.values())
    seen: dict[tuple[str, str, str], dict[tuple[object, ...], str]] = {}
    for each in expectations:
        report = reports[each.claim]
        event = event_of.get(each.claim)
        what = (event.id if event else each.claim, each.due)
        for role, who in _whose(report, known.of):
            for type_ in (report.claim.type, ""):
                seen.setdefault((role, who, type_), {}).setdefault(what, each.outcome)
    made = [_record(*key, Counter(outcomes.values())) for key, outcomes in seen.items()]
    return tuple(sorted(made, key=lambda r: (r.role, r.type != "", -r.announced, r.who, r.type)))


def proposed_letter(record: TrackRecord) -> str | None:
    """A reliability letter A to E by the share of settled announcements that were kept, None
    ("F, cannot be judged") below `FEWEST`. A proposal for the user's table, by our own floors."""
    if record.settled < FEWEST:
        return None
    share = record.kept / record.settled
    return next(letter for letter, floor in _FLOORS if share >= floor)


def _whose(report: Report, name: Callable[[Mention], str]) -> Iterator[tuple[str, str]]:
    """Whose announcement it is, each role and name once."""
    claim = report.claim
    found = [("actor", name(actor)) for actor in claim.actors]
    found += [
        ("source", name(each.source))
        for each in claim.attributions
        if each.stance == "asserts" and each.source.kind != "cue"
    ]
    if report.publisher:
        found.append(("publisher", report.publisher))
    yield from dict.fromkeys(found)


def _record(role: str, who: str, type_: str, outcomes: Counter[str]) -> TrackRecord:
    return TrackRecord(
        who,
        role,
        type_,
        outcomes.total(),
        outcomes["kept"],
        outcomes["missed"],
        outcomes["postponed"],
        outcomes["condition-not-met"],
        outcomes["open"],
    )
