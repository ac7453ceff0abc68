from dataclasses import replace

import pytest

from tocsin.records import Claim, Entity, Mention, Place, Quantity, Score, Span
from tocsin.resolve.unsaid import apart, by_place, fill, known, repeat, serve_hosts, visits


def mention(text: str, country: str | None, at: int = 0) -> Mention:
    return Mention(
        Span(at, at + len(text), text), text, entity=Entity(country or "?", text, country)
    )


def claim(type_: str, word: str = "act", at: int = 50, **fields: object) -> Claim:
    span = Span(at, at + len(word), word)
    return Claim(span, type_, fields.pop("mode", None), span, **fields)  # type: ignore[arg-type]


def countries(mentions: tuple[Mention, ...]) -> list[str | None]:
    return [m.entity.country for m in mentions if m.entity]


def test_a_request_goes_to_the_nearest_other_party() -> None:
    near, far = mention("Chad", "TCD", 60), mention("Mali", "MLI", 200)
    made = fill(claim("REQUEST", actors=(mention("Kenya", "KEN"),)), lambda _: [far, near])
    assert countries(made.recipients) == ["TCD"]


def test_other_types_are_left_open() -> None:
    plain = claim("ASSAULT", actors=(mention("Kenya", "KEN"),))
    assert fill(plain, lambda _: [mention("Chad", "TCD", 60)]) is plain


def test_forces_sent_to_help_have_a_host() -> None:
    kenya, chad = (mention("Kenya", "KEN"),), (mention("Chad", "TCD"),)
    place = (Place(Span(70, 74, "Chad"), country="TCD"),)
    aid = claim("AID", actors=kenya, recipients=chad)
    troops = claim("MOBILIZE", mode="troops", actors=kenya, place=place)
    assert countries(serve_hosts([aid, troops])[1].recipients) == ["TCD"]
    assert countries(serve_hosts([troops])[0].recipients) == []


def test_soldiers_sent_to_help_are_aid_throughout() -> None:
    kenya, chad = (mention("Kenya", "KEN"),), (mention("Chad", "TCD"),)
    number = Quantity(Span(30, 41, "900 soldiers"), 900, 900, "soldiers")
    aid = claim("AID", actors=kenya, recipients=chad, quantities=(number,))
    move = claim("MOBILIZE", mode="troops", actors=kenya, recipients=chad)
    back = claim("MOBILIZE", mode="troops", actors=chad, recipients=kenya)
    made = serve_hosts([aid, move, back])
    assert [c.type for c in made] == ["AID", "AID", "MOBILIZE"]
    unarmed = replace(aid, quantities=(replace(number, what="tents"),))
    assert serve_hosts([unarmed, move])[1].type == "MOBILIZE"


def test_a_visit_turns_the_host_into_the_recipient() -> None:
    both = (mention("France", "FRA"), mention("Japan", "JPN"))
    made = visits(
        claim("CONSULT", actors=both, place=(Place(Span(9, 14, "Tokyo"), country="JPN"),))
    )
    assert (made.mode, countries(made.actors), countries(made.recipients)) == (
        "visit",
        ["FRA"],
        ["JPN"],
    )


def test_the_same_word_again_has_the_same_doer() -> None:
    first = claim("ASSAULT", "raid", actors=(mention("Kenya", "KEN"),))
    assert countries(repeat([first, claim("ASSAULT", "raid", 90)])[1].actors) == ["KEN"]
    assert repeat([first, claim("ASSAULT", "siege", 90)])[1].actors == ()


def test_an_arrest_is_by_the_state_where_it_is() -> None:
    place = (Place(Span(70, 76, "Turkey"), name="Turkey", country="TUR"),)
    held = claim("COERCE", mode="arrest", recipients=(mention("a pastor", "USA"),), place=place)
    assert countries(by_place(held).actors) == ["TUR"]


def test_the_same_words_do_not_act_and_receive() -> None:
    chad, mali = mention("Chad", "TCD", 0), mention("Mali", "MLI", 20)
    made = apart(claim("CONSULT", actors=(chad, mali), recipients=(mali,)))
    assert countries(made.actors) == ["TCD"]
    assert countries(made.recipients) == ["MLI"]
    assert made.reason.rules[-1] == "the same words are not both parties"
    alone = claim("ASSAULT", actors=(mali,), recipients=(mali,))
    assert apart(alone) is alone


@pytest.mark.parametrize(("actor", "left"), [(0.9, (1, 0)), (0.2, (0, 1))])
def test_of_a_group_without_a_country_the_likelier_role_is_left(
    actor: float, left: tuple[int, int]
) -> None:
    group = mention("The militants", None)
    scores = (Score("actor", "militants", actor), Score("recipient", "militants", 0.5))
    both = claim("ASSAULT", actors=(group,), recipients=(group,))
    made = apart(replace(both, reason=replace(both.reason, scores=scores)))
    assert (len(made.actors), len(made.recipients)) == left


def test_a_pronoun_from_elsewhere_that_stands_for_nobody_is_no_party() -> None:
    its = replace(mention("its", "PRK"), kind="pronoun", entity=None, sentence=3)
    made = known(claim("ASSAULT", actors=(its,), recipients=(mention("Mali", "MLI"),)))
    assert made.actors == ()
    assert countries(made.recipients) == ["MLI"]
    here = claim("ASSAULT", actors=(replace(its, sentence=0),))
    assert known(here) is here
