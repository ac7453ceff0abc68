"""Articles with claims that nobody wrote, for measuring the ledger: same seed, same articles.

An article has 20 sentences of invented news among 40 countries and 300 publishers; seven of them
hold a claim with actors, place, date, quantity, source and the scores that the model would leave.
Days advance through four years, 72 articles each. A claim tells of one of the 150 events of its own
day or of the three days before, some of which are told by many and most by one to three; those who
tell of one event agree on parties, place, day and figure, and each names a source of its own. One
in ten events lies ahead. One in fifty articles edits the one before it at its URL.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from tocsin.ledger import Entry
from tocsin.records import (
    Article,
    Assessment,
    Attribution,
    Claim,
    Entity,
    Lead,
    Mention,
    Place,
    Quantity,
    Reason,
    Score,
    Span,
    When,
)

COUNTRIES = [f"Q{a}{b}" for a in "ABCDE" for b in "ABCDEFGH"]
TYPES = "ASSAULT COERCE MOBILIZE SANCTION PROTEST THREATEN REJECT ACCUSE REQUEST CONSULT AID AGREE"
AHEAD = ["planned", "planned", "possible", "conditional", "demanded", "threatened"]
EVENTS = 150
STANCES = ["asserts"] * 6 + ["denies", "withholds", "doubts"]
VERBS = "shelled blocked deployed sanctioned met warned accused supplied urged rejected".split()

SYLLABLES = "ba ke lo mi nu ra se to vi za cho dra fen gri hol jun kel mor".split()
START = date(2022, 1, 1)
MIDNIGHT = datetime(2022, 1, 1, tzinfo=UTC)
CLAIM_EVERY = 3
SENTENCES = 20


def moment(number: int) -> datetime:
    """When article ``number`` is added."""
    return MIDNIGHT + timedelta(minutes=20 * number)


def entries(count: int, *, seed: int = 0, first: int = 0) -> Iterator[Entry]:
    """Articles ``first`` to ``first + count``; each depends on the seed and its number alone."""
    words = _words(seed)
    for number in range(first, first + count):
        yield _entry(number, random.Random(f"{seed}/{number}"), words)


def _words(seed: int) -> list[str]:
    """A vocabulary of 20,000 words."""
    dice = random.Random(seed)
    return ["".join(dice.choices(SYLLABLES, k=dice.choice((2, 3, 3, 4)))) for _ in range(20_000)]


def _entry(number: int, dice: random.Random, words: list[str]) -> Entry:
    day = START + timedelta(days=number * 20 // 1440)
    text, claims = _title(number, dice, words) + "\n", []
    for index in range(SENTENCES):
        if index % CLAIM_EVERY:
            text += _filler(dice, words) + " "
        else:
            sentence, claim = _claim(len(text), index, _happening(day, dice, words), dice)
            text += sentence + " "
            claims.append(claim)
    edits = number % 50 == 49
    article = Article(
        text,
        title=text.split("\n", 1)[0],
        published=day,
        publisher=f"The {words[dice.randrange(300)].title()} Post",
        url=f"https://news.example/{number - 1 if edits else number}",
    )
    named = tuple(_with_id(claim, article.id) for claim in claims)
    return Entry(article, named, (_assessment(article, named[0]),))


def _title(number: int, dice: random.Random, words: list[str]) -> str:
    return f"{dice.choice(COUNTRIES)} {dice.choice(VERBS)} {dice.choice(words)} ({number})"


def _filler(dice: random.Random, words: list[str]) -> str:
    """A sentence whose words are as uneven in frequency as those of a language."""
    some = [words[int(len(words) * dice.random() ** 4)] for _ in range(18)]
    return " ".join(some).capitalize() + "."


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that articles tell of."""

    day: date
    type: str
    verb: str
    parties: tuple[str, str]
    place: str
    count: int
    words: tuple[str, ...]
    modality: str


def _happening(day: date, dice: random.Random, words: list[str]) -> Happening:
    """One of the events of the last days, the first ones of a day more often than the others."""
    told = day - timedelta(days=min(3, int(dice.expovariate(1.0))))
    number = int(EVENTS * dice.random() ** 2)
    own = random.Random(f"{told}/{number}")
    actor, recipient, place = own.sample(COUNTRIES, k=3)
    ahead = own.random() < 0.1
    return Happening(
        told + timedelta(days=own.randrange(2, 20)) if ahead else told,
        own.choice(TYPES.split()),
        own.choice(VERBS),
        (actor, recipient),
        place,
        own.randrange(2, 4000),
        tuple(own.choices(words, k=4)),
        own.choice(AHEAD) if ahead else "asserted",
    )


def _claim(offset: int, index: int, event: Happening, dice: random.Random) -> tuple[str, Claim]:
    (actor, recipient), place, count = event.parties, event.place, event.count
    others = [country for country in COUNTRIES if country not in (actor, recipient, place)]
    source, verb, happened = dice.choice(others), event.verb, event.day
    parts = [source, "said", actor, verb, recipient, f"{count} troops", f"near {place}"]
    parts += [*dice.sample(event.words, k=2), f"on {happened:%A}."]
    sentence = " ".join(parts)
    whole = Span(offset, offset + len(sentence), sentence)

    def span(words: str) -> Span:
        start = offset + sentence.index(words)
        return Span(start, start + len(words), words)

    def mention(country: str) -> Mention:
        entity = Entity(f"{country}/GOV", f"Government of {country}", country, "GOV")
        names = ((country, "LOC"),)
        return Mention(span(country), country, names=names, sentence=index, entity=entity)

    at = COUNTRIES.index(place)
    claim = Claim(
        trigger=span(verb),
        type=event.type,
        mode=None,
        sentence=whole,
        actors=(mention(actor),),
        recipients=(mention(recipient),),
        place=(Place(span(place), place, at, at / 2, at * 1.5, place, "city"),),
        when=When(span(f"{happened:%A}"), happened, happened, "day"),
        quantities=(Quantity(span(f"{count} troops"), count, count, "troops"),),
        modality=event.modality,
        time="future" if event.modality != "asserted" else "past",
        polarity="-" if dice.random() < 0.05 else "+",
        attributions=(Attribution(mention(source), span("said"), dice.choice(STANCES)),),
        score=round(dice.random(), 4),
        reason=_reason(dice, mention(actor)),
        sentence_index=index,
    )
    return sentence, claim


def _reason(dice: random.Random, lead: Mention) -> Reason:
    scores = tuple(Score("type", kind, dice.random()) for kind in TYPES.split())
    leads = tuple(Lead(role, lead, dice.gauss(0, 2)) for role in ("actor", "recipient", "source"))
    return Reason("network", ("actor by nsubj", "place by near"), scores, leads)


def _with_id(claim: Claim, article: str) -> Claim:
    text = f"{article}|{claim.trigger.start}|{claim.type}"
    return replace(claim, id=hashlib.sha256(text.encode()).hexdigest()[:16])


def _assessment(article: Article, claim: Claim) -> Assessment:
    span = claim.trigger
    key = hashlib.sha256(f"{article.id}|a".encode()).hexdigest()[:16]
    return Assessment(span, span, "effect", claim.sentence, valence="-", id=key)
