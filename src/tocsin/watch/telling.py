"""What an alert says, and by what a later check knows that it was told already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from tocsin.records import (
    Alert,
    Claim,
    Evidence,
    Indicator,
    IndicatorState,
    Mention,
    Report,
    Situation,
)
from tocsin.watch.seen import Seen, day_of

MOST_EVIDENCE = 6
LONGEST_QUOTE = 600


def make_alert(
    situation: Situation,
    indicator: Indicator,
    state: IndicatorState,
    seen: Seen,
    evidence: Iterable[Seen],
) -> Alert:
    """The alert that ``seen`` brought the indicator into this state (or is more of the same)."""
    told = evidence_of([seen, *(other for other in evidence if other is not seen)])
    return Alert(
        digest(situation.id, indicator.id, seen.event.id, state.state),
        situation.id,
        indicator.id,
        state.state,
        seen.event.id,
        state.since,
        f"{situation.title}: {indicator.title} — {state.state} ({summary(seen)})",
        state.reason,
        told,
        indicator.urgent,
    )


def summary(seen: Seen) -> str:
    """The event in a few words: type, parties, place, status."""
    claim = seen.reports[0].claim if seen.reports else None
    words = [seen.event.type]
    if claim is not None:
        if claim.actors:
            words.append("by " + _listed(claim.actors))
        if claim.recipients:
            words.append("to " + _listed(claim.recipients))
        if claim.place:
            words.append("in " + (claim.place[0].name or claim.place[0].span.text))
    return f"{' '.join(words)}, {seen.status}"


def evidence_of(events: Iterable[Seen]) -> tuple[Evidence, ...]:
    """The words behind the events, those of the first event first."""
    found: list[Evidence] = []
    for seen in events:
        urls = seen.urls or ("",) * len(seen.reports)
        titles = seen.titles or ("",) * len(seen.reports)
        for report, url, title in zip(seen.reports, urls, titles, strict=True):
            if len(found) < MOST_EVIDENCE:
                found.append(_evidence(seen, report, url, title))
    return tuple(found)


def marks(state: IndicatorState, seen: Seen) -> tuple[str, ...]:
    """What tells this event to this indicator in this state.

    An edit of an article makes new claims and perhaps a new event; that it is still the same shows
    in the address, the type, the parties, the day, the place and the word that tells it. An edit
    that changes one of these is news, and is told anew.
    """
    where = (state.situation, state.indicator, state.state)
    found = [digest(*where, "event", seen.event.id)]
    urls = seen.urls or ("",) * len(seen.reports)
    for report, url in zip(seen.reports, urls, strict=True):
        found.append(digest(*where, "claim", report.claim.id))
        if url:
            found.append(digest(*where, "said", url, *_gist(report)))
    return tuple(dict.fromkeys(found))


def digest(*parts: str) -> str:
    """Sixteen hex digits of the SHA-256 of the parts."""
    text = "\x1f".join(parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _evidence(seen: Seen, report: Report, url: str, title: str) -> Evidence:
    quote = report.claim.sentence.text
    if len(quote) > LONGEST_QUOTE:
        quote = quote[: LONGEST_QUOTE - 1] + "…"
    return Evidence(
        seen.event.id,
        report.claim.id,
        quote,
        report.article,
        title,
        report.publisher,
        url or None,
        report.day,
    )


def _gist(report: Report) -> tuple[str, ...]:
    claim: Claim = report.claim
    day = day_of(report)
    return (
        claim.type,
        claim.modality,
        claim.polarity,
        claim.trigger.text.casefold(),
        "|".join(sorted(_name(mention) for mention in claim.actors)),
        "|".join(sorted(_name(mention) for mention in claim.recipients)),
        "|".join(sorted(place.name or place.span.text for place in claim.place)),
        day.isoformat() if day else "",
    )


def _listed(mentions: Iterable[Mention]) -> str:
    names = dict.fromkeys(
        mention.entity.name if mention.entity else mention.span.text for mention in mentions
    )
    return ", ".join(list(names)[:3])


def _name(mention: Mention) -> str:
    return mention.entity.id if mention.entity else mention.span.text.casefold()
