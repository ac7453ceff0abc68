"""Measure place resolution.

    python evals/places.py GEOPARSING.jsonl... [--json]
    python evals/places.py --claims DOCS.jsonl CLAIMS.jsonl [--json]

Geoparsing sets (one JSON document a line: ``text``, ``toponyms`` with ``start``, ``end``,
``lat``, ``lon``, ``geonameid``, ``country``). Given the gold names of a document (spans only),
`survey` resolves each; only names with gold coordinates count. ``within_161km`` and ``exact_id``
are shares of all of them, an unresolved name counts as wrong; ``mean_km`` and ``median_km`` are
over the resolved ones. End to end, the
names are the LOC entities of ``tocsin.language.parse`` and the well-known places outside them
(`named_places`); ``found_161km`` is the share of all gold names that a found name overlaps and
resolves within 161 km; left out if there is no trained model.

Claims: each ``place`` pair [text, country] is looked up at its sentence, with the document's
names as context; ``country`` is the share of equal codes (no country must stay without one).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, median
from typing import Any

from tocsin.errors import DataError
from tocsin.records import Place, Span
from tocsin.resolve.gazetteer import distance_km
from tocsin.resolve.place_phrase import named_places
from tocsin.resolve.places import PlaceContext, locate, survey

NEAR_KM = 161.0


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def resolved(spans: list[Span], text: str) -> dict[tuple[int, int], Place]:
    """Every name of a document, by its offsets."""
    return {(p.span.start, p.span.end): p for p in survey(spans, text).places}


def found_names(text: str) -> list[Span] | None:
    """Place names that the language model finds; None if it is not there."""
    try:
        from tocsin.language import parse

        sentences = parse(text).sentences
    except (ImportError, DataError):
        return None
    entities = {
        (s.tokens[name.first].start, s.tokens[name.last].end): name.label
        for s in sentences
        for name in s.names
    }
    return named_places(text, entities)


def error_km(place: Place | None, gold: dict[str, Any]) -> float | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    return distance_km(place.lat, place.lon, float(gold["lat"]), float(gold["lon"]))


def share(hits: list[bool]) -> float:
    return round(sum(hits) / max(len(hits), 1), 4)


def geoparsing(path: Path, *, end_to_end: bool = True) -> dict[str, Any]:
    """Scores of one set."""
    errors: list[float | None] = []
    exact: list[bool] = []
    found: list[bool] = []
    for doc in rows(path):
        text, gold = doc["text"], [t for t in doc["toponyms"] if t.get("lat") is not None]
        spans = [Span(t["start"], t["end"], t["text"]) for t in doc["toponyms"]]
        places = resolved(spans, text)
        for t in gold:
            place = places.get((t["start"], t["end"]))
            errors.append(error_km(place, t))
            if t.get("geonameid"):
                exact.append(place is not None and place.geonames_id == int(t["geonameid"]))
        names = found_names(text) if end_to_end else None
        if names is not None:
            auto = resolved(names, text)
            found.extend(any(_hit(span, place, t) for span, place in auto.items()) for t in gold)
    known = [error for error in errors if error is not None]
    scores: dict[str, Any] = {
        "names": len(errors),
        "resolved": share([error is not None for error in errors]),
        "within_161km": share([error is not None and error <= NEAR_KM for error in errors]),
        "exact_id": share(exact),
        "mean_km": round(mean(known), 1),
        "median_km": round(median(known), 1),
    }
    return scores | ({"found_161km": share(found)} if found else {})


def _hit(span: tuple[int, int], place: Place, gold: dict[str, Any]) -> bool:
    error = error_km(place, gold)
    overlap = span[0] < gold["end"] and gold["start"] < span[1]
    return overlap and error is not None and error <= NEAR_KM


def claims(docs: Path, gold: Path, *, errors: bool = False) -> dict[str, Any]:
    """Country accuracy of the places of claims."""
    texts = {doc["id"]: doc for doc in rows(docs)}
    hits: list[bool] = []
    for row in rows(gold):
        sentences = texts[row["id"]]["sentences"]
        text = "\n".join(sentences)
        context = context_of(text)
        for claim in row["claims"]:
            base = sum(len(s) + 1 for s in sentences[: claim["s"]])
            for words, country in claim["place"]:
                at = base + max(0, sentences[claim["s"]].find(words))
                place = locate(Span(at, at + len(words), words), context)
                hits.append(place.country == country)
                if errors and place.country != country:
                    print(row["id"], repr(words), country, place.country, place.name, sep="\t")
    return {"places": len(hits), "country": share(hits)}


def context_of(text: str) -> PlaceContext:
    """The document's names by the language model, or else by the gazetteer alone."""
    names = found_names(text)
    return survey(named_places(text, {}) if names is None else names, text)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("paths", nargs="*", type=Path)
    arguments.add_argument("--claims", nargs=2, type=Path, metavar=("DOCS", "CLAIMS"))
    arguments.add_argument("--given", action="store_true", help="gold names only, no parsing")
    arguments.add_argument("--errors", action="store_true", help="print wrong countries")
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    report = {p.stem: geoparsing(p, end_to_end=not given.given) for p in given.paths}
    if given.claims:
        report["claims"] = claims(*given.claims, errors=given.errors)
    if given.json:
        json.dump(report, sys.stdout, indent=1)
        return
    for name, scores in report.items():
        print(name, *(f"{key}={value}" for key, value in scores.items()))


if __name__ == "__main__":
    main()
