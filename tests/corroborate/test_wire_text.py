from __future__ import annotations

from dataclasses import replace

from tests.corroborate import wire_makers as make
from tocsin.corroborate.wire_text import SHINGLE, wire_text
from tocsin.records import Article


def test_title_dateline_and_case_do_not_count():
    left = wire_text(make.article(make.DATELINE + make.LEAD, title="One"))
    right = wire_text(make.article(make.LEAD.upper(), title="Another"))
    assert left.shingles.tolist() == right.shingles.tolist()


def test_sentences_cover_all_words():
    text = wire_text(Article("Title\nIt rained. Mr. Reed left. The U.S. envoy stayed until noon."))
    assert [b - a for a, b in text.sentences] == [2, 3, 6]
    assert text.sentences[-1][1] == len(text.weights)
    assert len(text.shingles) == len(text.weights) - SHINGLE + 1


def test_quoted_words_weigh_less():
    text = wire_text(Article('He said "we will go" and left.\nHe sat down.'))
    assert text.weights.tolist() == [1, 1, 0.5, 0.5, 0.5, 1, 1, 1, 1, 1]


def test_rank_puts_agencies_first_and_credited_copies_last():
    plain = replace(make.cut(), published=make.DAY)
    ranks = [wire_text(a).rank for a in (make.wire(), plain, make.reprint())]
    assert ranks == [0, 1, 2]


def test_short_texts_have_no_shingles():
    assert wire_text(Article("Fire")).shingles.tolist() == []
