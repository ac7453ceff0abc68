"""Measure place resolution.

    python evals/places.py [GEOPARSING.jsonl...] [--given] [--json]
    python evals/places.py --claims DOCS.jsonl CLAIMS.jsonl [--errors] [--json]

Geoparsing sets (one JSON document a line: ``text``, ``toponyms`` with ``start``, ``end``,
``lat``, ``lon``, ``geonameid``; default: LGL and TR-News in ../shared, both dev sets).

End to end: the article's text alone is given. The language model parses it, `named_places` takes
the names from its entities and the text, and `survey` resolves them together. ``found_161km`` is
the share of all gold names with coordinates that a found name overlaps and that this name puts
within 161 km (100 miles) of the gold point: a name that is not found, not resolved or put
elsewhere is wrong. ``found_p`` is the share of our resolved names that overlap a gold name, with
coordinates or not, so that finding more at any price shows. ``overall`` joins the sets by name.

Names given: spans of the gold names, without which nothing can be resolved; ``within_161km`` and
``exact_id`` are shares of all with coordinates (with an id), an unresolved name counts as wrong;
``mean_km`` and ``median_km`` are over the resolved ones.

Claims: each ``place`` pair [text, country] is looked up at its sentence, with the document's
names as context; ``country`` is the share of equal codes (no country must stay without one).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from evals.inputs import SHARED, Row, ending, rows, share, show  # noqa: E402
from tocsin.language import parse  # noqa: E402
from tocsin.records import (  # noqa: E402
    Place,
    Span,
    distance_km,
)
from tocsin.resolve.place_phrase import named_places  # noqa: E402
from tocsin.resolve.places import PlaceContext, locate, survey  # noqa: E402

NEAR_KM = 161.0
DEFAULT = [SHARED / f"data/geoparsing/{name}.jsonl" for name in ("lgl", "trnews")]


@dataclass(slots=True)
class Tally:
    """What is counted over the documents of a set."""

    counts: Counter[str] = field(default_factory=Counter)
    km: list[float] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.counts += other.counts
        self.km += other.km


def resolved(spans: list[Span], text: str) -> dict[tuple[int, int], Place]:
    """Every name of a document, by its offsets."""
    return {(p.span.start, p.span.end): p for p in survey(spans, text).places}


def found_names(text: str) -> list[Span]:
    """Place names by the language model's entities and the text."""
    entities = {
        (s.tokens[name.first].start, s.tokens[name.last].end): name.label
        for s in parse(text).sentences
        for name in s.names
    }
    return named_places(text, entities)


def error_km(place: Place | None, gold: Row) -> float | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    return distance_km(place.lat, place.lon, float(gold["lat"]), float(gold["lon"]))


def geoparsing(path: Path, *, end_to_end: bool = True) -> Tally:
    """The counts of one set."""
    tally = Tally()
    for doc in rows(path, "text", "toponyms"):
        gold = [t for t in doc["toponyms"] if t.get("lat") is not None]
        _count_given(doc, gold, tally)
        if end_to_end:
            _count_found(doc, gold, tally.counts)
    return tally


def _count_given(doc: Row, gold: list[Row], tally: Tally) -> None:
    spans = [Span(t["start"], t["end"], t["text"]) for t in doc["toponyms"]]
    places = resolved(spans, doc["text"])
    for t in gold:
        place = places.get((t["start"], t["end"]))
        error = error_km(place, t)
        tally.km += [] if error is None else [error]
        tally.counts["names"] += 1
        tally.counts["near"] += error is not None and error <= NEAR_KM
        if t.get("geonameid"):
            tally.counts["ids"] += 1
            tally.counts["exact"] += place is not None and place.geonames_id == int(t["geonameid"])


def _count_found(doc: Row, gold: list[Row], counts: Counter[str]) -> None:
    auto = resolved(found_names(doc["text"]), doc["text"])
    counts["sought"] += len(gold)
    counts["found"] += sum(any(_hit(span, p, t) for span, p in auto.items()) for t in gold)
    counts["own"] += len(auto)
    counts["own right"] += sum(any(_overlaps(s, t) for t in doc["toponyms"]) for s in auto)


def scores(tally: Tally) -> Row:
    """The figures of a set."""
    counts = tally.counts
    out: Row = {
        "names": counts["names"],
        "resolved": share(len(tally.km), counts["names"]),
        "within_161km": share(counts["near"], counts["names"]),
        "exact_id": share(counts["exact"], counts["ids"]),
        "mean_km": round(mean(tally.km or [0.0]), 1),
        "median_km": round(median(tally.km or [0.0]), 1),
    }
    if counts["sought"]:
        out["found_161km"] = share(counts["found"], counts["sought"])
        out["found_p"] = share(counts["own right"], counts["own"])
    return out


def _hit(span: tuple[int, int], place: Place, gold: Row) -> bool:
    error = error_km(place, gold)
    return _overlaps(span, gold) and error is not None and error <= NEAR_KM


def _overlaps(span: tuple[int, int], gold: Row) -> bool:
    return bool(span[0] < gold["end"] and gold["start"] < span[1])


def claims(docs: Path, gold: Path, *, errors: bool = False) -> Row:
    """Country accuracy of the places of claims."""
    texts = {doc["id"]: doc for doc in rows(docs, "id", "sentences")}
    hits: list[bool] = []
    for row in rows(gold, "id", "claims"):
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
    return {"places": len(hits), "country": share(sum(hits), len(hits))}


def context_of(text: str) -> PlaceContext:
    """What the document's names mean."""
    return survey(found_names(text), text)


def sets(paths: list[Path], *, end_to_end: bool) -> Row:
    """The figures of each set, and of all names together if there are more sets."""
    overall, report = Tally(), {}
    for path in paths:
        tally = geoparsing(path, end_to_end=end_to_end)
        report[path.stem] = scores(tally)
        overall.add(tally)
    return report | ({"overall": scores(overall)} if len(paths) > 1 else {})


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--claims", nargs=2, type=Path, metavar=("DOCS", "CLAIMS"))
    parser.add_argument("--given", action="store_true", help="gold names only, no parsing")
    parser.add_argument("--errors", action="store_true", help="print wrong countries")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    paths = options.paths or ([] if options.claims else DEFAULT)
    report = sets(paths, end_to_end=not options.given)
    if options.claims:
        report["claims"] = claims(*options.claims, errors=options.errors)
    show(report, as_json=options.json)


if __name__ == "__main__":
    with ending():
        main()
