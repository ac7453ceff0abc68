"""The articles of the demo with their coded claims, and how they come into a ledger."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from io import BytesIO
from itertools import groupby
from pathlib import Path

import msgspec

from tocsin.errors import DataError, UsageError
from tocsin.intake import BadLine, read_jsonl
from tocsin.keeping import follow
from tocsin.ledger import Entry, Ledger
from tocsin.pipeline import Result
from tocsin.records import Article, Assessment, Claim, Situation
from tocsin.vigil import Lookout
from tocsin.watch import Before, Plan, check

FIRST, LAST = date(2026, 3, 2), date(2026, 4, 9)
"""The days of the first and of the last articles."""
_LOOKS = (28, 21, 14, 7, 2, 0)
"""How many days before the last the situations are judged."""
_ADDED = time(6, 0, tzinfo=UTC)
REBUILD = "python -m training.demo.build"


class Coded(msgspec.Struct, frozen=True):
    """What was coded from one article: its name, a short hash of its text, and the records."""

    name: str
    text: str
    claims: tuple[Claim, ...] = ()
    assessments: tuple[Assessment, ...] = ()


def load(ledger: Ledger, *, today: date = LAST) -> int:
    """Put the articles up to ``today`` into the ledger, each on the morning of its day, so that
    what was known on any day can be asked; how many there were.

    Raises UsageError if ``today`` is before the first of them or the ledger is not empty, DataError
    if the shipped files do not belong together.
    """
    if today < FIRST:
        raise UsageError(f"the demo begins on {FIRST}: name that day or a later one")
    if next(ledger.article_ids(), None) is not None:
        raise UsageError(f"{ledger.name} is not empty: the demo wants a ledger of its own")
    read = [each for each in results() if _day(each) <= today]
    for day, group in groupby(read, key=_day):
        entries = (Entry(each.article, each.claims, each.assessments) for each in group)
        ledger.add_all(entries, now=datetime.combine(day, _ADDED))
    follow(ledger, now=datetime.combine(today, _ADDED))
    return len(read)


def look_out(ledger: Ledger, plan: Plan, *, today: date = LAST) -> int:
    """Let the watch judge the situations of the plan, week by week up to ``today``, and keep what
    it finds; how many alerts that made. (It judges earlier weeks by what is known today.)"""
    ledger.watching.put_situations(plan.situations)
    lookout = Lookout(ledger)
    made = 0
    for back in _LOOKS:
        day = today - timedelta(back)
        if day >= FIRST:
            now = datetime.combine(day, _ADDED)
            made += sum(_judge(ledger, lookout, each, now) for each in plan.situations)
    return made


def _judge(ledger: Ledger, lookout: Lookout, situation: Situation, now: datetime) -> int:
    states = {each.indicator: each for each in ledger.watching.states(situation.id)}
    before = Before(states, ledger.watching.told(situation.id))
    found = check(situation, lookout(situation, now), now=now, before=before)
    return len(ledger.watching.put_outcome(situation.id, found))


def results() -> list[Result]:
    """The articles as they are shipped, in the order of publication, with what was coded."""
    coded = {each.name: each for each in shipped()}
    return [_result(article, coded.get(article.name)) for article in articles()]


@cache
def articles() -> tuple[Article, ...]:
    """The articles, in the order of publication. Raises DataError if a line is broken."""
    found = list(read_jsonl(BytesIO(_data("articles.jsonl").read_bytes())))
    good = [each for each in found if not isinstance(each, BadLine)]
    if len(good) != len(found):
        raise DataError("the package's file data/demo/articles.jsonl is broken")
    return tuple(sorted(good, key=lambda article: (article.published or LAST, article.name)))


def shipped() -> list[Coded]:
    """What was coded from the articles when the demo was built. Raises DataError if broken."""
    try:
        lines = gzip.decompress(_data("coded.jsonl.gz").read_bytes()).splitlines()
        return [msgspec.json.decode(line, type=Coded) for line in lines]
    except (OSError, msgspec.MsgspecError) as error:
        raise DataError(
            f"the package's file data/demo/coded.jsonl.gz is broken: {error}"
        ) from error


def situations_path() -> AbstractContextManager[Path]:
    """The path of the file of situations and indicators that belongs to the demo."""
    return as_file(_data("demo.yaml"))


def _result(article: Article, coded: Coded | None) -> Result:
    if coded is None or coded.text != article.id:
        raise DataError(f"the claims of {article.name} are of another text; run {REBUILD}")
    return Result(article, coded.claims, coded.assessments)


def _day(result: Result) -> date:
    return result.article.published or LAST


def _data(name: str) -> Traversable:
    return files("tocsin").joinpath("data", "demo", name)


def encoded(coded: Iterator[Coded]) -> bytes:
    """The shipped form; the same records give the same bytes."""
    lines = b"".join(msgspec.json.encode(each) + b"\n" for each in coded)
    return gzip.compress(lines, 9, mtime=0)
