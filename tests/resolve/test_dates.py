from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.records import Span
from tocsin.resolve.dates import resolve_when

TUESDAY = date(2018, 2, 13)


def days(text, published=TUESDAY, tense="past"):
    when = resolve_when(Span(0, len(text), text), published, tense=tense)
    return (
        when.start.isoformat() if when.start else None,
        when.end.isoformat() if when.end else None,
    )


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("23 July 2005", "2005-07-23", "2005-07-23"),
        ("July 23rd, 2005", "2005-07-23", "2005-07-23"),
        ("Wednesday, Dec. 7, 2016", "2016-12-07", "2016-12-07"),
        ("2016-12-07", "2016-12-07", "2016-12-07"),
        ("12/07/2016", "2016-12-07", "2016-12-07"),
        ("17/07/2016", "2016-07-17", "2016-07-17"),
        ("7.12.2016", "2016-12-07", "2016-12-07"),
        ("14-15 September 2017", "2017-09-14", "2017-09-15"),
        ("August 2016", "2016-08-01", "2016-08-31"),
        ("in 2015", "2015-01-01", "2015-12-31"),
        ("early 2014", "2014-01-01", "2014-04-30"),
        ("mid-2009", "2009-06-01", "2009-08-31"),
        ("late 2016", "2016-10-01", "2016-12-31"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("the 17th century", "1600-01-01", "1699-12-31"),
        ("the summer of 2010", "2010-06-01", "2010-08-31"),
        ("first quarter of 2005", "2005-01-01", "2005-03-31"),
        ("from 2003 to 2007", "2003-01-01", "2007-12-31"),
        ("between May and June 1981", "1981-05-01", "1981-06-30"),
        ("9/11", "2001-09-11", "2001-09-11"),
        ("before 2020", None, "2019-12-31"),
    ],
)
def test_named_years_resolve_without_publication(text, start, end):
    assert days(text, None) == (start, end)
    assert days(text) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "Thursday",
        "yesterday",
        "last week",
        "July",
        "23 July",
        "this year",
        "two years ago",
        "tonight",
    ],
)
def test_relative_words_never_mean_today_in_an_undated_article(text):
    assert days(text, None) == (None, None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on Thursday", "2018-02-08", "2018-02-08"),
        ("Tuesday", "2018-02-13", "2018-02-13"),
        ("last Tuesday", "2018-02-06", "2018-02-06"),
        ("late on Friday night", "2018-02-09", "2018-02-09"),
        ("around 9 p.m. on Monday", "2018-02-12", "2018-02-12"),
        ("last Wednesday and Thursday", "2018-02-07", "2018-02-08"),
        ("yesterday", "2018-02-12", "2018-02-12"),
        ("last night", "2018-02-12", "2018-02-12"),
        ("overnight", "2018-02-12", "2018-02-13"),
        ("last week", "2018-02-05", "2018-02-11"),
        ("this week", "2018-02-12", "2018-02-13"),
        ("at the weekend", "2018-02-10", "2018-02-11"),
        ("last month", "2018-01-01", "2018-01-31"),
        ("In May", "2017-05-01", "2017-05-31"),
        ("7 February", "2018-02-07", "2018-02-07"),
        ("December 5", "2017-12-05", "2017-12-05"),
        ("early January", "2018-01-01", "2018-01-10"),
        ("mid-January", "2018-01-11", "2018-01-20"),
        ("late last month", "2018-01-21", "2018-01-31"),
        ("the end of January", "2018-01-25", "2018-01-31"),
        ("earlier this month", "2018-02-01", "2018-02-13"),
        ("last summer", "2017-06-01", "2017-08-31"),
        ("last November", "2017-11-01", "2017-11-30"),
        ("two years ago", "2016-01-01", "2016-12-31"),
        ("three months ago", "2017-11-01", "2017-11-30"),
        ("two weeks ago", "2018-01-29", "2018-02-04"),
        ("ten days ago", "2018-02-03", "2018-02-03"),
        ("over the past three days", "2018-02-10", "2018-02-13"),
        ("over the last three years", "2015-02-13", "2018-02-13"),
        ("in recent days", "2018-02-06", "2018-02-13"),
        ("in recent months", None, "2018-02-13"),
        ("since 2015", "2015-01-01", "2018-02-13"),
        ("since the beginning of the year", "2018-01-01", "2018-02-13"),
        ("by Friday", None, "2018-02-09"),
        ("for a fifth day", "2018-02-09", "2018-02-13"),
        ("20 February", "2018-02-20", "2018-02-20"),
    ],
)
def test_past(text, start, end):
    assert days(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on Thursday", "2018-02-15", "2018-02-15"),
        ("on Monday and Tuesday", "2018-02-19", "2018-02-20"),
        ("tomorrow", "2018-02-14", "2018-02-14"),
        ("next week", "2018-02-19", "2018-02-25"),
        ("this week", "2018-02-12", "2018-02-18"),
        ("later this month", "2018-02-13", "2018-02-28"),
        ("July", "2018-07-01", "2018-07-31"),
        ("1 March", "2018-03-01", "2018-03-01"),
        ("by the end of the year", None, "2018-12-31"),
        ("until April", None, "2018-04-30"),
        ("within two weeks", "2018-02-13", "2018-02-27"),
        ("in two days", "2018-02-15", "2018-02-15"),
        ("over the next five years", "2018-02-13", "2023-02-13"),
        ("in the next 60-100 days", "2018-04-14", "2018-05-24"),
        ("from Monday", "2018-02-19", None),
        ("after Thursday", "2018-02-15", None),
        ("after this year", "2019-01-01", None),
    ],
)
def test_future(text, start, end):
    assert days(text, tense="future") == (start, end)


def test_ongoing_is_open_or_reaches_publication():
    assert days("since 2012", tense="ongoing") == ("2012-01-01", None)
    assert days("for two weeks", tense="ongoing") == ("2018-01-30", "2018-02-13")
    assert days("weeklong", tense="ongoing") == ("2018-02-06", "2018-02-13")


@pytest.mark.parametrize(
    "text",
    [
        "a week after the attack",
        "the day before",
        "four days later",
        "that year",
        "the following year",
        "the next day",
        "later that month",
        "every day",
        "two-month",
        "30 February 2018",
        "some words",
        "",
    ],
)
def test_what_only_the_context_fixes_stays_open(text):
    assert days(text) == (None, None)


def test_last_week_of_a_sunday_report_is_the_week_that_ends():
    assert days("last week", date(2018, 1, 21)) == ("2018-01-14", "2018-01-20")


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("7 February", "day"),
        ("last week", "week"),
        ("In May", "month"),
        ("last summer", "season"),
        ("in 2015", "year"),
        ("the 1990s", "decade"),
        ("since 2015", "interval"),
        ("that year", ""),
    ],
)
def test_precision(text, precision):
    when = resolve_when(Span(3, 3 + len(text), text), TUESDAY)
    assert when.precision == precision
    assert when.span == Span(3, 3 + len(text), text)


WORDS = [
    "on",
    "in",
    "the",
    "last",
    "next",
    "31",
    "July",
    "February",
    "2014",
    "0",
    "9999",
    "Monday",
    "two",
    "weeks",
    "ago",
    "decades",
    "century",
    "by",
    "since",
    "from",
    "to",
    "and",
    "early",
    "mid-",
    "end",
    "of",
    "a",
    "night",
    "years",
    "99999",
    "after",
    "before",
    "quarter",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=7),
    st.sampled_from([None, date(1, 1, 1), date(9999, 12, 31), TUESDAY]),
    st.sampled_from(["past", "ongoing", "future", "historical"]),
)
def test_never_fails_and_never_runs_backwards(words, published, tense):
    text = " ".join(words)
    when = resolve_when(Span(0, len(text), text), published, tense=tense)
    assert when.start is None or when.end is None or when.start <= when.end
