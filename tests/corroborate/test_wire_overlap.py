from __future__ import annotations

import pytest

from tests.corroborate import wire_makers as make
from tocsin.corroborate.wire_overlap import covered, needed, overlap, score
from tocsin.corroborate.wire_text import WireText, wire_text
from tocsin.records import Article


def texts(*articles: Article) -> list[WireText]:
    return [wire_text(article) for article in articles]


def test_a_cut_copy_is_wholly_in_the_report():
    wire, cut = texts(make.wire(), make.cut())
    shared = overlap(wire, cut)
    assert shared.later == pytest.approx(1)
    assert 0.3 < shared.earlier < 0.6
    assert (shared.sentences, shared.of, shared.lead, shared.opening) == (3, 3, True, True)


def test_short_runs_do_not_count():
    left, right = texts(
        make.article("The foreign ministry said in a note late on Friday that it was so."),
        make.article("What the foreign ministry said in public pleased nobody in the hall."),
    )
    assert not covered(left, right.sorted_shingles).any()


def test_copies_and_others_are_far_from_the_line():
    wire = wire_text(make.wire())
    for copy in (make.reprint(), make.cut(), make.local()):
        text = wire_text(copy)
        assert score(wire, text, overlap(wire, text)) > 0.15
    for own in (make.follow_up(), make.quoting(), make.other()):
        text = wire_text(own)
        assert score(wire, text, overlap(wire, text)) < -0.15


def test_the_same_publisher_needs_more():
    wire, copy, again = texts(
        make.wire(), make.reprint(), make.article(make.LEAD, days=1, by="Gulf Newswire")
    )
    shared = overlap(wire, copy)
    assert needed(wire, again, shared) > needed(wire, copy, shared)


def test_another_dateline_needs_more():
    wire, copy, follow_up = texts(make.wire(), make.reprint(), make.follow_up())
    shared = overlap(wire, copy)
    assert needed(wire, follow_up, shared) > needed(wire, copy, shared) + 0.2
