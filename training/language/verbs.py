"""Write ``verbs.txt``, ``nouns.txt`` and ``irregular.tsv``:
``python -m training.language.verbs TRAIN.conllu...``.

Base forms of the verbs of the training treebanks and of the coder's tables, against which the
model's lemmas of verbs are checked ("emphasiz" is none, "emphasize" is one), and the forms that no
ending explains ("fought"): those of ``irregular_verbs.txt``, kept by hand, and those that the
treebanks have besides. Nouns likewise: no "battaliy", but "battalion".
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from training.language.data import Sample, read_conllu

ROOT = Path(__file__).parents[2] / "src/tocsin"
TABLES = ROOT / "coding/data"
BY_HAND = Path(__file__).with_name("irregular_verbs.txt")


def by_hand() -> dict[str, str]:
    """Base form of every past form and participle of the table that is not the base itself."""
    rows = (line.split("\t") for line in lines(BY_HAND) if line and not line.startswith("#"))
    return {form: base for base, *forms in rows for form in forms}


def write_irregular(forms: dict[str, Counter[str]], verbs: set[str]) -> None:
    """Forms that are not their lemma with a regular ending, where one lemma is the rule."""
    found = by_hand()
    for form, lemmas in forms.items():
        lemma, n = lemmas.most_common(1)[0]
        regular = form.endswith(("ed", "ing", "s")) or form == lemma
        if not regular and lemma in verbs and n >= 0.7 * sum(lemmas.values()) and n > 1:
            found.setdefault(form, lemma)
    rows = [f"{form}\t{lemma}\n" for form, lemma in sorted(found.items())]
    (ROOT / "language/data/irregular.tsv").write_text("".join(rows), encoding="utf-8")
    print(f"{len(rows)} irregular forms")


def main() -> None:
    sentences = [s for path in sys.argv[1:] for s in read_conllu(Path(path))]
    forms: dict[str, Counter[str]] = {}
    for s in sentences:
        for form, lemma, upos in zip(s.words, s.lemmas, s.upos, strict=True):
            if upos == "VERB" and form.isascii() and form.isalpha():
                forms.setdefault(form.lower(), Counter())[lemma.lower()] += 1
    verbs = seen(sentences, "VERB") | in_frames("V") | in_tables("does")
    nouns = seen(sentences, "NOUN") | in_frames("N") | in_classes()
    write_irregular(forms, verbs)
    for name, found in (("verbs", verbs), ("nouns", nouns)):
        path = ROOT / f"language/data/{name}.txt"
        path.write_text("\n".join(sorted(found)) + "\n", encoding="utf-8")
        print(f"{len(found)} {name}")


def seen(sentences: Iterable[Sample], upos: str) -> set[str]:
    """Lemmas that the treebanks have more than once with that part of speech."""
    lemmas: Counter[str] = Counter()
    for s in sentences:
        pairs = zip(s.lemmas, s.upos, strict=True)
        lemmas.update(lemma.lower() for lemma, own in pairs if own == upos)
    return {w for w, n in lemmas.items() if n > 1 and w.isascii() and w.isalpha() and len(w) > 1}


def in_frames(pos: str) -> set[str]:
    """Lemmas of the coder's frames, cues and modal words."""
    tables = (*(TABLES / "frames").glob("*.tsv"), TABLES / "cues.tsv", TABLES / "modality.tsv")
    rows = (line.split("\t") for path in tables for line in lines(path)[1:])
    return {row[0] for row in rows if row[1:2] == [pos] and row[0].isalpha()}


def in_tables(kind: str) -> set[str]:
    """Words of the rows of that kind of the table of assessments."""
    rows = (line.split("\t") for line in lines(TABLES / "assessments.tsv"))
    return {w for row in rows if row[0] == kind for w in row[2].split() if w.isalpha()}


def in_classes() -> set[str]:
    """Words of the coder's word classes that are no plurals of others."""
    rows = (line.split("\t") for line in lines(TABLES / "classes.tsv"))
    words = {w for row in rows for w in row[1].split() if w.isalpha() and w.isascii()}
    return {w for w in words if w.removesuffix("s") not in words - {w}}


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    main()
