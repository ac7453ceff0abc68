"""Makes ``src/tocsin/forecast/data/who_weights.json``: how much each share of the past counts.

usage: python training/forecast/fit_who.py [--out FILE]

Reads ``../shared/data/forecast/events_icews0515.parquet`` (ICEWS 2005-2015, an actor is its country
where it has one) with CAMEO put into PLOVER by `tocsin.ontology`; only weights leave it. Learns on
a day a week of 2012 and 2013 from the three years before each, for the next day and the next seven;
measures on a day a week of 2014 and prints the scores: mean reciprocal rank of each (actor, type,
recipient) of the days ahead among all actors, and of each (actor, recipient, type) among the 16
types, the other right answers left out, against recency (the same pair and type latest first).
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tocsin import ontology  # noqa: E402
from tocsin.forecast import who_mixture, who_types  # noqa: E402
from tocsin.forecast.who_candidates import Finder  # noqa: E402
from tocsin.forecast.who_mixture import Asked  # noqa: E402
from tocsin.forecast.who_past import Past, Stream  # noqa: E402

SOURCE = ROOT.parent / "shared/data/forecast/events_icews0515.parquet"
OUT = ROOT / "src/tocsin/forecast/data/who_weights.json"
YEARS = 3 * 365
LEARN = (date(2012, 1, 4), date(2013, 12, 20))
TEST = (date(2014, 1, 3), date(2014, 12, 20))


def read() -> tuple[dict[str, Any], int]:
    """Arrays of actor, kind, recipient and ordinal day, and the number of actors."""
    from pyarrow import parquet

    table = parquet.read_table(SOURCE).to_pydict()
    types = {type_.code: n for n, type_ in enumerate(ontology.event_types())}
    coded = {c: ontology.plover(c) for c in set(table["cameo"])}
    kinds = {c: types[found.type] if found else -1 for c, found in coded.items()}
    ends = [
        [iso or name for iso, name in zip(table[f"{end}_iso3"], table[end], strict=True)]
        for end in ("source", "target")
    ]
    names, number = np.unique(np.array(ends[0] + ends[1]), return_inverse=True)
    kind = np.array([kinds[c] for c in table["cameo"]])
    day = np.array([d.toordinal() for d in table["date"]])
    kept = kind >= 0
    made = {"actor": number[: len(day)], "kind": kind, "recipient": number[len(day) :], "day": day}
    order = np.argsort(day[kept], kind="stable")
    return {key: value[kept][order] for key, value in made.items()}, len(names)


def state(events: dict[str, Any], actors: int, cutoff: int) -> Past:
    """The past of three years before a day, and at its end the answers of the seven days ahead."""
    first, after = np.searchsorted(events["day"], [cutoff - YEARS, cutoff + 7])
    cut = {key: value[first:after] for key, value in events.items()}
    cut["day"] = cut["day"] - (cutoff - YEARS)
    zero = np.zeros(actors, dtype=np.int64)
    root = np.array([type_.quad_class for type_ in ontology.event_types()])
    past = Past(Stream(**cut, country=zero, sector=zero, root=root))
    past.leap(YEARS)
    return past


def ahead(past: Past, days: int) -> tuple[Any, Any, Any]:
    """What happens in the days ahead, seen from the actors, each once."""
    events = slice(past.on(YEARS).start, past.on(YEARS + days - 1).stop)
    three = np.stack([past.actor[events], past.kind[events], past.recipient[events]])
    actor, kind, who = np.unique(three, axis=1)
    own = (kind < past.kinds) & (actor != who)
    return actor[own], kind[own], who[own]


def weeks(span: tuple[date, date]) -> list[int]:
    """A day of each week of a span; the day of the week moves on."""
    day, found = span[0], []
    while day <= span[1]:
        found.append(day.toordinal())
        day += timedelta(days=8)
    return found


def learn(events: dict[str, Any], actors: int) -> dict[str, Any]:
    """The weights of both mixtures for both spans."""
    who: dict[int, list[Any]] = {1: [], 7: []}
    what: dict[int, list[Any]] = {1: [], 7: []}
    for cutoff in weeks(LEARN):
        past = state(events, actors, cutoff)
        for days in (1, 7):
            actor, kind, other = ahead(past, days)
            asked = Asked(actor, kind, np.arange(len(other)), other)
            shares = who_mixture.parts(past, asked.keys(past))
            who[days].append((shares, who_mixture.known(past, asked)))
            spread = who_types.shares(past, actor, other)[np.arange(len(kind)), kind]
            what[days].append((spread, who_types.known(past, actor, other)))
    return {
        "who": {str(d): rounded(fit(rows, who_mixture.CLASSES)) for d, rows in who.items()},
        "what": {str(d): rounded(fit(rows, who_types.CLASSES)) for d, rows in what.items()},
    }


def fit(rows: list[Any], classes: int) -> Any:
    shares, of = (np.concatenate(part) for part in zip(*rows, strict=True))
    return who_mixture.learn(shares, of, classes)


def rounded(weights: Any) -> list[list[float]]:
    return [[round(float(w), 4) for w in row] for row in weights]


def reciprocal(scores: Any, right: Any, others: Any) -> float:
    """One over the mean rank of an answer; the other right answers are left out."""
    wrong = np.delete(scores, others)
    return float(1 / (1 + (wrong > scores[right]).sum() + (wrong == scores[right]).sum() / 2))


def measure(events: dict[str, Any], actors: int, weights: dict[str, Any]) -> dict[str, Any]:
    """Scores on the test days."""
    found: dict[str, list[float]] = {}
    for cutoff in weeks(TEST):
        past = state(events, actors, cutoff)
        finder = Finder(past)
        for days in (1, 7):
            actor, kind, other = ahead(past, days)
            _who(found, past, finder, (actor, kind, other), np.float32(weights["who"][str(days)]))
            _what(found, past, (actor, kind, other), np.float32(weights["what"][str(days)]))
            for name in ("who", "who.recency", "what", "what.recency"):
                found.setdefault(f"{name} {days}", []).extend(found.pop(name))
    return {name: {"mrr": round(float(np.mean(v)), 4), "n": len(v)} for name, v in found.items()}


def _who(
    found: dict[str, list[float]], past: Past, finder: Finder, three: Any, weights: Any
) -> None:
    actor, kind, other = three
    keys, back = np.unique(actor * past.both + kind, return_inverse=True)
    asked, shares = finder.find(keys // past.both, keys % past.both, weights, 150)
    score = who_mixture.mix(shares, who_mixture.known(past, asked), weights)
    table = past.tallies["ark"]
    lately = table.last[table.find(asked.keys(past)["ark"])]
    edges = np.searchsorted(asked.of, np.arange(len(keys) + 1))
    for q, one in zip(back, other, strict=True):
        span = slice(edges[q], edges[q + 1])
        for name, values in (("who", score), ("who.recency", lately)):
            full = np.full(past.actors, -1e9)
            full[asked.candidate[span]] = values[span]
            rest = [n for n in other[back == q] if n != one]
            found.setdefault(name, []).append(reciprocal(full, one, [*rest, one]))


def _what(found: dict[str, list[float]], past: Past, three: Any, weights: Any) -> None:
    actor, kind, other = three
    parts = who_types.shares(past, actor, other)
    score = np.einsum("ikj,ij->ik", parts, weights[who_types.known(past, actor, other)])
    table, kinds = past.tallies["ark"], np.arange(past.kinds)
    pair = actor * past.actors + other
    for n, one in enumerate(kind):
        right = kind[pair == pair[n]]
        lately = table.last[table.find(pair[n] * past.both + kinds)]
        for name, values in (("what", score[n]), ("what.recency", lately)):
            found.setdefault(name, []).append(reciprocal(values, one, right))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    events, actors = read()
    weights = learn(events, actors)
    note = (
        "made by training/forecast/fit_who.py; rows: classes of how much is known, columns: parts"
    )
    text = json.dumps({"note": note} | weights, separators=(",", ":"))
    chosen.out.parent.mkdir(exist_ok=True)
    chosen.out.write_text(text.replace("]],", "]],\n") + "\n", encoding="utf-8")
    print(json.dumps(measure(events, actors, weights)))


if __name__ == "__main__":
    main()
