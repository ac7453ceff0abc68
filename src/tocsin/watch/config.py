"""The user's file to a plan; every error says in one line what is wrong where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import time
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tocsin.errors import InputError, UsageError
from tocsin.records import Indicator, Situation, WatchSource
from tocsin.watch import names
from tocsin.watch.checking import STATES
from tocsin.watch.plan import Channel, Plan, Quiet
from tocsin.watch.rules import read_rule
from tocsin.watch.yaml_nodes import Value, read_yaml

T = TypeVar("T")
SHORTEST = 1.0
"""Minutes between two looks at a source, at least."""
_UNITS = {"minute": 1.0, "hour": 60.0, "day": 1440.0, "week": 10080.0}
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_KINDS = ("feed", "site", "folder")
_SITUATION = ("id", "title", "description", "actors", "places", "types", "words", "indicators")
_INDICATOR = tuple("id title rule reversed_by weight half_life alert_on urgent".split())
_CHANNEL = tuple(
    "id webhook webhook_env apprise apprise_env secret_env situations digest quiet".split()
)


def load(path: str | Path) -> Plan:
    """The plan in a file; folders in it are relative to it.

    Raises `InputError` if it cannot be read, `UsageError` with the line if something is wrong.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise InputError(f"{path}: cannot be read ({reason})") from None
    return read_plan(text, file=path.name, folder=path.parent)


def read_plan(text: str, *, file: str = "the file", folder: Path = Path()) -> Plan:
    """The plan that the text says. Raises `UsageError` with the line if something is wrong."""
    held = read_yaml(text, file).fields(("sources", "situations", "alerts"))
    sources = [_source(value, folder) for value in _list(held, "sources")]
    situations = [_situation(value) for value in _list(held, "situations")]
    channels = [_channel(value, situations) for value in _list(held, "alerts")]
    _once(held.get("sources"), [source.address for source in sources])
    _once(held.get("situations"), [situation.id for situation in situations])
    _once(held.get("alerts"), [channel.id for channel in channels])
    return Plan(tuple(sources), tuple(situations), tuple(channels))


def minutes(text: str) -> float:
    """``10 minutes``, ``2 hours``, ``1 day`` in minutes. Raises `UsageError` for others."""
    number, _, unit = text.partition(" ")
    size = _UNITS.get(unit.strip().removesuffix("s"))
    try:
        value = float(number) * (size or 0.0)
    except ValueError:
        value = 0.0
    if not 0 < value < 1e7:
        raise UsageError(f'"{text}" is no length of time; write it as "30 minutes" or "2 days"')
    return value


def _source(value: Value, folder: Path) -> WatchSource:
    held = value.fields((*_KINDS, "name", "every", "text"))
    kinds = [kind for kind in _KINDS if kind in held]
    if len(kinds) != 1:
        value.fail('one of "feed", "site" and "folder" must stand here')
    kind = kinds[0]
    if kind == "folder":
        address = str((folder / held[kind].text()).resolve())
    else:
        address = held[kind].read(_web)
    every = held["every"].read(minutes) if "every" in held else 15.0
    if every < SHORTEST:
        held["every"].fail("more often than once a minute is not polite")
    text = held["text"].read(_one_of("page", "feed")) if "text" in held else "page"
    return WatchSource(kind, address, _text(held, "name"), every, text)


def _situation(value: Value) -> Situation:
    held = value.fields(_SITUATION, needed=("id", "title"))
    key = held["id"].read(_identifier)
    indicators = [_indicator(each) for each in _list(held, "indicators")]
    _once(held.get("indicators"), [indicator.id for indicator in indicators])
    return Situation(
        key,
        held["title"].text(),
        _text(held, "description"),
        _texts(held, "actors", names.party),
        _texts(held, "places", names.party),
        _texts(held, "types", lambda text: names.kind(text).type or _no_quad(text)),
        _texts(held, "words", str.casefold),
        tuple(indicators),
    )


def _indicator(value: Value) -> Indicator:
    held = value.fields(_INDICATOR, needed=("id", "title", "rule"))
    for name in ("rule", "reversed_by"):
        if name in held:
            held[name].read(read_rule)
    half_life = held["half_life"].read(minutes) / 1440 if "half_life" in held else 14.0
    return Indicator(
        held["id"].read(_identifier),
        held["title"].text(),
        held["rule"].text(),
        _text(held, "reversed_by"),
        held["weight"].read(_weight) if "weight" in held else 1.0,
        half_life,
        _texts(held, "alert_on", _one_of(*STATES[1:])) or ("observed", "reversed"),
        held["urgent"].read(_yes) if "urgent" in held else False,
    )


def _channel(value: Value, situations: Iterable[Situation]) -> Channel:
    held = value.fields(_CHANNEL, needed=("id",))
    given = [name for name in _CHANNEL[1:5] if name in held]
    if len(given) != 1:
        value.fail("one of webhook, webhook_env, apprise and apprise_env must stand here")
    kind, _, variable = given[0].partition("_")
    if kind == "webhook" and "secret_env" not in held:
        value.fail("a webhook needs secret_env: the variable with the secret that signs it")
    place = held[given[0]]
    address = "" if variable else (place.read(_web) if kind == "webhook" else place.text())
    known = [situation.id for situation in situations]
    digest, zone = held["digest"].read(_moment) if "digest" in held else (None, "UTC")
    return Channel(
        held["id"].read(_identifier),
        kind,
        address,
        place.read(_variable) if variable else "",
        held["secret_env"].read(_variable) if "secret_env" in held else "",
        _texts(held, "situations", _one_of(*known)),
        digest,
        held["quiet"].read(_quiet) if "quiet" in held else None,
        zone,
    )


def _list(held: dict[str, Value], name: str) -> list[Value]:
    if name not in held or held[name].held == "":
        return []
    return held[name].items()


def _text(held: dict[str, Value], name: str) -> str:
    return held[name].text() if name in held else ""


def _texts(held: dict[str, Value], name: str, reader: Callable[[str], T]) -> tuple[T, ...]:
    return tuple(value.read(reader) for value in _list(held, name))


def _once(value: Value | None, keys: list[str]) -> None:
    for key, count in Counter(keys).items():
        if value is not None and count > 1:
            second = [place for place, other in enumerate(keys) if other == key][1]
            value.items()[second].fail(f'"{key}" stands here twice')


def _one_of(*known: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in known:
            raise UsageError(f'unknown word "{text}"{names.suggestion(text, known)}')
        return text

    return read


def _identifier(text: str) -> str:
    if not _ID.fullmatch(text):
        raise UsageError(f'"{text}" is no id: use small letters, digits and hyphens')
    return text


def _variable(text: str) -> str:
    if not _VARIABLE.fullmatch(text):
        raise UsageError("the name of an environment variable must stand here, not its value")
    return text


def _web(text: str) -> str:
    try:
        parts = urlsplit(text)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        good = False
    if not good:
        raise UsageError(f'"{text[:100]}" is no http or https address')
    return text


def _weight(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1000:
        raise UsageError(f'"{text}" is no weight: use a number above 0')
    return value


def _yes(text: str) -> bool:
    if text.casefold() not in {"yes", "no", "true", "false"}:
        raise UsageError(f'"{text}" is neither yes nor no')
    return text.casefold() in {"yes", "true"}


def _no_quad(text: str) -> str:
    raise UsageError(f'"{text}" is a quad class; write the types of a situation out')


def _quiet(text: str) -> Quiet:
    hours, _, zone = text.partition(" ")
    start, _, end = hours.partition("-")
    return Quiet(_clock(start), _clock(end), _zone(zone.strip() or "UTC"))


def _moment(text: str) -> tuple[time, str]:
    hour, _, zone = text.partition(" ")
    return _clock(hour), _zone(zone.strip() or "UTC")


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f'"{text}" is no time of day; write it as 07:00') from None


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(f'unknown time zone "{name}"; write it as UTC or Europe/Berlin') from None
    return name
