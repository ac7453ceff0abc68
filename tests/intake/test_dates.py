# ruff: noqa: E501 - samples stand on one line each
"""Only dates that the page gives count."""

from __future__ import annotations

from datetime import date

import pytest
from lxml.html import document_fromstring

from tocsin.intake.dates import date_in_url, page_date, parse_date

DAY = date(2024, 11, 4)


def dated(html: str, url: str | None = None) -> date | None:
    return page_date(document_fromstring(f"<html>{html}</html>"), url)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-11-04T10:30:00+02:00">',
        '<meta name="date" content="2024-11-04">',
        '<meta itemprop="datePublished" content="2024-11-04">',
        '<meta name="pubdate" content="20241104">',
        '<meta name="DC.date.issued" content="2024-11-04">',
        '<meta name="parsely-pub-date" content="2024-11-04T00:00:00Z">',
        '<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2024-12-01","datePublished":"2024-11-04T08:00Z"}</script>',
    ],
)
def test_head(head):
    assert dated(f"<head>{head}</head><body><p>On 1 May 2020 it rained.</p></body>") == DAY


@pytest.mark.parametrize(
    "body",
    [
        '<h1>T</h1><time datetime="2024-11-04T10:00">4 Nov</time><p>x</p><time datetime="2024-12-01">1 Dec</time>',
        '<h1>T</h1><time itemprop="datePublished" datetime="2024-11-04">x</time>',
        '<aside><time datetime="2020-01-01">x</time></aside><h1>T</h1><time class="entry-date" datetime="2024-11-04">x</time>',
        '<time class="updated" datetime="2024-12-01">x</time><time class="entry-date published" datetime="2024-11-04">x</time>',
        '<h1>T</h1><span class="post-date">November 4, 2024</span>',
        '<p class="published">Published: 4 Nov. 2024</p>',
    ],
)
def test_body(body):
    assert dated(f"<body>{body}</body>") == DAY


@pytest.mark.parametrize(
    "html",
    [
        "<body><p>On 4 November 2024 the army crossed the river.</p></body>",
        "<body><footer>© 2024 The Post</footer></body>",
        '<head><meta name="copyright" content="2024"><meta itemprop="copyrightYear" content="2024"></head>',
        '<head><meta name="description" content="Seen on 2024-11-04"></head>',
        '<head><meta property="article:modified_time" content="2024-11-04"></head>',
        '<head><meta http-equiv="last-modified" content="2024-11-04"></head>',
        '<head><meta property="og:image" content="https://a.example/2024/11/04/x.jpg"></head>',
        '<script type="application/ld+json">{"dateModified":"2024-11-04","description":"since 2023-01-01"}</script>',
        '<body><div class="related"><time datetime="2024-11-04">x</time></div></body>',
        "<!-- generated 2024-11-04 --><body><p>x</p></body>",
        '<body><h1>T</h1><ul class="comments"><li><time datetime="2024-11-04">x</time></li></ul></body>',
        '<head><meta name="event-date" content="2024-11-04"></head>',
        "<body><h1>T</h1><time>2 hours ago</time></body>",
        '<body><span class="posted">3 days ago</span></body>',
        "<body></body>",
    ],
)
def test_undated(html):
    assert dated(html) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/2024/11/04/talks", DAY),
        ("https://a.example/world/2024/nov/04/talks", DAY),
        ("https://a.example/talks-2024-11-04/", DAY),
        ("https://a.example/news/20241104/talks", DAY),
        ("https://a.example/2024/11/talks", None),
        ("https://a.example/id/20241399/x", None),
        ("https://a.example/p/120241104", None),
        ("https://a.example/", None),
        (None, None),
    ],
)
def test_url(url, expected):
    assert date_in_url(url) == expected
    assert dated("<body><p>x</p></body>", url) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 November 2024", DAY),
        ("Nov. 4, 2024", DAY),
        ("Mon, 04 Nov 2024 10:00 GMT", DAY),
        ("November 4th, 2024", DAY),
        ("2024-11-04T10:00", DAY),
        ("04/11/2024", None),
        ("31 November 2024", None),
        ("November 2024", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_parse(text, expected):
    assert parse_date(text) == expected
