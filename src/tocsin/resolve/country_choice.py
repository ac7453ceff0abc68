"""Which countries a claim's parties have: a trained choice over the evidence of the whole text.

Gradient-boosted trees, one set for actors and one for recipients, give every country that the text
names a probability (`training/resolve/fit_countries.py`; LightGBM, Ke et al. 2017). Phrases then
take the believed countries as in `countries`.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from tocsin.records import Claim, Entity, Mention, Reason, Score
from tocsin.resolve.countries import Panel, of_country, placed
from tocsin.resolve.country_evidence import (
    ROLES,
    Evidence,
    Reading,
    countries_of,
    parties_of,
)
from tocsin.resolve.parties import Parties
from tocsin.resolve.unsaid import HOST, VISIT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CHOSEN = ("actor", "recipient")  # for sources the same trees gained nothing over `countries`
# A country is believed from the first probability on, from the second if the rules say it as well,
# from `_NAMED` on if the party's own words name it, from `_KNOWN` on if they are a known person's
# name; chosen on the development documents (for `_KNOWN` all from 0.1 to 0.4 do as well there).
BELIEVED = {"actor": (0.55, 0.4), "recipient": (0.5, 0.4)}
_NAMED, _KNOWN = 0.25, 0.15
_RULE = "countries weighed over the whole text"


def readings(phrased: Sequence[Claim], done: Sequence[Claim], parties: Parties) -> list[Reading]:
    """Both forms of each claim with the model's log-odds of countries by role."""
    return [
        Reading(p, d, {role: Panel(role, p.reason.leads, parties).odds for role in ROLES})
        for p, d in zip(phrased, done, strict=True)
    ]


def choose(phrased: Sequence[Claim], done: Sequence[Claim], parties: Parties) -> list[Claim]:
    """The claims ``done`` with the countries that are likeliest over the whole text.

    ``phrased`` are the same claims as their phrases alone say, with the model's pointers. Without
    any pointer (no model read them) they are returned as they are.
    """
    if not any(c.reason.leads for c in phrased):
        return list(done)
    told = readings(phrased, done, parties)
    evidence = Evidence(parties, told)
    for role in CHOSEN:
        chances = _chances(evidence, told, role)
        done = [
            _settled(c, role, chance, (evidence, r))
            for c, r, chance in zip(done, told, chances, strict=True)
        ]
    return list(done)


def _chances(evidence: Evidence, told: Sequence[Reading], role: str) -> list[dict[str, float]]:
    """For each claim the probability of each candidate country."""
    names = [evidence.candidates(r) for r in told]
    rows = [x for r, ks in zip(told, names, strict=True) for x in evidence.rows(r, role, ks)]
    if not rows:
        return [{} for _ in told]
    import numpy as np

    left = iter(_trees(role)(np.array(rows, dtype=np.float32)).tolist())
    return [{k: next(left) for k in ks} for ks in names]


def believed(
    chance: Mapping[str, float], said: Container[str], role: str, own: Mapping[str, float] = {}
) -> list[str]:
    """The countries to believe, likeliest first; ``said`` are those that the rules say, ``own``
    the least probabilities of those that the party's own words stand for."""

    def least(country: str) -> float:
        new, old = BELIEVED[role]
        if country not in said:
            return new
        return own.get(country, old)

    ranked = sorted(chance, key=lambda k: (-chance[k], k))
    return [k for k in ranked if chance[k] >= least(k)]


def _settled(
    c: Claim, role: str, chance: dict[str, float], known: tuple[Evidence, Reading]
) -> Claim:
    """The claim with the believed countries in that role, and their scores in its reason."""
    evidence, reading = known
    if VISIT in c.reason.rules:
        return c  # guest and host are known by where they meet
    if role == "recipient" and HOST in c.reason.rules:
        return c  # and so is whom forces abroad help
    before = parties_of(c, role)
    own = _own(parties_of(reading.phrased, role), evidence)
    trusted = believed(chance, countries_of(before), role, own)
    out, missing = placed(before, trusted, evidence.named)
    added = [m for k in missing if (m := _words_for(k, reading.done, evidence))]
    found = (*out, *added)
    c = replace(c, reason=_scored(c.reason, role, chance, changed=found != before))
    return replace(c, actors=found) if role == "actor" else replace(c, recipients=found)


def _own(phrased: Sequence[Mention], evidence: Evidence) -> dict[str, float]:
    """How likely a country has to be at least that the words name, or whose citizen they name."""
    people = (m.entity for m in phrased if m.kind == "name" and m.entity and ":" in m.entity.id)
    found = dict.fromkeys((who.country for who in people if who.country), _KNOWN)
    return {k: _NAMED for m in phrased for k in evidence.named(m)} | found


def _scored(reason: Reason, role: str, chance: dict[str, float], *, changed: bool) -> Reason:
    """The reason with the scores of the two likeliest countries in the place of the pointers'."""
    field = f"{role}_country"
    best = sorted(chance, key=lambda k: (-chance[k], k))[:2]
    kept = tuple(s for s in reason.scores if s.field != field)
    scores = (*kept, *(Score(field, k, round(chance[k], 3)) for k in best))
    rules = (*reason.rules, f"{role}: countries weighed over the whole text")
    return replace(reason, scores=scores, rules=rules if changed else reason.rules)


def _words_for(country: str, c: Claim, evidence: Evidence) -> Mention | None:
    """The words of the text that name a country which no phrase of the claim is left for."""
    said = evidence.nearest(country, c)
    if said is not None:
        return of_country(said, country)
    place = next((p for p in c.place if p.country == country), None)
    if place is None:
        return None
    entity = Entity(country, place.name, country)
    return Mention(place.span, place.span.text, entity=entity, sentence=c.sentence_index)


@lru_cache(maxsize=2)
def _trees(role: str) -> Any:
    """The trees of a role: rows to probabilities, float32 (n, 26) to (n,)."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    path = files("tocsin.resolve").joinpath("data", f"country_{role}.onnx")
    session = InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    source = session.get_inputs()[0].name

    def run(rows: NDArray[np.float32]) -> NDArray[np.float32]:
        found: NDArray[np.float32] = session.run(["probabilities"], {source: rows})[0][:, 1]
        return found

    return run
