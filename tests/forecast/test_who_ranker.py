"""The ranker of recipients: nothing later than the day, nothing of other questions."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest

from tocsin.errors import UsageError
from tocsin.forecast import who_ranker
from tocsin.forecast.who_mixture import start_weights
from tocsin.forecast.who_past import Stream
from tocsin.forecast.who_ranker import Questions

DAY = 50


def stream(seed: int = 1, events: int = 900, actors: int = 40, kinds: int = 5) -> Stream:
    chance = np.random.default_rng(seed)
    actor = chance.integers(0, actors, events) ** 2 // actors
    return Stream(
        actor=actor,
        kind=chance.integers(0, kinds, events),
        recipient=(actor + chance.integers(1, 9, events) ** 2 // 6) % actors,
        day=np.sort(chance.integers(0, 70, events)),
        country=chance.integers(0, 6, actors),
        sector=chance.integers(0, 3, actors),
        root=np.arange(kinds) % 3,
    )


def until(events: Stream, day: int) -> Stream:
    kept = events.day < day
    names = ("actor", "kind", "recipient", "day")
    return replace(events, **{name: getattr(events, name)[kept] for name in names})


@pytest.fixture(scope="module")
def events() -> Stream:
    return stream()


@pytest.fixture(scope="module")
def model(events: Stream) -> object:
    weights = who_ranker.learn_weights(events, range(40, DAY))
    material = who_ranker.lessons(Questions(events, weights), range(40, DAY), a_day=20)
    return who_ranker.train(material, trees=8, min_data_in_leaf=5)


def ranking(questions: Questions, model: object, actor: int, kind: int) -> list[int]:
    found = questions.ask(np.array([actor]), np.array([kind]))
    score = found.with_trees(model)
    return found.asked.candidate[np.lexsort((found.asked.candidate, -score))].tolist()


def at(events: Stream, day: int = DAY) -> Questions:
    questions = Questions(events, start_weights())
    questions.reach(day)
    return questions


def test_what_comes_later_changes_no_ranking(events: Stream, model: object) -> None:
    whole, cut = at(events), at(until(events, DAY))
    for actor in (0, 3, 17, 30):
        for kind in (0, 4, 7):
            assert ranking(whole, model, actor, kind) == ranking(cut, model, actor, kind)


def test_a_question_alone_ranks_as_among_others(events: Stream, model: object) -> None:
    questions = at(events)
    actor, kind = questions.of_day(DAY)
    assert len(actor) > 8
    together = questions.ask(actor, kind)
    score = together.with_trees(model)
    for n in range(len(actor)):
        own = together.asked.of == n
        who = together.asked.candidate[own]
        ranked = who[np.lexsort((who, -score[own]))].tolist()
        assert ranked == ranking(questions, model, actor[n], kind[n])


def test_days_asked_before_make_no_difference(events: Stream, model: object) -> None:
    through = Questions(events, start_weights())
    for day in range(44, DAY + 1):
        through.reach(day)
        through.ask(*through.of_day(day))
    assert ranking(through, model, 3, 1) == ranking(at(events), model, 3, 1)


def test_an_actor_without_a_past_gets_an_answer(events: Stream, model: object) -> None:
    names = ("country", "sector")
    more = replace(events, **{name: np.append(getattr(events, name), 0) for name in names})
    assert len(ranking(at(more), model, len(events.country), 2)) >= 10


def test_the_closest_stay_above_the_others(events: Stream, model: object) -> None:
    found = at(stream(actors=140, events=3000)).ask(np.array([5, 9]), np.array([1, 2]))
    score = found.with_trees(model)
    rest = np.setdiff1d(np.arange(len(score)), found.close)
    assert len(rest)
    assert score[rest].max() < score[found.close].min()


def test_without_lightgbm_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lightgbm", None)
    with pytest.raises(UsageError, match=r"pip install 'tocsin\[forecast\]'"):
        who_ranker.lightgbm()
