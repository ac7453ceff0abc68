"""Time expressions to intervals of days, against the day of publication.

Own rules rather than a library: the known date parsers give points, not intervals, take the day of
the run where no reference is given, and do not know whether the event is past or planned, which
decides between the last Thursday and the next. Where only the text around fixes the day ("four
days later", "that year", "the day before the vote"), and for relative words in an undated
article, the result is open. Conventions follow the annotated claims: see ``resolve_when``,
``intervals.part`` and ``relative_dates``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from tocsin.records import Span, When
from tocsin.resolve.date_words import Reader, normal
from tocsin.resolve.fixed_dates import read_fixed
from tocsin.resolve.intervals import Days, part
from tocsin.resolve.relative_dates import read_relative

_SINCE = re.compile(
    r"^(?:ever )?(?:since|from|(?:starting|beginning) (?:on|in|from)) (?P<rest>.+)$"
)
_UNTIL = re.compile(r"^(?:on or before|no later than|by|until|till|up to|through|to) (?P<rest>.+)$")
_BEFORE = re.compile(r"^(?:before|prior to|ahead of) (?P<rest>.+)$")
_AFTER = re.compile(r"^(?:after|following|past|beyond) (?P<rest>.+)$")
_LEAD = re.compile(
    r"^(?:as of|at least|in|on|at|during|throughout|around|about|some ?time|over|for|just|only|the)"
    r" (?P<rest>.+)$"
)
_RANGE = re.compile(
    r"^(?:from |between )?(?P<left>.+?) ?(?:\bto\b|\band\b|\buntil\b|\bthrough\b|-) ?(?P<right>.+)$"
)
_EDGE = re.compile(
    r"^(?:the )?(?:very )?"
    r"(?P<edge>early|earlier|later|late|mid|middle|beginning|start|end|rest|remainder)\b"
    r"(?: of| in| on|-)?(?: the)? ?(?P<rest>.+)$"
)
_FIRST = re.compile(
    r"^(?:the )?(?P<edge>first|opening|last|final) (?:few |two |three |several )?"
    r"(?P<unit>day|week|month)s? of (?P<rest>.+)$"
)
_LONGEST = 200
"""Characters of the longest text that is read: no time expression is longer."""
_UNFIXED = re.compile(
    r"\b(?:later|earlier|previously|prior|afterwards?|beforehand)$"
    r"|(?:day|week|month|year|decade|hour|minute|night|morning)s?"
    r" (?:later|earlier|before|after|prior|previously|into)\b"
    r"|\b(?:that|same|every|each|other) (?:very |same )?"
    r"(?:day|night|week|month|year|morning|evening|afternoon|time|summer)"
    r"|\b(?:following|previous|next|preceding) (?:day|night|morning|evening|afternoon)\b"
    r"|\bfollowing (?:week|month|year)\b|\btime\b(?<!local time)$"
)
_PARTS = {
    "early": "early",
    "beginning": "start",
    "start": "start",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "end",
}


def resolve_when(span: Span, published: date | None, *, tense: str = "past") -> When:
    """The days that a time expression covers.

    ``tense`` is the time of the claim (past, ongoing, future or historical): it chooses between the
    last and the next Thursday or July. "Since X" of something past ends with publication, of what
    goes on it is open; "by X" has no start. ``start`` and ``end`` are None where nothing fixes
    them; with ``published`` None only expressions that name their year resolve.
    """
    try:
        found = _read(normal(span.text), Reader(published, tense))
    except OverflowError:  # the calendar of ``datetime`` ends at the years 1 and 9999
        found = None
    if found is None or (found.start is None and found.end is None):
        return When(span)
    return When(span, found.start, found.end, found.precision)


def _read(text: str, reader: Reader) -> Days | None:
    if len(text) > _LONGEST or _is_unfixed(text):
        return None
    return (
        _bounded(text, reader)
        or _ranged(text, reader)
        or _cut(text, reader)
        or _plain(text, reader)
    )


def _is_unfixed(text: str) -> bool:
    """Whether the words count from something that only the text around tells."""
    match = _UNFIXED.search(text)
    return match is not None and "yesterday" not in text and "tomorrow" not in text


def _plain(text: str, reader: Reader) -> Days | None:
    return read_fixed(text, reader) or read_relative(text, reader)


def _bounded(text: str, reader: Reader) -> Days | None:
    """ "Since", "by", "before" and "after" something that resolves."""
    if match := _SINCE.match(text):
        return None if _splits(text) else _since(_inner(match["rest"], reader), reader)
    if match := _UNTIL.match(text):
        inner = _inner(match["rest"], reader)
        return inner and Days(None, inner.end)
    if match := _BEFORE.match(text):
        inner = _inner(match["rest"], reader)
        return Days(None, inner.start - timedelta(1)) if inner and inner.start else None
    match = _AFTER.match(text)
    if not match or match["rest"].split(" ")[0].rstrip("s") in ("day", "week", "month", "year"):
        return None
    return _after(_inner(match["rest"], reader))


def _splits(text: str) -> bool:
    return text.startswith("from ") and _RANGE.match(text) is not None


def _inner(text: str, reader: Reader) -> Days | None:
    """What a bound leans on; bare lengths ("after seven years") are no point to lean on."""
    if re.search(r"\d+ (?:day|week|month|year)s|^(?:[a-z]+ )?(?:days|weeks|months|years)\b", text):
        return None
    return _cut(text, reader) or _plain(text, reader)


def _since(inner: Days | None, reader: Reader) -> Days | None:
    if inner is None or inner.start is None:
        return None
    closed = (
        reader.tense in ("past", "historical")
        and reader.published
        and inner.start <= reader.published
    )
    return Days(inner.start, reader.published if closed else None)


def _after(inner: Days | None) -> Days | None:
    if inner is None or inner.end is None:
        return None
    return Days(inner.end if inner.precision == "day" else inner.end + timedelta(1), None)


def _ranged(text: str, reader: Reader) -> Days | None:
    """ "From 2003 to 2007": the left side takes a missing year from the right."""
    match = _RANGE.match(text)
    if not match or not _is_point(match["left"]):
        return None
    right = _read_point(match["right"], reader)
    year = re.search(r"\b\d{4}\b", match["right"])
    left_text = (
        match["left"]
        if not year or re.search(r"\d{4}", match["left"])
        else f"{match['left']} {year.group()}"
    )
    left = _read_point(left_text, reader)
    if left and right and _runs_backwards(left, right):
        left, right = _in_order(left_text, match["right"], reader)
    if not left or not right or not left.start or not right.end or _runs_backwards(left, right):
        return None
    return Days(
        left.start, right.end, "year" if left == right and left.precision == "year" else "interval"
    )


def _runs_backwards(left: Days, right: Days) -> bool:
    return bool(left.start and right.end and left.start > right.end)


def _in_order(left: str, right: str, reader: Reader) -> tuple[Days | None, Days | None]:
    """Both sides of a range, the far one read against the near one."""
    near = _read_point(left if reader.ahead else right, reader)
    if near is None:
        return None, None
    known = near.start if reader.ahead else near.end
    far = _read_point(right if reader.ahead else left, Reader(known, reader.tense))
    return (near, far) if reader.ahead else (far, near)


def _read_point(text: str, reader: Reader) -> Days | None:
    return _cut(text, reader) or _plain(text, reader)


def _is_point(text: str) -> bool:
    """Whether the left side of a range can be a date: no bare number, nor "mid" of "mid-2009"."""
    return len(text) <= 40 and text not in _PARTS and not (text.isdecimal() and len(text) < 4)


def _cut(text: str, reader: Reader) -> Days | None:
    """ "Early 2014", "the end of October", "the first days of May", with words that lead to it."""
    while (lead := _LEAD.match(text)) and not _EDGE.match(text) and not _FIRST.match(text):
        text = lead["rest"]
    if match := _FIRST.match(text):
        return _first_of(match, reader)
    match = _EDGE.match(text)
    if not match:
        return None
    keeps = match["edge"] != "earlier" and _keeps_whole(match)
    whole = _plain(match["rest"], Reader(reader.published, "future" if keeps else reader.tense))
    if whole is None:
        return None
    return _edge_of(whole, match["edge"], reader)


def _keeps_whole(match: re.Match[str]) -> bool:
    """ "The end of this year" is cut from the whole year even where the claim is past."""
    return bool(re.search(r"\b(?:this|current|the) |^(?:week|month|year|decade)$", match["rest"]))


def _edge_of(whole: Days, edge: str, reader: Reader) -> Days:
    here = reader.published
    if whole.precision in ("day", "") or whole.start is None or whole.end is None:
        return whole
    if edge == "earlier":
        return Days(whole.start, here if here and whole.start <= here <= whole.end else whole.end)
    if edge in ("later", "rest", "remainder"):
        return Days(here if here and whole.start <= here <= whole.end else whole.start, whole.end)
    return part(whole, _PARTS[edge])


def _first_of(match: re.Match[str], reader: Reader) -> Days | None:
    """ "The first week of July" is seven days; "the first months" of a year are three."""
    whole = _plain(match["rest"], reader)
    if whole is None or whole.start is None or whole.end is None:
        return None
    length = {"day": 6, "week": 6, "month": 90}[match["unit"]]
    if match["edge"] in ("last", "final"):
        return Days(max(whole.start, whole.end - timedelta(length)), whole.end)
    end = min(whole.end, whole.start + timedelta(length))
    here = reader.published
    return Days(
        whole.start, here if here and not reader.ahead and whole.start <= here < end else end
    )
