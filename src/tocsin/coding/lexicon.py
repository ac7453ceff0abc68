"""The frames, word classes, cues and modal words, read once from the data files of this package."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from tocsin.errors import DataError

DEFAULT_ROLES = {
    "V": (("subj",), ("iobj", "obj", "against", "on", "at", "to", "with")),
    "N": (("poss", "by", "comp", "of"), ("against", "on", "of", "to", "with")),
    "A": (("subj",), ("of", "to", "with", "against")),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """``relation`` must (or, negated, must not) hold one of ``words``; no words means any."""

    relation: str
    words: frozenset[str]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of a word: the conditions under which it is an event, and where its roles are."""

    lemma: str
    pos: str
    conditions: tuple[Condition, ...]
    type: str | None
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes, with the stance it gives to the source."""

    lemma: str
    pos: str
    stance: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Modal:
    """What a governing word does to the event below it."""

    modality: str | None
    polarity: str | None


def rows(*path: str) -> list[dict[str, str]]:
    """Rows of a tab-separated data file of this package, comments and empty lines left out.

    Raises `DataError` if the file is missing.
    """
    at = files("tocsin.coding").joinpath("data", *path)
    try:
        lines = at.read_text(encoding="utf-8").splitlines()
    except OSError as e:
        raise DataError(f"lexicon file {'/'.join(path)} is missing; reinstall tocsin") from e
    lines = [x for x in lines if x.strip() and not x.startswith("#")]
    return [
        {k: (v or "").strip() for k, v in r.items() if k}
        for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]


@lru_cache(maxsize=1)
def classes() -> dict[str, frozenset[str]]:
    """Word classes by name, without the leading ``@``."""
    return {r["name"].lstrip("@"): frozenset(r["words"].split()) for r in rows("classes.tsv")}


def _words(text: str) -> frozenset[str]:
    out: set[str] = set()
    for w in text.split("|"):
        if w.startswith("@"):
            if w[1:] not in classes():
                raise DataError(f"lexicon: unknown word class {w}")
            out |= classes()[w[1:]]
        elif w != "*":
            out.add(w)
    return frozenset(out)


def _conditions(text: str) -> tuple[Condition, ...]:
    out = []
    for part in text.split():
        relation, _, words = part.lstrip("!").partition("=")
        out.append(Condition(relation, _words(words), part.startswith("!")))
    return tuple(out)


def _frame(row: dict[str, str], type_: str | None) -> Frame:
    actor, recipient = DEFAULT_ROLES[row["pos"]]
    return Frame(
        lemma=row["lemma"],
        pos=row["pos"],
        conditions=_conditions(row.get("with", "")),
        type=type_,
        mode=row.get("mode") or None,
        actor=tuple(row["actor"].split("|")) if row.get("actor") else actor,
        recipient=tuple(row["recipient"].split("|")) if row.get("recipient") else recipient,
        name=" ".join(x for x in (type_ or "none", row["lemma"], row["pos"], row.get("with")) if x),
    )


@lru_cache(maxsize=1)
def frames() -> dict[tuple[str, str], tuple[Frame, ...]]:
    """Frames by (lemma, part of speech), the most specific first. The type is the file's name."""
    out: dict[tuple[str, str], list[Frame]] = {}
    folder = files("tocsin.coding").joinpath("data", "frames")
    for at in sorted(folder.iterdir(), key=lambda p: p.name):
        if not at.name.endswith(".tsv"):
            continue
        stem = at.name.removesuffix(".tsv").upper()
        for row in rows("frames", at.name):
            frame = _frame(row, None if stem == "NONE" else stem)
            out.setdefault((frame.lemma, frame.pos), []).append(frame)
    return {k: tuple(sorted(v, key=_specificity)) for k, v in out.items()}


def _specificity(f: Frame) -> tuple[float, bool]:
    weight = sum((0.4 if c.negated else 0.6 if not c.words else 1.0) for c in f.conditions)
    return -weight, f.type is not None


@lru_cache(maxsize=1)
def cues() -> dict[tuple[str, str], tuple[Cue, ...]]:
    """Cues by (lemma, part of speech)."""
    out: dict[tuple[str, str], list[Cue]] = {}
    for r in rows("cues.tsv"):
        cue = Cue(r["lemma"], r["pos"], r["stance"], r.get("pattern", ""))
        out.setdefault((cue.lemma, cue.pos), []).append(cue)
    return {k: tuple(v) for k, v in out.items()}


@lru_cache(maxsize=1)
def modals() -> dict[tuple[str, str], Modal]:
    """Governing words by (lemma, part of speech)."""
    return {
        (r["lemma"], r["pos"]): Modal(r.get("modality") or None, r.get("polarity") or None)
        for r in rows("modality.tsv")
    }


@lru_cache(maxsize=1)
def light_verbs() -> dict[str, str]:
    """Verbs that add nothing to their object's event: whether the subject acts or undergoes."""
    return {r["lemma"]: r["subject"] for r in rows("light_verbs.tsv")}
