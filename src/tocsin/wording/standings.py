"""How an event stands, in lines of words."""

from __future__ import annotations

from collections.abc import Mapping

from tocsin.records import Quantity, Report, Standing, StatedQuantity
from tocsin.wording.claims import STANCES
from tocsin.wording.days import day_words
from tocsin.wording.events import Seen
from tocsin.wording.names import counted, in_sentence, listed, number_word
from tocsin.wording.voices import against, called

CREDIBILITY = {
    1: "confirmed by independent reports",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    None: "cannot be judged",
}
"""The digits of the Admiralty code in words (NATO AJP-2.1); None is its 6."""
_STATUS = {
    "did-not-occur": "did not occur",
    "undetermined": "not determined",
    "possible": "possible only",
}
_AGAINST = {
    "denies": "Denied by",
    "withholds": "Neither confirmed nor denied by",
    "doubts": "Doubted by",
}


def standing_lines(
    view: Seen, reports: Mapping[str, Report], *, year: int | None = None
) -> tuple[str, ...]:
    """Status with its day and the one before, who says what, the numbers with their givers, how
    many publishers, and the credibility; empty if the event was not weighed."""
    standing = view.standing
    if standing is None:
        return ()
    lines = [_status(standing, year), _asserted(standing, reports)]
    for stance in STANCES:
        names, _ = against(standing, reports, None, stance)
        lines.append(f"{_AGAINST[stance]} {listed(names)}." if names else "")
    lines += [_numbers(standing, reports), _publishers(standing), credibility_words(standing)]
    return tuple(line for line in lines if line)


def status_words(status: str) -> str:
    """The status in words: "did not occur"."""
    return _STATUS.get(status, status)


def credibility_words(standing: Standing) -> str:
    """``Credibility 2 of the Admiralty code: probably true.``"""
    digit = standing.credibility
    return f"Credibility {digit or 6} of the Admiralty code: {CREDIBILITY[digit]}."


def number_words(number: StatedQuantity, reports: Mapping[str, Report]) -> str:
    """The number in the words of the text if its claim is there, else as a range, with who gave
    it: "at least four officers according to Mateo Andrade"."""
    return " according to ".join(number_parts(number, reports))


def number_parts(number: StatedQuantity, reports: Mapping[str, Report]) -> tuple[str, str]:
    """The number in words, and who gave it."""
    report = reports.get(number.claim)
    stated = report.claim.quantities if report else ()
    words = next((" ".join(q.span.text.split()) for q in stated if _is(q, number)), _range(number))
    held = report.claim.attributions if report else ()
    by = [called(each) for each in held if each.source.span.text == number.by]
    who = next(iter(by), number.by) or (report.publisher if report else None) or number.by
    return words, who


def _is(found: Quantity, number: StatedQuantity) -> bool:
    return (found.what, found.low, found.high) == (number.what, number.low, number.high)


def _range(number: StatedQuantity) -> str:
    low, high = (f"{end:,.10g}" if end is not None else "" for end in (number.low, number.high))
    if low == high:
        words = low
    elif low and high:
        words = f"{low} to {high}"
    else:
        words = f"at least {low}" if low else f"at most {high}"
    return f"{words} {number.what}".strip()


def _status(standing: Standing, year: int | None) -> str:
    words = f"Status: {status_words(standing.status)}"
    changes = standing.history
    if changes and changes[-1].day and changes[-1].status == standing.status:
        words += f" since {day_words(changes[-1].day, year)}"
        if len(changes) > 1:
            words += f", before that {status_words(changes[-2].status)}"
    return words + "."


def _asserted(standing: Standing, reports: Mapping[str, Report]) -> str:
    names: dict[str, None] = {}
    for stand in standing.stands:
        if stand.stance != "asserts":
            continue
        report = reports.get(stand.claim)
        held = report.claim.attributions if report and stand.named else ()
        said = [called(each) for each in held if each.stance == "asserts"]
        names |= dict.fromkeys(said or [in_sentence(stand.who)])
    return f"Asserted by {listed(name for name in names if name)}." if names else ""


def _numbers(standing: Standing, reports: Mapping[str, Report]) -> str:
    words = dict.fromkeys(number_words(number, reports) for number in standing.quantities)
    return f"Numbers: {'; '.join(words)}." if words else ""


def _publishers(standing: Standing) -> str:
    many = len(standing.publishers)
    if not many:
        return ""
    apart = min(standing.independent, many)
    return f"Reported by {counted(many, 'publisher')}, {number_word(apart)} independent."
