"""Who says what about an event: one voice for each claimant of each claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.corroborate.parties import Party, parties, party
from tocsin.corroborate.weigh_names import Names, same_side
from tocsin.records import Attribution, Claim, Mention, Report

HOSTILE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Types whose victim is no witness without interest."""
SPEECH = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types that are done by saying so."""
_NEUTRAL_COUNTRIES = frozenset({"IGO", "NGO"})
_OURS = re.compile(r"\b(?:our|ours|us|we)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Voice:
    """One claimant's stand in one claim.

    ``says`` is what the event is said to be: ``happened``, ``ongoing``, ``not``, ``planned``,
    ``possible``. ``stance`` is that of the claimant to it. ``own`` tells the report's own voice
    from that of a source, ``named`` a source from a cue ("reportedly"); ``blames`` whether the
    claim names who did it; ``partisan`` whether it is of the side that the act was done to;
    ``neutral`` whether it is a body that takes no side (aid organisation, hospital, international
    body); ``accused`` whether it is of the side that is said to have done it.
    """

    report: Report
    who: str
    stance: str
    says: str
    own: bool = False
    named: bool = True
    blames: bool = False
    partisan: bool = False
    neutral: bool = False
    accused: bool = False


@dataclass(frozen=True, slots=True)
class _Scene:
    """What all claims of an event say of its parties."""

    names: Names
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]


def voices(reports: Sequence[Report]) -> tuple[Voice, ...]:
    """All voices in the reports of one event, in their order."""
    scene = _scene([report.claim for report in reports])
    return tuple(voice for report in reports for voice in _of(report, scene))


def main_reports(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports that decide about the event: saying is not doing, so where speech acts and deeds
    were taken for one event the more frequent of the two decide, the first if they are as many."""
    spoken = tuple(report for report in reports if report.claim.type in SPEECH)
    done = tuple(report for report in reports if report.claim.type not in SPEECH)
    if len(done) == len(spoken):
        return done if reports and reports[0] in done else spoken
    return max(done, spoken, key=len)


def names(reports: Iterable[Report]) -> Names:
    """The names of everybody in the reports of one event."""
    return Names(mention for report in reports for mention in _everybody(report.claim))


def _scene(claims: Sequence[Claim]) -> _Scene:
    return _Scene(
        Names(mention for claim in claims for mention in _everybody(claim)),
        parties(mention for claim in claims for mention in claim.actors),
        parties(mention for claim in claims for mention in claim.recipients),
    )


def _everybody(claim: Claim) -> tuple[Mention, ...]:
    return (*claim.actors, *claim.recipients, *(each.source for each in claim.attributions))


def _of(report: Report, scene: _Scene) -> Iterable[Voice]:
    if not report.claim.attributions:
        yield _publisher(report, scene)
    for attribution in report.claim.attributions:
        yield _source(report, attribution, scene)


def _publisher(report: Report, scene: _Scene) -> Voice:
    claim = report.claim
    said = (mention.span.text for mention in (*claim.actors, *claim.recipients))
    return Voice(
        report,
        report.publisher or report.article,
        "asserts",
        says(claim),
        own=True,
        named=False,
        blames=bool(claim.actors),
        partisan=claim.type in HOSTILE and any(_OURS.search(text) for text in said),
    )


def _source(report: Report, attribution: Attribution, scene: _Scene) -> Voice:
    claim, source = report.claim, attribution.source
    who = party(source)
    accused = same_side(who, scene.actors)
    suffers = same_side(who, scene.recipients)
    return Voice(
        report,
        scene.names.of(source),
        attribution.stance,
        says(claim),
        named=source.kind != "cue",
        blames=bool(claim.actors),
        partisan=claim.type in HOSTILE and suffers and not accused,
        neutral=_neutral(who, source, scene),
        accused=accused or scene.names.of(source) in {scene.names.of(m) for m in claim.actors},
    )


def _neutral(who: Party, source: Mention, scene: _Scene) -> bool:
    """Whether it takes no side, and is itself none of the parties."""
    if who.country not in _NEUTRAL_COUNTRIES and who.sector != "HLH":
        return False
    others = (*scene.actors, *scene.recipients)
    return source.kind != "cue" and not any(who.words & other.words for other in others)


def says(claim: Claim) -> str:
    """What a claim takes the event to be: happened, ongoing, not, planned, possible."""
    if claim.modality == "asserted" or (claim.modality == "planned" and claim.polarity == "-"):
        if claim.polarity == "-":
            return "not"
        if claim.time == "future":
            return "planned"
        return "ongoing" if claim.time == "ongoing" else "happened"
    if claim.modality == "planned" and claim.time != "past":
        return "planned"
    return "possible"
