# ruff: noqa: E501 - samples stand on one line each
"""HTML pages: body, title and metadata."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.errors import InputError
from tocsin.intake import read
from tocsin.intake.page import read_page

BODY = """
<p>Envoys of the two river states met in the port city on Tuesday and signed a truce.</p>
<p>The text, published by the ministry, says that both armies leave the valley within a month.</p>
<h2>What happens next</h2>
<p>“We will keep our word,” the general said after the signing.</p>
<p>A commission of five officers is to watch the withdrawal, and to report each week.</p>
"""
LINES = [
    "Envoys of the two river states met in the port city on Tuesday and signed a truce.",
    "The text, published by the ministry, says that both armies leave the valley within a month.",
    "What happens next",
    "“We will keep our word,” the general said after the signing.",
    "A commission of five officers is to watch the withdrawal, and to report each week.",
]


def html(head: str = "", body: str = BODY, title: str = "River states sign a truce") -> str:
    return (
        f'<!doctype html><html lang="en-GB"><head><title>{title} | The Valley Post</title>{head}</head><body>'
        f"<nav><a href='/'>Home</a> <a href='/w'>World</a></nav><article><h1>{title}</h1>{body}</article>"
        "<footer><p>© 2024 The Valley Post. All rights reserved.</p></footer></body></html>"
    )


META = """
<meta property="og:site_name" content="The Valley Post"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2024-03-05T22:00:00-05:00">
<link rel="canonical" href="https://valley.example/world/truce">
"""


def test_everything_that_the_page_says():
    page = read_page(html(META))
    assert page.title == "River states sign a truce"
    assert page.text.split("\n") == [page.title, *LINES]
    assert page.published == date(2024, 3, 5)
    assert page.publisher == "The Valley Post"
    assert page.author == "Jane Doe"
    assert page.url == "https://valley.example/world/truce"
    assert page.language == "en-GB"


def test_undated_page_stays_undated_and_published_overrides():
    data = html().encode()
    assert read(data).published is None
    assert read(data, published=date(2020, 1, 2)).published == date(2020, 1, 2)
    assert read(html(META).encode(), published=date(2020, 1, 2)).published == date(2020, 1, 2)


def test_furniture_in_the_body_is_dropped():
    more = "<p>Share this article</p><h3>Leave a Reply</h3><p>Cancel reply</p><p>Exit mobile version</p>"
    assert read_page(html(body=BODY + more)).text.split("\n")[1:] == LINES


def test_rules_can_be_turned_off_for_measuring():
    more = "<p>Follow us on Twitter and Facebook for more news from the valley.</p>"
    assert len(read_page(html(body=BODY + more), furniture=False).paragraphs) > len(
        read_page(html(body=BODY + more)).paragraphs
    )


def test_title_loses_the_name_of_the_site():
    page = read_page(
        html(
            '<meta property="og:title" content="Two states sign a truce - The Valley Post">'
            '<meta property="og:site_name" content="The Valley Post">'
        )
    )
    assert page.title == "Two states sign a truce"
    assert read_page(html(title="Army says – again – that it leaves")).title.startswith(
        "Army says – again"
    )


def test_lists_lose_their_bullets_and_tables_their_figures():
    lists = "<ul><li>The army leaves the northern post in April.</li><li>The river bridge opens in May.</li></ul>"
    table = "<table><tr><td>Year</td><td>Dead</td></tr><tr><td>2023</td><td>512</td></tr></table>"
    lines = read_page(
        html(body=BODY + lists + table + BODY.replace("Envoys", "Delegates"))
    ).text.split("\n")
    assert "The river bridge opens in May." in lines
    assert not any("|" in line or "512" in line for line in lines)


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body><p>Hello.</p></body></html>",
        "<html><body>" + "<div>" * 5000 + "</body></html>",
        "<html><body><script>var a = 1;</script></body></html>",
    ],
)
def test_no_article(page):
    with pytest.raises(InputError, match="no article text found"):
        read_page(page)


def test_short_article_is_found():
    text = "<html><body><p>The army left the town of the two bridges on Friday.</p></body></html>"
    assert read_page(text).text == "The army left the town of the two bridges on Friday."


def test_addresses_that_are_not_web_are_not_taken():
    page = read_page(
        html('<link rel="canonical" href="javascript:alert(1)">'), url="https://valley.example/a"
    )
    assert page.url == "https://valley.example/a"


def test_markup_in_metadata_is_text():
    page = read_page(
        html(
            '<meta property="og:title" content="Truce &lt;script&gt;alert(1)&lt;/script&gt; signed&#10;today">'
        )
    )
    assert "\n" not in page.title
