"""Where, when, how many, on what condition and to what end: the other fields of an event."""

from __future__ import annotations

import re

from tocsin.coding.grammar import Tree
from tocsin.coding.numbers import quantity_range
from tocsin.language.types import TimeExpression
from tocsin.records import Place, Quantity, Span, When

_PLACE_CASES = {
    "in", "at", "near", "on", "outside", "inside", "across", "around", "over", "off", "throughout",
    "within", "along", "from", "into", "to", "through", "toward", "towards", "between", "north of",
    "south of", "east of", "west of", "close to", "outside of",
}  # fmt: skip
_MOTION = {"from", "into", "to", "toward", "towards", "through"}
_MOVING = {"MOBILIZE", "AID", "RETREAT", "COERCE", "CONSULT"}
_CONDITIONS = re.compile(
    r"\b(?:depending on|on condition that|provided that|as long as|in the event of|unless)\b", re.I
)


def places(tree: Tree, i: int, type_: str) -> tuple[Place, ...]:
    """Place phrases of the event, of its light verb or of the noun that it acts on."""
    nodes = [i, *_nearby(tree, i)]
    found: list[int] = []
    for n in dict.fromkeys(nodes):
        for c in tree.kids(n, "obl", "nmod"):
            case = tree.case(c)
            motion = case in _MOTION and type_ not in _MOVING
            motion = motion or (case in ("on", "between") and type_ != "ASSAULT")
            if (
                case in _PLACE_CASES
                and not motion
                and _is_place(tree, c)
                and i not in tree.subtree(c)
            ):
                found.append(c)
    if not found and type_ == "CONSULT":
        parties = [o for n in tree.kids(i, "obj", "obl") for o in tree.kids(n, "nmod")]
        found = [c for c in parties if tree.case(c) in ("in", "at") and _is_place(tree, c)]
    if not found and tree.tokens[i].upos in ("NOUN", "PROPN"):
        found = [c for c in tree.kids(i, "compound", "nmod:poss") if _city_like(tree, c)]
    return tuple(Place(tree.span(*tree.phrase(c))) for c in found[:2])


def _nearby(tree: Tree, i: int) -> list[int]:
    """What governs the event inside its clause, and what it acts on."""
    out: list[int] = []
    for node, g in list(tree.ancestors(i))[:2]:
        if (
            tree.base(node) in ("ccomp", "advcl", "parataxis")
            or "relcl" in tree.tokens[node].deprel
        ):
            break
        out.append(g)
    return out + (tree.objects(i)[:1] if tree.tokens[i].upos == "VERB" else [])


def _is_place(tree: Tree, c: int) -> bool:
    first, last = tree.phrase(c)
    return any(tree.labels.get(k) == "LOC" for k in range(first, last + 1))


def _city_like(tree: Tree, c: int) -> bool:
    return tree.labels.get(c) == "LOC" and tree.base(c) == "compound"


def when(tree: Tree, i: int) -> When | None:
    """The time expression nearest to the event in its own clause."""
    best: tuple[int, Span] | None = None
    for time in tree.sentence.times:
        inside = [k for k, t in enumerate(tree.tokens) if time.start <= t.start < time.end]
        if not inside:
            continue
        top = next((k for k in inside if tree.tokens[k].head not in inside), inside[0])
        distance = _attached(tree, top, i)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, time_span(time))
    return When(best[1]) if best else None


def _attached(tree: Tree, top: int, i: int) -> int | None:
    """Steps from the time phrase to the event; None if another clause stands between."""
    ups = [i]
    for node, gov in list(tree.ancestors(i))[:3]:
        if (
            tree.base(node) in ("ccomp", "advcl", "parataxis")
            or tree.tokens[node].deprel == "acl:relcl"
        ):
            break
        ups.append(gov)
    k = top
    for step in range(4):
        if k in ups:
            return step + 2 * ups.index(k)
        if k != top and tree.tokens[k].upos == "VERB":
            return None
        k = tree.tokens[k].head
        if k < 0:
            return None
    return None


def quantities(tree: Tree, i: int, heads: tuple[int, ...], what: str) -> tuple[Quantity, ...]:
    """Stated numbers of the event's parties and objects; ``what`` names what is counted."""
    out, seen = [], set()
    for h in dict.fromkeys((*heads, *_countable(tree, i))):
        found = quantity(tree, h, what)
        if found and found.span not in seen:
            seen.add(found.span)
            out.append(found)
    return tuple(out)


def _countable(tree: Tree, i: int) -> list[int]:
    out = tree.objects(i) if tree.tokens[i].upos != "NOUN" else [*tree.kids(i, "compound", "nmod")]
    return [k for o in out for k in tree.conjuncts(o)]


def time_span(time: TimeExpression) -> Span:
    """A time expression as a span."""
    return Span(time.start, time.end, time.text)


def quantity(tree: Tree, h: int, what: str) -> Quantity | None:
    """ "approximately 10,000 troops", "thousands of troops", "at least five people"."""
    numbers = [
        c for c in tree.kids(h, "nummod", "amod", "det") if quantity_range(tree.tokens[c].text)
    ]
    plural = quantity_range(tree.tokens[h].text)
    if not numbers and not plural:
        return None
    n = numbers[0] if numbers else h
    first = min([n, *tree.subtree(n)])
    first = min([first, *(k for k in tree.kids(h, "advmod", "case", "amod") if k == first - 1)])
    last = max(h, tree.phrase(h)[1]) if plural else h
    while first > 0 and tree.tokens[first - 1].text.lower() in _QUALIFIERS:
        first -= 1
    if tree.tokens[first].text.lower() == "up" and tree.tokens[first + 1].text.lower() != "to":
        first += 1  # "rounded up 200 people"
    if tree.tokens[first].text.lower() in _PLAIN and first < n:
        first += 1  # "the arrest of two men"
    span = tree.span(first, last)
    if "%" in span.text or "percent" in span.text:
        return None
    low, high, approximate = quantity_range(span.text) or (None, None, False)
    if low is None and high is None:
        return None
    return Quantity(span, low, high, what or tree.lemma(last), approximate)


_PLAIN = {"of", "by", "for", "from", "with", "against"}
_QUALIFIERS = {
    "at", "least", "more", "than", "about", "around", "some", "nearly", "almost", "over", "up",
    "to", "approximately", "roughly", "as", "many", "fewer", "less", "under", "only", "an",
    "estimated",
}  # fmt: skip


def condition(tree: Tree, head: int, sentence_text: str) -> Span | None:
    """The words of a stated condition."""
    if head >= 0:
        inside = tree.subtree(head)
        return tree.span(inside[0], _before_punct(tree, inside[-1]))
    found = _CONDITIONS.search(sentence_text)
    if not found:
        return None
    start = tree.sentence.start + found.start()
    inside = [k for k, t in enumerate(tree.tokens) if t.start >= start]
    if not inside:
        return None
    last = inside[0]
    while last + 1 < len(tree.tokens) and tree.tokens[last + 1].text not in {
        ",",
        ".",
        ";",
        "”",
        '"',
    }:
        last += 1
    return tree.span(inside[0], last)


def purpose(tree: Tree, i: int) -> Span | None:
    """The infinitive of purpose of the event: "to support its invasion"."""
    for c in tree.kids(i, "advcl"):
        if any(tree.lemma(m) in ("to", "so", "order") for m in tree.kids(c, "mark")):
            inside = [k for k in tree.subtree(c) if tree.tokens[k].upos != "PUNCT"]
            return tree.span(inside[0], inside[-1])
    return None


def _before_punct(tree: Tree, last: int) -> int:
    while last > 0 and tree.tokens[last].upos == "PUNCT":
        last -= 1
    return last
