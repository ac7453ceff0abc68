from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from tests.ledger.news import shelling
from tocsin.errors import DataError
from tocsin.ledger.codec import decode, digest, encode
from tocsin.records import Claim, Link


def test_a_record_comes_back_equal(claim: Claim) -> None:
    linked = replace(claim, links=(Link("cause", 3), Link("purpose", "abc")))
    for one in (claim, linked, shelling()[1][0]):
        assert decode(encode(one), Claim) == one


def test_numbers_of_other_libraries_become_plain(claim: Claim) -> None:
    odd = replace(claim, score=np.float32(0.5), sentence_index=np.int64(2))
    back = decode(encode(odd), Claim)
    assert (back.score, type(back.score)) == (0.5, float)
    assert (back.sentence_index, type(back.sentence_index)) == (2, int)


def test_what_would_be_lost_is_refused(claim: Claim) -> None:
    for broken in (
        replace(claim, score=float("inf")),
        replace(claim, mode="a\x00b"),
        replace(claim, mode="\ud800"),
        replace(claim, purpose=object()),
    ):
        with pytest.raises(DataError):
            encode(broken)


def test_a_claim_kept_before_contexts_were_told_has_none(claim: Claim) -> None:
    kept = json.loads(encode(replace(claim, contexts=("military",))))
    del kept["contexts"]
    assert decode(json.dumps(kept), Claim) == replace(claim, contexts=())


def test_broken_json_is_told() -> None:
    with pytest.raises(DataError, match="broken Claim"):
        decode("{}", Claim)


def test_digests_keep_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
