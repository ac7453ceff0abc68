"""What the trees see of each candidate. All of it rests on the past and on the one question."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tocsin.forecast import who_mixture as mixture
from tocsin.forecast.who_mixture import Asked
from tocsin.forecast.who_near import Near, chains
from tocsin.forecast.who_past import Past
from tocsin.forecast.who_rules import Rules
from tocsin.forecast.who_tally import Floats, Ints, rank

Column = npt.NDArray[np.generic]
_NEVER = 9999.0
_COUNTS = {
    "ark": (0, 1, 2),
    "ar": (0, 1, 2),
    "ckr": (0, 1, 2, 5),
    "cr": (0, 1, 2),
    "ckd": (0,),
    "ad": (0, 2),
    "ke": (0, 2, 4),
    "ak": (0, 2),
    "a": (0,),
    "r": (0, 2),
}
_AGES = ("ark", "ar", "ckr", "cr", "agr", "ak", "a")
_RANKED = (
    "ark.2",
    "ar.2",
    "kr.trend",
    "rule.sum",
    "rule.max",
    "mix",
    "taste.r",
    "taste.a",
    "chain",
    "r.2",
)


class Sheet:
    """Named columns of one length, gathered one by one."""

    def __init__(self) -> None:
        self.columns: dict[str, Floats] = {}

    def put(self, name: str, values: Column) -> None:
        self.columns[name] = values.astype(np.float32)

    def matrix(self) -> Floats:
        """All columns side by side. Shape (candidates, columns)."""
        return np.stack(list(self.columns.values()), axis=1)


def sheet(
    past: Past, rules: Rules, near: Near, *, asked: Asked, found: tuple[Floats, Floats]
) -> Sheet:
    """The features of the candidates; ``found`` are their shares and their score in the mixture.
    The past must have reached the day of the questions."""
    made, keys = Sheet(), asked.keys(past)
    _counts(made, past, keys)
    _shares(made, asked, *found)
    _rules(made, past, rules, asked)
    _nearness(made, past, near, asked)
    _kinds(made, past, asked)
    for name in _RANKED:
        made.put(f"rank.{name}", rank(asked.of, made.columns[name]))
    return made


def _counts(made: Sheet, past: Past, keys: dict[str, Ints]) -> None:
    rows = {name: past.tallies[name].find(keys[name]) for name in {*_COUNTS, *_AGES, "kr"}}
    for name, columns in _COUNTS.items():
        counted = past.tallies[name].rows[rows[name]]
        for column in columns:
            made.put(f"{name}.{column}", counted[:, column])
    for name in _AGES:
        made.put(
            f"{name}.age", np.minimum(past.today - past.tallies[name].last[rows[name]], _NEVER)
        )
    for name in ("r", "ar", "kr"):
        counted = past.tallies[name].rows[rows[name]]
        made.put(f"{name}.trend", counted[:, 2] / (counted[:, 5] + 0.2))


def _shares(made: Sheet, asked: Asked, shares: Floats, score: Floats) -> None:
    for name, column in zip(mixture.PARTS, shares.T, strict=True):
        made.put(f"share.{name}", column)
    highest = np.zeros(len(asked.actor), dtype=np.float32)
    np.maximum.at(highest, asked.of, score)
    made.put("mix", score)
    made.put("mix.of highest", score / (highest[asked.of] + 1e-12))
    made.put("mix.highest", highest[asked.of])
    made.put("mix.all", np.bincount(asked.of, score, len(asked.actor))[asked.of])


def _rules(made: Sheet, past: Past, rules: Rules, asked: Asked) -> None:
    actor, kind = asked.actor[asked.of], asked.kind[asked.of]
    pairs = past.tallies["ar"].find(actor * past.actors + asked.candidate)
    pooled = rules.pool(pairs, kind, past.today)
    for name, column in zip(("sum", "or", "max", "number"), pooled.T, strict=True):
        made.put(f"rule.{name}", column)
    back = past.tallies["ark"]
    opposite = back.find((actor * past.actors + asked.candidate) * past.both + _turned(past, kind))
    made.put("back.age", np.minimum(past.today - back.last[opposite], _NEVER))


def _turned(past: Past, kind: Ints) -> Ints:
    turned: Ints = (kind + past.kinds) % past.both
    return turned


def _nearness(made: Sheet, past: Past, near: Near, asked: Asked) -> None:
    actor, kind, who = asked.actor[asked.of], asked.kind[asked.of], asked.candidate
    done = past.tallies["ak"]
    taste = near.taste[done.find(actor * past.both + kind)]
    liked = near.taste[done.find(who * past.both + _turned(past, kind))]

    def dot(left: Floats, right: Floats) -> Column:
        product: Column = np.einsum("ij,ij->i", left, right)
        return product

    made.put("taste.r", dot(taste, near.unit[who]))
    made.put("taste.a", dot(liked, near.unit[actor]))
    made.put("taste.both", dot(taste, liked))
    made.put("near", dot(near.place[actor], near.place[who]))
    made.put("near.cos", dot(near.unit[actor], near.unit[who]))
    distinct, back = np.unique(asked.actor, return_inverse=True)
    keys, weight = chains(past, distinct)
    wanted = back[asked.of] * past.actors + who
    place = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    hit = keys[place] == wanted if len(keys) else np.zeros(len(wanted), dtype=bool)
    made.put("chain", np.where(hit, weight[place], 0.0) if len(keys) else np.zeros(len(wanted)))


def _kinds(made: Sheet, past: Past, asked: Asked) -> None:
    ours, theirs = past.country[asked.actor[asked.of]], past.country[asked.candidate]
    made.put("compatriots", (ours == theirs) & (ours > 0))
    made.put("root", past.root[asked.kind[asked.of]])
