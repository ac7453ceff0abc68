from __future__ import annotations

import io
from dataclasses import replace

import pytest

from tests.export.makers import items
from tocsin.export import Item, atom


def written(found: list[Item]) -> str:
    out = io.StringIO()
    assert atom.write(found, out) == len(found)
    return out.getvalue()


def test_a_reader_of_feeds_reads_it() -> None:
    feedparser = pytest.importorskip("feedparser")
    text = written(items())
    found = feedparser.parse(text)
    assert not found.bozo
    assert found.feed.title == "Tocsin: events"
    assert len({entry.id for entry in found.entries}) == 3
    assert all(entry.id.startswith("urn:uuid:") for entry in found.entries)
    assert [entry.tags[0].term for entry in found.entries] == ["ASSAULT", "CONSULT", "ASSAULT"]
    assert found.feed.updated == max(entry.updated for entry in found.entries)
    assert "disputed" in found.entries[0].summary
    assert text == written(items())


def test_what_xml_cannot_hold_is_replaced() -> None:
    (first, *_) = items()
    (report,) = first.reports
    sentence = replace(report.claim.sentence, text="Norway <b>&\x00 Iceland")
    broken = replace(
        first, reports=(replace(report, claim=replace(report.claim, sentence=sentence)),)
    )
    text = written([broken])
    assert "<title>Norway &lt;b&gt;&amp;\ufffd Iceland</title>" in text


def test_an_empty_feed_is_a_feed() -> None:
    text = written([])
    assert f"<updated>{atom.NEVER}</updated>" in text
    assert "<entry>" not in text
