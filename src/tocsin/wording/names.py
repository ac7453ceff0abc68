"""What we call somebody: the words of the text, or the country behind a code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from tocsin.records import Attribution, Entity, Mention

# Words that are capital only because they begin a sentence.
_SMALL = frozenset(
    "A About An Both Dozens Eight Eleven Five Four Her His Hundreds Its Many More Nine Seven "
    "Several She Six Some Ten The Their They This Thousands Three Twelve Two We".split()
)
_NUMBERS = ("no", *"one two three four five six seven eight nine ten eleven twelve".split())
_LONG = 12  # words of a phrase that is too long to stand for somebody
_COLLECTIVE = frozenset({"IGO", "NGO", "MNC", "INT"})
_PRONOUNS = frozenset("he she it they we i you this that these those who".split())
_OWNED = frozenset("his her its their our my your both".split())
_DATELINE = re.compile(r"^[A-Z][A-Z .]+(?:, [A-Z][a-z]+\.? \d+)?(?: ?\([A-Z ]+\)?(?: ?[-–—] ?)?|$)")
_ASIDES = (" and ", " or ")


@cache
def _countries() -> dict[str, tuple[str, str]]:
    text = files("tocsin.wording").joinpath("data/countries.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {code: (article, name) for code, article, name in rows}


_ARTICLE = re.compile("[0-9a-f]{16}")


def country_name(code: str) -> str:
    """The English name of an ISO 3166 alpha-3 code or of IGO, NGO, MNC, INT, without article; any
    other text as it is."""
    return _countries().get(code, ("", code))[1]


def in_sentence(code: str) -> str:
    """The name as it stands within a sentence: "the United States"; the id of an article, which
    stands for a publisher that nobody named, is "an unnamed publisher"."""
    if _ARTICLE.fullmatch(code):
        return "an unnamed publisher"
    article, name = _countries().get(code, ("", code))
    return f"{article} {name}".strip()


def name(mention: Mention) -> str:
    """The words of the text, or who they stand for where they are a pronoun, or a bare adjective
    ("Ukrainian"). Empty for a possessive of which nobody knows whose."""
    entity = mention.entity
    if mention.kind == "pronoun" and entity and entity.name:
        return entity_name(entity)
    if mention.kind == "modifier" and entity and _is_bare(entity):
        return in_sentence(entity.country or "")
    if mention.kind == "pronoun" and mention.span.text.lower() in _OWNED:
        return ""
    words = mention.span.text.split()
    if words and words[0] in _SMALL:
        words[0] = words[0].lower()
    return " ".join(words)


def display(mention: Mention) -> str:
    """What to call a party: a bare country by its name, others by their words; a pronoun, or a
    phrase that hangs on one ("its navy"), by whom it means. Empty if nobody knows whom."""
    entity = mention.entity
    words = mention.span.text.split()
    refers = mention.kind == "pronoun" or (words and words[0].lower() in _OWNED and len(words) < 4)
    if entity and entity.country and entity.country not in _COLLECTIVE:
        called = mention.kind in ("name", "modifier") and len(words) < 3
        if _is_bare(entity) and (refers or called):
            return in_sentence(entity.country)
    alone = len(words) == 1 and entity is not None and bool(entity.sector)
    if entity and (mention.kind == "pronoun" or refers or alone or len(words) > _LONG):
        return entity_name(entity)
    if mention.kind == "pronoun":
        return ""
    return _plain(mention).removesuffix("'s").removesuffix("’s")


def _is_bare(entity: Entity) -> bool:
    """Whether it is a country itself, or its government."""
    return entity.id in {entity.country, f"{entity.country}/GOV"}


def entity_name(entity: Entity) -> str:
    """The name of an entity as it stands in a sentence: "armed forces of Peru"."""
    whose, colon, what = entity.name.partition(": ")
    return f"the {what} of {whose}" if colon else entity.name


def is_agent(mention: Mention) -> bool:
    """Whether it can act: a shell, a river bank or a bare "one" cannot."""
    return mention.kind == "name" or mention.head.lower() not in _things()


def is_known(mention: Mention) -> bool:
    """Whether the name tells a reader who is meant: it does not hang on other words, as "it" and
    "its troops" do."""
    called = display(mention)
    return bool(called) and called.split()[0].lower() not in _OWNED | _PRONOUNS


@cache
def _things() -> frozenset[str]:
    text = files("tocsin.wording").joinpath("data/things.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split() if line)


def _plain(mention: Mention) -> str:
    """The words without a dateline ("QUITO, March 6 (ABC) - "), with a small letter where only the
    sentence's beginning made it a capital."""
    text = _DATELINE.sub("", name(mention))
    common = mention.kind == "nominal" or mention.head.lower() in _things()
    if common and text.startswith(mention.head) and mention.head[1:].islower():
        return text[:1].lower() + text[1:]
    return text


def source_name(held: Attribution) -> str:
    """The source's words; of one whom nobody names, the cue."""
    if held.source.kind == "cue":
        return f'unnamed sources ("{held.cue.text}")'
    return name(held.source)


def join(mentions: Iterable[Mention]) -> str:
    """The names as a list in words, each once; empty without any."""
    return listed(filter(None, dict.fromkeys(map(name, mentions))))


def listed(words: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``; with semicolons where an item has a comma or an "and" of
    its own."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    if any(", " in item for item in items):
        return f"{'; '.join(items[:-1])}; and {items[-1]}"
    last = ", and " if any(_ASIDES[0] in item for item in items) else " and "
    return f"{', '.join(items[:-1])}{last}{items[-1]}"


def number_word(number: int) -> str:
    """``no``, ``one`` ... ``twelve``, ``13``."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def counted(number: int, noun: str) -> str:
    """``one report``, ``two reports``, ``13 reports``."""
    return f"{number_word(number)} {noun}{'' if number == 1 else 's'}"


def sentence_case(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]
