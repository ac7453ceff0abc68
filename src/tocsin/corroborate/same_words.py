"""Words of a claim that can be compared: stems with their weight, names, numbers."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*", re.UNICODE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SHORT = 6
"""Stems are cut to this many letters, so that "bombardment" meets "bombarded"."""
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "er", "ed")
_LIGHT = frozenset(
    "the a an and or but of to in on at by for from with as that this these those it its he she "
    "his her their they them him was were is are be been being had has have would will could may "
    "might must should did do does not no nor who whom which what when where while than then also "
    "said say says after before over under about into out up down off one two three more some any "
    "all both there here so if we our us you your i my me".split()
)


def words(text: str) -> list[str]:
    """The words of a text, numbers too."""
    return _WORD.findall(text.replace("’s", "").replace("'s", ""))


@cache
def stem(word: str) -> str:
    """A word without its ending, in lower case, cut to six letters. Irregular forms of the verbs
    of the data file fall together."""
    low = word.lower()
    low = _irregular().get(low, low)
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            return _plain(low[: -len(ending)])[:_SHORT]
    return _plain(low)[:_SHORT]


def _plain(low: str) -> str:
    if len(low) > 4 and low[-1] == low[-2] and low[-1] not in "s":
        return low[:-1]
    if low.endswith("s") and not low.endswith("ss") and len(low) > 3:
        low = low[:-1]
    return low[:-1] if low.endswith("e") and len(low) > 3 else low


def content(text: str) -> frozenset[str]:
    """Stems of the content words, without names of countries and figures."""
    kept = (word for word in words(text) if word.lower() not in _LIGHT and not word.isdigit())
    return frozenset(stem(word) for word in kept if word.lower() not in country_words())


def names(text: str, *, start: bool = False) -> frozenset[str]:
    """Words with a capital, in lower case, but for names of countries and the first word of the
    text (unless it is the ``start`` of a phrase that is a name)."""
    found = words(text)
    kept = found if start else found[1:]
    return frozenset(
        low
        for word in kept
        if word[0].isupper()
        and len(word) > 2
        and (low := word.lower()) not in country_words()
        and low not in _LIGHT
        and low not in _calendar()
    )


def numbers(text: str) -> frozenset[str]:
    """The figures of a text, without their points."""
    return frozenset(re.sub("[.,]", "", figure) for figure in _NUMBER.findall(text))


@cache
def weight(name: str) -> float:
    """How telling a stem is: the negative natural logarithm of the share of news sentences that
    hold it, between 0 and 8."""
    share = _shares().get(name)
    return 8.0 if share is None else min(8.0, max(0.0, -math.log(share / 1000)))


def likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """Weight of the shared stems over that of the lighter side, 0 to 1."""
    shared = left & right
    if not shared:
        return 0.0
    lighter = min(total(left), total(right))
    return math.fsum(map(weight, shared)) / lighter if lighter else 0.0


@lru_cache(maxsize=1 << 16)
def total(stems: frozenset[str]) -> float:
    """Sum of the weights of stems."""
    return math.fsum(map(weight, stems))


def countries_told(text: str) -> frozenset[str]:
    """Codes of the countries that single words of a text name."""
    known = country_words()
    found = (known.get(word.lower()) for word in words(text) if word[0].isupper())
    return frozenset(code for code in found if code)


@cache
def country_words() -> dict[str, str]:
    """Codes of the single words that name a country, its people, its capital or its seat of
    government."""
    rows = [line.partition("\t") for line in _lines("country_words.tsv")]
    return {word: code for word, _, code in rows}


@cache
def _calendar() -> frozenset[str]:
    return frozenset(
        "monday tuesday wednesday thursday friday saturday sunday january february march april "
        "may june july august september october november december sept oct".split()
    )


@cache
def _shares() -> dict[str, float]:
    pairs = (line.split("\t") for line in _lines("stems.tsv"))
    return {name: float(share) for name, share in pairs}


@cache
def _irregular() -> dict[str, str]:
    pairs = (line.split("\t") for line in _lines("irregular.tsv"))
    return {form: lemma for lemma, *forms in pairs for form in forms}


def _lines(name: str) -> list[str]:
    text = (files("tocsin.corroborate") / "data" / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
