"""Who next, by boosted trees: a list-wise ranker over the candidates of each question.

LightGBM's `rank_xendcg` (Bruch 2021), trained on questions of past days. Everything that is learned
from the past (weights of the mixture, shares of rules, vectors) is learned from what was known
before the day of the question, in training as in use.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tocsin.errors import UsageError
from tocsin.forecast import who_features, who_mixture
from tocsin.forecast.who_candidates import Finder
from tocsin.forecast.who_mixture import Asked, Weights
from tocsin.forecast.who_near import Near
from tocsin.forecast.who_past import Past, Stream
from tocsin.forecast.who_rules import Rules
from tocsin.forecast.who_tally import Floats, Ints, best

Flags = npt.NDArray[np.bool_]

CANDIDATES = 150
"""How many candidates of a question are ranked."""
CLOSE = 50
"""How many of them, the highest in the mixture, the trees see; the others follow in its order."""
_PARAMETERS: dict[str, Any] = {
    "objective": "rank_xendcg", "learning_rate": 0.1, "num_leaves": 31, "min_data_in_leaf": 100,
    "max_bin": 63, "feature_fraction": 0.4, "bagging_fraction": 0.5, "bagging_freq": 1,
    "lambda_l2": 5.0, "num_threads": 1, "verbose": -1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the trees learn from: features and answers of candidates, and how many belong to each
    question."""

    features: Floats
    answer: Flags
    sizes: Ints
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates of questions with their score in the mixture. ``close`` are the rows of those
    that the trees see, ``features`` what they see of them."""

    asked: Asked
    score: Floats
    close: Ints
    features: Floats

    def with_trees(self, model: Any) -> Floats:
        """The scores when the trees order the closest; the others stay below them."""
        score = self.score - float(self.score.max(initial=0)) - 100.0
        score[self.close] = model.predict(self.features, num_threads=1)
        return score


class Questions:
    """Makes questions, candidates and features as the past moves on. Ask for days in order.

    ``fresh`` is after how many days the rules and vectors are made anew.
    """

    def __init__(self, stream: Stream, weights: Weights, *, fresh: int = 10) -> None:
        self.past = Past(stream)
        self.weights = weights
        self.names: list[str] = []
        self._rules, self._near = Rules(self.past), Near(self.past)
        self._finder = Finder(self.past, self._near)
        self._fresh, self._settled = fresh, -fresh

    def reach(self, day: int) -> None:
        """Take in all events before that day."""
        settle = day - day % self._fresh
        if settle > self._settled:
            # on fixed days, so that it makes no difference what was asked before
            self.past.reach(settle)
            self._rules.settle(settle)
            self._near.settle()
            self._settled = settle
        self.past.reach(day)

    def of_day(self, day: int) -> tuple[Ints, Ints]:
        """Who did which kind on that day (both sides), each once."""
        events = self.past.on(day)
        key = np.unique(self.past.actor[events] * self.past.both + self.past.kind[events])
        return key // self.past.both, key % self.past.both

    def ask(self, actor: Ints, kind: Ints) -> Found:
        """Candidates and the features of the closest, for the day that was reached."""
        asked, shares = self._finder.find(actor, kind, self.weights, CANDIDATES)
        score = who_mixture.mix(shares, who_mixture.known(self.past, asked), self.weights)
        close = np.sort(best(asked.of, score, CLOSE))
        sheet = who_features.sheet(
            self.past, self._rules, self._near,
            asked=asked.only(close), found=(shares[close], score[close]),
        )  # fmt: skip
        self.names = list(sheet.columns)
        return Found(asked, score, close, sheet.matrix())

    def answers(self, asked: Asked, day: int) -> Flags:
        """Which candidates were right."""
        past, events = self.past, self.past.on(day)
        happened = past.keys(past.actor[events], past.kind[events], past.recipient[events])["ark"]
        return np.isin(asked.keys(past)["ark"], happened)


def learn_weights(stream: Stream, days: Iterable[int]) -> Weights:
    """Weights of the mixture from all that happened on these days (in their order)."""
    past, shares, classes = Past(stream), [], []
    for day in days:
        past.reach(day)
        events = past.on(day)
        actor, kind, who = past.actor[events], past.kind[events], past.recipient[events]
        asked = Asked(actor, kind, np.arange(len(who)), who)
        shares.append(who_mixture.parts(past, asked.keys(past)))
        classes.append(who_mixture.known(past, asked))
    return who_mixture.learn(np.concatenate(shares), np.concatenate(classes))


def lessons(questions: Questions, days: Iterable[int], *, a_day: int, seed: int = 0) -> Lessons:
    """Training material: up to ``a_day`` questions of each day whose answer is among the
    candidates that the trees see."""
    chance = np.random.default_rng(seed)
    features, answers, sizes = [], [], []
    for day in days:
        questions.reach(day)
        actor, kind = questions.of_day(day)
        chosen = np.sort(chance.permutation(len(actor))[:a_day])
        if not len(chosen):
            continue
        found = questions.ask(actor[chosen], kind[chosen])
        asked = found.asked.only(found.close)
        right = questions.answers(asked, day)
        kept = np.bincount(asked.of, right, len(chosen))[asked.of] > 0
        features.append(found.features[kept])
        answers.append(right[kept])
        sizes.append(np.bincount(asked.of[kept]))
    of_each = np.concatenate(sizes)
    return Lessons(
        np.concatenate(features),
        np.concatenate(answers),
        of_each[of_each > 0],
        tuple(questions.names),
    )


def train(material: Lessons, *, trees: int = 120, seed: int = 0, **changed: Any) -> Any:
    """A LightGBM booster. Raises UsageError if lightgbm is not installed."""
    light = lightgbm()
    parameters = _PARAMETERS | changed | {"seed": seed}
    data = light.Dataset(
        material.features,
        material.answer.astype(int),
        group=material.sizes,
        feature_name=[name.replace(" ", "_") for name in material.names],
        params={"max_bin": parameters["max_bin"], "verbose": -1},
    )
    return light.train(parameters, data, trees)


def lightgbm() -> Any:
    """The library. Raises UsageError, with what to do, if it is not installed."""
    try:
        import lightgbm as light
    except ImportError:
        raise UsageError(
            "ranking with trees needs LightGBM: pip install 'tocsin[forecast]'"
        ) from None
    return light
