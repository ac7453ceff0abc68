"""Several words for one event become one claim; an act named as a party gives way to its doer."""

from __future__ import annotations

from dataclasses import replace

from tocsin.coding.grammar import Tree
from tocsin.coding.roles import Roles
from tocsin.coding.triggers import Trigger

Hit = tuple[Trigger, Roles]
_LINKS = {"obj", "obl", "xcomp", "compound", "amod", "nmod", "nsubj", "advcl", "acl"}


def acts_to_parties(tree: Tree, hits: list[Hit]) -> list[Hit]:
    """ "condemned Turkey's offensive" is against Turkey; "the attack killed two" is by the
    attacker."""
    by_head = {t.head: r for t, r in hits}
    return [(t, _with_doers(t, r, by_head)) for t, r in hits]


def _with_doers(t: Trigger, r: Roles, by_head: dict[int, Roles]) -> Roles:
    actors = _doers_of(r.actors, t.head, by_head)
    recipients = tuple(k for k in _doers_of(r.recipients, t.head, by_head) if k not in actors)
    if actors == r.actors and recipients == r.recipients:
        return r
    return replace(r, actors=actors, recipients=recipients)


def _doers_of(heads: tuple[int, ...], own: int, by_head: dict[int, Roles]) -> tuple[int, ...]:
    out: list[int] = []
    for h in heads:
        doers = by_head[h].actors if h in by_head and h != own else (h,)
        out += [k for k in doers if k not in out and k != own]
    return tuple(out)


def merge(tree: Tree, hits: list[Hit]) -> list[Hit]:
    """Drop a trigger that repeats another of the same type: a verb and its own object noun, or a
    second word with the same parties. What only the dropped one knew is kept."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=_weight, reverse=True):
        same = next((k for k in kept if _same(tree, hit, k)), None)
        if same is None:
            kept.append(hit)
        else:
            over, under = (hit, same) if _below(tree, same[0].head, hit[0].head) else (same, hit)
            kept[kept.index(same)] = (over[0], _joined(over[1], under[1]))
    return [_answered(tree, h, kept) for h in sorted(kept, key=lambda h: h[0].head)]


def _answered(tree: Tree, hit: Hit, hits: list[Hit]) -> Hit:
    """ "A pushed back B's offensive": B's offensive is against A."""
    t, r = hit
    if t.frame.type != "ASSAULT" or r.recipients or not r.actors:
        return hit
    for other, parties in hits:
        same = other.frame.type == "ASSAULT" and tree.base(t.head) == "obj"
        if same and tree.governor(t.head) == other.head and parties.actors:
            return t, replace(r, recipients=parties.actors, recipient_path="who answers it")
    return hit


def _joined(a: Roles, b: Roles) -> Roles:
    if not a.actors and b.actors and not set(b.actors) & set(a.recipients):
        a = replace(a, actors=b.actors, actor_path=b.actor_path)
    if not a.recipients and b.recipients and not set(b.recipients) & set(a.actors):
        a = replace(a, recipients=b.recipients, recipient_path=b.recipient_path)
    return a


def _weight(hit: Hit) -> float:
    t, r = hit
    return 2.0 * bool(r.actors) + 2.0 * bool(r.recipients) + len(t.frame.conditions) * 0.1


def _same(tree: Tree, a: Hit, b: Hit) -> bool:
    if a[0].frame.type != b[0].frame.type:
        return False
    if linked(tree, a[0].head, b[0].head):
        return not _different(a[1].actors, b[1].actors)
    same_roles = a[1].actors == b[1].actors and a[1].recipients == b[1].recipients
    return same_roles and bool(a[1].actors or a[1].recipients)


def _different(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """ "A pushed back B's offensive" is two events: both have doers, and not the same."""
    return bool(one) and bool(other) and not set(one) & set(other)


def linked(tree: Tree, a: int, b: int) -> bool:
    """Whether one word is an object, complement or modifier of the other."""
    return _below(tree, a, b) or _below(tree, b, a)


def _below(tree: Tree, below: int, above: int) -> bool:
    return tree.governor(below) == above and tree.base(below) in _LINKS
