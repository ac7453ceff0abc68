"""Reading a rule: words to conditions, by recursive descent. ``docs/watch.md`` has the grammar.

::

    rule      = all { "or" all }
    all       = one { "and" one }
    one       = "not" one | "(" rule ")" | condition
    condition = [ "at" "least" NUMBER ] what { clause }
              | "surge" "of" what { clause }
              | "expected" what { clause } outcome
    what      = "events" | kind { "," kind }
    clause    = ( "from" | "by" | "to" | "in" | "about" ) name { "," name }
              | "between" name { "," name } "and" name { "," name }
              | "with" name sign NUMBER
              | "status" status { "," status }
              | ( "independent" | "credibility" ) sign NUMBER
              | ( "within" | "against" | "due" "within" ) NUMBER unit
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from tocsin.errors import UsageError
from tocsin.watch import names
from tocsin.watch.grammar import (
    SURGE_PAST,
    SURGE_WINDOW,
    WINDOW,
    All,
    AnyOf,
    Count,
    Expected,
    Filter,
    Kind,
    Not,
    Number,
    Rule,
    Surge,
    affirms,
)

T = TypeVar("T")
LONGEST = 2000
DEEPEST = 20
MOST_DAYS = 3660
_TOKEN = re.compile(r'\s*(?:"([^"]*)"|(>=|<=|>|<|=|\(|\)|,)|([^\s(),"<>=]+))')
_SIGNS = (">=", "<=", ">", "<", "=")
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30}
_CLAUSES = tuple(
    "from by to in about between with status independent credibility within against due".split()
)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    at: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class _Days:
    within: int | None = None
    against: int | None = None
    due: int | None = None


def read_rule(text: str) -> Rule:
    """The rule that the text says. Raises `UsageError`, with the place and the nearest word."""
    if len(text) > LONGEST:
        raise UsageError(f"the rule is longer than {LONGEST} characters")
    text = "".join(char if char.isprintable() else " " for char in text)
    reader = _Reader(_tokens(text))
    rule = reader.rule()
    reader.end()
    if not affirms(rule):
        raise UsageError('the rule holds when nothing is seen: "not" needs an "and" beside it')
    return rule


def _tokens(text: str) -> list[_Token]:
    found, place, text = [], 0, text.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise UsageError(f"at character {place + 1}: a quotation mark without its partner")
        quoted = match[1] is not None
        start = place + len(match[0]) - len(match[0].lstrip()) + 1
        found.append(_Token(match[1] if quoted else match[2] or match[3], start, quoted))
        place = match.end()
    return found


class _Reader:
    """The tokens of one rule and how far they are read."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def rule(self) -> Rule:
        self._depth += 1
        if self._depth > DEEPEST:
            raise UsageError(f"the rule is nested deeper than {DEEPEST}")
        parts = [self._all()]
        while self._take("or"):
            parts.append(self._all())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def end(self) -> None:
        if self._next < len(self._tokens):
            self._fail(self._tokens[self._next], (*_CLAUSES, "and", "or"))

    def _all(self) -> Rule:
        parts = [self._one()]
        while self._take("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self) -> Rule:
        negations = 0
        while self._take("not"):
            negations += 1
        if self._take("("):
            rule = self.rule()
            self._need(")")
        else:
            rule = self._condition()
        return Not(rule) if negations % 2 else rule

    def _condition(self) -> Rule:
        if self._take("surge"):
            self._need("of")
            held, days = self._events()
            self._refuse(days.due, "due")
            return Surge(held, days.within or SURGE_WINDOW, days.against or SURGE_PAST)
        if self._take("expected"):
            held, days = self._events()
            self._refuse(days.against, "against")
            outcome = self._word(names.OUTCOMES, "outcome")
            return Expected(held, outcome, days.due, days.within or WINDOW)
        amount = 1
        if self._take("at"):
            self._need("least")
            amount = self._whole()
        held, days = self._events()
        self._refuse(days.against, "against")
        self._refuse(days.due, "due")
        return Count(held, amount, days.within or WINDOW)

    def _events(self) -> tuple[Filter, _Days]:
        held, days = Filter(kinds=self._kinds()), _Days()
        while (token := self._peek()) is not None and not token.quoted:
            word = token.text.casefold()
            if word in {"within", "against", "due"}:
                days = self._span(days)
            elif word in _CLAUSES:
                self._next += 1
                held = self._clause(word, held)
            else:
                break
        return held, days

    def _kinds(self) -> tuple[Kind, ...]:
        if self._take("events"):
            return ()
        return self._list(names.kind)

    def _clause(self, word: str, held: Filter) -> Filter:
        if word in {"from", "by"}:
            return replace(held, actors=held.actors + self._list(names.party))
        if word == "to":
            return replace(held, recipients=held.recipients + self._list(names.party))
        if word == "in":
            return replace(held, places=held.places + self._list(names.party))
        if word == "about":
            return replace(held, words=held.words + self._list(str.casefold))
        if word == "between":
            left = self._list(names.party)
            self._need("and")
            return replace(held, between=(left, self._list(names.party)))
        if word == "with":
            what = self._name().casefold()
            return replace(held, quantities=(*held.quantities, self._number(what)))
        if word == "status":
            return replace(held, statuses=self._list(_status))
        return replace(held, thresholds=(*held.thresholds, self._number(word)))

    def _span(self, days: _Days) -> _Days:
        word = self._name().casefold()
        if word == "due":
            self._need("within")
        number = self._whole()
        unit = self._word(tuple(_UNITS), "unit of time")
        count = number * _UNITS[unit]
        if count > MOST_DAYS:
            raise UsageError(f"{count} days are more than {MOST_DAYS}")
        if word == "due":
            return replace(days, due=count)
        return replace(days, within=count) if word == "within" else replace(days, against=count)

    def _list(self, read: Callable[[str], T]) -> tuple[T, ...]:
        found = [self._read(read)]
        while self._take(","):
            found.append(self._read(read))
        return tuple(found)

    def _read(self, read: Callable[[str], T]) -> T:
        token = self._peek()
        text = self._name()
        try:
            return read(text)
        except UsageError as error:
            raise UsageError(f"at character {token.at if token else 1}: {error}") from None

    def _number(self, what: str) -> Number:
        sign = self._word(_SIGNS, "comparison")
        token = self._peek()
        text = self._name()
        try:
            return Number(what, sign, float(text.replace("_", "").replace("'", "")))
        except ValueError:
            raise UsageError(
                f'at character {token.at if token else 1}: "{text}" is no number'
            ) from None

    def _whole(self) -> int:
        token = self._peek()
        text = self._name()
        if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= 1_000_000):
            raise UsageError(
                f'at character {token.at if token else 1}: "{text}" is no whole number above 0'
            )
        return int(text)

    def _word(self, known: tuple[str, ...], what: str) -> str:
        token = self._peek()
        text = self._name().casefold()
        if text not in known:
            place = token.at if token else 1
            hint = names.suggestion(text, known)
            raise UsageError(f'at character {place}: "{text}" is no {what}{hint}')
        return text

    def _name(self) -> str:
        token = self._peek()
        if token is None:
            raise UsageError("the rule ends too early: something must follow its last word")
        if not token.quoted and token.text in {"(", ")", ","}:
            raise UsageError(f'at character {token.at}: a name must stand before "{token.text}"')
        self._next += 1
        return token.text

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self, word: str) -> bool:
        token = self._peek()
        if token is None or token.quoted or token.text.casefold() != word:
            return False
        self._next += 1
        return True

    def _need(self, word: str) -> None:
        if not self._take(word):
            token = self._peek()
            place = f"at character {token.at}" if token else "at the end"
            found = f', not "{token.text}"' if token else ""
            raise UsageError(f'{place}: "{word}" must stand here{found}')

    def _refuse(self, days: int | None, word: str) -> None:
        if days is not None:
            raise UsageError(f'"{word}" does not belong to this condition')

    def _fail(self, token: _Token, known: Iterable[str]) -> None:
        hint = names.suggestion(token.text, known)
        raise UsageError(f'at character {token.at}: "{token.text}" cannot stand here{hint}')


def _status(text: str) -> str:
    if text.casefold() not in names.STATUSES:
        hint = names.suggestion(text, names.STATUSES)
        raise UsageError(f'unknown status "{text}"{hint}')
    return text.casefold()
