"""The lexicon's tables hold together."""

from __future__ import annotations

from tocsin.coding import lexicon, scoring
from tocsin.ontology import event_type

STANCES = {"asserts", "denies", "withholds", "doubts"}
MODALITIES = {None, "planned", "possible", "conditional", "demanded", "threatened"}
ROLES = {"subj", "obj", "iobj", "by", "of", "poss", "comp", "joint", "none"}


def all_frames() -> list[lexicon.Frame]:
    return [f for group in lexicon.frames().values() for f in group]


def test_types_and_modes_exist() -> None:
    for f in all_frames():
        if f.type is not None and f.mode is not None:
            assert f.mode in {m.name for m in event_type(f.type).modes}, f.name


def test_every_type_has_frames() -> None:
    assert len({f.type for f in all_frames()} - {None}) == 16


def test_role_paths_are_known_or_prepositions() -> None:
    for f in all_frames():
        for path in (*f.actor, *f.recipient):
            assert path in ROLES or path.isalpha(), f.name


def test_the_most_specific_frame_comes_first() -> None:
    for group in lexicon.frames().values():
        sizes = [sum(bool(c.words) and not c.negated for c in f.conditions) for f in group]
        assert sizes[0] == max(sizes) or group[0].conditions


def test_cues_and_modals_use_the_guides_words() -> None:
    assert {c.stance for group in lexicon.cues().values() for c in group} <= STANCES
    assert {m.modality for m in lexicon.modals().values()} <= MODALITIES
    assert {m.polarity for m in lexicon.modals().values()} <= {None, "-"}


def test_records_are_of_frames_that_exist() -> None:
    names = {f.name for f in all_frames()}
    stale = set(scoring.records()) - names
    assert not stale, sorted(stale)[:5]
    assert all(0 <= right <= fired for fired, right in scoring.records().values())
