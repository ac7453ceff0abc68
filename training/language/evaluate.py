"""Scores of the shipped language model on treebanks and named-entity sets.

With gold words: part of speech, features, lemmas, UAS and LAS over all tokens. From raw text: F1 of
tokens and sentences (equal character spans, blanks left out), and of tags and arcs on equal tokens,
as in the CoNLL 2018 shared task (Zeman et al. 2018): ``las`` ignores subtypes of relations.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from training.language.data import Sample, read_conllu

if TYPE_CHECKING:
    from tocsin.language import Parser, Sentence, Token

Span = tuple[int, int]
LABELS = ("PER", "ORG", "LOC")


@dataclass(frozen=True, slots=True)
class Document:
    """Raw text of a document, the spans of its words, and the sentences that they make."""

    id: str
    text: str
    samples: list[Sample]
    spans: list[list[Span]]


def documents(samples: Iterable[Sample]) -> list[Document]:
    """Rebuild raw text: blanks as SpaceAfter says, a newline where a paragraph begins."""
    by_doc: dict[str, list[Sample]] = {}
    for s in samples:
        by_doc.setdefault(s.doc, []).append(s)
    return [_document(doc, found) for doc, found in by_doc.items()]


def _document(doc: str, samples: list[Sample]) -> Document:
    text, spans = "", []
    for s in samples:
        if s.new_paragraph and text:
            text = text.rstrip(" ") + "\n"
        row = []
        for word, blank in zip(s.words, s.space_after, strict=True):
            row.append((len(text), len(text) + len(word)))
            text += word + (" " if blank else "")
        spans.append(row)
    return Document(doc, text, samples, spans)


def _universal(deprel: str) -> str:
    return deprel.split(":", maxsplit=1)[0]


def gold_words(parser: Parser, samples: Sequence[Sample]) -> dict[str, float]:
    """Shares of tokens that are right when the words are given."""
    hits: Counter[str] = Counter()
    parsed = parser.parse_words([s.words for s in samples])
    for s, p in zip(samples, parsed, strict=True):
        for i, t in enumerate(p.tokens):
            arc = t.head + 1 == s.heads[i]
            hits["upos"] += t.upos == s.upos[i]
            hits["feats"] += t.feats == s.feats[i]
            hits["lemma"] += t.lemma == s.lemmas[i]
            hits["uas"] += arc
            hits["las"] += arc and _universal(t.deprel) == _universal(s.deprels[i])
            hits["las_subtypes"] += arc and t.deprel == s.deprels[i]
    words = sum(len(s.words) for s in samples)
    keys = ("upos", "feats", "lemma", "uas", "las", "las_subtypes")
    return {"words": words} | {k: round(hits[k] / words, 4) for k in keys}


def _f1(hit: int, gold: int, found: int) -> float:
    return round(2 * hit / (gold + found), 4) if gold + found else 0.0


def raw_text(parser: Parser, docs: Sequence[Document]) -> dict[str, float]:
    """F1 from raw text."""
    hits: Counter[str] = Counter()
    for doc, parse in zip(docs, parser.parse_many([d.text for d in docs]), strict=True):
        hits += _compare(doc, parse.sentences)
    gold, found = hits["gold_tokens"], hits["found_tokens"]
    out = {k: _f1(hits[k], gold, found) for k in ("tokens", "upos", "lemma", "uas", "las")}
    sentences = _f1(hits["sentences"], hits["gold_sentences"], hits["found_sentences"])
    return {"documents": len(docs), "sentences": sentences} | out


def _compare(doc: Document, sentences: Sequence[Sentence]) -> Counter[str]:
    own = {(t.start, t.end): (t, s) for s in sentences for t in s.tokens}
    gold = {(row[0][0], row[-1][1]) for row in doc.spans}
    out = Counter(
        gold_tokens=sum(map(len, doc.spans)),
        found_tokens=len(own),
        gold_sentences=len(gold),
        found_sentences=len(sentences),
        sentences=len(gold & {(s.tokens[0].start, s.tokens[-1].end) for s in sentences}),
    )
    for sample, row in zip(doc.samples, doc.spans, strict=True):
        out += _compare_sentence(sample, row, own)
    return out


def _compare_sentence(
    sample: Sample, row: list[Span], own: dict[Span, tuple[Token, Sentence]]
) -> Counter[str]:
    out: Counter[str] = Counter()
    for i, span in enumerate(row):
        if span not in own:
            continue
        t, sentence = own[span]
        head = None if t.head < 0 else sentence.tokens[t.head]
        wanted = row[sample.heads[i] - 1] if sample.heads[i] else None
        arc = wanted == (None if head is None else (head.start, head.end))
        out["tokens"] += 1
        out["upos"] += t.upos == sample.upos[i]
        out["lemma"] += t.lemma == sample.lemmas[i]
        out["uas"] += arc
        out["las"] += arc and _universal(t.deprel) == _universal(sample.deprels[i])
    return out


def treebank(parser: Parser, path: Path) -> dict[str, dict[str, float]]:
    """Scores on one CoNLL-U file; documents named like news also by themselves."""
    samples = list(read_conllu(path))
    docs = documents(samples)
    out = {"gold_words": gold_words(parser, samples), "raw": raw_text(parser, docs)}
    news = [d for d in docs if "_news_" in d.id]
    if news:
        out["raw_news"] = raw_text(parser, news)
    return out


def name_spans(parser: Parser, path: Path) -> dict[str, float]:
    """F1 of PER, ORG and LOC spans (exact span and label); other predicted labels are dropped."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    hits: Counter[str] = Counter()
    parsed = parser.parse_many([r["text"].replace("\n", " ") for r in rows])
    for row, parse in zip(rows, parsed, strict=True):
        gold = {(e["start"], e["end"], e["label"]) for e in row["entities"]}
        gold = {g for g in gold if g[2] in LABELS}
        found = {
            (s.tokens[n.first].start, s.tokens[n.last].end, n.label)
            for s in parse.sentences
            for n in s.names
            if n.label in LABELS
        }
        hits.update(gold=len(gold), found=len(found), hit=len(gold & found))
        for label in LABELS:
            _count(
                hits, label, {g for g in gold if g[2] == label}, {f for f in found if f[2] == label}
            )
    out = {"f1": _f1(hits["hit"], hits["gold"], hits["found"])}
    out["precision"] = round(hits["hit"] / max(1, hits["found"]), 4)
    out["recall"] = round(hits["hit"] / max(1, hits["gold"]), 4)
    per = {x: _f1(hits[f"hit_{x}"], hits[f"gold_{x}"], hits[f"found_{x}"]) for x in LABELS}
    return out | per


def _count(hits: Counter[str], label: str, gold: set[object], found: set[object]) -> None:
    hits[f"gold_{label}"] += len(gold)
    hits[f"found_{label}"] += len(found)
    hits[f"hit_{label}"] += len(gold & found)
