"""Requests for drawings: timeline, map, pairs of actors; and for actors and sources."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tocsin.desk.asking import Asked
from tocsin.desk.desk import desk_of, show
from tocsin.desk.drawing import calendar, world
from tocsin.desk.foretelling import changes_between
from tocsin.desk.views import charts, people, review

WIDTH = 1264
TALL = 110
SPANS = (30, 90, 180, 365)
WEEKS = (26, 52, 104)
COUNTING = 30.0
"""Seconds for which what counts over months may lag behind."""
OUTLETS = 100
"""Publishers on one page."""
CELLS = 1060
"""Pixels across a heat strip."""


def timeline_page(request: Request) -> Response:
    """Events by day with the future on them."""
    desk, asked = desk_of(request), Asked(request)
    last = asked.day("to") or desk.today + charts.AHEAD
    first = asked.day("from") or last - timedelta(66)
    first = max(min(first, last), last - timedelta(800))
    who, offset = asked.text("who"), asked.number("offset", 0)

    def make() -> dict[str, Any]:
        days, today = (first, last), desk.today
        shown = charts.timeline(desk.ledger, days, today=today, who=who, offset=offset)
        return {"page": shown, "drawn": timeline_drawing(shown, first, last, today)}

    made = desk.lately(("timeline", first, last, who, offset), make)
    return show(request, "timeline.html", made.value | {"who": who or "", "late": made.late})


def timeline_drawing(shown: dict[str, Any], first: date, last: date, today: date) -> dict[str, Any]:
    """The places of bars, labels and windows."""
    counts = [(date.fromisoformat(c["day"]), c["quad"], c["number"]) for c in shown["counts"]]
    lanes = calendar.lanes(shown["due"], first=first, last=last, width=WIDTH)
    inside = first <= today <= last
    return {
        "width": WIDTH,
        "tall": TALL,
        "height": TALL + 34 + max((row["y"] + calendar.LANE for row in lanes), default=0),
        "bars": calendar.bars(counts, first=first, last=last, width=WIDTH, height=TALL),
        "ticks": calendar.ticks(first, last, width=WIDTH),
        "today": calendar.place_of(today, first, last, width=WIDTH) if inside else None,
        "lanes": lanes,
        "top": TALL + 28,
    }


def map_page(request: Request) -> Response:
    """Where events are; circles say how exactly that is known."""
    desk, asked = desk_of(request), Asked(request)
    last = asked.day("to") or desk.today
    first = asked.day("from") or last - timedelta(60)
    who = asked.text("who")
    key = ("map", first, last, who)
    made = desk.lately(key, lambda: charts.places(desk.ledger, first=first, last=last, who=who))
    points = made.value
    frame = frame_of(asked.text("view"), points)
    shown = {"first": first.isoformat(), "last": last.isoformat(), "points": points}
    values = {"page": shown, "drawing": map_drawing(frame, points), "late": made.late}
    return show(request, "map.html", values | {"who": who or ""})


def frame_of(view: str | None, points: list[dict[str, Any]]) -> world.Frame:
    """``world``, or four numbers west, south, east, north; else what holds the points."""
    if view == "world":
        return world.WORLD
    try:
        west, south, east, north = (float(part) for part in (view or "").split(","))
    except ValueError:
        return world.fitted([(p["lat"], p["lon"], p["events"]) for p in points])
    sides = -360 <= west < east <= 360 and -85 <= south < north <= 85
    if not sides or east - west < 1 or north - south < 0.5:
        return world.WORLD
    return world.Frame(round(west, 1), round(south, 1), round(east, 1), round(north, 1))


def map_drawing(frame: world.Frame, points: list[dict[str, Any]]) -> dict[str, Any]:
    """The land and the circles; of many near places only the busiest are named."""
    pins, named = [], list[tuple[float, float]]()
    for point in points:
        if not frame.holds(point["lat"], point["lon"]):
            continue
        x, y = frame.at(point["lat"], point["lon"])
        free = all(abs(x - a) > 110 or abs(y - b) > 16 for a, b in named) and len(named) < 14
        named += [(x, y)] if free and point["name"] else []
        radius = frame.pixels(world.RADIUS_KM.get(point["precision"], 180.0))
        pins.append(
            point
            | {"x": x, "y": y, "area": min(radius, 400), "named": free}
            | {"r": round(4 + 1.6 * min(point["events"], 64) ** 0.5, 1)}
        )
    return {
        "width": frame.width,
        "height": frame.height,
        "land": world.land(frame),
        "pins": pins,
        "outside": len(points) - len(pins),
        "view": f"{frame.west},{frame.south},{frame.east},{frame.north}",
        "zooms": zooms(frame),
    }


def zooms(frame: world.Frame) -> dict[str, str]:
    """Addresses of nearer and farther views."""
    lat, lon = (frame.north + frame.south) / 2, (frame.east + frame.west) / 2
    tall, wide = frame.north - frame.south, frame.east - frame.west
    found = {}
    for name, factor in (("nearer", 0.5), ("farther", 2.0)):
        sides = (
            lon - wide * factor / 2,
            max(-85.0, lat - tall * factor / 2),
            lon + wide * factor / 2,
            min(85.0, lat + tall * factor / 2),
        )
        found[name] = ",".join(f"{side:.1f}" for side in sides) if wide * factor < 350 else "world"
    return found


def dyads_page(request: Request) -> Response:
    """Pairs of countries, the busiest first."""
    desk = desk_of(request)
    days = span(request)
    first = desk.today - timedelta(days)

    def make() -> object:
        return charts.busiest(desk.ledger, first=first, last=desk.today)

    made = desk.lately(("pairs", days), make, patience=COUNTING)
    values = {"pairs": made.value, "days": days, "spans": SPANS, "late": made.late}
    return show(request, "dyads.html", values)


def dyad_page(request: Request) -> Response:
    """What two parties did to one another."""
    desk, asked = desk_of(request), Asked(request)
    one, other = request.path_params["one"], request.path_params["other"]
    weeks = asked.number("weeks", WEEKS[0], least=4, most=520)

    def make() -> dict[str, Any]:
        shown = charts.dyad(desk.ledger, one, other, today=desk.today, weeks=weeks)
        first = date.fromisoformat(shown["first"])
        strips = [strip(shown[way], first, desk.today) for way in ("forward", "back")]
        pair, days = (one.upper(), other.upper()), {"first": first, "last": desk.today}
        others = charts.coded_by_others(desk.ledger, pair, **days)
        return {"page": shown, "strips": strips, "others": others}

    made = desk.lately(("dyad", one, other, weeks), make)
    values = made.value | {"spans": WEEKS, "late": made.late}
    strips = values["strips"]
    values |= {"cell": min(34.0, CELLS / max(len(strips[0]), 1) - 2), "months": months(strips[0])}
    turns = changes_between(desk, one.upper(), other.upper())
    values["turns"] = [turning(*both) for both in zip(turns, strips, strict=True)]
    return show(request, "dyad.html", values)


def strip(rows: list[dict[str, Any]], first: date, last: date) -> list[dict[int, Any]]:
    """The weeks of one direction."""
    held = [(date.fromisoformat(row["day"]), row["quad"]) for row in rows]
    return calendar.weeks(held, first=first, last=last)


def turning(changes: list[dict[str, Any]], weeks: list[dict[int, Any]]) -> list[dict[str, Any]]:
    """The changes of a rate that lie in these weeks, each with the place of its week."""
    first = date.fromisoformat(weeks[0][1]["monday"])
    placed = [
        each | {"week": (date.fromisoformat(each["day"]) - first).days / 7} for each in changes
    ]
    return [each for each in placed if 0 < each["week"] < len(weeks)]


def months(weeks: list[dict[int, Any]]) -> list[tuple[int, str]]:
    """The weeks in which a month begins, with its name."""
    found, last = [], ""
    for place, week in enumerate(weeks):
        monday = date.fromisoformat(week[1]["monday"])
        name = f"{monday:%b %Y}" if monday.month == 1 or not last else f"{monday:%b}"
        if name[:3] != last:
            found.append((place, name))
            last = name[:3]
    return found


def actors_page(request: Request) -> Response:
    """Who acts and who is acted upon."""
    desk, days = desk_of(request), span(request)

    def make() -> object:
        first = desk.today - timedelta(days)
        return people.actors(desk.ledger, first=first, last=desk.today)

    made = desk.lately(("actors", days), make, patience=COUNTING)
    values = {"page": made.value, "days": days, "spans": SPANS, "late": made.late}
    return show(request, "actors.html", values)


def actor_page(request: Request) -> Response:
    """One party."""
    desk, days, key = desk_of(request), span(request), request.path_params["key"]

    def make() -> dict[str, Any]:
        return people.actor(desk.ledger, key, today=desk.today, days=days)

    made = desk.lately(("actor", key, days), make)
    values = {"page": made.value, "days": days, "spans": SPANS, "late": made.late}
    return show(request, "actor.html", values)


def sources_page(request: Request) -> Response:
    """Who reports, how reliable they are held to be, and what they got right."""
    desk = desk_of(request)
    ratings = tuple((r.who, r.letter) for r in desk.ledger.ratings().values())
    key = ("sources", ratings)
    made = desk.lately(key, lambda: people.sources(desk.ledger), patience=COUNTING)
    offset = Asked(request).number("offset", 0)
    some = made.value["outlets"][offset : offset + OUTLETS]
    shown = made.value | {"feeds": people.feeds(desk.ledger), "outlets": some}
    values = {"page": shown, "offset": offset, "limit": OUTLETS, "late": made.late}
    return show(request, "sources.html", values | {"all": len(made.value["outlets"])})


def source_page(request: Request) -> Response:
    """One publisher."""
    shown = people.publisher(desk_of(request).ledger, request.path_params["key"])
    return show(request, "source.html", {"page": shown})


def review_page(request: Request) -> Response:
    """What waits for a second look."""
    desk, days = desk_of(request), span(request)

    def make() -> dict[str, Any]:
        return review.review(desk.ledger, today=desk.today, days=days)

    made = desk.lately(("review", days), make)
    values = {"page": made.value, "days": days, "spans": SPANS, "late": made.late}
    return show(request, "review.html", values)


def span(request: Request) -> int:
    """How many days back."""
    return Asked(request).number("days", 90, least=1, most=3650)
