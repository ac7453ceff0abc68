"""What a definite phrase takes up again: "the ministry", "the president", "the country"."""

from __future__ import annotations

from tocsin.resolve.actor_phrase import scan
from tocsin.resolve.pronouns import Scene
from tocsin.resolve.referents import Facts, Referent, special_nouns, words

WINDOW = 5
_NEAR = 2
_LANDS = {"country", "nation", "kingdom", "republic", "homeland"}
_POWERS = {"government", "regime", "authorities"}
_ANYONE = {"man", "woman", "person", "guy", "boy", "girl", "gentleman", "lady"}
_TOWNS = {
    "city",
    "town",
    "village",
    "province",
    "region",
    "district",
    "territory",
    "island",
    "enclave",
}
_DETERMINERS = {"the", "this", "that", "these", "those"}


def nominal_antecedent(scene: Scene, index: int) -> Referent | None:
    """The referent of a definite noun phrase; None if it is indefinite or nothing near fits."""
    facts = scene.facts[index]
    if not facts.definite or not facts.head:
        return None
    near = [(k, r) for k, r in scene.before(index, WINDOW) if _agrees(scene, index, r)]
    return (
        _same_head(scene, index, [r for _, r in near])
        or _more_special(scene, index, [r for _, r in near])
        or _only_kind(scene, index, near)
    )


def _agrees(scene: Scene, index: int, referent: Referent) -> bool:
    facts, entity = scene.facts[index], scene.mentions[index].entity
    if facts.gender and referent.gender and facts.gender != referent.gender:
        return False
    if entity and referent.entity and entity.country != referent.entity.country:
        return False
    return not referent.members or facts.plural


def _same_head(scene: Scene, index: int, near: list[Referent]) -> Referent | None:
    facts = scene.facts[index]
    extra = _modifiers(scene, index)
    fitting = (r for r in near if facts.head in r.roles and extra <= r.words)
    return next((r for r in fitting if _number_fits(facts, r)), None)


def _more_special(scene: Scene, index: int, near: list[Referent]) -> Referent | None:
    facts = scene.facts[index]
    special = special_nouns().get(facts.head, frozenset())
    extra = _modifiers(scene, index)
    fitting = (r for r in near if special & r.roles and extra <= r.words)
    return next((r for r in fitting if _number_fits(facts, r)), None)


def _number_fits(facts: Facts, referent: Referent) -> bool:
    """Bodies may be called by a plural ("the forces"); people keep their number."""
    if facts.kinds and referent.kinds and "organization" in referent.kinds:
        return True
    return facts.plural == referent.plural


def _modifiers(scene: Scene, index: int) -> set[str]:
    """Words of the phrase beside its head and article: the antecedent must be described by them."""
    said = set(words(scene.mentions[index].span.text))
    return said - _DETERMINERS - set(words(scene.mentions[index].head))


def _only_kind(scene: Scene, index: int, near: list[tuple[int, Referent]]) -> Referent | None:
    """Nouns so general that the nearest of their kind is meant."""
    head = scene.facts[index].head
    if _modifiers(scene, index):
        return None
    if head in _LANDS or head in _POWERS:
        # "Ghana attacked the country": another one
        acting = [scene.of[k] for k in scene.subjects_before(index) if head in _LANDS]
        lands = [(k, r) for k, r in near if "country" in r.kinds and not _only_where(scene, r)]
        return _salient(scene, index, [(k, r) for k, r in lands if r not in acting])
    here = scene.mentions[index].sentence
    close = [r for k, r in near if here - scene.mentions[k].sentence <= _NEAR]
    if head in _ANYONE:
        return next((r for r in close if "person" in r.kinds and not r.plural), None)
    if head in _TOWNS:
        return next((r for r in close if "place" in r.kinds and r.names), None)
    return None


def _only_where(scene: Scene, referent: Referent) -> bool:
    """Whether a capital is just where something is ("talks in Dakar"), not a government."""
    told = [scene.mentions[k] for k in referent.mentions]
    return all(not m.subject and _is_capital(m.span.text) for m in told)


def _is_capital(text: str) -> bool:
    items = scan(text)
    return len(items) == 1 and items[0].known is not None and items[0].known.kind == "capital"


def _salient(scene: Scene, index: int, near: list[tuple[int, Referent]]) -> Referent | None:
    """The most mentioned of the nearest sentence that has any."""
    if not near:
        return None
    last = max(scene.mentions[k].sentence for k, _ in near)
    latest = [r for k, r in near if scene.mentions[k].sentence == last and not r.members]
    return max(latest, key=lambda r: len(r.mentions), default=None)
