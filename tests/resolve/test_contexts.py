"""What area of life a claim is about, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tocsin import ontology
from tocsin.records import Attribution, Claim, Entity, Mention, Span
from tocsin.resolve import contexts
from tocsin.resolve.contexts import with_contexts


def made(
    text: str, trigger: str, type_: str, mode: str | None = None, **parties: tuple[str, Entity]
) -> Claim:
    def words(part: str) -> Span:
        start = text.index(part)
        return Span(start, start + len(part), part)

    def group(role: str) -> tuple[Mention, ...]:
        if role not in parties:
            return ()
        name, entity = parties[role]
        return (Mention(words(name), name, entity=entity),)

    claim = Claim(words(trigger), type_, mode, Span(0, len(text), text))
    return replace(claim, actors=group("actor"), recipients=group("recipient"))


def country(code: str, sector: str | None = "GOV") -> Entity:
    return Entity(code, code, code, sector)


@pytest.mark.parametrize(
    ("text", "trigger", "type_", "mode", "wanted"),
    [
        ("Norway shelled the port of Hofn.", "shelled", "ASSAULT", "heavy-weapons", "military"),
        ("Peru raised tariffs on Chilean copper.", "raised", "SANCTION", None, "economic"),
        ("Police arrested nine people in Lima.", "arrested", "COERCE", "arrest", "legal"),
        ("Chad urged a halt to uranium enrichment.", "urged", "REQUEST", "yield", "cbrn"),
        ("Fiji took in refugees from the atoll.", "took in", "AID", None, "asylum"),
        ("Nurses at three hospitals walked out.", "walked out", "PROTEST", "strike", "health"),
        ("Hackers froze the port's computers.", "froze", "COERCE", "cyber", "cyber"),
        ("Voters rejected the referendum.", "rejected", "REJECT", None, "election"),
        ("The minister took bribes, a paper said.", "said", "ACCUSE", None, "corruption"),
        ("Riot police fired on the protesters.", "fired", "ASSAULT", None, "repression"),
    ],
)
def test_words_and_types_tell_it(
    text: str, trigger: str, type_: str, mode: str | None, wanted: str
) -> None:
    assert wanted in with_contexts(made(text, trigger, type_, mode)).contexts


def test_states_that_deal_with_each_other_are_diplomatic_and_those_that_fight_are_not() -> None:
    parties = {"actor": ("Norway", country("NOR")), "recipient": ("Iceland", country("ISL"))}
    met = with_contexts(made("Norway met Iceland.", "met", "CONSULT", **parties))
    assert met.contexts == ("diplomatic",)
    fought = with_contexts(made("Norway attacked Iceland.", "attacked", "ASSAULT", **parties))
    assert fought.contexts == ("military",)


def test_a_partys_sector_tells_it() -> None:
    actor = ("The group", country("SOM", "TER"))
    assert (
        "terrorism" in with_contexts(made("The group met.", "met", "CONSULT", actor=actor)).contexts
    )


def test_protesters_alone_are_not_repressed() -> None:
    told = with_contexts(made("Protesters marched in Lima.", "marched", "PROTEST", "demo"))
    assert "repression" not in told.contexts


def test_words_far_from_the_trigger_count_half() -> None:
    filling = "which had long been known for its fine harbour and its many cafes and parks "
    text = f"A court fined the city, {filling}and hospitals."
    assert with_contexts(made(text, "fined", "SANCTION")).contexts == ("legal",)
    near = with_contexts(made("Peru fined hospitals.", "fined", "SANCTION"))
    assert "health" in near.contexts


def test_the_content_of_a_speech_act_counts_fully() -> None:
    filling = "that the government of the republic should at last and without any conditions "
    text = f"Peru demanded {filling}close the hospitals."
    assert "health" in with_contexts(made(text, "demanded", "REQUEST")).contexts


def test_who_says_so_is_not_what_it_is_about() -> None:
    text = "Peru thanked Chile, the hospital said."
    claim = made(text, "thanked", "SUPPORT")
    assert with_contexts(claim).contexts == ("health",)
    start = text.index("the hospital")
    source = Mention(Span(start, start + 12, "the hospital"), "hospital")
    held = Attribution(source, Span(start + 13, start + 17, "said"))
    assert with_contexts(replace(claim, attributions=(held,))).contexts == ()


def test_each_context_has_its_reason() -> None:
    told = with_contexts(made("Norway shelled Hofn.", "shelled", "ASSAULT", "heavy-weapons"))
    assert told.reason.rules == ("context military: an event of ASSAULT heavy-weapons",)


def test_parts_of_words_do_not_count_and_nothing_told_is_nothing() -> None:
    told = with_contexts(made("Peru thanked the unarmed Oilers.", "thanked", "SUPPORT"))
    assert told.contexts == ()
    assert told.reason.rules == ()


def test_no_claim_has_more_than_four() -> None:
    text = "Talks on oil, refugees, the election, hospitals, uranium, drugs and bribes began."
    assert len(with_contexts(made(text, "Talks", "CONSULT")).contexts) == 4


def test_the_tables_name_known_contexts_types_and_sectors() -> None:
    known = set(ontology.contexts())
    assert {context for _, context in contexts._rows("context_words.tsv")} == known
    sectors = {sector.code for sector in ontology.sectors()}
    for kind, key, context, weight in contexts._rows("context_signs.tsv"):
        assert context in known
        assert 0 < float(weight) <= 1
        if kind == "sector":
            assert key in sectors
        else:
            type_, _, mode = key.partition(" ")
            event = ontology.event_type(type_)
            assert not mode or event.mode(mode)
