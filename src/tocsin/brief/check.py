"""No sentence without its words: what a brief says must stand in the claims that it cites.

A sentence is refused if it cites nothing, if it has a name, a number or a day that no cited claim
has, if it counts more reports than it cites, or if it uses a word of likelihood without a
probability, or together with a confidence.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from tocsin.brief.nouns import Sentence
from tocsin.ontology.likelihood import BANDS, likelihood
from tocsin.records import Claim, Mention, Report
from tocsin.wording import country_name, day_words
from tocsin.wording.days import MONTHS

_MONTH = "|".join(MONTHS)
_DAY = re.compile(rf"\b(?:(\d{{1,2}}) and )?(\d{{1,2}}) ({_MONTH})(?: (\d{{4}}))?\b")
_MONTH_DAY = re.compile(rf"\b({_MONTH}) (\d{{1,2}})\b")
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_COUNT = re.compile(r"\b(\w+) (?:reports?|more|other claimants?|publishers?|of them independent)\b")
_UNITS = "one two three four five six seven eight nine ten eleven twelve".split()
_COUNTED = frozenset(_UNITS)
_OURS = frozenset(
    "a an and at between both by confidence due eight eleven five four from in is it kept missed "
    "neither nine no not of on one postponed seven six ten that the there these this three twelve "
    "two unnamed".split()
)
_EXPRESSIONS = [words for _, words in BANDS]
_LIKELY = re.compile(
    rf"\b(?:{'|'.join(sorted(_EXPRESSIONS, key=len, reverse=True))})\b", re.IGNORECASE
)


def fault(sentence: Sentence, reports: Mapping[str, Report]) -> str | None:
    """Why the sentence may not stand, None if it may. ``reports`` are by id of claim."""
    cited = [reports[claim] for claim in sentence.claims if claim in reports]
    if not cited:
        return "it cites no claim"
    return (
        _likelihood(sentence)
        or _days(sentence, cited)
        or _counts(sentence.text, cited)
        or _numbers(_without_percent(sentence), cited)
        or _names(sentence.text, cited)
    )


def _likelihood(sentence: Sentence) -> str | None:
    said = [word.lower() for word in _LIKELY.findall(sentence.text)]
    if sentence.probability is None:
        return f"{said[0]!r} without a probability" if said else None
    if "confidence" in sentence.text.lower():
        return "likelihood and confidence in one sentence"
    wanted = likelihood(sentence.probability)
    return None if said == [wanted] else f"the word for {sentence.probability:.0%} is {wanted!r}"


def _without_percent(sentence: Sentence) -> str:
    """The text without the probability, if it is the one that the sentence has."""
    if sentence.probability is None:
        return sentence.text
    return sentence.text.replace(f" ({sentence.probability:.0%})", "", 1)


def _days(sentence: Sentence, cited: Sequence[Report]) -> str | None:
    known = {*sentence.days, *_known_days(cited)}
    for first, last, month, year in _DAY.findall(sentence.text):
        for number in filter(None, (first, last)):
            if not _is_known(int(number), month, year, known):
                return f"no cited claim has the day {number} {month}"
    return None


def _is_known(day: int, month: str, year: str, known: Iterable[date]) -> bool:
    return any(
        day_words(other, other.year) == f"{day} {month}" and year in ("", str(other.year))
        for other in known
    )


def _known_days(cited: Sequence[Report]) -> Iterator[date]:
    for report in cited:
        if report.day:
            yield report.day
        when = report.claim.when
        if when:
            yield from filter(None, (when.start, when.end))
        for month, day in _MONTH_DAY.findall(report.claim.sentence.text):
            yield from _in_year(report, MONTHS.index(month) + 1, int(day))


def _in_year(report: Report, month: int, day: int) -> Iterator[date]:
    """The day of a date that the text gives without a year."""
    if report.day and day <= monthrange(report.day.year, month)[1]:
        yield date(report.day.year, month, day)


def _counts(text: str, cited: Sequence[Report]) -> str | None:
    publishers = {report.publisher or report.article for report in cited}
    claimants = {a.source.span.text for r in cited for a in r.claim.attributions}
    most = max(len(publishers), len(claimants))
    for word in _COUNT.findall(text):
        number = _UNITS.index(word.lower()) + 1 if word.lower() in _COUNTED else None
        if word.isdigit():
            number = int(word)
        if number is not None and number > most:
            return f"it counts {word}, and cites {most}"
    return None


def _numbers(text: str, cited: Sequence[Report]) -> str | None:
    said = _DAY.sub(" ", text)
    held = " ".join(word for report in cited for word in _texts(report))
    known = set(_NUMBER.findall(held)) | _spelled(held)
    for number in _NUMBER.findall(said):
        if number not in known:
            return f"no cited claim has the number {number}"
    uncounted = _COUNT.sub(" ", said)
    for word in _spelled(uncounted):
        if word not in _spelled(held):
            return f"no cited claim has the number {word!r}"
    return None


def _spelled(text: str) -> set[str]:
    words = re.findall(r"[a-z]+", text.lower())
    return {word for word in words if word in _COUNTED and word != "one"}


def _names(text: str, cited: Sequence[Report]) -> str | None:
    held = {_bare(word) for report in cited for said in _texts(report) for word in _words(said)}
    for word in _words(_DAY.sub(" ", text)):
        if word[0].isupper() and _bare(word) not in held and _bare(word) not in _OURS:
            return f"no cited claim has the name {word!r}"
    return None


def _words(text: str) -> list[str]:
    return [part for word in _WORD.findall(text) for part in re.split(r"[-.]", word) if part]


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.rstrip(".'’")).casefold()


def _texts(report: Report) -> Iterator[str]:
    """All words that stand behind a claim: its sentence, those that it took from elsewhere in the
    article, the names of whom and what they mean, and its publisher."""
    claim = report.claim
    yield claim.sentence.text
    yield report.publisher or ""
    for mention in _mentions(claim):
        yield mention.span.text
        if mention.entity:
            yield mention.entity.name
            yield country_name(mention.entity.country or "")
    for place in claim.place:
        yield from (place.span.text, place.name, country_name(place.country or ""))
    for quantity in claim.quantities:
        yield quantity.span.text


def _mentions(claim: Claim) -> Iterator[Mention]:
    yield from claim.actors
    yield from claim.recipients
    yield from (held.source for held in claim.attributions)
