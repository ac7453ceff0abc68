"""Dated questions made from expectations, answered by what became of them.

The probability of a new question is the share of settled expectations of the same modality and type
that were kept by the cut-off, smoothed towards that of all (as if four of them had settled so).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from math import log

from tocsin.records import Expectation, ForecastScore, Question, Report

SMOOTHING = 4.0
EVEN = 0.5
_VERBS = {
    "AGREE": "agree with", "CONSULT": "consult with", "SUPPORT": "support",
    "CONCEDE": "concede to", "COOPERATE": "cooperate with", "AID": "aid",
    "RETREAT": "retreat from", "REQUEST": "make a demand of", "ACCUSE": "accuse",
    "REJECT": "reject a demand of", "THREATEN": "threaten", "PROTEST": "protest against",
    "SANCTION": "sanction", "MOBILIZE": "mobilize against", "COERCE": "coerce",
    "ASSAULT": "use force against",
}  # fmt: skip


def ask(
    expectations: Iterable[Expectation], reports: Mapping[str, Report], *, now: datetime
) -> tuple[Question, ...]:
    """A question for every open expectation with a last day that has not come yet, by that day."""
    everything = [each for each in expectations if each.claim in reports]
    today = now.date()
    tallies = _tallies(everything, reports, today)
    made = [
        _question(each, reports[each.claim], tallies, now)
        for each in everything
        if each.outcome == "open" and each.due[1] and each.due[1] >= today
    ]
    return tuple(sorted(made, key=lambda q: (q.closes, q.id)))


def resolve(
    asked: Iterable[Question], expectations: Mapping[str, Expectation], *, now: datetime
) -> tuple[tuple[Question, ForecastScore | None], ...]:
    """The questions that can be answered, with their scores; ``expectations`` are by claim.

    Kept is yes, missed is no; postponed, or a condition that was not met, makes a question void.
    """
    made: list[tuple[Question, ForecastScore | None]] = []
    for question in asked:
        found = expectations.get(question.claim)
        answer = _answer(question, found)
        if found is None or answer == "open":
            continue
        done = replace(question, outcome=answer, settled_by=found.settled_by)
        made.append((done, None if answer == "void" else score(done, answer == "yes", now)))
    return tuple(made)


def score(question: Question, happened: bool, now: datetime) -> ForecastScore:
    """The Brier and logarithmic scores of a question's probability."""
    p = min(max(question.probability, 1e-4), 1 - 1e-4)
    events = (question.settled_by,) if question.settled_by and happened else ()
    loss = -log(p if happened else 1 - p)
    return ForecastScore(
        question.id, now, happened, int(happened), (question.probability - happened) ** 2, loss,
        events,
    )  # fmt: skip


def _answer(question: Question, found: Expectation | None) -> str:
    outcome = found.outcome if found else "open"
    if outcome == "kept":
        late = found is not None and found.day is not None and found.day > question.closes
        return "no" if late else "yes"
    return {"missed": "no", "postponed": "void", "condition-not-met": "void"}.get(outcome, "open")


def _tallies(
    everything: list[Expectation], reports: Mapping[str, Report], today: date
) -> dict[tuple[str, str], tuple[int, int]]:
    """Kept and settled by (modality, type), by (modality, "") and over all."""
    made: dict[tuple[str, str], tuple[int, int]] = {}
    for each in everything:
        if each.outcome not in ("kept", "missed") or each.day is None or each.day > today:
            continue
        claim = reports[each.claim].claim
        for key in ((claim.modality, claim.type), (claim.modality, ""), ("", "")):
            kept, settled = made.get(key, (0, 0))
            made[key] = (kept + (each.outcome == "kept"), settled + 1)
    return made


def _question(
    each: Expectation,
    report: Report,
    tallies: Mapping[tuple[str, str], tuple[int, int]],
    now: datetime,
) -> Question:
    claim, closes = report.claim, each.due[1] or now.date()
    chance = EVEN
    for key in (("", ""), (claim.modality, ""), (claim.modality, claim.type)):
        kept, settled = tallies.get(key, (0, 0))
        chance = (kept + SMOOTHING * chance) / (settled + SMOOTHING)
    kept, settled = tallies.get((claim.modality, claim.type), (0, 0))
    actor, recipient = _name(report, "actors"), _name(report, "recipients")
    about = f"{actor or 'somebody'} {_VERBS.get(claim.type, claim.type)} {recipient or 'anybody'}"
    text = f"Will {about} by {closes.day} {closes:%B %Y}?"
    basis = f"{kept} of {settled} settled {claim.modality} {claim.type} were kept"
    name = "\x1f".join((each.claim, closes.isoformat(), now.isoformat()))
    return Question(
        id=hashlib.sha256(name.encode()).hexdigest()[:16],
        claim=each.claim,
        text=text,
        actor=actor,
        recipient=recipient,
        type=claim.type,
        made=now,
        opened=now.date(),
        closes=closes,
        probability=chance,
        basis=basis,
    )


def _name(report: Report, role: str) -> str:
    for mention in getattr(report.claim, role):
        if mention.entity:
            return str(mention.entity.country or mention.entity.name)
    return ""
