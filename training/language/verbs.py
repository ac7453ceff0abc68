"""Write ``verbs.txt`` and ``irregular.tsv``: ``python -m training.language.verbs TRAIN.conllu...``.

Base forms of the verbs of the training treebanks and of the coder's tables, against which the
model's lemmas of verbs are checked ("emphasiz" is none, "emphasize" is one), and the forms that no
ending explains ("fought"): those of ``irregular_verbs.txt``, kept by hand, and those that the
treebanks have besides.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from training.language.data import read_conllu

ROOT = Path(__file__).parents[2] / "src/tocsin"
BY_HAND = Path(__file__).with_name("irregular_verbs.txt")


def by_hand() -> dict[str, str]:
    """Base form of every past form and participle of the table that is not the base itself."""
    lines = BY_HAND.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {form: base for base, *forms in rows for form in forms}


def write_irregular(forms: dict[str, Counter[str]], verbs: set[str]) -> None:
    """Forms that are not their lemma with a regular ending, where one lemma is the rule."""
    found = by_hand()
    for form, lemmas in forms.items():
        lemma, n = lemmas.most_common(1)[0]
        regular = form.endswith(("ed", "ing", "s")) or form == lemma
        if not regular and lemma in verbs and n >= 0.7 * sum(lemmas.values()) and n > 1:
            found.setdefault(form, lemma)
    lines = [f"{form}\t{lemma}\n" for form, lemma in sorted(found.items())]
    (ROOT / "language/data/irregular.tsv").write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} irregular forms")


def main() -> None:
    seen: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for path in sys.argv[1:]:
        for s in read_conllu(Path(path)):
            pairs = zip(s.lemmas, s.upos, strict=True)
            seen.update(lemma.lower() for lemma, upos in pairs if upos == "VERB")
            for form, lemma, upos in zip(s.words, s.lemmas, s.upos, strict=True):
                if upos == "VERB" and form.isascii() and form.isalpha():
                    forms.setdefault(form.lower(), Counter())[lemma.lower()] += 1
    found = {v for v, n in seen.items() if n > 1 and v.isascii() and v.isalpha()}
    tables = ROOT / "coding/data"
    for table in (*tables.glob("frames/*.tsv"), tables / "cues.tsv", tables / "modality.tsv"):
        for line in table.read_text(encoding="utf-8").splitlines()[1:]:
            lemma, pos, *_ = [*line.split("\t"), ""]
            if pos == "V" and lemma.isalpha() and table.name != "learned.tsv":
                found.add(lemma)
    for line in (tables / "assessments.tsv").read_text(encoding="utf-8").splitlines():
        kind, _, words, *_ = [*line.split("\t"), "", ""]
        found.update(w for w in words.split() if kind == "does" and w.isalpha())
    write_irregular(forms, found)
    (ROOT / "language/data/verbs.txt").write_text("\n".join(sorted(found)) + "\n")
    print(f"{len(found)} verbs")


if __name__ == "__main__":
    main()
