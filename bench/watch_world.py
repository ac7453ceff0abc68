"""A small world of feeds with faults, the same for the same seed: what is published when, how it is
served, and what a watch must have found in the end.

All news here is made up by chance from lists of words. Articles of the kind that alerts reports one
event between two countries that no other article names together, on a day of its own, so that no
merging can take two for one.
"""

from __future__ import annotations

import hashlib
import html
import json
import random
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

from tocsin.pipeline import Result
from tocsin.records import Article, Claim, Entity, Mention, Place, Span, When

START = datetime(2026, 3, 2, tzinfo=UTC)
COUNTRIES = dict(
    zip(
        "Norway Iceland Sweden Finland Denmark Estonia Latvia Lithuania Poland Austria "
        "Belgium Portugal Spain Greece Malta Chile Peru Bolivia Kenya Ghana".split(),
        "NOR ISL SWE FIN DNK EST LVA LTU POL AUT BEL PRT ESP GRC MLT CHL PER BOL KEN GHA".split(),
        strict=True,
    )
)
NOUNS = (
    "minister harbour council market bridge museum garden river railway school festival budget "
    "harvest library theatre factory museum station tunnel farmer doctor singer painter teacher"
).split()
VERBS = "opened visited praised repaired painted counted measured sold borrowed described".split()
MANNERS = "slowly quietly again twice early late proudly together abroad carefully".split()
SHELLED = re.compile(r"(\w+) shelled (\w+) near (\w+) on ([\d-]+), killing (\d+)\.")
KINDS = ("rss", "atom", "json")


@dataclass(frozen=True, slots=True)
class Version:
    """The text of an article from a moment on, in hours."""

    hour: float
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One article: its feed, its number, its versions (the second is an edit)."""

    feed: int
    number: int
    versions: tuple[Version, ...]
    parties: tuple[str, str] | None = None

    def at(self, hour: float) -> Version:
        return [version for version in self.versions if version.hour <= hour][-1]

    @property
    def link(self) -> str:
        return f"http://feed{self.feed}.example/a/{self.number}"


class World:
    """``feeds`` feeds over ``hours`` hours, about ``each`` articles for each feed."""

    def __init__(self, *, feeds: int, hours: float, each: float, seed: int = 1) -> None:
        self.feeds, self.hours = feeds, hours
        self._chance = random.Random(seed)
        self._pairs = list(permutations(COUNTRIES, 2))
        self._chance.shuffle(self._pairs)
        count = round(feeds * each)
        self.pieces = [self._piece(number) for number in range(count)]
        self.by_feed = {
            feed: [piece for piece in self.pieces if piece.feed == feed] for feed in range(feeds)
        }

    def address(self, feed: int) -> str:
        return f"http://feed{feed}.example/news"

    def fault(self, feed: int, hour: float, draw: float) -> str:
        """``500``, ``slow``, ``down`` or nothing. Every seventh feed is down for three hours."""
        if feed % 7 == 3 and 6 <= hour < 9:
            return "down"
        if hour >= self.hours:
            return ""
        return "500" if draw < 0.06 else "slow" if draw < 0.075 else ""

    def feed(self, feed: int, hour: float, nonce: int) -> tuple[bytes, str]:
        """The feed as served now, and its type; ``nonce`` differs with every request."""
        shown = [piece for piece in self.by_feed[feed] if piece.versions[0].hour <= hour]
        shown = sorted(shown, key=lambda piece: -piece.versions[0].hour)
        entries = [self._entry(piece, hour, nonce) for piece in shown]
        kind = KINDS[feed % 3]
        if kind == "json":
            return json.dumps(_json_feed(entries)).encode(), "application/feed+json"
        text = _rss(entries) if kind == "rss" else _atom(entries)
        lies = feed % 10 == 6  # it says UTF-8 and is not
        return text.encode("cp1252" if lies else "utf-8"), f"application/{kind}+xml"

    def etag(self, feed: int, hour: float) -> str:
        """Changes with what the feed shows; feeds with changing ids have none that lasts."""
        shown = [p for p in self.by_feed[feed] if p.versions[0].hour <= hour]
        state = repr([(piece.number, piece.at(hour).hour) for piece in shown])
        return '"' + hashlib.sha256(state.encode()).hexdigest()[:12] + '"'

    def page(self, number: int, hour: float) -> str:
        """The article's page as served now."""
        version = self.pieces[number].at(hour)
        day = (START + timedelta(hours=self.pieces[number].versions[0].hour)).date()
        body = "".join(f"<p>{html.escape(line)}</p>" for line in version.paragraphs)
        title = html.escape(version.title)
        return (
            f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>"
            f"<meta property='article:published_time' content='{day}T00:00:00Z'></head>"
            f"<body><article><h1>{title}</h1>{body}</article></body></html>"
        )

    def article(self, number: int, hour: float) -> Article:
        """The article as a reader without trafilatura takes it."""
        piece = self.pieces[number]
        version = piece.at(hour)
        day = (START + timedelta(hours=piece.versions[0].hour)).date()
        text = "\n".join((version.title, *version.paragraphs))
        return Article(text, version.title, day, f"Feed {piece.feed}", url=piece.link)

    def _piece(self, number: int) -> Piece:
        chance = self._chance
        feed = chance.randrange(self.feeds)
        hour = chance.uniform(0.3, self.hours - 1)
        parties = self._pairs.pop() if number % 7 == 0 and self._pairs else None
        dead = chance.randint(2, 40)
        lines = [_sentence(chance) for _ in range(chance.randint(6, 10))]
        title = " ".join(_sentence(chance).split()[:7])
        if parties:
            lines[0] = (
                f"{parties[0]} shelled {parties[1]} near Port{number} on "
                f"{(START - timedelta(number)).date()}, killing {dead}."
            )
        first = Version(hour, title, tuple(lines))
        versions = [first]
        if number % 5 == 0 and hour + 4 < self.hours - 1:
            versions.append(replace(first, hour=hour + 4, paragraphs=_edited(lines, chance)))
        return Piece(feed, number, tuple(versions), parties)

    def _entry(self, piece: Piece, hour: float, nonce: int) -> dict[str, str]:
        version = piece.at(hour)
        changing = piece.feed % 10 == 4
        link = f"{piece.link}?sid={nonce}" if changing and piece.feed % 20 == 4 else piece.link
        moment = START + timedelta(hours=piece.versions[0].hour)
        return {
            "title": version.title,
            "link": link,
            "id": f"id-{piece.number}-{nonce if changing else ''}",
            "text": " ".join(version.paragraphs[:4]) + " “So it goes”, they said in the café.",
            "moment": "" if piece.feed % 10 == 8 else moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }


def _sentence(chance: random.Random) -> str:
    noun, verb = chance.choice(NOUNS), chance.choice(VERBS)
    return (
        f"The {chance.choice(NOUNS)} of the {noun} {chance.choice(MANNERS)} {verb} "
        f"{chance.randint(2, 9999)} of the {chance.choice(NOUNS)}s and the {chance.choice(NOUNS)} "
        f"{chance.choice(VERBS)} the {chance.choice(NOUNS)} {chance.choice(MANNERS)}."
    )


def _edited(lines: list[str], chance: random.Random) -> tuple[str, ...]:
    """Another number of dead, and a further sentence in front of the last."""
    first = re.sub(r"killing (\d+)", lambda found: f"killing {int(found[1]) + 3}", lines[0])
    return (first, _sentence(chance), *lines[1:])


def _rss(entries: list[dict[str, str]]) -> str:
    items = []
    for entry in entries:
        held = {key: html.escape(value) for key, value in entry.items()}
        moment = entry["moment"]
        date = f"<pubDate>{_rfc822(moment)}</pubDate>" if moment else ""
        items.append(
            f"<item><title>{held['title']}</title><link>{held['link']}</link>"
            f"<guid isPermaLink='false'>{held['id']}</guid>{date}"
            f"<description>{held['text']}</description></item>"
        )
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title>'
    return f"{head}{''.join(items)}</channel></rss>"


def _atom(entries: list[dict[str, str]]) -> str:
    items = []
    for entry in entries:
        held = {key: html.escape(value) for key, value in entry.items()}
        date = f"<published>{entry['moment']}</published>" if entry["moment"] else ""
        items.append(
            f"<entry><title>{held['title']}</title><link href='{held['link']}'/>"
            f"<id>{held['id']}</id>{date}<summary>{held['text']}</summary></entry>"
        )
    head = '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
    return f"{head}<title>News</title>{''.join(items)}</feed>"


def _json_feed(entries: list[dict[str, str]]) -> dict[str, object]:
    items = []
    for entry in entries:
        item = {"id": entry["id"], "url": entry["link"], "title": entry["title"]}
        item["content_text"] = entry["text"]
        items.append(item | ({"date_published": entry["moment"]} if entry["moment"] else {}))
    return {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": items}


def _rfc822(moment: str) -> str:
    return datetime.fromisoformat(moment).strftime("%a, %d %b %Y %H:%M:%S GMT")


def code(article: Article) -> Result:
    """What a coder without a model says: who shelled whom."""
    found = SHELLED.search(article.text)
    if found is None:
        return Result(article, ())
    start, end = found.start(), found.end()
    sentence = Span(start, end, found[0])
    at = start + found[0].index("shelled")
    trigger = Span(at, at + len("shelled"), "shelled")
    place = Place(_span(found, 3), found[3], country=COUNTRIES[found[2]], precision="city")
    day = date.fromisoformat(found[4])
    claim = Claim(
        trigger,
        "ASSAULT",
        "heavy-weapons",
        sentence,
        (_mention(found, 1),),
        (_mention(found, 2),),
        (place,),
        When(_span(found, 4), day, day, "day"),
        id=hashlib.sha256(f"{article.id}{start}".encode()).hexdigest()[:16],
        score=0.9,
    )
    return Result(article, (claim,))


def _span(found: re.Match[str], group: int) -> Span:
    return Span(found.start(group), found.end(group), found[group])


def _mention(found: re.Match[str], group: int) -> Mention:
    name = found[group]
    entity = Entity(f"{COUNTRIES[name]}/GOV", f"Government of {name}", COUNTRIES[name], "GOV")
    return Mention(_span(found, group), name, names=((name, "LOC"),), entity=entity)


PLAN = """
situations:
  - id: shelling
    title: Shelling
    indicators:
      - id: any
        title: A state shells another
        rule: ASSAULT/heavy-weapons within 3000 days
      - id: many
        title: Ten of them
        rule: at least 10 ASSAULT within 3000 days
alerts:
  - id: desk
    webhook: http://127.0.0.1:{port}/hook
    secret_env: TOCSIN_BENCH_SECRET
"""


def plan_text(world: World, port: int) -> str:
    """The file of a watch over all feeds of the world."""
    lines = ["sources:"]
    for feed in range(world.feeds):
        lines += [f"  - feed: {world.address(feed)}", f"    name: Feed {feed}", "    every: 1 hour"]
    return "\n".join(lines) + PLAN.format(port=port)
