"""The counts of the two ways in which places are measured."""

from __future__ import annotations

from evals import places
from tocsin.records import Span

TEXT = "Police in Kabul met envoys from Oslo and Zzyx."


def toponym(name: str, lat: float | None, lon: float | None) -> dict:
    start = TEXT.index(name)
    return {"text": name, "start": start, "end": start + len(name), "lat": lat, "lon": lon}


DOC = {
    "text": TEXT,
    "toponyms": [
        toponym("Kabul", 34.5, 69.2) | {"geonameid": "1138958"},
        toponym("Oslo", 10.0, 10.0),
        toponym("Zzyx", 0.0, 0.0),
        toponym("Police", None, None),
    ],
}


def test_unresolved_distant_and_near_names(monkeypatch, tmp_path) -> None:
    def found(text: str) -> list[Span]:
        return [Span(10, 15, "Kabul"), Span(text.index("Oslo"), text.index("Oslo") + 4, "Oslo")]

    monkeypatch.setattr(places, "found_names", found)
    monkeypatch.setattr(places, "rows", lambda *_: [DOC])
    tally = places.geoparsing(tmp_path)
    scores = places.scores(tally)
    assert (scores["names"], scores["resolved"]) == (3, 0.6667)
    assert (scores["within_161km"], scores["exact_id"]) == (0.3333, 1.0)
    assert (scores["found_161km"], scores["found_p"]) == (0.3333, 1.0)
    assert "found_161km" not in places.scores(places.geoparsing(tmp_path, end_to_end=False))


def test_overall_counts_names_of_all_sets(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(places, "rows", lambda *_: [DOC])
    report = places.sets([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], end_to_end=False)
    assert report["overall"]["names"] == report["a"]["names"] + report["b"]["names"]
