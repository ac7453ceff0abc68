from dataclasses import replace

from tocsin.records import Attribution, Claim, Entity, Mention, Span
from tocsin.resolve.speech import own_words


def mention(text: str, country: str | None) -> Mention:
    entity = Entity(country, text, country) if country else None
    return Mention(Span(0, len(text), text), text, entity=entity)


def claim(type_: str, actors: tuple[Mention, ...], source: Mention) -> Claim:
    span = Span(10, 18, "unlawful")
    said = Attribution(source, Span(30, 34, "said"))
    return Claim(span, type_, None, span, actors=actors, attributions=(said,))


def test_whose_words_accuse_is_the_accuser() -> None:
    made = own_words(claim("ACCUSE", (), mention("the minister", "KEN")))
    assert [m.entity.country for m in made.actors if m.entity] == ["KEN"]
    assert made.attributions == ()
    assert made.reason.rules[-1] == "the speaker's own speech act"


def test_i_is_the_speaker() -> None:
    made = own_words(claim("SUPPORT", (mention("I", "KEN"),), mention("the minister", "KEN")))
    assert made.attributions == ()


def test_what_others_do_keeps_its_source() -> None:
    asked = claim("ASSAULT", (mention("Sudan", "SDN"),), mention("the minister", "KEN"))
    assert own_words(asked) is asked


def test_who_tells_of_an_inquiry_is_a_source() -> None:
    told = claim("ACCUSE", (mention("the army", "KEN"),), mention("the army", "KEN"))
    assert own_words(told).attributions == ()
    inquiry = replace(told, mode="investigate")
    assert own_words(inquiry) is inquiry
