"""What the gate learns from: annotated documents, general news pages, and single known events."""

from __future__ import annotations

import bisect
import gzip
import json
import pickle
import random
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tocsin import intake
from tocsin.coding import code
from tocsin.errors import InputError
from tocsin.language import parse
from tocsin.language.sentences import split
from training.coding.fit import gold_spans

Row = dict
SURE = 0.5  # score of the rules' claims that count as claims of a page
UNSURE = 0.1  # a sentence of a page with no claim of this score is taken to hold none
STORIES = 7  # one in so many is used
CLAIMS = re.compile(
    r"conflict\.|justice\.|life\.die\.deathcaused|life\.injure\.injurycaused|transaction.*embargosan"
    r"|contact\.(negotiate|threaten|discussion\.meet)|government\.(agreements|spy)"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A document as the gate sees it: its sentences, and for each how many claims and assessments
    it holds and whether that is known. ``kind`` is annotated, part (of an annotated document or a
    page), page, measured (a page that is never learnt from), event or story."""

    name: str
    kind: str
    sentences: tuple[str, ...]
    claims: tuple[int, ...]
    assessments: tuple[int, ...]
    known: tuple[bool, ...]


def rows(path: Path) -> list[Row]:
    return [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines() if x.strip()]


def counts(spans: Sequence[tuple[int, int]], offsets: Sequence[int]) -> tuple[int, ...]:
    """How many of the offsets fall into each sentence."""
    out = [0] * len(spans)
    starts = [a for a, _ in spans]
    for at in offsets:
        out[max(0, bisect.bisect_right(starts, at) - 1)] += 1
    return tuple(out)


def annotated(docs: Path, claims: Path) -> Iterator[Text]:
    """Documents with their annotated claims, and the assessments that the rules find."""
    gold = {r["id"]: r["claims"] for r in rows(claims)}
    for doc in rows(docs):
        if doc["id"] not in gold:
            continue
        text = "\n".join(doc["sentences"])
        spans = split(text)
        judged = code(parse(text), model=False).assessments
        yield Text(
            doc["id"],
            "annotated",
            tuple(text[a:b] for a, b in spans),
            counts(spans, [a for a, *_ in gold_spans(doc, gold[doc["id"]])]),
            counts(spans, [x.predicate.start for x in judged]),
            (True,) * len(spans),
        )


def pages(path: Path) -> Iterator[Text]:
    """Saved pages; their claims are those that the rules are sure of."""
    for row in rows(path):
        try:
            article = intake.read(gzip.decompress((path.parent / row["html"]).read_bytes()))
        except InputError:
            continue
        spans = split(article.text)
        found = code(parse(article), threshold=UNSURE, model=False)
        sure = [c.trigger.start for c in found.claims if c.score >= SURE]
        held = counts(spans, [c.trigger.start for c in found.claims])
        judged = counts(spans, [x.predicate.start for x in found.assessments])
        yield Text(
            row["id"],
            "page" if zlib.crc32(row["id"].encode()) % 2 else "measured",
            tuple(article.text[a:b] for a, b in spans),
            counts(spans, sure),
            judged,
            tuple(not (h or j) for h, j in zip(held, judged, strict=True)),
        )


def events(path: Path) -> Iterator[Text]:
    """Windows of RAMS around one event of a type that is a claim by the guide; nothing is known of
    the other sentences."""
    for row in rows(path):
        if CLAIMS.match(row["event_type"]):
            spans = [tuple(x) for x in row["sents"]]
            held = counts(spans, [row["trigger"][0]])
            sentences = tuple(row["text"][a:b] for a, b in spans)
            none = (0,) * len(spans)
            yield Text(row["id"], "event", sentences, held, none, tuple(map(bool, held)))


def stories(path: Path) -> Iterator[Text]:
    """Machine-written stories of one PLOVER event: the headline and the first sentence report it;
    nothing is known of the rest, where they drift."""
    for row in rows(path):
        spans = split(row["text"])
        if zlib.crc32(row["id"].encode()) % STORIES == 0 and spans:
            sentences = (row["headline"], *(row["text"][a:b] for a, b in spans))
            held = (1, 1) + (0,) * (len(spans) - 1)
            none = (0,) * len(sentences)
            yield Text(row["id"], "story", sentences, held, none, tuple(map(bool, held)))


def parts(texts: Sequence[Text]) -> Iterator[Text]:
    """A few sentences out of each long text, so that short texts are known too."""
    dice = random.Random(3)
    for t in texts:
        if t.kind in ("annotated", "page") and len(t.sentences) > 8:
            size = dice.randint(4, 8)
            a = dice.randint(0, len(t.sentences) - size)
            s = slice(a, a + size)
            yield Text(t.name, "part", t.sentences[s], t.claims[s], t.assessments[s], t.known[s])


def parsed(pairs: Sequence[Path], saved: Sequence[Path], work: Path | None) -> list[Text]:
    """Annotated documents (``pairs`` alternates documents and claims) and pages; the file ``work``
    keeps them for the next run."""
    if work and work.exists():
        found: list[Text] = pickle.loads(work.read_bytes())
        return found
    texts = [t for docs, claims in batched(pairs) for t in annotated(docs, claims)]
    texts += [t for path in saved for t in pages(path)]
    if work:
        work.write_bytes(pickle.dumps(texts))
    return texts


def batched(pairs: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    yield from zip(pairs[::2], pairs[1::2], strict=True)
