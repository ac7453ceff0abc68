"""The sections of a brief, each a list of sentences with their claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from tocsin.brief.choose import HANGING, Item, reports_of_days
from tocsin.brief.nouns import Material, Section, Sentence
from tocsin.corroborate.weigh import current
from tocsin.ledger import EventView
from tocsin.records import Claim, Expectation, Report, StatedQuantity
from tocsin.wording import (
    Told,
    day_words,
    number_parts,
    tell,
    window_words,
)
from tocsin.wording.agreeing import concerns, words_meet
from tocsin.wording.clauses import own_words
from tocsin.wording.names import is_known, listed, sentence_case

_NEWS = {"ASSAULT": 3, "COERCE": 2, "MOBILIZE": 2, "RETREAT": 2, "PROTEST": 1, "AID": 1}
"""Whose numbers a reader asks for first. Our choice."""
_DEEDS = frozenset("ASSAULT COERCE MOBILIZE RETREAT SANCTION AID PROTEST CONSULT COOPERATE".split())
_LONGEST_QUOTE = 28  # words
_MOST_NUMBERS = 6
_AHEAD = timedelta(21)
_NO_FIGURES = frozenset(
    "day days hour hours week weeks month months year years time times minute minutes kilometre "
    "kilometres mile miles o'clock nautical meter meters morning".split()
)


def highlights(chosen: Sequence[Item]) -> Section:
    """The weightiest events."""
    return Section(
        "Highlights", tuple(item.sentence for item in chosen), "Nothing new was reported."
    )


def situation(chosen: Sequence[Item]) -> Section:
    """Further events, by day."""
    ordered = sorted(chosen, key=lambda item: (item.told.day or date.min, -item.weight))
    return Section("Situation", tuple(item.sentence for item in ordered), "Nothing further.")


def figures(material: Material, *, first: date, last: date, most: int) -> Section:
    """Numbers with who gave them, of events reported in these days: those with several givers
    before those with one, then the latest."""
    found = []
    for view in material.views:
        days = list(_days(material, view))
        if days and first <= max(days) <= last:
            made = _figures(view, material, last.year)
            if made:
                sentence, many = made
                found.append((min(many, 2), _NEWS.get(view.event.type, 0), max(days), sentence))
    found.sort(key=lambda each: each[:3], reverse=True)
    sentences = tuple(dict.fromkeys(each[3] for each in found))
    return Section("Key figures", sentences[:most], "No figures were reported.")


def _figures(view: EventView, material: Material, year: int) -> tuple[Sentence, int] | None:
    """The sentence, and how many different numbers it has."""
    told = tell(view, material.reports, year=year)
    if view.standing is None or told is None or not (told.own or named(told, material)):
        return None
    chosen = material.reports[told.claims[0]].claim
    stated = [n for n in view.standing.quantities if n.claim in material.reports and _counts(n)]
    stated = [
        number
        for number in current(stated, material.reports)
        if _is_about(chosen, material.reports[number.claim].claim)
    ]
    words = _numbers(stated, material)[:_MOST_NUMBERS]
    many = len({(number.low, number.high) for number in stated})
    if all(text.split(" according")[0].lower() in told.clause.lower() for text in words):
        return None
    claims = dict.fromkeys((told.claims[0], *(number.claim for number in stated)))
    return Sentence(sentence_case(f"{told.clause}: {'; '.join(words)}."), tuple(claims)), many


def _is_about(one: Claim, two: Claim) -> bool:
    return one.id == two.id or (concerns(one, two) and words_meet(one, two))


def _numbers(stated: Sequence[StatedQuantity], material: Material) -> list[str]:
    """Each number once, with all who give it: "six people according to A and B"."""
    givers: dict[str, tuple[str, dict[str, None]]] = {}
    for number in stated:
        what, who = number_parts(number, material.reports)
        givers.setdefault(what.lower(), (what, {}))[1][who] = None
    return [f"{what} according to {listed(who)}" for what, who in givers.values()]


def named(told: Told, material: Material) -> bool:
    """Whether the clause was made of a claim that names both sides."""
    claim = material.reports[told.claims[0]].claim
    both = (*claim.actors, *claim.recipients)
    return bool(claim.actors and claim.recipients) and all(is_known(m) and m.entity for m in both)


def _counts(number: StatedQuantity) -> bool:
    return bool(number.what) and number.what.lower() not in _NO_FIGURES


def disputes(material: Material, *, first: date, last: date, most: int) -> Section:
    """Events that somebody denies or will not confirm: those disputed in these days first, told as
    they were then, and of each kind the latest reported first."""
    recent = reports_of_days(material, first, last)
    found = []
    for view in material.views:
        if view.event.type not in _DEEDS or not (days := list(_days(material, view))):
            continue
        now = _disputed(view, recent, material, last)
        told = now or _disputed(view, material.reports, material, last)
        if told:
            found.append(
                (now is not None, told.own, max(days), Sentence(told.sentence, told.claims))
            )
    found.sort(key=lambda each: each[:3], reverse=True)
    sentences = tuple(each[3] for each in found)[:most]
    return Section("Who disputes what", sentences, "Nobody disputes what was reported.")


def _disputed(
    view: EventView, reports: Mapping[str, Report], material: Material, last: date
) -> Told | None:
    told = tell(view, reports, year=last.year)
    if told is None or not told.disputed or not (told.own or named(told, material)):
        return None
    return told


def _days(material: Material, view: EventView) -> Iterator[date]:
    for claim in view.event.claims:
        report = material.reports.get(claim)
        if report and report.day:
            yield report.day


def due_next(material: Material, *, today: date, most: int) -> Section:
    """What was announced for the next three weeks and is open, the first due first."""
    found: dict[str, Sentence] = {}
    for each in sorted(material.expectations, key=_first_due):
        last = each.due[1]
        if each.outcome != "open" or last is None or not today <= last <= today + _AHEAD:
            continue
        sentence = _due(each, material, today)
        if sentence:
            found.setdefault(sentence.text, sentence)
    return Section("Due next", tuple(found.values())[:most], "Nothing is due in three weeks.")


def _first_due(each: Expectation) -> tuple[date, str]:
    return each.due[1] or date.max, each.claim


def _due(each: Expectation, material: Material, today: date) -> Sentence | None:
    report = material.reports.get(each.claim)
    if report is None:
        return None
    words = _announced(report, material, today.year) or _quoted(report)
    if HANGING.search(words):
        return None
    days = tuple(day for day in each.due if day)
    window = window_words(*each.due, today.year)
    text = f"{sentence_case(window)}: {words.replace(f' {window}', '', 1)}"
    if each.condition and each.condition not in words:
        text += f" ({' '.join(each.condition.split())})"
    if report.day and report.publisher:
        text += f", {report.publisher} reported on {day_words(report.day, today.year)}"
    return Sentence(f"{text}.", (each.claim,), days)


def _announced(report: Report, material: Material, year: int) -> str | None:
    """The announcement in the words of the report, None if they cannot be taken out."""
    others = {key: other.claim for key, other in material.reports.items()}
    return own_words(report.claim, others, year=year)


def _quoted(report: Report) -> str:
    words = report.claim.sentence.text.split()
    rest = " …" if len(words) > _LONGEST_QUOTE else ""
    return f"“{' '.join(words[:_LONGEST_QUOTE])}{rest}”"


def settled(material: Material, *, first: date, last: date, most: int) -> Section:
    """What was kept, missed or put off in the days of the brief."""
    found: dict[str, Sentence] = {}
    for each in sorted(material.expectations, key=lambda e: (e.day or date.min, e.claim)):
        if each.day is None or not first <= each.day <= last:
            continue
        report = material.reports.get(each.claim)
        words = _announced(report, material, last.year) if report else None
        if (
            report
            and words
            and not HANGING.search(words)
            and each.outcome in {"kept", "missed", "postponed"}
        ):
            text = f"{sentence_case(each.outcome)}: {words}."
            claims = (each.claim, *_settling(each, material, first, last))
            found.setdefault(words, Sentence(text, claims))
    return Section("Announced and come due", tuple(found.values())[:most], "Nothing came due.")


def _settling(each: Expectation, material: Material, first: date, last: date) -> list[str]:
    """Claims of the event that settled it, in the article that did."""
    views = [view for view in material.views if view.event.id == each.settled_by]
    ids = [claim for view in views for claim in view.event.claims if claim in material.reports]
    return [claim for claim in ids if material.reports[claim].article == each.settled_in][:1]
