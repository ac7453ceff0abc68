"""Requests for reading: each asks one view and shows it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tocsin.desk.asking import Asked
from tocsin.desk.charting import map_drawing
from tocsin.desk.desk import desk_of, missing, person_of, show
from tocsin.desk.drawing import world
from tocsin.desk.viewing import owner
from tocsin.desk.views.article import article
from tocsin.desk.views.board import board, due
from tocsin.desk.views.claim import claim
from tocsin.desk.views.event import event, near

LOOK = "tocsin_look"
AWAY = timedelta(minutes=30)
"""Who was away for so long begins a new look at the board."""
FIRST_LOOK = timedelta(days=1)


def board_page(request: Request) -> Response:
    """Situations, what changed since the last look, what is due."""
    desk, now = desk_of(request), desk_of(request).clock()
    since = Asked(request).moment("since")
    kept, last = looks(request.cookies.get(LOOK, ""), now)
    shown = board(desk.ledger, today=now.date(), since=since or kept)
    coming = desk.lately("due", lambda: due(desk.ledger, today=now.date()))
    values = {"page": shown | coming.value, "late": coming.late}
    values["views"] = desk.ledger.people.views(owner(person_of(request)))
    response = show(request, "board.html", values | {"week_ago": (now - timedelta(7)).date()})
    value = f"{int((kept if now - last < AWAY else last).timestamp())}.{int(now.timestamp())}"
    response.set_cookie(LOOK, value, max_age=90 * 86400, httponly=True, samesite="strict", path="/")
    return response


def looks(cookie: str, now: datetime) -> tuple[datetime, datetime]:
    """From when changes count, and when the board was shown last."""
    first, _, last = cookie.partition(".")
    try:
        since, seen = (datetime.fromtimestamp(int(part), now.tzinfo) for part in (first, last))
    except (ValueError, OverflowError, OSError):
        return now - FIRST_LOOK, now
    if since > now or seen > now:
        return now - FIRST_LOOK, now
    return (since if now - seen < AWAY else seen), seen


def event_page(request: Request) -> Response:
    """Who says what about one event."""
    desk, key = desk_of(request), request.path_params["key"]
    shown = event(desk.ledger, key, today=desk.today)
    if shown is None:
        return missing(request, "event")
    others = near(desk.ledger, shown["id"], today=desk.today)
    drawn = place_drawing(shown["point"], shown["id"]) if shown["point"] else None
    return show(request, "event.html", {"page": shown, "near": others, "drawing": drawn})


def place_drawing(point: dict[str, Any], key: str) -> dict[str, Any]:
    """A small map around one place."""
    tall = {"city": 5.0, "region": 8.0}.get(point["precision"], 14.0)
    frame = world.around(point["lat"], point["lon"], tall, 0.0, width=440)
    pin = point | {"name": point["name"] or "", "events": 1, "latest": [key]}
    return map_drawing(frame, [pin])


def article_page(request: Request) -> Response:
    """The kept text with its words marked."""
    key = request.path_params["key"]
    shown = article(desk_of(request).ledger, key, claim=request.query_params.get("claim"))
    if shown is None:
        return missing(request, "article")
    return show(request, "article.html", {"page": shown})


def claim_page(request: Request) -> Response:
    """One claim, field by field."""
    shown = claim(desk_of(request).ledger, request.path_params["key"])
    if shown is None:
        return missing(request, "claim")
    return show(request, "claim.html", {"page": shown})
