from __future__ import annotations

import pytest

from tocsin.language.lemmas import lemma


@pytest.mark.parametrize(
    ("form", "script", "upos", "wanted"),
    [
        ("Attacked", "2+", "VERB", "attack"),
        ("were", "4+be", "AUX", "be"),
        ("Russia", "^0+", "PROPN", "Russia"),
        ("THE", "0+", "DET", "the"),
        ("is", "5+be", "AUX", "is"),
        ("UN", "3+", "PROPN", "UN"),
        ("s", "1+", "NOUN", "s"),
    ],
)
def test_scripts(form: str, script: str, upos: str, wanted: str) -> None:
    assert lemma(form, script, upos) == wanted


def test_a_verb_that_is_none_gives_way_to_its_neighbour() -> None:
    assert lemma("emphasized", "2+", "VERB") == "emphasize"
    assert lemma("banned", "2+", "VERB") == "ban"
    assert lemma("attacked", "2+", "VERB") == "attack"
    assert lemma("denied", "2+", "VERB") == "deny"
    assert lemma("fought", "2+", "VERB") == "fight"


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("retook", "retake"),
        ("overran", "overrun"),
        ("overthrew", "overthrow"),
        ("withheld", "withhold"),
        ("upheld", "uphold"),
        ("fed", "feed"),
        ("swore", "swear"),
        ("waging", "wage"),
        ("dying", "die"),
        ("wounded", "wound"),
    ],
)
def test_irregular_verbs_that_the_treebanks_lack(form: str, base: str) -> None:
    assert lemma(form, "2+", "VERB") == base


def test_a_noun_loses_what_is_left_of_its_plural() -> None:
    assert lemma("clashes", "1+", "NOUN") == "clash"
    assert lemma("victories", "1+", "NOUN") == "victory"
    assert lemma("votes", "1+", "NOUN") == "vote"
