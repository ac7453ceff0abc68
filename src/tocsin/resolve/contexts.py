"""What area of life a claim is about: PLOVER's contexts, from the words of its sentence, its type
and mode, and the sectors of its parties.

A word counts fully within reach of the trigger or inside a party's phrase, and half elsewhere in
the sentence; the words that name a source do not count. The words and weights are hand-written
(``data/context_words.tsv``, ``data/context_signs.tsv``); ``evals/contexts.py`` measures them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from tocsin.ontology import quad_class
from tocsin.records import Claim, Span

_BEGINNING = re.compile(r"\b\w[\w.]")
_REACH = 60
"""Characters around the trigger within which a word counts fully; inside a party it always does."""
_CONTENT = 160
"""The same after the trigger of a speech act: there stands what it is about."""
_FAR = 0.5
_ENOUGH = 1.0
_LEAST = 0.4
_MOST = 4
_VERBAL = (1, 3)
_STATE = {None, "GOV", "MIL"}
_AGAINST = {"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "MOBILIZE", "THREATEN", "RETREAT"}
"""Types in which protesters, dissidents and critics speak of repression."""
_BETWEEN_STATES = {
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    *("SANCTION", "COOPERATE"),
}


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that speaks for a context, and how strongly; ``what`` says it in words."""

    context: str
    weight: float
    what: str


def with_contexts(claim: Claim) -> Claim:
    """The claim with its contexts, the surest first, and the reason for each."""
    signs = tuple(_signs(claim))
    chosen = _chosen(signs)
    rules = tuple(f"context {c}: {_best(signs, c).what}" for c in chosen)
    reason = replace(claim.reason, rules=claim.reason.rules + rules)
    return replace(claim, contexts=chosen, reason=reason)


def _chosen(signs: tuple[Sign, ...]) -> tuple[str, ...]:
    """Every context with enough weight, else the one with most; a sign of the same words counts
    once."""
    seen = {(s.context, s.what): s.weight for s in sorted(signs, key=lambda s: s.weight)}
    score: dict[str, float] = defaultdict(float)
    for (context, _), weight in seen.items():
        score[context] += weight
    order = sorted(score, key=lambda c: (-score[c], c))
    found = [c for c in order if score[c] >= _ENOUGH] or [
        c for c in order[:1] if score[c] >= _LEAST
    ]
    return tuple(found[:_MOST])


def _best(signs: tuple[Sign, ...], context: str) -> Sign:
    return max((s for s in signs if s.context == context), key=lambda s: s.weight)


def _signs(claim: Claim) -> Iterator[Sign]:
    yield from _of_type(claim)
    yield from _of_parties(claim)
    near = _near(claim)
    speakers = [(a.source.span.start, a.source.span.end) for a in claim.attributions]
    for at, words, context in _told_by_words(claim.sentence.text.lower()):
        start = claim.sentence.start + at
        if context == "repression" and claim.type not in _AGAINST:
            continue
        if any(a <= start < b for a, b in speakers):
            continue
        close = any(a <= start and start + len(words) <= b for a, b in near)
        yield Sign(context, 1.0 if close else _FAR, f'the word "{words}"')


def _of_type(claim: Claim) -> Iterator[Sign]:
    for key in (claim.type, f"{claim.type} {claim.mode}"):
        for context, weight in _told().get(("mode", key), ()):
            yield Sign(context, weight, f"an event of {key}")


def _of_parties(claim: Claim) -> Iterator[Sign]:
    entities = [m.entity for m in (*claim.actors, *claim.recipients) if m.entity]
    for sector in sorted({e.sector for e in entities if e.sector}):
        for context, weight in _told().get(("sector", sector), ()):
            yield Sign(context, weight, f"a party of sector {sector}")
    states = {e.country for e in entities if e.country and e.sector in _STATE}
    if len(states) > 1 and claim.type in _BETWEEN_STATES:
        yield Sign("diplomatic", 1.0, "dealings of states")


def _near(claim: Claim) -> list[tuple[int, int]]:
    """The stretches of text where a word counts fully."""
    told: list[Span] = [m.span for m in (*claim.actors, *claim.recipients)]
    trigger, says = claim.trigger, quad_class(claim.type) in _VERBAL
    after = _CONTENT if says else _REACH
    return [(trigger.start - _REACH, trigger.end + after), *((s.start, s.end) for s in told)]


@lru_cache(maxsize=256)
def _told_by_words(text: str) -> tuple[tuple[int, str, str], ...]:
    """Where a lower-case text has words that tell a context: offset, words, context."""
    table = _words()
    return tuple(
        (word.start(), found.group(), context)
        for word in _BEGINNING.finditer(text)
        for context, pattern in table.get(word.group(), ())
        if (found := pattern.match(text, word.start()))
    )


@cache
def _words() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """The words of each context as one pattern for each pair of letters that they begin with."""
    grouped: dict[tuple[str, str], list[str]] = defaultdict(list)
    for words, context in _rows("context_words.tsv"):
        for word in sorted(words.split("|"), key=len, reverse=True):
            grouped[word[:2], context].append(re.escape(word).replace(r"\*", r"\w*"))
    table: dict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)
    for (letters, context), words_ in grouped.items():
        table[letters].append((context, re.compile(rf"(?:{'|'.join(words_)})(?!\w)")))
    return table


@cache
def _told() -> dict[tuple[str, str], list[tuple[str, float]]]:
    """What types, modes and sectors say: (kind, key) -> contexts with weights."""
    found: dict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
    for kind, key, context, weight in _rows("context_signs.tsv"):
        found[kind, key].append((context, float(weight)))
    return found


def _rows(name: str) -> Iterator[list[str]]:
    held = files("tocsin.resolve").joinpath("data", name).read_text(encoding="utf-8")
    return (line.split("\t") for line in held.splitlines() if line and not line.startswith("#"))
