"""Resolution end to end on sentences of our own."""

from __future__ import annotations

from datetime import date

from tocsin import pipeline
from tocsin.records import Article, Claim


def claims(text: str, published: date | None = None) -> tuple[Claim, ...]:
    return pipeline.run(Article(text, published=published)).claims


def of(found: tuple[Claim, ...], type_: str) -> Claim:
    return next(c for c in found if c.type == type_)


def countries(mentions: tuple) -> set[str | None]:
    return {m.entity.country for m in mentions if m.entity}


def test_a_capital_acts_for_its_government() -> None:
    claim = of(claims("Moscow condemned Estonia on Friday."), "ACCUSE")
    assert countries(claim.actors) == {"RUS"}
    assert countries(claim.recipients) == {"EST"}


def test_a_pronoun_stands_for_its_antecedent() -> None:
    text = "President Erdogan visited the border on Monday. He condemned Syria."
    assert countries(of(claims(text), "ACCUSE").actors) == {"TUR"}


def test_relative_dates_need_a_publication_date() -> None:
    text = "Israel attacked Iran on Thursday."
    assert of(claims(text), "ASSAULT").when.start is None
    dated = of(claims(text, date(2024, 4, 20)), "ASSAULT").when
    assert (dated.start, dated.end) == (date(2024, 4, 18), date(2024, 4, 18))


def test_old_events_are_historical() -> None:
    text = "Iraq invaded Kuwait in 1990."
    assert of(claims(text, date(2024, 4, 20)), "ASSAULT").time == "historical"


def test_a_meeting_in_the_others_capital_is_a_visit() -> None:
    claim = of(claims("France will meet Japan in Tokyo."), "CONSULT")
    assert claim.mode == "visit"
    assert countries(claim.actors) == {"FRA"}
    assert countries(claim.recipients) == {"JPN"}


def test_a_host_keeps_the_country_where_they_meet() -> None:
    text = "President Macron and Chancellor Scholz met in Berlin to discuss military aid for Kyiv."
    claim = of(claims(text), "CONSULT")
    assert countries(claim.actors) == {"FRA"}
    assert [m.span.text for m in claim.recipients] == ["Chancellor Scholz"]
    assert countries(claim.recipients) == {"DEU"}


def test_who_urges_both_countries_is_neither() -> None:
    text = "Peru and Ecuador traded fire. Brazil and Colombia urged both countries to halt it."
    claim = of(claims(text), "REQUEST")
    assert countries(claim.actors) == {"BRA", "COL"}
    assert countries(claim.recipients) == {"PER", "ECU"}


def test_hosts_of_talks_do_not_visit_each_other() -> None:
    text = "Egypt and Saudi Arabia have offered to host negotiations in Jeddah in January."
    assert of(claims(text), "CONSULT").mode != "visit"


def test_a_capital_where_they_talked_is_not_the_country() -> None:
    text = (
        "Guinea's junta freed its prisoners after talks in Dakar. "
        "Ghana imposed sanctions on the country."
    )
    assert countries(of(claims(text), "SANCTION").recipients) == {"GIN"}


def test_ids_come_from_content() -> None:
    text = "Israel attacked Iran on Thursday."
    one, other = claims(text), claims(text)
    assert [c.id for c in one] == [c.id for c in other]
    assert len({c.id for c in claims(text + " Iran attacked Israel.")}) == len(
        claims(text + " Iran attacked Israel.")
    )


def test_a_place_gets_coordinates() -> None:
    place = of(claims("Rebels attacked the army in Aleppo, Syria."), "ASSAULT").place[0]
    assert place.country == "SYR"
    assert abs(place.lat - 36.2) < 0.5
    assert place.precision == "city"


def test_a_town_before_an_attack_is_where_it_was() -> None:
    text = "A day after the London bombings, police searched a house. The Kabul bombing shook Asia."
    found = [c for c in claims(text) if c.type == "ASSAULT"]
    assert [[p.name for p in c.place] for c in found] == [["London"], ["Kabul"]]
    assert not any(c.actors for c in found)
    russian = of(claims("The Moscow-backed attack hit Kharkiv."), "ASSAULT")
    assert "Moscow" not in [p.name for p in russian.place]


def test_numbers_and_purposes_end_where_they_should() -> None:
    found = claims("The army of Chad rounded up 200 people in Faya.")
    assert {q.span.text for c in found for q in c.quantities} == {"200 people"}
    text = "Kenya sent troops to Somalia, to guard the port of Kismayo, on Monday."
    purposes = {c.purpose.text for c in claims(text) if c.purpose}
    assert purposes == {"to guard the port of Kismayo"}
