"""Features in words, and the events that made them what they are."""

from __future__ import annotations

import re

import numpy as np

from tocsin.forecast.features import ROOTS
from tocsin.forecast.history import Flags, History, Ints
from tocsin.forecast.intents import WEIGHTS, in_force, kind_of

_KINDS = {
    "q1": "words of cooperation",
    "q2": "acts of cooperation",
    "q3": "words of conflict",
    "q4": "material conflict",
    "force": "force",
    "threat": "threats",
    "demand": "demands",
    "protest": "protests",
    "posture": "shows of force",
    "reduce": "reduced relations",
    "coerce": "coercion",
    "assault": "assaults",
    "fight": "fighting",
    "days": "days with material conflict",
    "all": "events of any kind",
}
_INTENTS = {
    "threat_in_force": "threats of {a} against {b} in force",
    "plan_in_force": "material conflict that {a} plans against {b}",
    "r_threat_in_force": "threats of {b} against {a} in force",
    "r_plan_in_force": "material conflict that {b} plans against {a}",
    "talks_in_force": "cooperation of {a} with {b} that is due",
}
_SPANS = {"7": "a week", "30": "a month", "90": "three months", "365": "a year",
          "1500": "four years"}  # fmt: skip
_BLOCKS = {"3": "lately", "12": "over a year or so", "48": "over the years"}
_NAME = re.compile(r"(r_)?(n_|since_|share_)?([a-z]+\d?)(?:_(\d+))?")
_PARTY = re.compile(r"(actor|recipient)_(gives|takes|home)_(q\d|force)_(\d+)")
_MOST = 5


def words(feature: str, actor: str, recipient: str) -> str:
    """What a feature is, in words."""
    if feature in _INTENTS:
        return _INTENTS[feature].format(a=actor, b=recipient)
    party = _PARTY.fullmatch(feature)
    if party:
        who = actor if party[1] == "actor" else recipient
        role = {"gives": f"by {who} against others", "takes": f"by others against {who}",
                "home": f"inside {who}"}[party[2]]  # fmt: skip
        return f"{_KINDS[party[3]]} {role}, over {_SPANS[party[4]]}"
    named = _NAME.fullmatch(feature)
    if named and named[3] in _KINDS:
        a, b = (recipient, actor) if named[1] else (actor, recipient)
        return _pair_words(named[2] or "", _KINDS[named[3]], f"by {a} against {b}", named[4] or "")
    return _other(feature, actor, recipient)


def _pair_words(how: str, kind: str, who: str, span: str) -> str:
    if how == "since_":
        return f"days since the last {kind} {who}"
    if how == "share_":
        return f"share of past windows with {kind} {who}, {_BLOCKS[span]}"
    if how == "n_":
        return f"{kind} {who} in the last {span} days"
    return f"{kind} {who} a month, over {_SPANS[span]}"


def _other(feature: str, actor: str, recipient: str) -> str:
    if feature.startswith("like_recipient"):
        return f"material conflict by {actor} against partners of {recipient}"
    if feature.startswith("like_actor"):
        return f"material conflict by partners of {actor} against {recipient}"
    if feature.startswith("around"):
        return f"material conflict between partners of {actor} and of {recipient}"
    if feature.startswith("world"):
        return "how much is reported of the world"
    return "time of the year"


def behind(
    history: History, feature: str, pair: tuple[str, str], when: tuple[int, int]
) -> list[str]:
    """The ids of reports (of events, if they have none) that made the feature what it is at the
    cut-off, the latest first; ``when`` is (cut-off, horizon)."""
    if not history.events and not history.intended:
        return []
    if feature in WEIGHTS:
        return _intended(history, feature, pair, when)
    a, b = pair
    party, named = _PARTY.fullmatch(feature), _NAME.fullmatch(feature)
    if party:
        who = a if party[1] == "actor" else b
        return _ids(history, _of_party(history, who, party[2], when[0]), party[3], when[0])
    if named and named[3] in _KINDS:
        number = int(history.find([(b, a) if named[1] else (a, b)])[0])
        return _ids(history, history.pair == number, named[3], when[0])
    return []


def _of_party(history: History, who: str, role: str, cutoff: int) -> Flags:
    number, c = history.number.get(who, -1), history.columns
    if role == "home":
        return np.asarray((c.actor == number) & (c.recipient == number))
    own, other = (c.actor, c.recipient) if role == "gives" else (c.recipient, c.actor)
    return np.asarray((own == number) & (other != number))


def _ids(history: History, mask: Flags, kind: str, cutoff: int) -> list[str]:
    c, known = history.columns, history.known(cutoff)
    if kind in ROOTS:
        mask = mask & (c.root == ROOTS[kind])
    elif kind == "force":
        mask = mask & c.force
    elif kind == "days":
        mask = mask & (c.quad == 4)
    elif kind != "all":
        mask = mask & (c.quad == int(kind[1]))
    rows: Ints = np.flatnonzero(mask[:known])[::-1]
    recent = [row for row in rows[: 4 * _MOST] if cutoff - int(c.day[row]) <= 365][:_MOST]
    return [
        name
        for row in recent
        for name in (history.events[row].reports or (history.events[row].id,))
    ]


def _intended(
    history: History, feature: str, pair: tuple[str, str], when: tuple[int, int]
) -> list[str]:
    wanted = pair[::-1] if feature.startswith("r_") else pair
    mask = in_force(history, *when) & kind_of(history, feature)
    mask &= history.due.pair == int(history.find([wanted])[0])
    found = [history.intended[n] for n in np.flatnonzero(mask)[::-1][:_MOST]]
    return [name for event in found for name in (event.reports or (event.id,))]
