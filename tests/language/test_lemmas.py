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


@pytest.mark.parametrize(
    ("form", "script", "wanted"),
    [
        ("clashes", "1+", "clash"),
        ("victories", "1+", "victory"),
        ("votes", "1+", "vote"),
        ("battalions", "3+y", "battalion"),
        ("gunmen", "1+", "gunman"),
        ("regiments", "0+", "regiment"),
        ("businesses", "2+y", "business"),
        ("viruses", "1+", "virus"),
        ("crises", "1+", "crisis"),
        ("lives", "3+fe", "life"),
        ("news", "0+", "news"),
        ("zorblixes", "4+y", "zorblix"),
        ("1980s", "0+", "1980s"),
    ],
)
def test_a_noun_loses_its_plural(form: str, script: str, wanted: str) -> None:
    assert lemma(form, script, "NOUN") == wanted
