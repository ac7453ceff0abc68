"""A brief as Markdown, HTML, JSON and PDF."""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, datetime

import pytest

from tests.brief.makers import material
from tocsin.brief import Brief, as_json, html, markdown, pdf, since, write
from tocsin.brief.rendering import MOST_PAGES
from tocsin.errors import UsageError

NOW = datetime(2026, 3, 12, 8, tzinfo=UTC)
MATERIAL = material()


@pytest.fixture(scope="module")
def brief() -> Brief:
    return write(MATERIAL, first=since(NOW, 7), now=NOW)


def test_markdown(brief: Brief) -> None:
    text = markdown(brief, MATERIAL.reports)
    assert text.startswith("# The northern quarrel: situation report\n\nAs of 12 March 2026, 08:00")
    cited = set(re.findall(r"\[(\d+[a-z]?)\]", text.split("## Sources")[0]))
    listed = set(re.findall(r"\[(\d+[a-z]?)\]", text.split("## Sources")[1]))
    assert cited
    assert cited == listed


def test_markdown_makes_nothing_of_what_reports_say(brief: Brief) -> None:
    text = markdown(brief, MATERIAL.reports)
    assert "<b>" not in text
    assert r"\<b\>News\</b\>" in text


def test_html_is_escaped_and_loads_nothing(brief: Brief) -> None:
    page = html(brief, MATERIAL.reports)
    assert "<b>" not in page
    assert "&lt;b&gt;News" in page
    assert not re.findall(r"<script|<img|<link|url\(|@import|src=", page)
    assert "@page" in page


def test_every_citation_of_the_page_has_its_place(brief: Brief) -> None:
    page = html(brief, MATERIAL.reports)
    anchors = re.findall(r'href="#(s\d+[a-z]?)"', page)
    assert anchors
    assert set(anchors) == set(re.findall(r'id="(s\d+[a-z]?)"', page))
    assert len(re.findall(r'id="(s\d+[a-z]?)"', page)) == len(set(anchors))


def test_an_address_that_is_none_is_no_link(brief: Brief) -> None:
    sources = tuple(
        type(s)(s.number, s.article, s.publisher, s.title, s.day, "javascript:alert(1)", s.quotes)
        for s in brief.sources
    )
    page = html(
        type(brief)(brief.title, brief.scope, brief.as_of, brief.since, brief.sections, sources),
        MATERIAL.reports,
    )
    assert "javascript" not in page


def test_json(brief: Brief) -> None:
    found = json.loads(as_json(brief))
    assert found["since"] == "2026-03-06"
    assert found["sections"][0]["sentences"][0]["claims"]
    assert found["refused"] == []


def test_pdf(brief: Brief) -> None:
    weasyprint = pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))
    made = pdf(brief, MATERIAL.reports)
    assert made.startswith(b"%PDF-")
    pages = weasyprint.HTML(string=html(brief, MATERIAL.reports)).render().pages
    assert len(pages) <= MOST_PAGES


def test_a_missing_library_is_named(brief: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(UsageError, match=r"pip install 'tocsin\[pdf\]', and needs .* Pango"):
        pdf(brief, MATERIAL.reports)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(UsageError, match=r"HTML needs jinja2.*pip install 'tocsin\[pdf\]'$"):
        html(brief, MATERIAL.reports)
