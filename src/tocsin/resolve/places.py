"""From a place phrase as it stands in a claim to a point, a country and a GeoNames id.

`survey` decides once for the whole document what each place name means; `locate` then reads one
phrase: the most specific name in it wins ("the Black Sea resort of Sochi" is Sochi), another name
beside it can contain it ("Paris, Texas"), an adjective counts only if there is no noun ("Saudi
consulate in Istanbul"), and a phrase without a name ("the city", "there", "a mosque") refers back
to the places before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp

from tocsin.records import Place, Span, distance_km
from tocsin.resolve.gazetteer import (
    ABBREVIATION,
    ADM1,
    ADM2,
    AREA,
    CITY,
    COUNTRY,
    DEMONYM,
    REGION,
    SITE,
    Entry,
    Gazetteer,
    fold,
    open_gazetteer,
)
from tocsin.resolve.place_phrase import (
    Toponym,
    candidates,
    phrase_words,
    place_names,
    toponyms,
    words,
)
from tocsin.resolve.place_senses import (
    Votes,
    agreement,
    hinted,
    inside,
    priors,
    prominence,
    supported,
    vote,
)

__all__ = ["PlaceContext", "locate", "place_names", "survey"]

_PRECISION = {
    COUNTRY: "country",
    ADM1: "region",
    ADM2: "region",
    CITY: "city",
    AREA: "area",
    REGION: "region",
    SITE: "city",
}
_FINENESS = {SITE: 4, CITY: 4, ADM2: 3, REGION: 3, ADM1: 3, AREA: 1, COUNTRY: 2}
_DECIDED = 4.0
_LEAST = 3.5
_RIVER_KM = 1000.0
_MENTION, _FINE, _ADJECTIVE = 0.2, 2.5, 0.1
_NEAR_GAIN, _NEAR_CHARS = 1.5, 600.0
_JOINED = frozenset({",", ", ", " in ", " (", ", in ", " , "})


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What the document says about where it plays.

    ``countries`` counts mentions by alpha-3 code, ``places`` are the places of the document in
    text order, ``publisher`` is the alpha-3 code of the publisher's country, ``senses`` maps
    folded names to what they mean here, and ``votes`` weighs countries, regions and
    neighbourhoods. All may be empty; `survey` fills them.
    """

    countries: Mapping[str, int] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    publisher: str | None = None
    senses: Mapping[str, Entry] = field(default_factory=dict)
    votes: Votes | None = None


def survey(
    names: Iterable[Span], text: str = "", *, countries: Mapping[str, int] | None = None,
    publisher: str | None = None,
) -> PlaceContext:  # fmt: skip
    """Resolve all place names of a document together: one sense per name and document.

    ``names`` are the place names in text order (named entities of kind LOC, demonyms welcome),
    ``text`` the article text, from which "Paris, Texas" is seen; ``countries`` counts further
    mentions of countries. Raises DataError if the gazetteer is missing.
    """
    gazetteer, spans = open_gazetteer(), list(names)
    votes = _country_votes(countries or {})
    senses = vote(_alone(spans, text, gazetteer), votes, publisher)
    places = tuple(_place(span, e) for span in spans if (e := senses.get(fold(span.text))))
    return PlaceContext(dict(countries or {}), places, publisher, senses, votes)


def _country_votes(countries: Mapping[str, int]) -> Votes:
    """A vote for each time that a country is named, up to ten."""
    votes = Votes()
    for code, count in countries.items():
        votes.countries[code] += min(count, 10)
    return votes


def _alone(spans: Sequence[Span], text: str, gazetteer: Gazetteer) -> dict[str, dict[Entry, float]]:
    """Each name's candidates with the best score that any of its mentions gives on its own."""
    scores: dict[str, dict[Entry, float]] = defaultdict(dict)
    found = {fold(span.text): candidates(span.text, gazetteer) for span in spans}
    for at, span in enumerate(spans):
        key = fold(span.text)
        beside = _container(spans, at, text, found)
        for entry, prior in priors(found[key]).items():
            score = prior + inside(entry, beside) + _shape(entry, span.text)
            scores[key][entry] = max(score, scores[key].get(entry, score))
    return scores


def _container(
    spans: Sequence[Span], at: int, text: str, found: Mapping[str, Sequence[Entry]]
) -> Sequence[Entry]:
    """Candidates of the name right after this one, if only a comma or "in" is between."""
    if at + 1 >= len(spans) or text[spans[at].end : spans[at + 1].start] not in _JOINED:
        return ()
    return found[fold(spans[at + 1].text)]


def _shape(entry: Entry, name: str) -> float:
    """Two-letter abbreviations are weak on their own; "County" in the name asks for a region."""
    if entry.kind == ABBREVIATION and "." not in name:
        return -3.0
    tail = fold(name).split()[-1:]
    if tail and tail[0] in ("county", "parish", "province", "governorate", "oblast", "state"):
        return 3.0 if entry.level in (ADM1, ADM2, REGION) else -1.0
    return 0.0


def locate(span: Span, context: PlaceContext) -> Place:
    """Where a phrase is. Empty name and country None if nothing tells.

    ``precision`` is ``city`` for a town or a site in one, ``region``, ``country``, ``area``, or "".
    A phrase that only refers back to a country-wide context gets the country's centre.
    """
    found = _reading(span.text, context)
    said = phrase_words(span.text)
    if said & words("border"):
        return _at_border(span, found, context)
    nouns = [entry for name, entry in found if not name.adjective]
    if nouns:
        return _at_home(_place(span, max(nouns, key=lambda entry: _FINENESS[entry.level])), context)
    if found:
        return _of_adjective(span, found[0][1], context)
    return _referred(span, said, context)


Reading = list[tuple[Toponym, Entry]]


def _reading(text: str, context: PlaceContext) -> Reading:
    """The names of a phrase with what they mean; doubtful ones are left out."""
    names = toponyms(text, open_gazetteer())
    votes = context.votes or _country_votes(context.countries)
    pairs = [(name, e) for name in names if (e := _sense(name, names, votes, context)) is not None]
    return [pair for pair in pairs if not _outside(pair, pairs)]


def _sense(
    name: Toponym, names: Sequence[Toponym], votes: Votes, context: PlaceContext
) -> Entry | None:
    """What one name means, given the other names of the phrase and the document."""
    decided = context.senses.get(fold(name.text))
    beside = [entry for other in names if other is not name for entry in other.entries]
    scores = {
        entry: prior
        + agreement(entry, votes, context.publisher)
        + hinted(entry, name.hint)
        + inside(entry, beside)
        + _shape(entry, name.text)
        + _DECIDED * (decided is not None and entry.id == decided.id)
        for entry, prior in priors(name.entries).items()
        if supported(entry, votes)
    }
    chosen = max(scores, key=lambda entry: scores[entry], default=None)
    return chosen if chosen is not None and scores[chosen] >= _LEAST else None


def _outside(pair: tuple[Toponym, Entry], pairs: Reading) -> bool:
    """True for the "Piccadilly" of Manchester if it was taken for one in another country."""
    name, entry = pair
    return entry.level != COUNTRY and any(
        other.start > name.start
        and not other.adjective
        and larger.country not in (None, entry.country)
        and prominence(larger) > prominence(entry)
        for other, larger in pairs
    )


def _at_border(span: Span, found: Reading, context: PlaceContext) -> Place:
    """Two named sides make a line in no one country; "the Iraqi border" is seen from beyond it."""
    sides = list({e.country: e for _, e in found if e.country}.values())
    fine = [entry for _, entry in found if _FINENESS[entry.level] >= _FINENESS[ADM1]]
    if fine:
        return _place(span, fine[0])
    if len(sides) > 1:
        joined = _adjoining(span.text, found)
        return _between(span, sides[0], sides[1]) if joined else _place(span, sides[0])
    gazetteer = open_gazetteer()
    near = gazetteer.neighbours(sides[0].country) if sides else None
    entry = gazetteer.country(_home(span, context, among=near)) or next(iter(sides), None)
    return _place(span, entry) if entry else Place(span)


def _adjoining(text: str, found: Reading) -> bool:
    """True for "Syria-Iraq" and "between Syria and Iraq"."""
    (one, _), (other, _) = found[0], found[1]
    return text[one.end : other.start].strip() in ("-", "–", "and")


def _between(span: Span, one: Entry, other: Entry) -> Place:
    """The line between two countries: no point, since centres say nothing about borders."""
    return Place(span, f"{one.name}-{other.name} border", precision="area")


def _at_home(place: Place, context: PlaceContext) -> Place:
    """A river of several countries is in the one that the document plays in, if that is near."""
    if place.precision != "region" or place.country is not None:
        return place
    named = {p.country for p in context.places} | set(context.countries)
    near = frozenset(code for code in named if code and _is_near(place, code))
    return replace(place, country=_home(place.span, context, among=near))


def _is_near(place: Place, code: str) -> bool:
    entry = open_gazetteer().country(code)
    if entry is None or place.lat is None or place.lon is None:
        return False
    return distance_km(place.lat, place.lon, entry.lat, entry.lon) < _RIVER_KM


def _of_adjective(span: Span, entry: Entry, context: PlaceContext) -> Place:
    """The "Syrian desert" is in Syria; "the Iraqi city" is the last city of Iraq that was named."""
    if phrase_words(span.text) & words("city"):
        back = _last(span, context, "city", entry.country)
        if back is not None:
            return replace(back, span=span)
    return _place(span, entry)


def _referred(span: Span, said: frozenset[str], context: PlaceContext) -> Place:
    """A phrase without a name: the last place of its kind, else the country that it plays in."""
    if said & words("nowhere"):
        return Place(span)
    if not said & (words("country") | words("direction")):
        for level in ("city", "region"):
            back = _last(span, context, level) if said & words(level) else None
            if back is not None:
                return replace(back, span=span)
    entry = open_gazetteer().country(_home(span, context))
    return _place(span, entry) if entry else Place(span)


def _last(
    span: Span, context: PlaceContext, precision: str, country: str | None = None
) -> Place | None:
    """The last place named before the phrase, of this precision and, if given, that country."""
    before = (place for place in reversed(context.places) if place.span.start < span.start)
    fitting = (place for place in before if place.precision == precision)
    return next((place for place in fitting if country in (None, place.country)), None)


def _home(span: Span, context: PlaceContext, among: frozenset[str] | None = None) -> str | None:
    """The country that the document plays in at this point, perhaps only one of ``among``.

    Towns and regions tell more than countries, and those more than adjectives, which are mostly
    about actors; what stands just before the phrase tells most.
    """
    weights: dict[str, float] = defaultdict(float)
    for code, count in context.countries.items():
        weights[code] += _MENTION * count
    for place in context.places:
        if place.country:
            weights[place.country] += _telling(place) * _nearness(place.span.start - span.start)
    left = {code: weight for code, weight in weights.items() if among is None or code in among}
    return max(left, key=lambda code: left[code], default=None)


def _telling(place: Place) -> float:
    if place.precision != "country":
        return _FINE
    kinds = {e.kind for e in open_gazetteer().named(place.span.text)}
    return _ADJECTIVE if kinds == {DEMONYM} else 1.0


def _nearness(ahead: int) -> float:
    """Weight by the distance in characters from the phrase back to the place."""
    return 1.0 + _NEAR_GAIN * exp(ahead / _NEAR_CHARS) if ahead <= 0 else 1.0


def _place(span: Span, entry: Entry) -> Place:
    return Place(
        span, entry.name, entry.geonames_id, entry.lat, entry.lon, entry.country,
        _PRECISION[entry.level],
    )  # fmt: skip
