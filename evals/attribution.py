"""How well attributions are found: who (source), by which word (cue), says what (content).

    python evals/attribution.py [POLNEAR.jsonl] [--json]

POLNEAR.jsonl (default: the dev part in ../shared): one document a line with ``text`` and
``attributions``, each with ``source``, ``cue`` and ``content`` as lists of [start, end].

Protocol. Our attributions are those of `evals.attributions`: the rules that give claims their
sources, asked about every predicate. All is counted in words of our tokeniser; punctuation does not
count, unless there is nothing else (a colon as cue). Our attributions and the annotated ones are
paired one to one, most shared cue words first, then most shared words; a pair shares a word of the
cue or of the content. For each of source, cue and content of the pairs there are four measures,
each with precision over all of ours and recall over all annotated: ``exact`` (the same words),
``head`` (our head word is among the annotated ones), ``overlap`` (one word in common), and
``words`` (the share of words, as in the evaluation of Citron). ``relation`` wants all three of a
pair at once (``overlap`` or ``exact``; a source that both lack agrees).

The corpus (Newell, Margolin and Ruths, LREC 2018) is published with the agreement of its annotators
and, in its README, no figures of an extractor: Krippendorff's alpha of the words' labels (source,
cue, content, none) 0.754, and ``agr`` per attribution 0.923 (Wiebe, Wilson and Cardie 2005: the
mean of the shares of each side's attributions that the other side has too). ``alpha`` and ``agr``
here are these measures between us and the corpus; an attribution is the same if cue and content
overlap, which is our reading, since the README does not say. For a system beside it: Citron (BBC,
model card of 2021-11-15) was trained and tested on other texts, PARC 3.0, with exact F1 of cue
0.823, source 0.820, content 0.593 and by words 0.768, 0.853, 0.833; its exact spans count
punctuation.
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from evals.attributions import Found, Word, attributions  # noqa: E402
from evals.inputs import SHARED, Row, ending, precision_recall, rows, share, show  # noqa: E402
from tocsin.language import parse  # noqa: E402
from tocsin.language.types import Parse  # noqa: E402

DEFAULT = SHARED / "data/attribution/polnear_dev.jsonl"
PARTS = ("source", "cue", "content")
PUBLISHED = {"annotators_alpha": 0.754, "annotators_agr": 0.923}
Words = frozenset[Word]
Counts = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Gold:
    """The words of an annotated attribution."""

    source: Words
    cue: Words
    content: Words


Kind = TypeVar("Kind", Found, Gold)


def golds(parsed: Parse, annotated: Iterable[Row]) -> list[Gold]:
    """Annotated attributions as words of the parse; those without any word are left out."""
    words = [((n, i), t) for n, s in enumerate(parsed.sentences) for i, t in enumerate(s.tokens)]
    starts, ends = [t.start for _, t in words], [t.end for _, t in words]

    def inside(spans: Iterable[Sequence[int]]) -> Words:
        reach = ((bisect_right(ends, a), bisect_left(starts, b)) for a, b in spans)
        return frozenset(words[k][0] for first, last in reach for k in range(first, last))

    made = [Gold(*(inside(one[part]) for part in PARTS)) for one in annotated]
    return [one for one in made if one.cue or one.content]


def pairs(ours: Sequence[Found], gold: Sequence[Gold]) -> list[tuple[Found, Gold]]:
    """Ours and the annotated ones, one to one."""
    ranked = sorted(
        (
            (len(a.cue & b.cue), len(a.content & b.content), -i, -j)
            for i, a in enumerate(ours)
            for j, b in enumerate(gold)
            if a.cue & b.cue or a.content & b.content
        ),
        reverse=True,
    )
    out: list[tuple[Found, Gold]] = []
    used: set[tuple[str, int]] = set()
    for _, _, i, j in ranked:
        if ("own", i) not in used and ("gold", j) not in used:
            used |= {("own", i), ("gold", j)}
            out.append((ours[-i], gold[-j]))
    return out


def punctuation(parsed: Parse) -> Words:
    return frozenset(
        (n, i)
        for n, s in enumerate(parsed.sentences)
        for i, t in enumerate(s.tokens)
        if t.upos == "PUNCT"
    )


def plain(one: Kind, marks: Words) -> Kind:
    """The attribution without punctuation; a part of nothing else keeps it."""
    kept = {part: getattr(one, part) - marks or getattr(one, part) for part in PARTS}
    return replace(one, **kept)


def count(ours: Sequence[Found], gold: Sequence[Gold], counts: Counts) -> None:
    """Add one document to the counts."""
    for part in PARTS:
        counts[part, "found"] += sum(bool(getattr(one, part)) for one in ours)
        counts[part, "gold"] += sum(bool(getattr(one, part)) for one in gold)
        counts[part, "found words"] += sum(len(getattr(one, part)) for one in ours)
        counts[part, "gold words"] += sum(len(getattr(one, part)) for one in gold)
    counts["relation", "found"] += len(ours)
    counts["relation", "gold"] += len(gold)
    for own, other in pairs(ours, gold):
        _count_pair(own, other, counts)


def _count_pair(own: Found, other: Gold, counts: Counts) -> None:
    both: Counter[str] = Counter()
    for part, heads in zip(PARTS, own.heads, strict=True):
        a, b = getattr(own, part), getattr(other, part)
        same, shared = a == b, bool(a & b)
        both["exact"] += same
        both["overlap"] += shared or same
        counts[part, "exact"] += same and bool(a)
        counts[part, "overlap"] += shared
        counts[part, "head"] += bool(heads & b)
        counts[part, "words"] += len(a & b)
    for measure in ("exact", "overlap"):
        counts["relation", measure] += both[measure] == len(PARTS)
    counts["relation", "agr"] += bool(own.cue & other.cue) and bool(own.content & other.content)


def labels(found: Iterable[Found | Gold]) -> dict[Word, str]:
    """What each word is; a cue's word is nothing else, and a source's no content."""
    everyone = list(found)
    return {
        word: part
        for part in ("content", "source", "cue")
        for one in everyone
        for word in getattr(one, part)
    }


def coincidences(parsed: Parse, ours: dict[Word, str], gold: dict[Word, str]) -> Counter[str]:
    """How often the labels of a word differ, and how often each label is given."""
    out: Counter[str] = Counter()
    for n, sentence in enumerate(parsed.sentences):
        for i in range(len(sentence.tokens)):
            a, b = ours.get((n, i), "none"), gold.get((n, i), "none")
            out["differ"] += a != b
            out[a] += 1
            out[b] += 1
    return out


def alpha(counts: Counter[str]) -> float:
    """Krippendorff's alpha of two labellings (nominal): 1 - observed / expected disagreement."""
    named = [n for label, n in counts.items() if label != "differ"]
    total = sum(named)
    expected = 1 - sum(n * (n - 1) for n in named) / max(1, total * (total - 1))
    return round(1 - 2 * counts["differ"] / total / expected, 4) if total and expected else 0.0


def evaluate(documents: Iterable[Row], parser: Callable[[str], Parse] = parse) -> Row:
    """The figures of all documents."""
    counts: Counts = Counter()
    words: Counter[str] = Counter()
    for row in documents:
        parsed = parser(row["text"])
        ours, gold = attributions(parsed), golds(parsed, row["attributions"])
        marks = punctuation(parsed)
        count([plain(one, marks) for one in ours], [plain(one, marks) for one in gold], counts)
        words += coincidences(parsed, labels(ours), labels(gold))
    return scores(counts) | {"alpha": alpha(words)} | PUBLISHED


def scores(counts: Counts) -> Row:
    """Precision, recall and F1 of each part and measure, and what the annotators reached."""
    out: Row = {}
    for part in PARTS:
        found, gold = counts[part, "found"], counts[part, "gold"]
        for measure in ("exact", "head", "overlap"):
            out[f"{part}_{measure}"] = precision_recall(counts[part, measure], found, gold)
        by_word = (counts[part, key] for key in ("words", "found words", "gold words"))
        out[f"{part}_words"] = precision_recall(*by_word)
    found, gold = counts["relation", "found"], counts["relation", "gold"]
    for measure in ("exact", "overlap"):
        out[f"relation_{measure}"] = precision_recall(counts["relation", measure], found, gold)
    same = counts["relation", "agr"]
    agr = round((share(same, found) + share(same, gold)) / 2, 4)
    return out | {"found": found, "gold": gold, "agr": agr}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("documents", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    show(evaluate(rows(options.documents, "text", "attributions")), as_json=options.json)


if __name__ == "__main__":
    with ending():
        main()
