"""The words of an article as copies are looked for in them: hashed runs of four words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from tocsin.corroborate.wire_credit import Credit, agency, credit
from tocsin.records import Article

Hashes = NDArray[np.uint64]
SHINGLE = 4
"""Words in a row that are compared."""
_QUOTED = 0.5
"""Weight of a word inside quotation marks: what a minister said, two reporters may both have
heard."""
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_END = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]?[A-Z0-9])")
_NOT_AN_END = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Sen|Rep|Gov|St|No|vs))\.$")
_STOP = re.compile(r"[.!?:;][\"”’')]*\s*$")
_TITLE_WORDS = 25
_ABOVE = 5


@dataclass(frozen=True, slots=True, eq=False)
class WireText:
    """An article as the search for copies sees it.

    ``shingles[i]`` is the hash of words i to i + 3 of the story (uint64, one for every word but
    the last three), ``sorted_shingles`` the same in order and without repeats, ``weights[i]`` the
    weight of word i (float32), ``sentences`` the first and last word (exclusive) of each sentence.
    ``rank`` is 0 for an agency's own text, 1 for one without a credit, 2 for one that is credited
    to somebody else.
    """

    id: str
    day: date | None
    publisher: str
    agency: str
    credit: Credit
    rank: int
    shingles: Hashes
    sorted_shingles: Hashes
    weights: NDArray[np.float32]
    sentences: tuple[tuple[int, int], ...]

    @property
    def order(self) -> tuple[date, int, str, str]:
        """Sorts by day (undated last), then agencies first and credited copies last, then id."""
        return (self.day or date.max, self.rank, self.id, self.publisher)


def wire_text(article: Article) -> WireText:
    """Read an article for the search for copies. The title is left out: copies get new ones."""
    found, story = credit(_lines(article), article.author)
    own = agency(article.publisher)
    words: list[str] = []
    weights: list[float] = []
    sentences: list[tuple[int, int]] = []
    for line in story:
        for sentence in _sentences(line):
            at = len(words)
            _take(sentence, words, weights)
            if len(words) > at:
                sentences.append((at, len(words)))
    shingles = _shingles(words)
    return WireText(
        id=article.id,
        day=article.published,
        publisher=(article.publisher or "").strip().lower(),
        agency=own,
        credit=found,
        rank=0 if own else 2 if found.agency or found.cited else 1,
        shingles=shingles,
        sorted_shingles=np.unique(shingles),
        weights=np.array(weights, dtype=np.float32),
        sentences=tuple(sentences),
    )


def _lines(article: Article) -> list[str]:
    """Lines without the title and what else stands above the story (addresses, times)."""
    lines = [line.strip() for line in article.text.splitlines() if line.strip()]
    above = 0
    while above < min(_ABOVE, len(lines) - 1) and _is_title(lines[above], article.title):
        above += 1
    return lines[above:]


def _is_title(line: str, title: str) -> bool:
    if title and line.lower() == title.strip().lower():
        return True
    return not _STOP.search(line) and len(line.split()) <= _TITLE_WORDS


def _sentences(line: str) -> list[str]:
    """Sentences of a paragraph, cut at full stops before a capital; good enough to count."""
    found: list[str] = []
    at = 0
    for end in _END.finditer(line):
        if not _NOT_AN_END.search(line[at : end.start() + 1]):
            found.append(line[at : end.end()])
            at = end.end()
    return [*found, line[at:]]


def _take(sentence: str, words: list[str], weights: list[float]) -> None:
    """Add the words of a sentence and their weights."""
    inside = False
    for number, part in enumerate(re.split(r"([\"“”])", sentence)):
        if number % 2:
            inside = part == "“" or (part == '"' and not inside)
            continue
        found = [word.lower().replace("’", "'") for word in _WORD.findall(part)]
        words += found
        weights += [_QUOTED if inside else 1.0] * len(found)


def _shingles(words: list[str]) -> Hashes:
    count = len(words) - SHINGLE + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    hashes = np.array([_hash(word) for word in words], dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for offset in range(SHINGLE):
        total = total * np.uint64(0x9E3779B97F4A7C15) + hashes[offset : offset + count]
    return _mixed(total)


def _mixed(values: Hashes) -> Hashes:
    """Spread the bits (the finaliser of splitmix64, Steele et al. 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@lru_cache(maxsize=65536)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())
