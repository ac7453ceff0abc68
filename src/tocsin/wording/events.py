"""One event in one plain sentence: who says that who did what, where and when, who disputes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tocsin.records import Claim, Event, Report, Standing
from tocsin.wording.acts import clause
from tocsin.wording.agreeing import agreeing, best, is_held, told_by
from tocsin.wording.claims import STANCES
from tocsin.wording.clauses import own_words
from tocsin.wording.days import day_words, window_words
from tocsin.wording.names import listed, sentence_case
from tocsin.wording.voices import against, refusing, saying

_PREPOSITIONS = frozenset("in at near off outside on around along inside across over".split())
_PLACE_WORDS = 5


class Seen(Protocol):
    """An event with how it stands, such as the ledger's `EventView`."""

    @property
    def event(self) -> Event: ...
    @property
    def standing(self) -> Standing | None: ...
    @property
    def days(self) -> tuple[date, date]: ...


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words. ``clause`` is what happened, in small letters; ``sentence`` the whole with
    who says so and who disputes it; ``claims`` are the ids of the claims that it rests on, the one
    whose words it takes first. ``day`` is the first day that it tells of, that of the report if it
    tells none. ``own`` tells a clause in the words of the report from one that was made of its
    fields; ``disputed`` whether the sentence says that somebody denies, withholds or doubts it."""

    clause: str
    sentence: str
    claims: tuple[str, ...]
    day: date | None = None
    own: bool = False
    disputed: bool = False


def tell(view: Seen, reports: Mapping[str, Report], *, year: int | None = None) -> Told | None:
    """The event in words with the claims behind them; None if none of its reports is there.

    ``reports`` are by id of claim and hold those of the event; what a speech act is about is told
    if the claims that it links to (`linked`) are among them too. Days of ``year`` are written
    without it. The words are those of one claim; only who agrees with it is said to say so.
    """
    told = told_by(view.event, reports)
    chosen = best(view.event, view.standing, told)
    if chosen is None:
        return None
    same = agreeing(chosen, told)
    others = {key: report.claim for key, report in reports.items()}
    taken = own_words(chosen.claim, others, year=year)
    words = _when(chosen, taken, year) if taken else _made(chosen, others, year)
    said = saying(same) if is_held(chosen.claim) else refusing(chosen.claim)
    text = f"{said} that {words}" if said else words
    cited = [chosen.claim.id, *(report.claim.id for report in same)]
    against_it = ""
    if view.standing is not None:
        against_it = _disputed(view.standing, reports, chosen, said)
        stands = [stand for stand in view.standing.stands if stand.stance in STANCES]
        cited += [stand.claim for stand in stands if stand.claim in reports]
    sentence = sentence_case(text + against_it) + "."
    return Told(
        words,
        sentence,
        tuple(dict.fromkeys(cited)),
        _day(chosen),
        own=taken is not None,
        disputed=bool(against_it),
    )


def event_sentence(view: Seen, reports: Mapping[str, Report], *, year: int | None = None) -> str:
    """The event in one sentence, as `tell` has it: "Ecuador and two reports say that shells hit a
    police post near Zapotillo on 9 March 2026; Peru denies it."."""
    told = tell(view, reports, year=year)
    return told.sentence if told else "Nothing stands that was reported of this."


def event_clause(view: Seen, reports: Mapping[str, Report], *, year: int | None = None) -> str:
    """What happened, without who says so, in small letters and without a full stop."""
    told = tell(view, reports, year=year)
    return told.clause if told else "nothing stands that was reported of this"


def linked(reports: Mapping[str, Report]) -> tuple[str, ...]:
    """The ids of claims that these tell the content of, and that are not among them."""
    ids = dict.fromkeys(
        str(link.other)
        for report in reports.values()
        for link in report.claim.links
        if link.kind == "content"
    )
    return tuple(key for key in ids if key not in reports)


def _day(chosen: Report) -> date | None:
    when = chosen.claim.when
    return (when.start or when.end if when else None) or chosen.day


def _made(chosen: Report, others: Mapping[str, Claim], year: int | None) -> str:
    """The clause of fields, with place and days."""
    claim = chosen.claim
    words = clause(claim, others) + _place(claim)
    if claim.when and (claim.when.start or claim.when.end):
        return f"{words} {window_words(claim.when.start, claim.when.end, year)}"
    return _when(chosen, words, year)


def _when(chosen: Report, words: str, year: int | None) -> str:
    """The words, with the day of the report where they tell no day of the event."""
    when = chosen.claim.when
    if chosen.day is None or (when and (when.start or when.end)):
        return words
    return f"{words} (reported {day_words(chosen.day, year)})"


def _place(claim: Claim) -> str:
    """The first place that is no country, with the preposition that the text has before it; empty
    if a party's words name it."""
    said = " ".join(m.span.text for m in (*claim.actors, *claim.recipients))
    for place in claim.place:
        text = " ".join(place.span.text.split())
        if place.precision == "country" or len(text.split()) > _PLACE_WORDS or text in said:
            continue
        before = claim.sentence.text[: place.span.start - claim.sentence.start].split()
        preposition = before[-1].lower() if before else "in"
        return f" {preposition if preposition in _PREPOSITIONS else 'in'} {text}"
    return ""


def _disputed(standing: Standing, reports: Mapping[str, Report], chosen: Report, said: str) -> str:
    out = ""
    for stance, forms in STANCES.items():
        names, plural = against(standing, reports, chosen, stance)
        names = [name for name in names if name not in said and name not in out]
        if names:
            out += f"; {listed(names)} {forms[plural]}"
    return out
