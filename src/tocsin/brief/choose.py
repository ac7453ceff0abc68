"""Which events a brief tells of, in which order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin import ontology
from tocsin.brief.check import fault
from tocsin.brief.nouns import Material, Sentence
from tocsin.ledger import EventView
from tocsin.records import Report
from tocsin.wording import Told, tell
from tocsin.wording.clauses import NEGATIVE
from tocsin.wording.names import is_agent

_WEIGHTY = {"RETREAT": 3.5, "CONSULT": 2.0, "AGREE": 2.5, "ASSAULT": 5.0, "MOBILIZE": 3.5}
"""Where PLOVER's scale says less than a desk would: our choice."""
_SLACK = timedelta(1)
HANGING = re.compile(
    r"\b(?:it|them|him|this|these|those|the same|each other|others|theirs|do so|one of|there)\b",
    re.IGNORECASE,
)
"""Words that leave open who or what is meant."""


@dataclass(frozen=True, slots=True)
class Item:
    """An event in words, with what it weighs in the brief."""

    view: EventView
    told: Told
    weight: float
    sentence: Sentence


def items(material: Material, first: date, last: date) -> tuple[Item, ...]:
    """The events told of in reports of these days that lie in them too, the weightiest first.

    Only those are taken whose sentence stands up to the check, so that a worse one can give its
    place to the next.
    """
    recent = reports_of_days(material, first, last)
    found = []
    for view in material.views:
        item = _item(view, recent, first, last)
        if item is not None:
            found.append(item)
    found.sort(key=lambda item: (-item.weight, item.told.day or first, item.view.event.id))
    return tuple(_distinct(found))


def reports_of_days(material: Material, first: date, last: date) -> dict[str, Report]:
    """Those of the reports that were published on these days."""
    return {
        key: report
        for key, report in material.reports.items()
        if report.day is not None and first <= report.day <= last
    }


def _item(view: EventView, recent: Mapping[str, Report], first: date, last: date) -> Item | None:
    told = tell(view, recent, year=last.year)
    if told is None or told.day is None or told.day < first - _SLACK:
        return None
    reports = [recent[claim] for claim in told.claims if claim in recent]
    if not _is_clear(told, reports):
        return None
    sentence = Sentence(told.sentence, told.claims)
    if fault(sentence, recent):
        return None
    return Item(view, told, _weight(view, told, reports, first), sentence)


def _is_clear(told: Told, same: Sequence[Report]) -> bool:
    """Words of the report that hang on nothing else, or a made clause that several reports bear out
    and that names both sides or the place."""
    claim = same[0].claim
    if HANGING.search(told.clause):
        return False
    known = any(m.entity and is_agent(m) for m in claim.actors)
    made = (
        known
        and not NEGATIVE.search(claim.sentence.text)
        and bool(claim.recipients or claim.place)
        and claim.modality == "asserted"
    )
    return told.own or (made and len({report.origin or report.article for report in same}) > 1)


def _weight(view: EventView, told: Told, reports: Sequence[Report], first: date) -> float:
    kind = view.event.type
    scale = _WEIGHTY.get(kind, abs(ontology.scale(kind)) / 4)
    origins = len({report.origin or report.article for report in reports})
    fresh = (told.day - first).days / 7 if told.day else 0.0
    disputed = bool(view.standing and (view.standing.denied_by or view.standing.withheld_by))
    lead = any(report.claim.sentence_index <= 1 for report in reports)
    return scale + 1.2 * min(origins, 4) + fresh + disputed + 1.5 * told.own + 1.5 * lead


def _distinct(found: Sequence[Item]) -> list[Item]:
    """Without those that tell nearly the same as a weightier one: of one sentence of a report, or
    with most of its words."""
    kept: list[Item] = []
    seen: set[str] = set()
    for item in found:
        words = set(item.told.clause.lower().split())
        same = any(_shared(words, set(k.told.clause.lower().split())) for k in kept)
        if item.told.claims[0] not in seen and not same:
            kept.append(item)
        seen |= set(item.told.claims)
    return kept


def _shared(one: set[str], two: set[str]) -> bool:
    return len(one & two) >= 0.7 * min(len(one), len(two))
