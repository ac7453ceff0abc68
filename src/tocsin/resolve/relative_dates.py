"""Expressions that count from the day of publication: "yesterday", "last week", "the past year".

A week is Monday to Sunday. In a report of a Sunday, "last week" is the seven days before it, as
writers mean it. "This week" of something past ends with publication.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from tocsin.resolve.date_words import UNIT, Reader, names, number, ordinal, table, unit_of
from tocsin.resolve.intervals import Days, around, clip, day, shift, week

_RECENT = {"day": 7, "week": 31}
"""Days that "recent days" and "recent weeks" reach back; longer units have no known start."""
_Rule = Callable[[re.Match[str], Reader, date], Days | None]
_PART = (
    r"(?:early |late )?(?:morning|afternoon|evening|night|lunchtime|noon|midday|midnight|dawn|dusk)"
)


def read_relative(text: str, reader: Reader) -> Days | None:
    """The days of the first relative expression in a normalised text, or None."""
    if reader.published is None:
        return None
    for pattern, rule in _rules():
        match = pattern.search(text)
        if match:
            return rule(match, reader, reader.published)
    return None


@cache
def _rules() -> tuple[tuple[re.Pattern[str], _Rule], ...]:
    one = rf"(?:\d[\d,.]*|(?:{names('numbers')})(?:-(?:{names('numbers')}))?)"
    count = rf"(?P<count>(?:an? )?(?:couple of|couple|few|several|many|{one}))"
    run = r"(?:consecutive |straight |successive )?"
    range_ = rf"{count}(?: ?(?:-|to|or|and) ?(?P<upper>{one}))?(?P<half> and a half)?"
    counted = rf"{range_}[- ](?:more |full )?{run}{UNIT}s?\b"
    weekday = rf"(?P<weekday>{names('weekdays')})s?\b"
    lead = r"(?:^|\b(?:at|in the|the|around|by|before|after|during|early|late) )"
    hour = rf"{lead}(?:{_PART})s?$"
    clock = r"\d ?[ap]\.? ?m\b|\d:\d\d|\b(?:gmt|utc|local time|hours)\b"
    rules: tuple[tuple[str, _Rule], ...] = (
        (rf"\b{weekday} (?:of )?(?P<which>last|this|next) week\b", _weekday_of_week),
        (rf"\b(?P<which>last|next|this|past|coming) {weekday}", _weekday),
        (rf"\b(?P<which>){weekday}", _weekday),
        (r"\bday before yesterday\b", _days_on(-2)),
        (r"\bday after tomorrow\b", _days_on(2)),
        (r"\byesterday\b", _days_on(-1)),
        (r"\btomorrow\b", _days_on(1)),
        (r"\b(?:today|tonight)\b", _days_on(0)),
        (r"\bovernight\b|^(?:throughout |during |over )?(?:the|all) night$", _overnight),
        (rf"\blast {_PART}\b(?! of)", _days_on(-1)),
        (rf"\bthis {_PART}\b", _days_on(0)),
        (rf"{counted}(?: and a half)? ago\b", _ago),
        (rf"\b{UNIT}s ago\b", _some_time_ago),
        (
            rf"\b(?:past|last|previous|preceding) (?:about |nearly |almost |roughly )?{counted}",
            _back,
        ),
        (rf"\b(?:past|last) {UNIT}s\b(?! ago)", _recent),
        (rf"\b(?:next|coming|following) {counted}", _forward),
        (rf"\brecent {UNIT}s\b", _recent),
        (rf"\b(?:coming|next|upcoming) {UNIT}s\b", _soon),
        (r"\b(?P<which>last|this|next|coming|past|the|a|current)? ?weekend\b", _weekend),
        (rf"\b(?:(?:over|in|during|for|within) the last|past) {UNIT}\b", _back_one),
        (rf"\b(?:last|previous) (?:fiscal |calendar )?{UNIT}\b", _last),
        (rf"\b(?:next|coming|upcoming) {UNIT}\b", _next),
        (rf"\b(?:this|current) (?:very |fiscal |calendar )?{UNIT}\b", _this),
        (
            rf"\b(?:a|an|the) (?P<nth>{names('ordinals')}|\d+(?:st|nd|rd|th)) {run}{UNIT}$",
            _nth,
        ),
        (counted, _length),
        (rf"\b{UNIT}-?long\b", _length),
        (rf"^(?:the )?{UNIT}$", _this),
        (f"{hour}|{clock}", _days_on(0)),
    )
    return tuple((re.compile(pattern), rule) for pattern, rule in rules)


def _days_on(count: int) -> _Rule:
    """The rule of the one day that lies ``count`` days from publication."""

    def rule(_: re.Match[str], __: Reader, published: date) -> Days:
        return day(published + timedelta(count))

    return rule


def _weekday(match: re.Match[str], reader: Reader, published: date) -> Days | None:
    back = (published.weekday() - table("weekdays")[match["weekday"]]) % 7
    ahead = -back % 7
    if match["which"] in ("last", "past"):
        return day(published - timedelta(back or 7))
    if match["which"] in ("next", "coming"):
        return day(published + timedelta(ahead or 7))
    return day(published + timedelta(ahead)) if reader.ahead else day(published - timedelta(back))


def _weekday_of_week(match: re.Match[str], _: Reader, published: date) -> Days | None:
    monday = week(published, {"last": -1, "this": 0, "next": 1}[match["which"]]).start
    return day(monday + timedelta(table("weekdays")[match["weekday"]])) if monday else None


def _overnight(_: re.Match[str], reader: Reader, published: date) -> Days | None:
    if reader.ahead:
        return Days(published, published + timedelta(1))
    return Days(published - timedelta(1), published)


def _ago(match: re.Match[str], _: Reader, published: date) -> Days | None:
    count = number(match["count"])
    if count is None:
        return Days(None, published)
    unit = unit_of(match)
    if match["half"] or "and a half" in match.group():
        count += 0.5
    if unit == "year" and count % 1:
        count, unit = count * 12, "month"
    return around(published, -count, unit)


def _some_time_ago(match: re.Match[str], _: Reader, published: date) -> Days | None:
    return day(published) if unit_of(match) in ("minute", "hour") else Days(None, published)


def _reach(match: re.Match[str], published: date, sign: int) -> date | None:
    count = number(match["count"])
    return None if count is None else shift(published, sign * count, unit_of(match))


def _back(match: re.Match[str], reader: Reader, published: date) -> Days | None:
    if number(match["count"]) is None:
        return _recent(match, reader, published)
    return Days(_reach(match, published, -1), published)


def _back_one(match: re.Match[str], _: Reader, published: date) -> Days | None:
    return Days(shift(published, -1, unit_of(match)), published)


def _recent(match: re.Match[str], _: Reader, published: date) -> Days | None:
    reach = _RECENT.get(unit_of(match))
    return Days(published - timedelta(reach) if reach else None, published)


def _forward(match: re.Match[str], _: Reader, published: date) -> Days | None:
    """ "The next three days"; "the next 60 to 100 days" begins after sixty."""
    reach = _reach(match, published, 1)
    if match["upper"] is None:
        return Days(published, reach)
    upper = number(match["upper"])
    return Days(reach, None if upper is None else shift(published, upper, unit_of(match)))


def _soon(match: re.Match[str], _: Reader, published: date) -> Days | None:
    reach = _RECENT.get(unit_of(match))
    return Days(published, published + timedelta(reach) if reach else None)


def _weekend(match: re.Match[str], reader: Reader, published: date) -> Days | None:
    """Saturday and Sunday: of past claims the latest begun, of future ones the next not over."""
    back = (published.weekday() - 5) % 7
    saturday = published - timedelta(back)
    if match["which"] == "last" and back <= 1:
        saturday -= timedelta(7)
    elif match["which"] in ("next", "coming") or (reader.ahead and back > 1):
        saturday += timedelta(7)
    return Days(saturday, saturday + timedelta(1))


def _last(match: re.Match[str], _: Reader, published: date) -> Days | None:
    unit = unit_of(match)
    if unit == "day":
        return None
    if unit == "week" and published.weekday() == 6:
        return Days(published - timedelta(7), published - timedelta(1), "week")
    return around(published, -1, unit)


def _next(match: re.Match[str], _: Reader, published: date) -> Days | None:
    return around(published, 1, unit_of(match))


def _this(match: re.Match[str], reader: Reader, published: date) -> Days | None:
    unit = unit_of(match)
    if unit == "week" and published.weekday() == 6 and reader.ahead:
        return Days(published, published + timedelta(6), "week")
    found = around(published, 0, unit)
    if found is None or reader.tense in ("future", "ongoing"):
        return found
    return clip(found, published)


def _nth(match: re.Match[str], reader: Reader, published: date) -> Days | None:
    """ "For a fifth day" has lasted five days."""
    if reader.ahead:
        return None
    start = shift(published, 1 - ordinal(match["nth"]), unit_of(match))
    return Days(start, published)


def _length(match: re.Match[str], reader: Reader, published: date) -> Days | None:
    """A bare duration: of what goes on, up to publication; "within" and "in" of what is to come."""
    count = match.groupdict().get("count", "1")
    value = number(match.groupdict().get("upper") or count)
    if value is None:
        return None
    if reader.tense == "ongoing":
        return Days(shift(published, -value, unit_of(match)), published)
    if reader.ahead and re.search(r"\b(?:in|within|over|for)\b", match.string):
        return _to_come(match.string, shift(published, value, unit_of(match)), published)
    return None


def _to_come(text: str, reach: date | None, published: date) -> Days | None:
    """ "In two days" is that day; "within two days" is from now to then."""
    exact = text.startswith("in ") and not re.search(r"\b(?:less|under|up to|about|the)\b", text)
    return day(reach) if exact and reach and "day" in text else Days(published, reach)
