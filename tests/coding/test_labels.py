"""The network's labels are those of the ontology."""

from __future__ import annotations

from tocsin import ontology
from tocsin.coding.labels import MODE_AT, MODE_COUNT, MODES, TYPES


def test_types_and_modes_are_plovers() -> None:
    known = {t.code: {m.name for m in t.modes} for t in ontology.event_types()}
    assert set(TYPES) == set(known)
    for code, modes in MODES.items():
        assert modes[0] is None
        assert set(modes[1:]) <= known[code]


def test_modes_do_not_overlap() -> None:
    taken = [MODE_AT[t] + k for t in TYPES for k in range(len(MODES[t]))]
    assert taken == list(range(MODE_COUNT))
