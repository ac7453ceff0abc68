"""The words of dates, from ``data/dates.json``: names, numbers, and the patterns made of them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

UNIT = (
    r"(?P<unit>minute|hour|day|weekend|week|fortnight|month|quarter|year|decade|century|centurie)"
)


@dataclass(frozen=True, slots=True)
class Reader:
    """What relative words are read against: the day of publication and the time of the claim."""

    published: date | None
    tense: str

    @property
    def ahead(self) -> bool:
        """Whether the claim is about the future."""
        return self.tense == "future"


@cache
def table(name: str) -> dict[str, Any]:
    """One table of the data file, by name; months and weekdays with their abbreviations."""
    text = files("tocsin.resolve").joinpath("data/dates.json").read_text(encoding="utf-8")
    tables: dict[str, dict[str, Any]] = json.loads(text)
    return tables[name]


@cache
def names(name: str) -> str:
    """A pattern of the words of a table, longest first."""
    return "|".join(sorted(map(re.escape, table(name)), key=len, reverse=True))


def normal(text: str) -> str:
    """Lower case, straight quotes and dashes, no brackets, no dots after abbreviations."""
    text = text.lower().replace("’", "'").replace("–", "-").replace("—", "-")
    text = re.sub(r"(?<=[a-z])\.(?=[\s,]|$)|[()\[\]]", " ", text)
    return re.sub(r"\s+", " ", text).strip(" ,;")


def number(text: str | None) -> float | None:
    """The value of "3", "three", "twenty-four", "a couple of"; None for "several", "few"."""
    if not text:
        return None
    words = re.findall(r"[a-z]+|\d[\d,.]*", text)
    values = [_value(word) for word in words if word not in ("of", "and")]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or not known:
        return None
    return known[-1] if len(known) > 1 and known[0] == 1 else float(sum(known))


def _value(word: str) -> float | None:
    if word[0].isdigit():
        digits = word.replace(",", "").strip(".")
        return float(digits) if digits.count(".") <= 1 and len(digits) < 7 else None
    found = table("numbers").get(word)
    return None if found is None else float(found)


def ordinal(text: str) -> int:
    """1 for "first" or "1st"."""
    found = table("ordinals").get(text)
    return int(found) if found is not None else int(re.sub(r"\D", "", text) or 0)


def unit_of(match: re.Match[str]) -> str:
    """The unit of time that ``UNIT`` matched, in the singular."""
    return str(match["unit"]).replace("centurie", "century")
