"""Treebanks and named-entity sets as one list of training sentences."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

FEATURES = (
    "Mood", "Tense", "VerbForm", "Voice", "Number", "Person", "PronType", "Poss", "Gender",
    "Case", "Degree", "NumType", "Definite", "Polarity",
)  # fmt: skip
NER_LABELS = ("PER", "ORG", "LOC", "MISC")
MASKED = "?"  # GUM's abstract and object names are no layer of the shared scheme
_LEMMA_MIN = 3


@dataclass(slots=True)
class Sample:
    """One sentence. A missing layer is an empty list and is masked in the loss."""

    words: list[str]
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    ner: list[str] = field(default_factory=list)
    doc: str = ""
    id: str = ""
    space_after: list[bool] = field(default_factory=list)
    new_paragraph: bool = False


def read_conllu(path: Path) -> Iterator[Sample]:
    """Yield the sentences of a CoNLL-U file, empty nodes and ranges left out."""
    doc, name, new_paragraph, rows = "", "", False, []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc id"):
            doc, new_paragraph = line.split("=", 1)[1].strip(), True
        elif line.startswith("# sent_id"):
            name = line.split("=", 1)[1].strip()
        elif line.startswith("# newpar"):
            new_paragraph = True
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield replace(_sample(rows, doc, new_paragraph), id=name)
            rows, new_paragraph = [], False


def _sample(rows: list[list[str]], doc: str, new_paragraph: bool) -> Sample:
    spaces = _spaces(rows)
    rows = [r for r in rows if r[0].isdigit()]
    return Sample(
        words=[r[1] for r in rows],
        upos=[r[3] for r in rows],
        feats=[reduce_features(r[5]) for r in rows],
        lemmas=[r[2] for r in rows],
        heads=[int(r[6]) for r in rows],
        deprels=[r[7] for r in rows],
        doc=doc,
        space_after=spaces,
        new_paragraph=new_paragraph,
    )


def _spaces(rows: list[list[str]]) -> list[bool]:
    """Whether a blank follows each word; inside a multiword token none does but after its last."""
    out: list[bool] = []
    last, after = 0, True
    for r in rows:
        if "-" in r[0]:
            last, after = int(r[0].split("-")[1]), "SpaceAfter=No" not in r[9]
        elif r[0].isdigit():
            n = int(r[0])
            out.append(n == last and after if n <= last else "SpaceAfter=No" not in r[9])
    return out


def reduce_features(feats: str) -> str:
    """Keep the features that tell tense, voice, number, person and kind of pronoun."""
    kept = [f for f in feats.split("|") if f.split("=")[0] in FEATURES]
    return "|".join(kept) or "_"


def lemma_script(form: str, lemma: str) -> str:
    """Edit script from form to lemma: characters cut from the end, then the text added.

    A leading ``^`` keeps the case of the form; without it the form is lower-cased first.
    """
    keep = "^" if lemma != lemma.lower() else ""
    word = form if keep else form.lower()
    n = 0
    while n < min(len(word), len(lemma)) and word[n] == lemma[n]:
        n += 1
    return f"{keep}{len(word) - n}+{lemma[n:]}"


def add_names(samples: list[Sample], path: Path, places: set[str]) -> None:
    """Lay GUM's named mentions over the treebank's words of the same document."""
    by_doc: dict[str, list[Sample]] = {}
    for s in samples:
        by_doc.setdefault(s.doc, []).append(s)
    for record in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if record["id"] in by_doc:
            _lay(record, by_doc[record["id"]], places)


def add_own_names(samples: list[Sample], path: Path) -> None:
    """Lay our own annotation of names over sentences of a treebank, by sentence id.

    Lines hold the id and then, for every name, its label, first and last word (from 1):
    ``weblog-1 PER:3-4 LOC:7-7``; a sentence with its id alone has none.
    """
    lines = map(str.split, path.read_text(encoding="utf-8").splitlines())
    found = {first: rest for first, *rest in lines}
    for s in samples:
        if s.id not in found:
            continue
        s.ner = [MASKED if _demonym(w, t) else "O" for w, t in zip(s.words, s.upos, strict=True)]
        for item in found[s.id]:
            label, _, at = item.partition(":")
            first, last = map(int, at.split("-"))
            s.ner[first - 1 : last] = [f"B-{label}"] + [f"I-{label}"] * (last - first)


def _demonym(word: str, upos: str) -> bool:
    """Perhaps a nationality, which counts as MISC elsewhere and was not annotated here."""
    people = upos == "PROPN" and re.search(r"(ans?|ese|ish|is)$", word)
    return word[:1].isupper() and (upos == "ADJ" or bool(people))


def _lay(record: dict, samples: list[Sample], places: set[str]) -> None:
    at, text = 0, record["text"]
    best = sorted(record["entities"], key=lambda e: e["start"] - e["end"])
    for s in samples:
        spans = []
        for w in s.words:
            k = text.find(w, at)
            if k < 0 or k > at + 40:
                k = at
            spans.append((k, k + len(w)))
            at = k + len(w)
        s.ner = ["O"] * len(s.words)
        for e in best:
            _mark(s, spans, e, places)


def _mark(s: Sample, spans: list[tuple[int, int]], e: dict, places: set[str]) -> None:
    inside = [i for i, (a, b) in enumerate(spans) if a >= e["start"] and b <= e["end"] and b > a]
    if not inside or e["label"] == "TIME" or re.search(r"@|https?:|www\.", e["text"]):
        return
    first, last = inside[0], inside[-1]
    while first and s.words[first - 1][:1].isupper() and _leans_on(s, first - 1, first, last):
        first -= 1
    text = " ".join(s.words[first : last + 1])
    label = _gum_label(e, text, s.upos[last], places)
    if label and all(t == "O" for t in s.ner[first : last + 1]):
        s.ner[first : last + 1] = [f"B-{label}"] + [f"I-{label}"] * (last - first)


def _leans_on(s: Sample, i: int, first: int, last: int) -> bool:
    name_part = s.deprels[i] in ("amod", "compound", "flat", "nummod")
    return name_part and first <= s.heads[i] - 1 <= last and (i > 0 or s.upos[i] == "PROPN")


def _gum_label(e: dict, text: str, upos: str, places: set[str]) -> str | None:
    """GUM counts acting countries as organisations; the shared scheme calls them places."""
    label = e["label"] if e["label"] in NER_LABELS else MASKED
    if upos != "PROPN" or re.fullmatch(r"(Mr|Mrs|Ms|Dr|President|Prince|King)\.?", text):
        return None
    if text.lower() in places:
        return "LOC"
    if label == "PER" and re.search(r"(ans|ese|ish)$", text):
        return "MISC"
    return MASKED if label == "MISC" else label


def read_names(path: Path, mapping: dict[str, str], places: set[str]) -> Iterator[Sample]:
    """Yield tokenised sentences with names only (WikiGold, CrossNER)."""
    for r in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        words = [r["text"][a:b] for a, b in r["tokens"]]
        ner = ["O"] * len(words)
        for e in r["entities"]:
            label = mapping.get(e["label"], "MISC")
            if e["text"].lower() in places:
                label = "LOC"
            hit = [i for i, (a, b) in enumerate(r["tokens"]) if a >= e["start"] and b <= e["end"]]
            for k, i in enumerate(hit):
                ner[i] = ("I-" if k else "B-") + label
        yield Sample(words=words, ner=ner)


def vocabularies(samples: Iterable[Sample]) -> dict[str, list[str]]:
    """Label lists of every head, the commonest first."""
    upos, feats, deprels, lemmas = Counter(), Counter(), Counter(), Counter()
    for s in samples:
        upos.update(s.upos)
        feats.update(s.feats)
        deprels.update(s.deprels)
        lemmas.update(map(lemma_script, s.words[: len(s.lemmas)], s.lemmas))
    return {
        "upos": [k for k, _ in upos.most_common()],
        "feats": [k for k, n in feats.most_common() if n >= _LEMMA_MIN],
        "deprel": [k for k, _ in deprels.most_common()],
        "lemma": [k for k, n in lemmas.most_common() if n >= _LEMMA_MIN],
        "ner": ["O"] + [f"{p}-{x}" for x in NER_LABELS for p in "BI"],
    }
