"""The table of what can be asked. Answers are the views of the pages; nothing here knows HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tocsin import ontology
from tocsin.desk.api.params import Param, choice, day, moment, number, text
from tocsin.desk.api.shapes import Json, page, ref
from tocsin.desk.views import article, board, charts, claim, event, lists, parts, people
from tocsin.ledger import ClaimQuery, EventQuery, ExpectationQuery, Ledger

STATUSES = (
    "occurred", "ongoing", "planned", "possible", "disputed", "did-not-occur", "undetermined",
)  # fmt: skip
TYPES = tuple(each.code for each in ontology.event_types())
OUTCOMES = ("open", "kept", "missed", "postponed", "condition-not-met")
PAGING = (
    number("limit", 40, (1, 200), "How many to give."),
    number("offset", 0, (0, 1_000_000), "How many to leave out before them."),
)
DAYS = number("days", 90, (1, 3650), "How many days back from today.")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Something that can be asked: ``answer`` takes the ledger, the values of the parameters (with
    those of the path) and the day of today, and gives None for what is not there. ``heavy`` ones
    are made once until the ledger changes."""

    path: str
    name: str
    about: str
    answer: Callable[[Ledger, Json, date], Any]
    shape: Json
    params: tuple[Param, ...] = ()
    heavy: bool = False


def _events(ledger: Ledger, asked: Json, today: date) -> Json:
    names = ("type", "actor", "recipient", "status", "limit", "offset")
    query = EventQuery(
        place=upper(asked["place"]),
        first=asked["from"],
        last=asked["to"],
        **{name: asked[name] for name in names},
    )
    found = lists.events(ledger, query, today=today)
    return {"items": found["events"], "more": found["more"]}


def _event(ledger: Ledger, asked: Json, today: date) -> Json | None:
    return event.event(ledger, asked["id"], today=today)


def _claims(ledger: Ledger, asked: Json, today: date) -> Json:
    found = lists.claims(ledger, ClaimQuery(**(asked | {"place": upper(asked["place"])})))
    return {"items": found["claims"], "more": found["more"]}


def _claim(ledger: Ledger, asked: Json, today: date) -> Json | None:
    return claim.claim(ledger, asked["id"])


def _article(ledger: Ledger, asked: Json, today: date) -> Json | None:
    return article.article(ledger, asked["id"], claim=asked["claim"])


def _expectations(ledger: Ledger, asked: Json, today: date) -> Json:
    limit = asked["limit"]
    query = ExpectationQuery(
        asked["from"], asked["to"], asked["outcome"], limit + 1, asked["offset"]
    )
    found = ledger.expectations(query)
    items = parts.expected_all(ledger, found[:limit], today=today)
    return {"items": items, "more": len(found) > limit}


def _search(ledger: Ledger, asked: Json, today: date) -> Json:
    found = lists.search(ledger, asked["q"], limit=asked["offset"] + asked["limit"])
    return {"items": found["hits"][asked["offset"] :], "more": found["more"]}


def _situations(ledger: Ledger, asked: Json, today: date) -> Json:
    return {"items": board.situations(ledger, today=today), "more": False}


def _situation(ledger: Ledger, asked: Json, today: date) -> Json | None:
    found = board.situations(ledger, today=today)
    return next((each for each in found if each["id"] == asked["id"]), None)


def _actors(ledger: Ledger, asked: Json, today: date) -> Json:
    return people.actors(ledger, first=today - timedelta(asked["days"]), last=today)


def _actor(ledger: Ledger, asked: Json, today: date) -> Json:
    return people.actor(ledger, asked["id"], today=today, days=asked["days"])


def _dyads(ledger: Ledger, asked: Json, today: date) -> Json:
    first = today - timedelta(asked["days"])
    return {"items": charts.busiest(ledger, first=first, last=today), "more": False}


def _dyad(ledger: Ledger, asked: Json, today: date) -> Json:
    one, other = asked["one"], asked["other"]
    return charts.dyad(ledger, one, other, today=today, weeks=asked["weeks"])


def _sources(ledger: Ledger, asked: Json, today: date) -> Json:
    return people.sources(ledger)


def _source(ledger: Ledger, asked: Json, today: date) -> Json:
    return people.publisher(ledger, asked["id"])


def upper(code: str | None) -> str | None:
    """A country's code as the ledger keeps it."""
    return code.upper() if code else None


_CLAIM_PARAMS = (
    choice("type", TYPES, "PLOVER type."),
    text("actor", "Who acts: a country (ISO 3166 alpha-3), an entity's id, or words of the text."),
    text("recipient", "Who is acted upon, in the same forms."),
    text("claimant", "Who says so, in the same forms; `unnamed` for sources whom nobody names."),
    choice("stance", claim.STANCES, "Stance of the claimant."),
    *(choice(name, held, f"The {name} of the claim.") for name, held in claim.CHOICES.items()),
    text("place", "Country (ISO 3166 alpha-3)."),
    day("when_from", "First day of the event."),
    day("when_to", "Last day of the event."),
    day("published_from", "First day of the report."),
    day("published_to", "Last day of the report."),
    text("text", "Words or a quoted phrase of the sentence."),
    text("article", "Id of an article."),
    text("event", "Id of an event."),
    moment("as_of", "As the ledger stood then. Links to further pages hold it."),
    *PAGING,
)
_EVENT_PARAMS = (
    choice("type", TYPES, "PLOVER type."),
    text("actor", "Who acts: a country, an entity's id, or words of the text."),
    text("recipient", "Who is acted upon, in the same forms."),
    text("place", "Country (ISO 3166 alpha-3)."),
    choice("status", STATUSES, "How it stands."),
    day("from", "First day."),
    day("to", "Last day."),
    *PAGING,
)

ENDPOINTS = (
    Endpoint(
        "/events",
        "listEvents",
        "Events that meet the filters, the latest first.",
        _events,
        page("EventCard"),
        _EVENT_PARAMS,
    ),
    Endpoint(
        "/events/{id}",
        "getEvent",
        "Who says what about one event. A claim's id finds its event.",
        _event,
        ref("Event"),
    ),
    Endpoint(
        "/claims",
        "listClaims",
        "Claims that meet the filters, the newest report first.",
        _claims,
        page("ClaimRow"),
        _CLAIM_PARAMS,
    ),
    Endpoint(
        "/claims/{id}",
        "getClaim",
        "One claim with the words behind each field.",
        _claim,
        ref("Claim"),
    ),
    Endpoint(
        "/articles/{id}",
        "getArticle",
        "One article, cut where the words of its claims begin and end. The text is untrusted.",
        _article,
        ref("Article"),
        (text("claim", "Mark the words of every field of the claim with this id."),),
    ),
    Endpoint(
        "/expectations",
        "listExpectations",
        "What was announced, when it is due and what became of it; the first due first.",
        _expectations,
        page("Expectation"),
        (
            choice("outcome", OUTCOMES, "What became of it."),
            day("from", "Due on this day or later."),
            day("to", "Due on this day or before."),
            *PAGING,
        ),
    ),
    Endpoint(
        "/actors",
        "getActors",
        "Who acts and who is acted upon.",
        _actors,
        ref("Actors"),
        (DAYS,),
        heavy=True,
    ),
    Endpoint(
        "/actors/{id}",
        "getActor",
        "What one party did and met with lately.",
        _actor,
        ref("Actor"),
        (DAYS,),
    ),
    Endpoint(
        "/dyads",
        "listDyads",
        "Pairs of countries, the busiest first.",
        _dyads,
        page("Pair"),
        (DAYS,),
        heavy=True,
    ),
    Endpoint(
        "/dyads/{one}/{other}",
        "getDyad",
        "What two parties did to one another.",
        _dyad,
        ref("Dyad"),
        (number("weeks", 26, (4, 520), "How many weeks back from today."),),
    ),
    Endpoint(
        "/sources",
        "getSources",
        "Publishers with their letters and track records, and how the feeds are doing.",
        _sources,
        ref("Sources"),
    ),
    Endpoint(
        "/sources/{id}",
        "getSource",
        "One publisher's latest articles.",
        _source,
        ref("Source"),
    ),
    Endpoint(
        "/situations",
        "listSituations",
        "The watched situations with the states of their indicators.",
        _situations,
        page("Situation"),
    ),
    Endpoint(
        "/situations/{id}", "getSituation", "One watched situation.", _situation, ref("Situation")
    ),
    Endpoint(
        "/search",
        "searchArticles",
        "Articles with all these words or quoted phrases, the best first.",
        _search,
        page("Hit"),
        (
            text("q", "Words or a quoted phrase.", required=True),
            number("limit", 30, (1, 100), "How many to give."),
            number("offset", 0, (0, 1000), "How many to leave out before them."),
        ),
    ),
)
