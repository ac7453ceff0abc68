"""Lemmas from edit scripts, as ``training.language.data.lemma_script`` writes them."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1024)
def _parts(script: str) -> tuple[bool, int, str]:
    keep = script.startswith("^")
    cut, _, added = script.removeprefix("^").partition("+")
    return keep, int(cut), added


def lemma(form: str, script: str, upos: str) -> str:
    """Lemma of a word: cut characters from its end, then add some; ``^`` keeps its letter case.

    A script that does not fit the word (more characters cut than it has, nothing left) leaves the
    form of a proper noun and the lower-cased form of any other word.
    """
    keep, cut, added = _parts(script)
    word = form if keep else form.lower()
    made = word[: len(word) - cut] + added if cut <= len(word) else ""
    if not made:
        return form if upos == "PROPN" else form.lower()
    if upos == "VERB":
        return _base_form(form.lower(), made)
    return _singular(made) if upos == "NOUN" and made != word else made


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    text = files("tocsin.language").joinpath("data/verbs.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    text = files("tocsin.language").joinpath("data/irregular.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines())


def _base_form(form: str, made: str) -> str:
    """The known verb nearest to an unknown lemma: "emphasiz" is "emphasize", "foug" is "fight"."""
    if form in _irregular():
        return _irregular()[form]
    if made in _verbs():
        return made
    for ending in ("", "ed", "d", "ing", "es", "s"):
        stem = form.removesuffix(ending)
        undoubled = stem[:-1] if stem[-2:-1] == stem[-1:] else stem
        in_y = stem[:-1] + "y" if stem.endswith("i") else stem
        for other in (stem, undoubled, stem + "e", in_y):
            if other in _verbs():
                return other
    return made


def _singular(made: str) -> str:
    """A noun that kept a letter of its plural: "clashe" is "clash", "victorie" is "victory"."""
    if made.endswith(("she", "che", "sse", "xe")) and made not in (
        "cache",
        "axe",
        "niche",
        "finesse",
    ):
        return made[:-1]
    return made[:-2] + "y" if made.endswith("ie") and len(made) > 5 else made
