"""Whom to consider: some hundred recipients of each question, before any is scored closely."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tocsin.forecast import who_mixture as mixture
from tocsin.forecast.who_mixture import Asked, Weights
from tocsin.forecast.who_near import Near, chains
from tocsin.forecast.who_past import Past
from tocsin.forecast.who_tally import Floats, Ints, best, spread

_PARTNERS, _SAME, _OF_KIND, _COMPATRIOTS, _NEIGHBOURS, _CHAINED = 200, 60, 60, 50, 25, 30


def _strongest(past: Past, table: str, groups: Ints, limit: int) -> tuple[Ints, Ints]:
    """The recipients most and latest seen in each group: question, recipient."""
    tally, n = past.tallies[table], past.actors
    distinct, back = np.unique(groups, return_inverse=True)
    of, rows = spread(*tally.members(distinct, n))
    weight = tally.weight(rows)
    live = np.flatnonzero(weight > 0)
    chosen = live[best(of[live], weight[live], limit)]
    return _again(of[chosen], tally.keys[rows[chosen]] % n, back)


def _again(of: Ints, recipient: Ints, back: Ints) -> tuple[Ints, Ints]:
    """Give what was found for distinct groups to each question of the group."""
    edges = np.searchsorted(of, np.arange(int(back.max(initial=-1)) + 2))
    question, index = spread(edges[back], edges[back + 1])
    return question, recipient[index]


class Finder:
    """Finds candidates in a past. ``near`` may be left out: then only what was counted is used."""

    def __init__(self, past: Past, near: Near | None = None) -> None:
        self._past, self._near = past, near
        table = past.tallies["ark"].keys
        pair = table // past.both
        key = pair // past.actors * past.both + table % past.both
        self._by_kind: Ints = np.argsort(key, kind="stable")
        self._key = key[self._by_kind]
        self._recipient: Ints = pair % past.actors

    def find(self, actor: Ints, kind: Ints, weights: Weights, limit: int) -> tuple[Asked, Floats]:
        """The ``limit`` candidates of each question that score highest in the mixture, and their
        shares, in the order of the questions and of the candidates' numbers."""
        past = self._past
        country = past.country[actor]
        groups = [
            _strongest(past, "ar", actor, _PARTNERS),
            self._same(actor * past.both + kind),
            _strongest(past, "kr", kind, _OF_KIND),
            _strongest(past, "ckr", country * past.both + kind, _COMPATRIOTS),
            _strongest(past, "cr", country, _COMPATRIOTS),
            *self._likely(actor, kind),
        ]
        keys = np.unique(np.concatenate([of * past.actors + who for of, who in groups]))
        asked = Asked(actor, kind, keys // past.actors, keys % past.actors)
        shares = mixture.parts(past, asked.keys(past))
        score = mixture.mix(shares, mixture.known(past, asked), weights)
        chosen = np.sort(best(asked.of, score, limit))
        return asked.only(chosen), shares[chosen]

    def _same(self, key: Ints) -> tuple[Ints, Ints]:
        first, after = np.searchsorted(self._key, key), np.searchsorted(self._key, key + 1)
        of, index = spread(first, after)
        rows = self._by_kind[index]
        weight = self._past.tallies["ark"].weight(rows)
        live = np.flatnonzero(weight > 0)
        chosen = live[best(of[live], weight[live], _SAME)]
        return of[chosen], self._recipient[rows[chosen]]

    def _likely(self, actor: Ints, kind: Ints) -> list[tuple[Ints, Ints]]:
        if self._near is None:
            return []
        past, near = self._past, self._near
        taste = near.taste[past.tallies["ak"].find(actor * past.both + kind)]
        distinct, back = np.unique(actor, return_inverse=True)
        key, weight = chains(past, distinct)
        of = key // past.actors
        chosen = best(of, weight, _CHAINED)
        return [
            _nearest(taste, near.unit),
            _nearest(near.place[actor], near.place),
            _again(of[chosen], key[chosen] % past.actors, back),
        ]


def _nearest(wanted: Floats, places: Floats) -> tuple[Ints, Ints]:
    limit = min(_NEIGHBOURS, len(places) - 1)
    if limit < 1:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    found: npt.NDArray[np.int64] = np.argpartition(-(wanted @ places.T), limit, axis=1)[:, :limit]
    return np.repeat(np.arange(len(wanted)), limit), found.ravel()
