"""Which of an event's claims says it best, and which of the others say the same.

An event is what the scores joined, and may hold claims that tell of different things. A sentence is
therefore made of one claim, and only those are said to say so who agree with it about the parties.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tocsin.records import Claim, Event, Mention, Report, Standing, When
from tocsin.wording.clauses import own_words
from tocsin.wording.names import country_name, display, is_agent

SPEECH = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
"""What is done by saying so: two of them by the same party are rarely the same."""
_FEW_WORDS, _MANY_WORDS = 2, 3  # shared words of two sentences that tell of the same
_EMPTY = frozenset(
    "about after again against before between could during first government minister other people "
    "their there these those three under until which while would".split()
)
_CORRECTION = re.compile(r"\W*(?:correction|clarification)\b", re.IGNORECASE)
_LEAD = 4  # sentences of an article that tell the news


def told_by(event: Event, reports: Mapping[str, Report]) -> list[Report]:
    """Those of the event's reports that are there, in order."""
    return [reports[claim] for claim in event.claims if claim in reports]


def best(event: Event, standing: Standing | None, told: Sequence[Report]) -> Report | None:
    """The report to tell the event by: of those that are as sure as its status, the one that agrees
    with most others and says most; the first of equal ones. None without reports."""
    fit = [report for report in told if _fits(report.claim, event, standing)]
    mine = [r for r in told if r.claim.type == event.type] or list(told)
    fit = fit or [report for report in mine if is_held(report.claim)] or mine
    worth = {report.claim.id: _worth(report, told) for report in fit}
    return max(fit, key=lambda report: worth[report.claim.id], default=None)


def agreeing(chosen: Report, told: Sequence[Report]) -> list[Report]:
    """The reports that say what the chosen one says: of its type and about its parties."""
    return [report for report in told if agree(chosen.claim, report.claim)]


def agree(one: Claim, two: Claim) -> bool:
    """Whether two claims are equally sure of the same act, see `concerns`, in words that meet."""
    if one.id == two.id:
        return True
    if not words_meet(one, two) or _kind(one) != _kind(two):
        return False
    if None not in (one.mode, two.mode) and one.mode != two.mode:
        return False
    if not _names_no_less(one.actors, two.actors) or _differ(one.recipients, two.recipients):
        return False
    return concerns(one, two)


def _names_no_less(chosen: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Who does not say who did it does not say that they did it."""
    return not _known(_keys(chosen)) or bool(_keys(chosen) & _keys(other))


def _differ(chosen: Sequence[Mention], other: Sequence[Mention]) -> bool:
    left, right = _keys(chosen), _keys(other)
    return bool(left and right) and not left & right


def concerns(one: Claim, two: Claim) -> bool:
    """Whether two claims, however sure, are of one type, about parties and days that do not differ,
    and have a party in common, or at least several words."""
    if one.type != two.type or _apart(one.when, two.when):
        return False
    met = (_meet(one.actors, two.actors), _meet(one.recipients, two.recipients))
    if False in met:
        return False
    return True in met or len(_telling(one) & _telling(two)) >= _MANY_WORDS


def words_meet(one: Claim, two: Claim) -> bool:
    """Whether the sentences share words besides the names of the parties; for what is done by
    speaking they must share more."""
    least = _MANY_WORDS if one.type in SPEECH else _FEW_WORDS
    return len(_telling(one) & _telling(two)) >= least


def _telling(claim: Claim) -> set[str]:
    """The longer words of the sentence by their beginnings, without the countries of the parties;
    for speech acts without any words of theirs."""
    words = set(re.findall(r"[^\W\d_]{5,}", claim.sentence.text.lower())) - _EMPTY
    parties = (*claim.actors, *claim.recipients)
    codes = (m.entity.country for m in parties if m.entity and m.entity.country)
    starts = {country_name(code)[:4].lower() for code in codes}
    if claim.type in SPEECH:
        named = " ".join(mention.span.text for mention in parties).lower()
        words = {word for word in words if word not in named}
    return {word[:5] for word in words if word[:4] not in starts}


def _apart(one: When | None, two: When | None) -> bool:
    """Whether two claims tell of days that lie more than a day apart."""
    if one is None or two is None:
        return False
    left = (one.start or one.end, one.end or one.start)
    right = (two.start or two.end, two.end or two.start)
    if left[0] is None or left[1] is None or right[0] is None or right[1] is None:
        return False
    return (right[0] - left[1]).days > 1 or (left[0] - right[1]).days > 1


def _kind(claim: Claim) -> str:
    """Told as done, as going to be, or as not done."""
    if claim.polarity == "-":
        return "not"
    return "done" if claim.modality == "asserted" and claim.time != "future" else "ahead"


def _fits(claim: Claim, event: Event, standing: Standing | None) -> bool:
    if claim.type != event.type:
        return False
    status = standing.status if standing else ""
    wanted = {
        "occurred": "done",
        "ongoing": "done",
        "disputed": "done",
        "planned": "ahead",
        "possible": "ahead",
        "did-not-occur": "not",
    }.get(status)
    return wanted is None or (_kind(claim) == wanted and is_held(claim))


def is_held(claim: Claim) -> bool:
    """Whether somebody says so: the report itself, or a source that asserts it."""
    stances = [each.stance for each in claim.attributions]
    return not stances or "asserts" in stances


def _worth(report: Report, told: Sequence[Report]) -> float:
    claim = report.claim
    known = any(m.entity and display(m) and is_agent(m) for m in claim.actors)
    named = all(m.kind == "name" for m in (*claim.actors, *claim.recipients))
    full = 1.0 * bool(claim.recipients) + bool(claim.place) + bool(claim.when) + bool(claim.mode)
    lead = claim.sentence_index in range(1, _LEAD)
    others = sum(agree(claim, other.claim) for other in told)
    own = own_words(claim) is not None
    style = 3.5 * own + 1.5 * known + 0.5 * named + 0.5 * full + 0.75 * lead
    corrected = 2.0 * bool(_CORRECTION.match(claim.sentence.text))
    return style + min(others, 4) + claim.score - corrected


def _meet(one: Sequence[Mention], two: Sequence[Mention]) -> bool | None:
    """Whether they share a party; None if that cannot be told, as one names nobody of whom the
    country is known."""
    left, right = _keys(one), _keys(two)
    if left & right:
        return True
    return None if not (_known(left) and _known(right)) else False


def _known(keys: set[str]) -> set[str]:
    return {key for key in keys if key[:3].isupper()}


def _keys(group: Sequence[Mention]) -> set[str]:
    """Country with sector for those who are known, else the head word."""
    found = set()
    for mention in group:
        entity = mention.entity
        if entity and entity.country:
            official = entity.sector in (None, "GOV", "MIL", "COP", "LEG", "JUD")
            found.add(entity.country if official else f"{entity.country}/{entity.sector}")
        elif mention.kind != "pronoun":
            found.add(mention.head.lower())
    return found
