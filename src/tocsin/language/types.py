"""What a parse is made of."""

from __future__ import annotations

from dataclasses import dataclass


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
    """One sentence with its tree, names and time expressions."""

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    times: tuple[TimeExpression, ...] = ()


@dataclass(frozen=True, slots=True)
class Parse:
    """The sentences of an article in text order."""

    sentences: tuple[Sentence, ...]
