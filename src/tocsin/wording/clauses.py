"""A claim in the words of its own sentence: from its first party to the end of the clause.

Nothing is put in but the days that words such as "on Tuesday" come to, so the clause says what the
report says. Where the sentence is built otherwise there is none, and `acts` makes one from fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from tocsin.records import Claim, Mention, Span, When
from tocsin.wording.days import MONTHS, window_words
from tocsin.wording.names import display, is_known

_LONGEST = 32  # words of a clause
_GAP = 5  # words between the first party and the trigger
_POINTS = r"[;:?!()“”\"\[\]—–]|[,.](?!\d)|\s-\s"
_JOINTS = (
    "and but while when although though because whereas if unless saying accusing amid as after "
    "before since until so who which where than"
).split()
_BOUNDARY = re.compile(rf"{_POINTS}|\s(?:{'|'.join(_JOINTS)}|that)\b")
_SPOKEN_BOUNDARY = re.compile(rf"{_POINTS}|\s(?:{'|'.join(_JOINTS)})\b")
_SPEECH = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
_MONTH_DAY = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})\b")
_ALONE = frozenset({"CONSULT", "PROTEST"})  # what can be done without an object
_AUXILIARY = re.compile(
    r"(?:has|have|had|is|are|was|were|been|being|be|will|would|could|may|might|must|should|did|does|"
    r"do|not|also|again|already|still|now|later|then|to|due|set|expected|never|only|"
    r"jointly|formally|both|quickly|repeatedly)\Z"
)
_BEFORE_DAY = re.compile(r"(?:\s+(?:late|early|again|on|in|by|from|during|at|of|for))*\s*$")
_AFTER_DAY = re.compile(r"\s+(?:morning|afternoon|evening|night|at noon|at midnight|midday)\b")
_RELATIVE = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tomorrow|tonight|ago|"
    r"(?:this|last|next) (?:week|month|year|spring|summer|autumn|winter|weekend))\b"
)
_FINITE = re.compile(
    r"\b(?:has|have|had|is|are|was|were|will|would|could|may|might|must|should|did|does|do)\b"
)
_UNSURE = re.compile(r"\b(?:will|would|could|may|might|must|should)\b")
_SURE = {
    "planned": re.compile(r"\b(?:will|would|to|plan\w*|promis\w*|intend\w*|ready|due|set)\b"),
    "possible": re.compile(r"\b(?:may|might|could|possibl\w*|fear\w*|expected|perhaps|probably)\b"),
    "conditional": re.compile(r"\b(?:will|would|could|may|might|must|should)\b"),
    "threatened": re.compile(r"\b(?:will|would|to|threat\w*)\b"),
    "demanded": re.compile(r"\b(?:must|should|to|ask\w*)\b"),
}
"""What must be in the words of a claim that is not asserted."""
_RELATIVES = frozenset({"that", "which", "whom", "where", "when", "who"})
_ONLY_WHERE = re.compile(r"\s*(?:in|at|on|near)\s+\S+(?:\s\S+)?\s*\Z")
NEGATIVE = re.compile(
    r"\b(?:[Nn]o|[Nn]ot|never|nobody|none|neither|nor|nothing|without)\b|n['’]t\b"
)


def own_words(
    claim: Claim, others: Mapping[str, Claim] | None = None, *, year: int | None = None
) -> str | None:
    """The clause, without a full stop; None if the sentence does not have one to take out.

    ``others`` are claims by id: what a speech act is about belongs to its clause.
    """
    first = _first_party(claim)
    if first is None or claim.sentence_index == 0:
        return None
    base = claim.sentence.start
    text = claim.sentence.text
    start = first[-1].span.end - base
    gap = text[start : claim.trigger.start - base]
    if not _is_gap(_without_day(gap, base + start, claim.when)):
        return None
    end = min(
        _end(text, _last(claim, others or {}) - base, spoken=claim.type in _SPEECH),
        _source_after(claim) - base,
    )
    after = _without_day(text[claim.trigger.end - base : end], claim.trigger.end, claim.when)
    if not after.strip() and not _stands_alone(claim, first):
        return None
    if claim.type in _SPEECH and _ONLY_WHERE.match(after):
        return None
    if _is_relative(claim, text[: first[0].span.start - base]):
        return None
    if not _fits(claim, gap, text[start:end]):
        return None
    rest = _dated(text[start:end], base + start, claim.when, year)
    if rest is None or len(rest.split()) > _LONGEST:
        return None
    return f"{_subject(first, text, base)}{rest}".rstrip(" ,") + _condition(claim, rest)


def _condition(claim: Claim, words: str) -> str:
    """The condition, if the words do not hold it."""
    if claim.condition is None or not claim.condition.text.strip():
        return ""
    text = " ".join(claim.condition.text.split())
    if " ".join(text.split()[:3]).rstrip(",") in words:
        return ""
    return f", {text[:1].lower()}{text[1:]}"


def _first_party(claim: Claim) -> tuple[Mention, ...] | None:
    """The parties before the trigger that are its subject: actors, else the ones acted on."""
    for group in (claim.actors, claim.recipients):
        before = [m for m in group if m.span.end <= claim.trigger.start and _inside(m, claim)]
        if before and len(before) == len(group) and _is_subject(before):
            return tuple(sorted(before, key=lambda m: m.span.start))
        if before:
            return None
    return None


def _inside(mention: Mention, claim: Claim) -> bool:
    return claim.sentence.start <= mention.span.start and mention.span.end <= claim.sentence.end


def _is_subject(group: Sequence[Mention]) -> bool:
    if not all(is_known(m) for m in group):
        return False
    return not group[0].span.text.endswith(("'s", "’s"))


def _subject(group: Sequence[Mention], text: str, base: int) -> str:
    """The parties as the sentence lists them, pronouns replaced."""
    if len(group) == 1:
        return display(group[0])
    between = text[group[0].span.end - base : group[-1].span.end - base]
    return display(group[0]) + between


def _without_day(gap: str, start: int, when: When | None) -> str:
    if when is None or not start <= when.span.start < start + len(gap):
        return gap
    at = when.span.start - start
    before = _BEFORE_DAY.sub(" ", gap[:at])
    after = gap[at + len(when.span.text) :]
    return before + _AFTER_DAY.sub("", after)


def _is_gap(gap: str) -> bool:
    """Whether only auxiliaries, or a name between commas, stand before the trigger."""
    words = gap.split()
    if len(words) > _GAP or words[:1] == ["to"]:
        return False
    if gap.startswith(",") and gap.rstrip().endswith(","):
        return True
    return all(_AUXILIARY.match(word.lower()) for word in words)


def _last(claim: Claim, others: Mapping[str, Claim]) -> int:
    """The end of the last part of the claim that stands in its sentence, in the article."""
    spans = _parts(claim)
    for link in claim.links:
        other = others.get(str(link.other))
        told = link.kind in ("content", "purpose")
        if told and other is not None and other.sentence == claim.sentence:
            spans += _parts(other)
    ends = [s.end for s in spans if s.end <= claim.sentence.end and s.start >= claim.sentence.start]
    return max(ends)


def _parts(claim: Claim) -> list[Span]:
    spans = [claim.trigger, *(m.span for m in (*claim.actors, *claim.recipients))]
    spans += [place.span for place in claim.place] + [q.span for q in claim.quantities]
    return spans + ([claim.when.span] if claim.when else [])


def _is_relative(claim: Claim, before: str) -> bool:
    """Whether the subject begins a relative clause: what that is about stands before it."""
    words = before.split()
    if not words or words[-1].lower() not in _RELATIVES:
        return False
    cues = {held.cue.text.split()[-1].lower() for held in claim.attributions if held.cue.text}
    return len(words) < 2 or words[-2].lower().strip(",") not in cues


def _fits(claim: Claim, gap: str, words: str) -> bool:
    """Whether the words have a finite verb and are as sure as the claim, no more and no less."""
    if bool(NEGATIVE.search(words)) != (claim.polarity == "-"):
        return False
    finite = bool(_FINITE.search(gap)) or _is_past(claim.trigger.text)
    sure = _SURE.get(claim.modality)
    if sure is None:
        return finite and not _UNSURE.search(gap)
    return finite and bool(sure.search(words))


def _is_past(trigger: str) -> bool:
    first = trigger.split(maxsplit=1)[0].lower()
    return first.endswith("ed") or first in _past()


@cache
def _past() -> frozenset[str]:
    text = files("tocsin.wording").joinpath("data/past.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def _source_after(claim: Claim) -> int:
    """Where words that say who says so begin, after the trigger; the end of the sentence if none
    do."""
    spans = [s for held in claim.attributions for s in (held.source.span, held.cue)]
    after = [span.start for span in spans if span.start >= claim.trigger.end]
    return min((at for at in after if at < claim.sentence.end), default=claim.sentence.end)


def _stands_alone(claim: Claim, subject: Sequence[Mention]) -> bool:
    """Whether the clause is whole with its trigger: a passive, or a verb without object."""
    return claim.type in _ALONE or subject[0] not in claim.actors


def _end(text: str, last: int, *, spoken: bool) -> int:
    found = (_SPOKEN_BOUNDARY if spoken else _BOUNDARY).search(text, last)
    return found.start() if found else len(text.rstrip())


def _dated(words: str, start: int, when: When | None, year: int | None) -> str | None:
    """The words with the day in place of its words; None if days are left that nothing fixes."""
    if when is not None and start <= when.span.start < start + len(words):
        at = when.span.start - start
        before = _BEFORE_DAY.sub("", words[:at])
        after = _AFTER_DAY.sub("", words[at + len(when.span.text) :], count=1)
        known = when.start or when.end
        day = f" {window_words(when.start, when.end, year)}" if known else ""
        left = (before, after)
        words = f"{before}{day}{after}"
    else:
        left = (words, "")
    if any(_RELATIVE.search(part) for part in left):
        return None
    return _MONTH_DAY.sub(r"\2 \1", words)
