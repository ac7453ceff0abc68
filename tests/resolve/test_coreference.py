"""Tests of who a later mention stands for; sentences are our own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.records import Entity, Mention, Span
from tocsin.resolve.coreference import antecedents
from tocsin.resolve.naming import initials, same_body, same_person
from tocsin.resolve.referents import describe, name_words, role_nouns

CHAD = Entity("TCD", "Chad", "TCD", "GOV")
NIGER = Entity("NER", "Niger", "NER", "GOV")
MALI = Entity("MLI", "Mali", "MLI", "GOV")


class Story:
    """A document written as one sentence per call, with marked mentions."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self._start = 0
        self._sentence = 0

    def say(self, sentence: str, *marked: Mention) -> Story:
        at = 0
        for m in marked:
            at = sentence.index(m.span.text, at)
            place = Span(self._start + at, self._start + at + len(m.span.text), m.span.text)
            self.mentions.append(replace(m, span=place, sentence=self._sentence))
            at += 0 if m.kind == "pronoun" else 1
        self._start += len(sentence) + 1
        self._sentence += 1
        return self

    def links(self) -> dict[str, list[str]]:
        """Words of every linked mention (the last of equal ones) -> words of its antecedents."""
        said = [m.span.text for m in self.mentions]
        return {said[k]: [said[j] for j in js] for k, js in antecedents(self.mentions).items()}


def named(text: str, label: str, *, subject: bool = False, **more: object) -> Mention:
    words = text.removeprefix("the ").removeprefix("The ")
    head = words.split()[0] if label == "PER" else words.split()[-1]
    m = Mention(Span(0, 0, text), head, "name", ((words, label),), number="Sing", subject=subject)
    return replace(m, **more)  # type: ignore[arg-type]


def noun(text: str, *, subject: bool = False, number: str = "Sing", **more: object) -> Mention:
    m = Mention(
        Span(0, 0, text), text.rsplit(" ", 1)[-1], "nominal", number=number, subject=subject
    )
    return replace(m, **more)  # type: ignore[arg-type]


def pronoun(text: str, *, subject: bool = True) -> Mention:
    gender = {"he": "Masc", "his": "Masc", "him": "Masc", "she": "Fem", "her": "Fem"}
    return Mention(
        Span(0, 0, text), text, "pronoun", gender=gender.get(text.lower(), ""), subject=subject
    )


def test_nothing_refers_to_nothing():
    assert antecedents([]) == {}
    assert Story().say("He left.", pronoun("He")).links() == {}


@pytest.mark.parametrize("later", ["Traoré", "Mr Traoré", "Adama", "Traore"])
def test_a_short_name_is_the_full_name(later):
    story = Story().say("Adama Traoré spoke.", named("Adama Traoré", "PER", subject=True))
    assert story.say(f"{later} left.", named(later, "PER")).links() == {later: ["Adama Traoré"]}


def test_a_surname_comes_first_in_some_names():
    story = Story().say("Han Min Ju spoke.", named("Han Min Ju", "PER"))
    assert story.say("Ms Han left.", named("Ms Han", "PER")).links() == {"Ms Han": ["Han Min Ju"]}


def test_a_short_name_in_a_title_points_forward():
    story = Story().say("Diallo in Oslo", named("Diallo", "PER"))
    story.say("Mariam Diallo came.", named("Mariam Diallo", "PER"))
    assert story.links() == {"Diallo": ["Mariam Diallo"]}


def test_two_people_of_one_surname_stay_apart():
    story = Story().say("Anna Berg met Karl Berg.", named("Anna Berg", "PER"))
    story.say("Karl Berg left.", named("Karl Berg", "PER"))
    assert story.links() == {}
    assert story.say("Ms Berg left.", named("Ms Berg", "PER")).links() == {"Ms Berg": ["Anna Berg"]}


def test_an_acronym_is_its_long_form():
    story = Story().say("The Free River Front fired.", named("The Free River Front", "ORG"))
    story.say("The FRF left.", named("The FRF", "ORG"))
    assert story.links() == {"The FRF": ["The Free River Front"]}


@pytest.mark.parametrize(
    ("long", "later"),
    [
        (named("the Ministry of Health", "ORG", head="Ministry"), "The ministry"),
        (named("the River Liberation Army", "ORG"), "the army"),
        (named("the Coastal Defence Alliance", "ORG"), "The group"),
        (noun("the armed militia", subject=True), "the militia"),
    ],
)
def test_a_head_noun_takes_up_a_body(long, later):
    story = Story().say(f"{long.span.text} spoke.", long).say(f"{later} left.", noun(later))
    assert story.links() == {later: [long.span.text]}


def test_a_role_takes_up_the_person_who_has_it():
    story = Story().say(
        "Foreign Minister Adama Traoré met Eva Lind, the envoy.",
        named("Foreign Minister Adama Traoré", "PER", head="Adama"),
        named("Eva Lind", "PER", descriptors=("the envoy",)),
    )
    story.say("The envoy left.", noun("The envoy")).say("The minister left.", noun("The minister"))
    links = story.links()
    assert links == {
        "The envoy": ["Eva Lind"],
        "The minister": ["Foreign Minister Adama Traoré"],
    }


def test_a_general_role_takes_up_a_special_one():
    story = Story().say("Envoy Eva Lind left.", named("Eva Lind", "PER", descriptors=("Envoy",)))
    story.say("The diplomat rose.", noun("The diplomat"))
    assert story.links() == {"The diplomat": ["Eva Lind"]}


def test_a_qualified_role_needs_the_same_words():
    story = Story().say("President Eva Lind spoke.", noun("President Eva Lind", head="Lind"))
    assert story.say("The former president left.", noun("The former president")).links() == {}


def test_an_apposition_is_the_same_person():
    story = Story().say(
        "Eva Lind, the army chief, spoke.",
        named("Eva Lind", "PER", descriptors=("the army chief",), subject=True),
        noun("the army chief", descriptors=("Eva Lind",)),
    )
    assert story.links() == {"the army chief": ["Eva Lind"]}


def test_indefinite_phrases_start_anew():
    story = Story().say("The minister spoke.", noun("The minister"))
    assert story.say("A minister left.", noun("A minister")).links() == {}


def test_he_and_she_keep_to_their_gender():
    story = Story().say(
        "Maria Lopez met David Stone.",
        named("Maria Lopez", "PER", subject=True),
        named("David Stone", "PER"),
    )
    story.say("He thanked her.", pronoun("He"), pronoun("her", subject=False))
    assert story.links() == {"He": ["David Stone"], "her": ["Maria Lopez"]}


def test_a_bare_object_is_not_its_subject():
    story = Story().say(
        "Bo Han waited until Li Wen met him.",
        named("Bo Han", "PER", subject=True),
        named("Li Wen", "PER", subject=True),
        pronoun("him", subject=False),
    )
    assert story.links() == {"him": ["Bo Han"]}


def test_he_does_not_reach_far():
    story = Story().say("Bo Han waited.", named("Bo Han", "PER", subject=True))
    for _ in range(4):
        story.say("Rain fell.", noun("Rain", subject=True))
    assert story.say("He left.", pronoun("He")).links() == {}


def test_its_is_the_country_that_acts():
    story = Story().say(
        "Chad said on Friday that its troops left.",
        named("Chad", "LOC", subject=True, entity=CHAD),
        named("Friday", "MISC", names=()),
        pronoun("its", subject=False),
        noun("its troops", number="Plur", subject=True),
    )
    assert story.links() == {"its": ["Chad"]}


def both_named() -> Story:
    return Story().say(
        "Chad and Niger met in Mali.",
        named("Chad", "LOC", subject=True, number="Plur", entity=CHAD),
        named("Niger", "LOC", subject=True, entity=NIGER),
        named("Mali", "LOC", entity=MALI),
    )


@pytest.mark.parametrize("later", ["Both countries", "The two sides", "The two governments"])
def test_a_count_takes_up_those_named_together(later):
    story = both_named().say(f"{later} signed.", noun(later, number="Plur", subject=True))
    assert story.links() == {later: ["Chad", "Niger"]}


def test_they_are_those_named_together_and_stay_so():
    story = both_named().say("They signed.", pronoun("They"))
    story.say("The two countries rejoiced.", noun("The two countries", number="Plur"))
    assert story.links() == {"They": ["Chad", "Niger"], "The two countries": ["Chad", "Niger"]}


def test_all_three_need_three():
    story = both_named().say("The three countries met.", noun("The three countries", number="Plur"))
    assert sorted(story.links()["The three countries"]) == ["Chad", "Mali", "Niger"]
    two = Story().say("Chad met.", named("Chad", "LOC", entity=CHAD))
    assert two.say("Both countries met.", noun("Both countries", number="Plur")).links() == {}


def test_the_two_leaders_are_people():
    story = Story().say(
        "Eva Lind hosted Bo Han in Chad.",
        named("Eva Lind", "PER", subject=True),
        named("Bo Han", "PER"),
        named("Chad", "LOC", entity=CHAD),
    )
    story.say("The two leaders praised each other.", noun("The two leaders", number="Plur"))
    assert sorted(story.links()["The two leaders"]) == ["Bo Han", "Eva Lind"]


def test_the_country_and_its_government():
    story = Story().say(
        "Chad fears Eva Lind.", named("Chad", "LOC", entity=CHAD), named("Eva Lind", "PER")
    )
    story.say("The country waits.", noun("The country", subject=True))
    story.say("The regime waits.", noun("The regime", subject=True))
    assert story.links() == {"The country": ["Chad"], "The regime": ["Chad"]}


def test_we_is_the_speaker_even_if_named_after():
    story = Story().say(
        "We will stay, said Eva Lind.", pronoun("We"), named("Eva Lind", "PER", subject=True)
    )
    assert story.links() == {"We": ["Eva Lind"]}


def test_each_other_is_the_subject():
    story = both_named()
    story.say("Soldiers shot each other.", noun("Soldiers", number="Plur", subject=True))
    each = Mention(Span(0, 0, "each other"), "each", "pronoun")
    story = Story().say(
        "The soldiers shot each other.",
        noun("The soldiers", number="Plur", subject=True),
        each,
    )
    assert story.links() == {"each other": ["The soldiers"]}


def test_the_mention_that_knows_the_entity_is_given():
    story = Story().say("Lind spoke.", named("Lind", "PER", subject=True))
    lind = Entity("TCD/GOV:eva lind", "Eva Lind", "TCD", "GOV")
    story.say("Eva Lind of Chad left.", named("Eva Lind", "PER", entity=lind))
    assert story.say("She wept.", pronoun("She")).links()["She"] == ["Eva Lind"]


def test_relative_and_expletive_words_are_left_alone():
    story = Story().say("Eva Lind spoke.", named("Eva Lind", "PER", subject=True))
    assert story.say("It rains, which helps.", pronoun("It"), pronoun("which")).links() == {}


def test_names_are_compared_by_their_words():
    assert same_person(("choi",), ("choi", "min", "ho"))
    assert not same_person(("choi", "min", "ho"), ("choi", "so", "ra"))
    assert same_body(("river", "news"), ("river", "news", "agency"))
    assert not same_body(("river",), ("river", "wind"))
    assert initials(("bank", "of", "the", "river")) == ("botr", "br")
    assert name_words("Prime Minister Jean-Luc Óbiang’s") == ("jean", "luc", "obiang")
    assert name_words("President") == ()


def test_descriptions_give_their_head_nouns():
    assert role_nouns("the president's former adviser to the army") == ("adviser",)
    assert describe(noun("The spokeswoman")).gender == "Fem"
    assert describe(named("Monday", "MISC", names=())).kinds == {"time"}


@given(st.lists(st.sampled_from(["he", "Bo Han", "Han", "the group", "they", "we"]), max_size=20))
def test_links_point_at_other_mentions(said):
    story = Story()
    for text in said:
        person = named(text, "PER", subject=True) if text[0].isupper() else noun(text)
        story.say(f"{text} x", pronoun(text) if text in ("he", "they", "we") else person)
    for k, js in antecedents(story.mentions).items():
        assert js
        assert all(0 <= j < len(said) and j != k for j in js)


def test_long_documents_take_linear_time():
    story = Story()
    for n in range(3000):
        story.say(f"Bo Han{n % 7} met.", named(f"Bo Han{n % 7}", "PER", subject=True))
    assert len(antecedents(story.mentions)) == 3000 - 7
