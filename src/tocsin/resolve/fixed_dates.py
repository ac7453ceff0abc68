"""Expressions that name a day, month, season, year, decade or century of the calendar.

Where the year is missing, the claim's time chooses: the latest one up to publication, or for the
future the next one from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from tocsin.resolve.date_words import Reader, names, ordinal, table
from tocsin.resolve.intervals import Days, date_of, day, months, years

_NEAR = 10
"""Days by which a date without a year may lie on the wrong side of publication before another year
is taken: a report of 18 March that speaks of 20 March does not mean last year's."""

_SUFFIX = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?:of |in )?(?P<year>\d{4})\b|,? (?:of )?(?P<which>this|last|next) year)?"
_OTHER_YEAR = _YEAR.replace("which", "other")
_Rule = Callable[[re.Match[str], Reader], Days | None]


def read_fixed(text: str, reader: Reader) -> Days | None:
    """The days of the first calendar expression in a normalised text, or None."""
    for pattern, rule in _rules():
        match = pattern.search(text)
        if match:
            return rule(match, reader)
    return None


@cache
def _rules() -> tuple[tuple[re.Pattern[str], _Rule], ...]:
    month = rf"(?P<month>{names('months')})\b"
    span = rf"(?P<day>\d\d?){_SUFFIX}(?: ?(?:-|to|and) ?(?:the )?(?P<until>\d\d?){_SUFFIX})?"
    edge = rf"{names('ordinals')}|1st|2nd|3rd|4th|last|final"
    century = rf"(?P<nth>{names('ordinals')}|\d\d?(?:st|nd|rd|th))[- ]century"
    rules: tuple[tuple[str, _Rule], ...] = (
        (rf"(?<![\w/])(?P<name>{names('named')})(?![\w/])", _named),
        (r"\b(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)\b", _iso),
        (r"\b(?P<a>\d\d?)(?P<sign>[/.])(?P<b>\d\d?)[/.](?P<year>\d{4}|\d\d)\b", _numeric),
        (rf"\b{span} (?:of )?{month}{_YEAR}", _day_of_month),
        (rf"\b{month} (?:the )?{span}(?![\d:]){_YEAR}", _day_of_month),
        (
            rf"\b(?P<nth>{edge}) (?P<part>quarter|half|trimester|semester)"
            r" (?:of )?(?:the )?(?P<year>\d{4})?",
            _quarter,
        ),
        (rf"\b(?:(?P<which>last|this|next) )?{month}{_OTHER_YEAR}", _month),
        (
            rf"\b(?:(?P<which>last|this|next|past) )?(?P<season>{names('seasons')})s?\b"
            + _OTHER_YEAR,
            _season,
        ),
        (rf"\b(?P<name>{names('holidays')})\b{_YEAR}", _holiday),
        (r"(?<!\w)(?P<year>\d{3}0)'?s\b|(?<!\w)'?(?P<short>\d0)'?s\b", _decade),
        (rf"\b(?P<word>{names('decades')})\b", _decade_word),
        (century, _century),
        (r"\b(?P<first>\d{4})[-/](?P<second>\d\d)\b", _season_years),
        (r"(?<![\d,.])(?P<year>1\d{3}|2[01]\d\d)\b(?!,\d)", _year),
    )
    return tuple((re.compile(pattern), rule) for pattern, rule in rules)


def nearest(make: Callable[[int], Days | None], reader: Reader) -> Days | None:
    """The yearly interval ``make(year)`` that the claim's time points at; None if undated."""
    if reader.published is None:
        return None
    here = reader.published
    options = [days for year in range(here.year - 4, here.year + 5) if (days := make(year))]
    if reader.ahead:
        late = [d for d in options if d.end and d.end >= here - timedelta(_slack(d))]
        return late[0] if late else None
    early = [d for d in options if d.start and d.start <= here + timedelta(_slack(d))]
    return early[-1] if early else None


def _slack(days: Days) -> int:
    return _NEAR if days.precision == "day" else 0


def _in_year(
    make: Callable[[int], Days | None], match: re.Match[str], reader: Reader
) -> Days | None:
    """``make`` of the year that the expression names ("2016", "last year"), else the nearest."""
    if match["year"]:
        return make(int(match["year"]))
    groups = match.groupdict()
    which = groups.get("other", groups.get("which"))
    if which and reader.published:
        return make(reader.published.year + {"last": -1, "this": 0, "next": 1}[which])
    return None if which else nearest(make, reader)


def _named(match: re.Match[str], _: Reader) -> Days | None:
    return day(date.fromisoformat(table("named")[match["name"]]))


def _one_day(year: int, month: int, number: int) -> Days | None:
    found = date_of(year, month, number)
    return day(found) if found else None


def _iso(match: re.Match[str], _: Reader) -> Days | None:
    return _one_day(int(match["year"]), int(match["month"]), int(match["day"]))


def _numeric(match: re.Match[str], _: Reader) -> Days | None:
    """12/07/2016 is month first, as Americans write, unless it cannot be; 7.12.2016 is not."""
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    first, second = int(match["a"]), int(match["b"])
    if match["sign"] == "." or first > 12:
        first, second = second, first
    return _one_day(year, first, second)


def _day_of_month(match: re.Match[str], reader: Reader) -> Days | None:
    month, first = table("months")[match["month"]], int(match["day"])
    last = int(match["until"] or first)

    def make(year: int) -> Days | None:
        start, end = date_of(year, month, first), date_of(year, month, last)
        if not start or not end or end < start:
            return None
        return Days(start, end, "day" if start == end else "interval")

    return _in_year(make, match, reader)


def _month(match: re.Match[str], reader: Reader) -> Days | None:
    number = table("months")[match["month"]]
    if match["which"] and reader.published and not match["year"]:
        return _beside(lambda year: months(year, number), match["which"], reader.published)
    return _in_year(lambda year: months(year, number), match, reader)


def _season(match: re.Match[str], reader: Reader) -> Days | None:
    number, count = table("seasons")[match["season"]]
    if match["which"] and reader.published and not match["year"]:
        return _beside(lambda year: months(year, number, count), match["which"], reader.published)
    return _in_year(lambda year: months(year, number, count), match, reader)


def _beside(make: Callable[[int], Days | None], which: str, published: date) -> Days | None:
    """Last, this or next July or summer: last ends before publication, next begins after it."""
    options = [
        days for year in range(published.year - 2, published.year + 3) if (days := make(year))
    ]
    if which in ("last", "past"):
        return next((d for d in reversed(options) if d.end and d.end < published), None)
    if which == "next":
        return next((d for d in options if d.start and d.start > published), None)
    return make(published.year)


def _holiday(match: re.Match[str], reader: Reader) -> Days | None:
    month, number = table("holidays")[match["name"]]
    return _in_year(lambda year: _one_day(year, month, number), match, reader)


def _quarter(match: re.Match[str], reader: Reader) -> Days | None:
    """ "The first quarter of 2005", "the second half of the year"."""
    size = 3 if match["part"] == "quarter" else 6
    last = match["nth"] in ("last", "final")
    nth = 12 // size if last else ordinal(match["nth"])
    if not 1 <= nth <= 12 // size:
        return None
    around = {"last year": -1, "next year": 1}
    offset = next((step for words, step in around.items() if words in match.string), 0)
    if match["year"]:
        return months(int(match["year"]), (nth - 1) * size + 1, size)
    if reader.published is None:
        return None
    return months(reader.published.year + offset, (nth - 1) * size + 1, size)


def _decade(match: re.Match[str], reader: Reader) -> Days | None:
    if match["year"]:
        return years(
            int(match["year"]),
            100 if match["year"].endswith("00") and "century" in match.string else 10,
        )
    return _short_decade(int(match["short"]), reader)


def _decade_word(match: re.Match[str], reader: Reader) -> Days | None:
    return _short_decade(int(table("decades")[match["word"]]), reader)


def _short_decade(tens: int, reader: Reader) -> Days | None:
    """ "The 60s": of this century if they have begun by publication, else of the last."""
    begun = reader.published is not None and 2000 + tens <= reader.published.year
    return years((2000 if begun and tens <= 20 else 1900) + tens, 10)


def _century(match: re.Match[str], _: Reader) -> Days | None:
    first = (ordinal(match["nth"]) - 1) * 100
    return years(max(first, 1), 100 if first else 99) if first >= 0 else None


def _season_years(match: re.Match[str], _: Reader) -> Days | None:
    """ "2007/08" is two years; "2016-05" a month."""
    first, second = int(match["first"]), int(match["second"])
    if second == (first + 1) % 100:
        return years(first, 2)
    return months(first, second)


def _year(match: re.Match[str], _: Reader) -> Days | None:
    found = years(int(match["year"]))
    return replace(found, precision="year") if found else None
