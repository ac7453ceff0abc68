"""A claim as a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tocsin import ontology
from tocsin.records import Attribution, Claim, Entity, Mention, Span, When
from tocsin.wording import claim_sentence

X = Span(0, 1, "x")


def bare(claim: Claim, **fields) -> Claim:
    made = Claim(claim.trigger, "AID", None, claim.sentence, claim.actors, claim.recipients)
    return replace(made, **fields)


def test_everything_at_once(claim: Claim) -> None:
    assert claim_sentence(claim) == (
        "According to Oslo, Norway would move troops towards Iceland in Tromso, this week"
        " [2026-03-09 to 2026-03-15]: about 3,000 troops (approximate), under the condition"
        ' "if talks fail", with the purpose "to deter Iceland"; Iceland denies it.'
    )


@pytest.mark.parametrize(
    ("modality", "polarity", "time", "words"),
    [
        ("asserted", "+", "past", "Norway gave material help to Iceland."),
        ("asserted", "-", "past", "Norway did not give material help to Iceland."),
        ("asserted", "+", "ongoing", "Norway is giving material help to Iceland."),
        ("asserted", "-", "ongoing", "Norway is not giving material help to Iceland."),
        ("asserted", "+", "future", "Norway will give material help to Iceland."),
        ("asserted", "-", "future", "Norway will not give material help to Iceland."),
        ("planned", "+", "future", "Norway plans to give material help to Iceland."),
        ("planned", "-", "future", "Norway plans not to give material help to Iceland."),
        ("possible", "+", "future", "Norway may give material help to Iceland."),
        ("possible", "-", "ongoing", "Norway may not be giving material help to Iceland."),
        ("possible", "+", "past", "Norway may have given material help to Iceland."),
        ("conditional", "-", "future", "Norway would not give material help to Iceland."),
        ("demanded", "+", "future", "Norway is asked to give material help to Iceland."),
        ("threatened", "-", "future", "Norway threatens not to give material help to Iceland."),
    ],
)
def test_certainty(claim: Claim, modality: str, polarity: str, time: str, words: str) -> None:
    made = bare(claim, modality=modality, polarity=polarity, time=time)
    assert claim_sentence(made) == words


def test_without_parties(claim: Claim) -> None:
    made = bare(claim, actors=(), recipients=(), type="CONSULT")
    assert claim_sentence(made) == "Somebody talked."


def test_several_actors_take_a_plural_verb(claim: Claim) -> None:
    made = bare(claim, actors=claim.actors + claim.recipients, recipients=(), modality="planned")
    assert claim_sentence(made) == "Norway and Iceland plan to give material help."


def test_a_pronoun_shows_who_it_is(claim: Claim) -> None:
    it = Mention(X, "it", kind="pronoun", entity=Entity("NOR/GOV", "Norway", "NOR", "GOV"))
    assert claim_sentence(bare(claim, actors=(it,))).startswith("Norway gave")


def test_undated_words_stay_unresolved(claim: Claim) -> None:
    made = bare(claim, when=When(Span(0, 9, "this week")))
    assert "this week [unresolved]" in claim_sentence(made)


def test_an_unnamed_source(claim: Claim) -> None:
    cue = Span(0, 10, "reportedly")
    held = (Attribution(Mention(cue, "reportedly", kind="cue"), cue),)
    words = claim_sentence(bare(claim, attributions=held))
    assert words.startswith('According to unnamed sources ("reportedly"), Norway')


def test_two_who_withhold(claim: Claim) -> None:
    held = tuple(Attribution(m, X, "withholds") for m in claim.actors + claim.recipients)
    words = claim_sentence(bare(claim, attributions=held))
    assert words.endswith("; Norway and Iceland neither confirm nor deny it.")


@pytest.mark.parametrize("event", ontology.event_types(), ids=lambda event: event.code)
def test_every_type_and_mode_has_words(claim: Claim, event) -> None:
    for mode in (None, *(m.name for m in event.modes)):
        for parties in (claim.recipients, ()):
            made = bare(claim, type=event.code, mode=mode, recipients=parties)
            words = claim_sentence(made)
            assert words.startswith("Norway ")
            assert not set(words) & set("[]{}")
            assert "  " not in words
            assert ("Iceland" in words) == bool(parties)
