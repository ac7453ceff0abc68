"""Word lists of the tokenizer and the sentence splitter, from ``data/words.tsv``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from tocsin.errors import DataError


def words(kind: str) -> frozenset[str]:
    """The words of one kind; the kinds are described in the file. Raises DataError if unknown."""
    try:
        return _all()[kind]
    except KeyError:
        raise DataError(f"language/data/words.tsv: no words of kind {kind!r}") from None


@cache
def _all() -> dict[str, frozenset[str]]:
    text = files("tocsin.language").joinpath("data/words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {kind: frozenset(listed.split()) for kind, listed in rows}
