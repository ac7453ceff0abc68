"""What the words of a mention say about who it is, and the referents that mentions share."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from tocsin.records import Entity, Mention

PLURAL_KINDS = frozenset({"people", "organizations", "countries", "places"})
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_LABEL_KIND = {"PER": "person", "ORG": "organization", "LOC": "place"}
_PREPOSITION = re.compile(r"\s(?:of|to|for|in|at|on|from|with|and former)\s|,")
_PERSON_END = re.compile(r" of | \(|,")
_DETERMINERS = {"the", "this", "that", "these", "those", "both", "all", "either", "neither"}
_PARTICLES = {"de", "di", "van", "von", "bin", "al", "el", "la", "le", "jr", "ii", "iii"}
_LEADING = _DETERMINERS | {"a", "an", "its", "his", "her", "their", "our", "my"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What one mention says by itself.

    ``kinds`` are the kinds that it may be (``person``, ``people``, ``organization``, ``country``,
    ``place`` and their plurals, ``time``; empty for other things), ``head`` the lower-case head
    noun, ``name`` the words of its own name without titles, ``roles`` the nouns that describe it.
    """

    kinds: frozenset[str] = frozenset()
    gender: str = ""
    plural: bool = False
    head: str = ""
    label: str = ""
    name: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    definite: bool = False


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something of the document, with all its mentions so far (indexes, text order)."""

    kinds: frozenset[str]
    gender: str = ""
    plural: bool = False
    entity: Entity | None = None
    names: set[tuple[str, ...]] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    mentions: list[int] = field(default_factory=list)
    members: tuple[Referent, ...] = ()

    def add(self, index: int, mention: Mention, facts: Facts) -> None:
        """Take in one more mention and what it says."""
        self.mentions.append(index)
        self.kinds = (self.kinds & facts.kinds) or self.kinds or facts.kinds
        self.gender = self.gender or facts.gender
        self.entity = self.entity or mention.entity
        self.roles |= facts.roles
        self.words |= facts.words
        if facts.name:
            self.names.add(facts.name)

    def absorb(self, other: Referent) -> None:
        """Become one with a referent that turned out to be the same."""
        self.mentions = sorted({*self.mentions, *other.mentions})
        self.kinds = (self.kinds & other.kinds) or self.kinds or other.kinds
        self.gender = self.gender or other.gender
        self.entity = self.entity or other.entity
        self.names |= other.names
        self.roles |= other.roles
        self.words |= other.words


def describe(mention: Mention) -> Facts:
    """Read off what the words of a mention say."""
    text, label = _own_name(mention)
    head = mention.head.lower()
    name = name_words(_person_part(text) if label == "PER" else text)
    plural = _is_plural(mention, head, label)
    said = " ".join((mention.span.text, *mention.descriptors))
    return Facts(
        kinds=_kinds(mention, head, label, plural=plural),
        gender=_gender(mention, head, name),
        plural=plural,
        head=head,
        label=label,
        name=name,
        roles=_roles(mention, head, name),
        words=frozenset(words(said)) - _LEADING,
        definite=(words(mention.span.text) or ("",))[0] in _DETERMINERS,
    )


@lru_cache(maxsize=1 << 13)
def words(text: str) -> tuple[str, ...]:
    """Lower-case words without accents, genitive endings and full stops; hyphens split."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    plain = re.sub(r"['’]s?\b", "", plain.replace("-", " ").replace(".", ""))
    return tuple(_WORD.findall(plain))


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name without the titles and articles before it; empty if it is all titles."""
    found = words(text)
    start = 0
    while start < len(found) and (found[start] in titles() or found[start] in _LEADING):
        start += 1
    return () if all(w in _PARTICLES for w in found[start:]) else found[start:]


def _person_part(text: str) -> str:
    """The name without a body before it ("the DAB's Holden Chow") or an origin after it."""
    return re.split(r"['’]s? ", _PERSON_END.split(text)[0])[-1]


def _own_name(mention: Mention) -> tuple[str, str]:
    """The name that the mention itself bears (not one that only modifies it), and its label."""
    for text, label in mention.names:
        if mention.head in text.split() or mention.head == text:
            return text, label
    for text, label in mention.names:
        titled = mention.span.text.endswith(f"{mention.head} {text}")
        if label == "PER" and titled and _is_person_noun(mention.head):
            return text, label
    if mention.kind != "name" or mention.names or not mention.head[:1].isupper():
        return "", ""
    after = _after_title(mention.span.text)
    return (after, "PER") if after else (mention.span.text, "")


def _after_title(text: str) -> str:
    """What follows the last title of a name that the model has not labelled."""
    parts = text.split()
    at = [k for k, part in enumerate(parts) if part[:1].isupper() and _is_person_noun(part)]
    rest = parts[at[-1] + 1 :] if at else []
    return " ".join(rest) if all(part[:1].isupper() for part in rest) else ""


def _is_person_noun(head: str) -> bool:
    return head.lower() in titles() or "person" in nouns().get(head.lower(), ())


def _is_plural(mention: Mention, head: str, label: str) -> bool:
    """Number of the head itself: the grammar calls the first of several coordinated ones plural."""
    if label in ("PER", "ORG", "LOC"):
        return False
    kinds = nouns().get(head)
    if kinds:
        return kinds <= PLURAL_KINDS or bool(kinds & PLURAL_KINDS and mention.number == "Plur")
    return mention.number == "Plur" and head.endswith("s")


def _kinds(mention: Mention, head: str, label: str, *, plural: bool) -> frozenset[str]:
    if label == "LOC" and mention.entity is not None:
        return frozenset({"country"})
    if label in _LABEL_KIND:
        return frozenset({_LABEL_KIND[label]})
    kinds = nouns().get(head, frozenset())
    if kinds and not (label == "MISC" and not plural):
        return kinds & PLURAL_KINDS if plural else kinds - PLURAL_KINDS
    if head.endswith(("man", "woman", "ist")):
        return frozenset({"person"})
    if head.endswith(("men", "women", "ists")):
        return frozenset({"people"})
    return _entity_kinds(mention, plural=plural)


def _entity_kinds(mention: Mention, *, plural: bool) -> frozenset[str]:
    if mention.entity is None or mention.kind != "name":
        return frozenset()
    if plural:
        return frozenset({"people"})
    body = any(mark in mention.entity.id for mark in "/:?")
    return frozenset({"organization" if body else "country"})


def _gender(mention: Mention, head: str, name: tuple[str, ...]) -> str:
    """Gender by the pronoun, a title or noun of the mention, else by its given name."""
    if mention.gender in ("Masc", "Fem"):
        return mention.gender
    before = words(mention.span.text)
    for gender, marks in honorifics().items():
        if before and before[0] in marks and (name or head in marks):
            return gender
    if mention.head.islower() and (gender := noun_genders().get(head, "")):
        return gender
    for text in mention.descriptors:
        for role in role_nouns(text):
            if role in noun_genders() and role in text:  # in small letters: "Son" is a name
                return noun_genders()[role]
    if len(name) > 1:
        return given_names().get(name[0], "")
    return ""


def _roles(mention: Mention, head: str, name: tuple[str, ...]) -> frozenset[str]:
    """Head nouns that describe the mention: its own, its titles, its appositions', its name's."""
    found = {head} if mention.kind != "pronoun" else set()
    if name:
        found = {w for w in name if w in nouns()}
        found |= set(role_nouns(_before_name(mention, name)))
    for text in mention.descriptors:
        found |= set(role_nouns(text))
    return frozenset(found)


def _before_name(mention: Mention, name: tuple[str, ...]) -> str:
    return mention.span.text[: mention.span.text.lower().find(name[0].lower())]


def role_nouns(text: str) -> tuple[str, ...]:
    """Known head nouns of a description, what follows a preposition or is a possessor left out."""
    core = re.sub(r"\S+['’]s?\s", "", _PREPOSITION.split(f"{text} ")[0])
    return tuple(w for w in words(core) if w in nouns())


@cache
def nouns() -> dict[str, frozenset[str]]:
    """Noun -> the kinds that it may denote."""
    found: dict[str, frozenset[str]] = {}
    for kind, _, row in _rows("nouns.tsv"):
        for noun in row.split():
            found[noun] = found.get(noun, frozenset()) | {kind}
    return found


@cache
def noun_genders() -> dict[str, str]:
    """Noun -> Masc or Fem."""
    return {n: gender for _, gender, row in _rows("nouns.tsv") if gender for n in row.split()}


@cache
def special_nouns() -> dict[str, frozenset[str]]:
    """General noun -> the more special nouns that it may take up again."""
    return {noun: frozenset(row.split()) for noun, row in _rows("kinds.tsv")}


@cache
def titles() -> frozenset[str]:
    """Words before a name that are no part of it."""
    return frozenset(word for (row,) in _rows("titles.txt") for word in row.split())


@cache
def honorifics() -> dict[str, frozenset[str]]:
    """Gender -> the titles that tell it."""
    return {gender: frozenset(row.split()) for gender, row in _rows("honorifics.tsv")}


@cache
def given_names() -> dict[str, str]:
    """Given name -> Masc or Fem."""
    return {n: gender for gender, row in _rows("first_names.tsv") for n in row.split()}


def _rows(name: str) -> list[list[str]]:
    text = resources.files("tocsin.resolve").joinpath("data", "reference", name).read_text("utf-8")
    return [r.split("\t") for r in text.splitlines() if r.strip() and not r.startswith("#")]
