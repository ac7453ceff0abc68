# ruff: noqa: E501 - samples stand on one line each
"""Lines of web pages are dropped; paragraphs, quotes and headings of the article are kept."""

from __future__ import annotations

import re
import time

import pytest

from tocsin.intake.furniture import find_furniture, is_byline, is_date_line, is_prose
from tocsin.intake.tables import rows

BODY = [
    "The two governments signed a border agreement in the capital on Monday after a year of talks.",
    "Under the text, published by the ministry on its website, both armies leave the valley in spring.",
    "The defence minister said that the withdrawal would be watched by a joint commission of officers.",
    "Opposition leaders rejected the deal and asked supporters to gather outside parliament on Friday.",
    "Trade through the crossing has fallen by half since the fighting began three years ago.",
]


def kept(*lines: str) -> list[str]:
    reasons = find_furniture(lines)
    return [line for line, reason in zip(lines, reasons, strict=True) if not reason]


@pytest.mark.parametrize(
    "line",
    [
        "Share",
        "Share this article",
        "ShareTweetPin",
        "Facebook Twitter WhatsApp",
        "Share on Facebook | Email",
        "Advertisement",
        "ADVERTISEMENT - CONTINUE READING BELOW",
        "Story continues below advertisement",
        "Read more",
        "Sign up",
        "Subscribe now",
        "Read more: Why the valley matters to both sides",
        "Sign up for our daily newsletter and never miss a story.",
        "Follow us on Twitter and Facebook",
        "Follow us",
        "© 2024 The Valley Post. All rights reserved.",
        "Copyright 2024 Example Media",
        "We use cookies to improve your experience.",
        "Tags: border, talks, army",
        "Photo: Jane Doe / Example Agency",
        "3 min read",
        "Click here to join our WhatsApp channel",
        "Your email address will not be published.",
        "12 Comments",
        "Copy link",
        "Get the latest stories straight to your inbox.",
        "Facebook 12 Shares 30",
        "Skip to content",
        "Image credit: Example Agency",
        "This article was originally published by The Other Paper.",
        "You have 3 free articles left this month",
    ],
)
def test_furniture_is_dropped_in_mid_text(line):
    assert kept(*BODY[:3], line, *BODY[3:]) == BODY


@pytest.mark.parametrize(
    "line",
    [
        "“We will not yield,” she said.",
        "“Never again.”",
        "No deal.",
        "What happens next",
        "A fragile truce",
        "The reaction",
        "Share prices fell sharply after the news was published.",
        "Follow the money, the auditor told the court.",
        "Comments by the minister drew anger across the border.",
        "Subscribers to the state phone company lost service.",
        "Copyright law was also changed by the decree.",
        "More than 40 people were hurt.",
        "Related charges against two officers were dropped.",
        "Published by the ministry, the figures show a rise in arrests.",
        "By Friday the army had left the town.",
        "Cookies and bread were handed out.",
        "Advertising on state television was banned.",
        "Reporting by state media could not be verified.",
        "Sources: the army lost two posts in the night, officers say, and then a third.",
        "Read the text carefully, the envoy told both sides.",
        "1. The border stays closed",
        "Photos showed smoke over the port.",
        "Join the army or leave, residents were told.",
        "Click was heard, then an explosion, a witness said.",
        "Tags on the bodies bore foreign names.",
        "Leave a gap and the enemy will use it, the general warned.",
        "Published reports put the number at 300.",
        "Home is gone, said one refugee.",
    ],
)
def test_article_lines_are_kept_in_mid_text(line):
    lines = [*BODY[:3], line, *BODY[3:]]
    assert kept(*lines) == lines


FOOTERS = [
    [
        "Published by",
        "The Valley Post",
        "Keen reporters who bring you the news of the valley. Stay informed, follow us.",
        "Leave a ReplyCancel reply",
        "Exit mobile version",
    ],
    [
        "Leave a Reply",
        "Great article, but the author forgets what happened in the spring of last year, I think.",
        "I was there and it was not like that at all, my brother can tell you the whole story of it.",
        "Reply",
    ],
    [
        "3 Comments",
        "Anna",
        "I do not agree with a word of this, the army was never there to begin with.",
    ],
    [
        "Related articles",
        "Ten things to know about the valley",
        "Who is the new minister?",
        "Army leaves second post",
    ],
    [
        "More from The Valley Post",
        "Farmers count their losses",
        "The harvest is the worst in ten years.",
        "A dam for two states",
    ],
    ["Tags", "Border", "Army", "Valley"],
    ["Share", "Facebook", "Border", "Talks"],
    [
        "About the author",
        "Jane Doe",
        "Jane Doe is a reporter who covers the valley and its people for The Valley Post.",
    ],
    [
        "Jane Doe is a correspondent for The Valley Post, based in the capital. Follow her on Twitter @janedoe."
    ],
    [
        "Reporting by Jane Doe; Editing by John Smith",
        "Our Standards: The Example Trust Principles.",
    ],
    ["You may also like", "Most read", "Newsletter", "About us", "Contact us", "Privacy Policy"],
    ["---", "https://news.example/a", "#border #talks"],
]


@pytest.mark.parametrize("footer", FOOTERS, ids=lambda footer: footer[0][:20])
def test_footers_are_dropped_to_the_end(footer):
    assert kept(*BODY, *footer) == BODY


@pytest.mark.parametrize(
    "heading", ["Related", "Popular", "Read next", "More from The Valley Post"]
)
def test_a_link_box_in_mid_text_takes_only_its_links(heading):
    long = [f"{line[:-1]} and {BODY[0].lower()}" for line in BODY]
    lines = [*long[:3], heading, "Ten things to know about the valley", *long[3:], *long[:2]]
    assert kept(*lines) == [*long[:3], *long[3:], *long[:2]]


def test_top_of_the_page():
    top = ["Skip to content", "Home", "World", "Politics", "Sport"]
    title = "Two states sign a border agreement after a year of talks"
    lines = [
        *top,
        title,
        "By Jane Doe and John Smith",
        "Published 4 November 2024, 10:30 GMT",
        "4 min read",
        *BODY,
    ]
    assert kept(*lines) == [title, *BODY]


def test_headings_and_lists_stay():
    lines = [
        BODY[0],
        "What the deal says",
        BODY[1],
        "Both armies leave",
        "A commission watches",
        *BODY[2:],
    ]
    assert kept(*lines) == lines


def test_a_list_that_ends_an_article_stays():
    lines = [*BODY, "Northern post", "Southern post", "River bridge"]
    assert kept(*lines) == lines


def test_links_in_capitals_between_paragraphs():
    link = "FLASHBACK: ARMY CHIEF ONCE CALLED THE VALLEY A TRAP"
    assert kept(*BODY[:2], link, *BODY[2:]) == BODY
    shouted = [line.upper() for line in BODY]
    assert kept(*shouted) == shouted


def test_a_page_of_nothing_but_furniture_is_left_alone():
    assert kept("Share", "Subscribe") == ["Share", "Subscribe"]


def test_line_kinds():
    assert is_byline("By Jane Doe")
    assert is_byline("BY JANE DOE AND JOHN SMITH | The Valley Post")
    assert not is_byline("By Friday the army had left")
    assert not is_byline("By")
    assert is_date_line("Monday, November 4, 2024")
    assert is_date_line("Updated: 2024-11-04 10:30 UTC")
    assert not is_date_line("On 4 November 2024 the army crossed the river")
    assert is_prose("The army left the town before the end of the week.")
    assert not is_prose("Army leaves the town")


def test_rules_are_well_formed():
    kinds = {"phrase", "line", "stop", "end", "mark", "block", "tail", "top"}
    for row in rows("furniture"):
        assert len(row) == 2
        assert row[0] in kinds
        assert re.compile(row[1], re.I).fullmatch("") is None


@pytest.mark.parametrize("unit", ["share", "A", "Aa ", "more ", "a b ", "- ", "© ", "by A ", "12 "])
def test_no_line_takes_long(unit):
    start = time.perf_counter()
    find_furniture([unit * 40, (unit * 2000)[:3000], unit * 60 + "!", BODY[0]])
    assert time.perf_counter() - start < 60  # backtracking would take hours
