"""Lemmas from edit scripts, as ``training.language.data.lemma_script`` writes them."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1024)
def _parts(script: str) -> tuple[bool, int, str]:
    keep = script.startswith("^")
    cut, _, added = script.removeprefix("^").partition("+")
    return keep, int(cut), added


@lru_cache(maxsize=1 << 14)
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
    return _singular(form.lower(), made) if upos == "NOUN" else made


@lru_cache(maxsize=2)
def _known(name: str) -> frozenset[str]:
    text = files("tocsin.language").joinpath(f"data/{name}.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    text = files("tocsin.language").joinpath("data/irregular.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines())


def _base_form(form: str, made: str) -> str:
    """The known verb nearest to an unknown lemma: "emphasiz" is "emphasize", "foug" is "fight"."""
    if form in _irregular():
        return _irregular()[form]
    if made in _known("verbs"):
        return made
    for ending in ("", "ed", "d", "ing", "es", "s"):
        stem = form.removesuffix(ending)
        undoubled = stem[:-1] if stem[-2:-1] == stem[-1:] else stem
        in_y = stem[:-1] + "y" if stem.endswith("i") else stem
        for other in (stem, undoubled, stem + "e", in_y):
            if other in _known("verbs"):
                return other
    return made


def _singular(form: str, made: str) -> str:
    """The known noun of which the form is the plural; an unknown word loses a regular ending:
    "battaliy" is "battalion", "clashe" is "clash", "gunme" is "gunman"."""
    stems = _stems(form) if form.isalpha() else []
    if not stems or made in _known("nouns"):
        return made
    likely = made if made == form or made in stems else stems[0]
    return next((s for s in stems if s in _known("nouns")), likely)


def _stems(form: str) -> list[str]:
    """What a form may be the regular plural of, the likeliest first; none if it is no plural."""
    if form.endswith("men") and len(form) > 4:
        return [form[:-2] + "an"]
    if not form.endswith("s") or form.endswith(("ss", "us", "is")):
        return []
    if form.endswith("ies") and len(form) > 4:
        return [form[:-3] + "y", form[:-1]]
    if form.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        hissing = form.endswith(("sses", "uses", "xes", "zes", "ches", "shes"))
        return [form[:-2], form[:-1]] if hissing else [form[:-1], form[:-2], form[:-2] + "is"]
    return [form[:-1]]
