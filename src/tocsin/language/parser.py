"""Raw text to sentences with trees, names and time expressions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, islice
from pathlib import Path

from tocsin.language.encoder import MODEL_FOLDER, Encoder, Scores
from tocsin.language.lemmas import lemma
from tocsin.language.names import names
from tocsin.language.sentences import split
from tocsin.language.times import find_times
from tocsin.language.tokens import tokenise
from tocsin.language.trees import tree
from tocsin.language.types import Name, Parse, Sentence, TimeExpression, Token

_CHUNK_PIECES = 300  # longer sentences than any in training are parsed in parts
_JOIN = "parataxis"
_BREAKS = frozenset(";,:.!?–—-)")

Spans = list[tuple[int, int]]
Wanted = Callable[[Sequence[str]], Sequence[bool]]


@dataclass(frozen=True, slots=True)
class _Draft:
    """Token spans of one sentence, and the index of the first token of each of its parts."""

    spans: Spans
    words: list[str]
    parts: list[int]


class Parser:
    """The language model with its rules. One instance may serve several threads.

    ``threads``: see :class:`tocsin.language.encoder.Encoder`. Raises DataError without a model.
    """

    def __init__(self, folder: Path = MODEL_FOLDER, *, threads: int | None = None) -> None:
        self._encoder = Encoder(folder, threads=threads)
        self._relations = self._encoder.vocab["deprel"]

    def parse(self, text: str, *, wanted: Wanted | None = None) -> Parse:
        """Sentences of a text; all offsets refer to it unchanged."""
        return self.parse_many([text], wanted=wanted)[0]

    def parse_many(self, texts: Sequence[str], *, wanted: Wanted | None = None) -> list[Parse]:
        """One Parse a text; several texts use all threads, and give what each would give alone.

        ``wanted`` is asked once for each text which of its sentences to parse; the others are not
        in the Parse at all.
        """
        drafts = [[self._draft(text, *span) for span in _chosen(text, wanted)] for text in texts]
        return self._parse(texts, drafts)

    def parse_words(self, sentences: Sequence[Sequence[str]]) -> list[Sentence]:
        """Trees over given words, as if single blanks stood between them (for evaluation)."""
        texts = [" ".join(words) for words in sentences]
        drafts = [[self._cut(_spans(words), list(words))] for words in sentences]
        return [p.sentences[0] for p in self._parse(texts, drafts)]

    def _draft(self, text: str, start: int, end: int) -> _Draft:
        spans = [(start + a, start + b) for a, b in tokenise(text[start:end])]
        return self._cut(spans, [text[a:b] for a, b in spans])

    def _cut(self, spans: Spans, words: list[str]) -> _Draft:
        sizes = [len(self._encoder.pieces(w)) for w in words]
        parts = [0]
        if sum(sizes) > _CHUNK_PIECES:
            parts = _parts(words, sizes)
        return _Draft(spans, words, parts)

    def _parse(self, texts: Sequence[str], drafts: list[list[_Draft]]) -> list[Parse]:
        wanted = [[p for d in article for p in _split(d)] for article in drafts]
        out: list[Parse] = []
        for text, article, scores in zip(texts, drafts, self._encoder.encode(wanted), strict=True):
            left = iter(scores)
            found = (self._sentence(text, d, list(islice(left, len(d.parts)))) for d in article)
            out.append(Parse(tuple(found)))
        return out

    def _sentence(self, text: str, draft: _Draft, scores: list[Scores]) -> Sentence:
        tokens: list[Token] = []
        named: list[Name] = []
        for offset, s in zip(draft.parts, scores, strict=True):
            tokens += self._tokens(draft, offset, s)
            forms = draft.words[offset : offset + len(s.upos)]
            found = names(s.ner, self._encoder.vocab["ner"], forms, s.upos)
            named += [Name(n.first + offset, n.last + offset, n.label) for n in found]
        if len(draft.parts) > 1:
            tokens = _one_root(tokens)
        start, end = draft.spans[0][0], draft.spans[-1][1]
        own = text[start:end]
        times = tuple(TimeExpression(start + a, start + b, own[a:b]) for a, b in find_times(own))
        pieces = tuple(tuple(self._encoder.pieces(w)) for w in draft.words)
        return Sentence(start, end, own, tuple(tokens), tuple(named), times, pieces)

    def _tokens(self, draft: _Draft, offset: int, s: Scores) -> Iterator[Token]:
        for i, head in enumerate(tree(s.arcs)):
            (start, end), word = draft.spans[offset + i], draft.words[offset + i]
            yield Token(
                start,
                end,
                word,
                lemma(word, s.lemma[i], s.upos[i]),
                s.upos[i],
                s.feats[i],
                head - 1 + offset if head else -1,
                self._relations[s.labels[i, head]] if head else "root",
            )


def _chosen(text: str, wanted: Wanted | None) -> Spans:
    spans = split(text)
    if wanted is None:
        return spans
    answers = wanted([text[a:b] for a, b in spans])
    if len(answers) != len(spans):
        raise ValueError(f"{len(answers)} answers for {len(spans)} sentences")
    return list(compress(spans, answers))


def _spans(words: Sequence[str]) -> Spans:
    out: Spans = []
    at = 0
    for word in words:
        out.append((at, at + len(word)))
        at += len(word) + 1
    return out


def _parts(words: list[str], sizes: list[int]) -> list[int]:
    """First words of parts of at most 300 pieces, cut after punctuation where there is some."""
    starts, held, last_break = [0], 0, 0
    for i, size in enumerate(sizes):
        if held + size > _CHUNK_PIECES:
            cut = last_break if last_break > starts[-1] else i
            held = sum(sizes[cut:i])
            starts.append(cut)
        held += size
        if words[i] in _BREAKS and held * 2 > _CHUNK_PIECES:
            last_break = i + 1
    return starts


def _split(draft: _Draft) -> Iterator[list[str]]:
    ends = [*draft.parts[1:], len(draft.words)]
    return (draft.words[a:b] for a, b in zip(draft.parts, ends, strict=True))


def _one_root(tokens: list[Token]) -> list[Token]:
    """Hang the roots of later parts on the first root."""
    first = next(i for i, t in enumerate(tokens) if t.head < 0)
    return [
        Token(t.start, t.end, t.text, t.lemma, t.upos, t.feats, first, _JOIN)
        if t.head < 0 and i != first
        else t
        for i, t in enumerate(tokens)
    ]


@lru_cache(maxsize=1)
def default_parser() -> Parser:
    """The parser that the whole process shares; loads the model on the first call."""
    return Parser()
