"""The forms of answers as JSON Schemas (draft 2020-12, as OpenAPI 3.1 takes them).

Objects name the keys that are always there; a later version may add keys, and never takes one away
within ``v1``.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
TEXT: Json = {"type": "string"}
WHOLE: Json = {"type": "integer"}
NUMBER: Json = {"type": "number"}
YES: Json = {"type": "boolean"}
DAY: Json = {"type": "string", "format": "date"}


def maybe(schema: Json) -> Json:
    """That, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema: Json) -> Json:
    """A list of those."""
    return {"type": "array", "items": schema}


def having(**keys: Json) -> Json:
    """An object with these keys."""
    return {"type": "object", "properties": keys, "required": list(keys)}


def ref(name: str) -> Json:
    """The shape with that name in `SHAPES`."""
    return {"$ref": f"#/components/schemas/{name}"}


def page(name: str) -> Json:
    """A page of a list: its items, and the address of the next page, null on the last."""
    return having(items=many(ref(name)), next=maybe(TEXT))


_CARD: dict[str, Json] = {
    "id": TEXT,
    "type": TEXT,
    "quad": WHOLE,
    "sentence": TEXT,
    "status": TEXT,
    "status_words": TEXT,
    "credibility": WHOLE,
    "first": maybe(DAY),
    "last": maybe(DAY),
    "country": maybe(TEXT),
    "claims": WHOLE,
    "independent": WHOLE,
    "publishers": WHOLE,
    "denied_by": many(TEXT),
}
_CLAIM: dict[str, Json] = {
    "id": TEXT,
    "article": TEXT,
    "day": maybe(DAY),
    "publisher": maybe(TEXT),
    "origin": TEXT,
    "type": TEXT,
    "mode": maybe(TEXT),
    "quad": WHOLE,
    "voices": many(ref("Voice")),
    "stance": TEXT,
    "actors": many(ref("Party")),
    "recipients": many(ref("Party")),
    "place": many(TEXT),
    "when": maybe(TEXT),
    "numbers": many(ref("Number")),
    "modality": TEXT,
    "polarity": TEXT,
    "time": TEXT,
    "certainty": TEXT,
    "sentence": TEXT,
    "quote": many(ref("Piece")),
    "words": TEXT,
    "score": NUMBER,
}
_PARTY: dict[str, Json] = {
    "text": TEXT,
    "key": TEXT,
    "name": maybe(TEXT),
    "country": maybe(TEXT),
    "sector": maybe(TEXT),
}
_ACTOR = having(key=TEXT, name=TEXT, acts=WHOLE, receives=WHOLE, last=maybe(DAY))
_OUTLET = having(name=TEXT, letter=maybe(TEXT), articles=WHOLE, copies=WHOLE)
_LIGHT = having(id=TEXT, title=TEXT, rule=TEXT, weight=NUMBER, state=TEXT, strength=NUMBER)

SHAPES: dict[str, Json] = {
    "Problem": having(error=TEXT),
    "Party": having(**_PARTY),
    "Voice": having(**_PARTY, who=TEXT, cue=TEXT, stance=TEXT, unnamed=YES),
    "Number": having(text=TEXT, low=maybe(NUMBER), high=maybe(NUMBER), what=TEXT, approximate=YES),
    "Piece": having(text=TEXT, marks=many(TEXT)),
    "EventCard": having(**_CARD),
    "Event": having(
        **_CARD,
        lines=many(TEXT),
        reasons=many(TEXT),
        history=many(having(day=maybe(DAY), status=TEXT, claims=many(TEXT))),
        sides=many(having(stance=TEXT, heading=TEXT, rows=many(having(**_CLAIM, group=TEXT)))),
        origins=many(having(id=TEXT, label=TEXT, articles=WHOLE, claims=WHOLE)),
        point=maybe(having(lat=NUMBER, lon=NUMBER)),
        expectations=many(ref("Expectation")),
    ),
    "ClaimRow": having(**_CLAIM, event=maybe(TEXT)),
    "Claim": having(
        **_CLAIM,
        event=maybe(TEXT),
        fields=many(having(field=TEXT, value=TEXT, words=TEXT)),
        judgements=many(having(id=TEXT, kind=TEXT, left=TEXT, author=TEXT, time=TEXT)),
        accepted=YES,
    ),
    "Article": having(
        id=TEXT,
        title=TEXT,
        publisher=maybe(TEXT),
        published=maybe(DAY),
        url=maybe(TEXT),
        paragraphs=many(many(ref("Piece"))),
        claims=many(having(**_CLAIM)),
        printings=many(having(id=TEXT, url=maybe(TEXT), title=TEXT, added=TEXT)),
    ),
    "Expectation": having(
        claim=TEXT,
        event=maybe(TEXT),
        article=maybe(TEXT),
        sentence=TEXT,
        first=maybe(DAY),
        last=maybe(DAY),
        due=TEXT,
        condition=maybe(TEXT),
        outcome=TEXT,
        reason=TEXT,
        overdue=YES,
    ),
    "Actors": having(countries=many(_ACTOR), bodies=many(_ACTOR), first=DAY, last=DAY),
    "Actor": having(
        key=TEXT,
        name=TEXT,
        acts=many(ref("EventCard")),
        receives=many(ref("EventCard")),
        partners=many(having(key=TEXT, name=TEXT, events=WHOLE)),
    ),
    "Pair": having(one=TEXT, other=TEXT, one_name=TEXT, other_name=TEXT, events=WHOLE),
    "Dyad": having(
        one=TEXT,
        other=TEXT,
        forward=many(having(day=DAY, quad=WHOLE)),
        back=many(having(day=DAY, quad=WHOLE)),
        movers=many(ref("EventCard")),
    ),
    "Sources": having(outlets=many(_OUTLET), feeds=many(having(address=TEXT, state=TEXT))),
    "Source": having(name=TEXT, letter=maybe(TEXT), articles=many(having(id=TEXT, title=TEXT))),
    "Situation": having(id=TEXT, title=TEXT, level=NUMBER, indicators=many(_LIGHT)),
    "Hit": having(
        article=TEXT,
        title=TEXT,
        publisher=maybe(TEXT),
        published=maybe(DAY),
        snippet=many(ref("Piece")),
    ),
}
