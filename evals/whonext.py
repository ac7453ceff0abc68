"""Who next: how well the recipients of tomorrow's events are foreseen (single step).

usage: python evals/whonext.py FILE... [--seeds N] [--part PART] [--lessons N] [--late] [--json]

A FILE is a Parquet table of events with the columns ``date``, ``source``, ``source_iso3``,
``target``, ``target_iso3``, ``event_text``, ``root`` and the standard split in ``tkg_split`` or
``split_nec`` (by default ICEWS14 of ``../shared/data/forecast``). For each event (s, r, o, t) of
the part, o is ranked given (s, r, t) and s given (o, r from the other side, t), among all actors,
by what happened before t and nothing else. Other right answers of the same day are left out of the
ranking, ties get the mean rank; ``mrr`` and ``hits`` are over both directions. Each question is
answered alone: no feature looks at what else is asked.

PART is valid (by default) or test. ``mixture`` is the readable score without trees, ``trees`` the
ranker (the mean of the seeds; they change the trees, not the questions that are learned from, about
``--lessons`` many). With ``--late`` the trees also learn from the days between the training part
and the part that is scored. The counting tables always take in every day before t. ``cpu_s`` is
time of all threads (there is one), ``mb`` the peak memory.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from evals.inputs import SHARED, Row, ending, show  # noqa: E402
from tocsin.errors import DataError  # noqa: E402
from tocsin.forecast import who_ranker  # noqa: E402
from tocsin.forecast.who_past import Stream  # noqa: E402
from tocsin.forecast.who_ranker import Found, Questions  # noqa: E402
from tocsin.forecast.who_tally import Floats, Ints  # noqa: E402

WARM_UP, LATEST = 60, 400
"""The trees learn from the last 400 days, and from none of the first 60."""
Score = Callable[[Found], Floats]


@dataclass(frozen=True)
class Benchmark:
    """Events, and the first day of each part."""

    stream: Stream
    valid: int
    test: int
    end: int


def read(path: Path) -> Benchmark:
    """A table of events. Raises DataError if it has no split."""
    from pyarrow import parquet

    table = parquet.read_table(path)
    split = next((c for c in ("tkg_split", "split_nec") if c in table.column_names), None)
    if split is None:
        raise DataError(f"{path}: no column tkg_split or split_nec")
    day = table["date"].to_numpy().astype("datetime64[D]").astype(np.int64)
    part = np.array(table[split].to_pylist(), dtype=object)
    day -= day.min()
    first = {name: int(day[part == name].min()) for name in ("valid", "test")}
    return Benchmark(_stream(table, day), first["valid"], first["test"], int(day.max()) + 1)


def _stream(table: Any, day: Ints) -> Stream:
    source, target = table["source"].to_pylist(), table["target"].to_pylist()
    names, number = np.unique(np.array(source + target), return_inverse=True)
    kinds, kind = np.unique(np.array(table["event_text"].to_pylist()), return_inverse=True)
    codes = table["source_iso3"].to_pylist() + table["target_iso3"].to_pylist()
    iso = dict(zip(source + target, codes, strict=True))
    root = dict(zip(kind.tolist(), table["root"].to_pylist(), strict=True))
    order = np.argsort(day, kind="stable")
    return Stream(
        actor=number[: len(source)][order],
        kind=kind[order],
        recipient=number[len(source) :][order],
        day=day[order],
        country=_numbered([iso[name] or "" for name in names]),
        sector=_numbered([role(name) for name in names]),
        root=np.array([int(root[k]) for k in range(len(kinds))]),
    )


def _numbered(values: list[str]) -> Ints:
    order = {value: n for n, value in enumerate(sorted({*values, ""}))}
    return np.array([order[value] for value in values], dtype=np.int64)


def role(name: str) -> str:
    """What stands before the bracket: "Citizen" of "Citizen (United Kingdom)"."""
    return name.split("(", maxsplit=1)[0].strip(" _") if "(" in name else ""


class Ranks:
    """Reciprocal ranks and hits of one way of scoring."""

    def __init__(self) -> None:
        self.ranks: list[Floats] = []

    def add(self, ranks: Floats) -> None:
        self.ranks.append(ranks)

    def scores(self) -> Row:
        ranks = np.concatenate(self.ranks)
        hits = {f"hits{k}": round(float((ranks <= k).mean()), 4) for k in (1, 3, 10)}
        return {"mrr": round(float((1 / ranks).mean()), 4), **hits, "questions": len(ranks)}


def ranks_of(score: Floats, answer: Ints, *, right: Ints, actors: int, candidate: Ints) -> Floats:
    """The rank of each answer to one question among all actors, the other right ones left out.

    ``score`` are those of the candidates; all other actors are tied below them.
    """
    wrong = score[~np.isin(candidate, right)]
    rest = actors - len(wrong) - len(np.unique(right))
    found = []
    for one in answer:
        place = np.flatnonzero(candidate == one)
        if len(place):
            value = score[place[0]]
            found.append(1 + (wrong > value).sum() + (wrong == value).sum() / 2)
        else:
            found.append(1 + len(wrong) + rest / 2)
    return np.array(found, dtype=np.float64)


def asked_on(questions: Questions, day: int) -> Iterator[tuple[Ints, Ints, Found]]:
    """The questions of a day a hundred at a time, to save memory."""
    actor, kind = questions.of_day(day)
    for start in range(0, len(actor), 100):
        part = slice(start, start + 100)
        yield actor[part], kind[part], questions.ask(actor[part], kind[part])


def score_day(
    questions: Questions, day: int, ways: dict[str, Score], found: dict[str, Ranks]
) -> None:
    """Add the ranks of all events of a day."""
    questions.reach(day)
    past, events = questions.past, questions.past.on(day)
    key = past.actor[events] * past.both + past.kind[events]
    for actor, kind, seen in asked_on(questions, day):
        asked = seen.asked
        edges = np.searchsorted(asked.of, np.arange(len(actor) + 1))
        scored = {name: way(seen) for name, way in ways.items()}
        for n, one in enumerate(actor * past.both + kind):
            right = past.recipient[events][key == one]
            span = slice(edges[n], edges[n + 1])
            for name, score in scored.items():
                ranks = ranks_of(
                    score[span],
                    right,
                    right=right,
                    actors=past.actors,
                    candidate=asked.candidate[span],
                )
                found[name].add(ranks)


@dataclass(frozen=True)
class Plan:
    """What to score: the part, with how many seeds, from about how many questions the trees learn,
    and whether from late days too."""

    part: str
    seeds: int
    lessons: int
    late: bool

    def days(self, bench: Benchmark) -> tuple[range, range]:
        """The days to learn from and those to score."""
        scored = range(bench.valid, bench.test)
        if self.part == "test":
            scored = range(bench.test, bench.end)
        until = scored.start if self.late else bench.valid
        return range(max(WARM_UP, until - LATEST), until), scored


def evaluate(path: Path, plan: Plan) -> Row:
    """Scores of the mixture and of the trees on one table."""
    bench, started = read(path), time.time()
    clock = [time.process_time()]
    learned, scored = plan.days(bench)
    questions = Questions(bench.stream, who_ranker.learn_weights(bench.stream, learned))
    material = who_ranker.lessons(questions, learned, a_day=plan.lessons // len(learned))
    clock.append(time.process_time())
    models = [who_ranker.train(material, seed=seed) for seed in range(plan.seeds)]
    clock.append(time.process_time())
    found = answer(questions, scored, models)
    clock.append(time.process_time())
    scores: Row = {name: ranks.scores() for name, ranks in found.items()}
    each = [row for name, row in scores.items() if name.startswith("trees")]
    if each:
        scores["trees"] = {k: round(float(np.mean([s[k] for s in each])), 4) for k in each[0]}
    scores["cost"] = {
        "lessons": len(material.sizes),
        "features_cpu_s": round(clock[1] - clock[0]),
        "train_cpu_s_a_seed": round((clock[2] - clock[1]) / max(plan.seeds, 1)),
        "answer_cpu_s": round(clock[3] - clock[2]),
        "cpu_s": round(clock[3] - clock[0]),
        "wall_s": round(time.time() - started),
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    return scores


def answer(questions: Questions, days: range, models: list[Any]) -> dict[str, Ranks]:
    """The ranks of all events of the days by the mixture and by each model."""
    ways: dict[str, Score] = {"mixture": lambda seen: seen.score}
    for seed, model in enumerate(models):
        ways[f"trees {seed}"] = partial(Found.with_trees, model=model)
    found = {name: Ranks() for name in ways}
    for day in days:
        score_day(questions, day, ways, found)
    return found


def main() -> None:
    """Score the tables of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    data = SHARED / "data/forecast"
    parser.add_argument("files", nargs="*", type=Path, default=[data / "events_icews14.parquet"])
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--part", choices=("valid", "test"), default="valid")
    parser.add_argument("--lessons", type=int, default=80_000)
    parser.add_argument("--late", action="store_true")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    plan = Plan(chosen.part, chosen.seeds, chosen.lessons, chosen.late)
    with ending():
        for path in chosen.files:
            scores = evaluate(path, plan)
            show({"file": path.stem, "part": chosen.part} | scores, as_json=chosen.json)


if __name__ == "__main__":
    main()
