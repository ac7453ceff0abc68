"""What a parse is made of."""

from __future__ import annotations

from dataclasses import dataclass


def letter_case(word: str) -> int:
    """Letter case of a word: 0 no letters, 1 lower, 2 Title, 3 UPPER, 4 mixed, 5 one capital."""
    if word.islower():
        return 1
    if not any(c.isalpha() for c in word):
        return 0
    if len(word) == 1:
        return 5
    if word.isupper():
        return 3
    return 2 if word[0].isupper() and word[1:].islower() else 4


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word. Offsets into the article text; ``head`` is an index into the sentence's
    tokens, -1 for the root. ``feats`` is a UD feature string (``Mood=Ind|Tense=Past``) or ``_``."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity: tokens ``first`` to ``last`` (inclusive); ``label`` PER, ORG, LOC or MISC."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date, time or duration phrase, as character offsets into the article text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its tree, names and time expressions.

    ``pieces`` are the word-piece ids of every token, for the networks of later stages; empty if no
    model made the parse.
    """

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    pieces: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Parse:
    """The sentences of an article in text order."""

    sentences: tuple[Sentence, ...]
