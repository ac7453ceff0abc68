"""Claims of one sentence by frames and grammar alone: triggers, roles, sources and status."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tocsin.coding import circumstances
from tocsin.coding.grammar import Tree
from tocsin.coding.mentions import mention
from tocsin.coding.merging import acts_to_parties, merge
from tocsin.coding.modality import Status, status
from tocsin.coding.quotes import Speaker
from tocsin.coding.roles import Roles, roles
from tocsin.coding.scoring import score
from tocsin.coding.sources import Source, sources
from tocsin.coding.triggers import Trigger, extent, triggers
from tocsin.coding.unproven import missing_sign
from tocsin.records import Attribution, Claim, Mention, Reason, Span

CASUALTIES = {"kill": "killed", "murder": "killed", "assassinate": "killed", "execute": "killed",
               "wound": "injured", "injure": "injured", "arrest": "arrested", "detain": "arrested",
               "abduct": "abducted", "kidnap": "abducted"}  # fmt: skip
_DIRECTIONS = {"North", "South", "East", "West"}


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger with what was read around it, still as token indexes."""

    trigger: Trigger
    roles: Roles
    status: Status
    sources: tuple[Source, ...]


def ruled(tree: Tree, speaker: Speaker | None) -> list[tuple[Found, Claim]]:
    """Every trigger of the sentence with its claim, whatever the score."""
    return [(f, _claim(tree, f, speaker)) for f in examine(tree)]


def plain_claim(tree: Tree, i: int, type_: str) -> Claim:
    """What grammar alone says of an event at token ``i`` that no frame knows: its status, and who
    denies, doubts or withholds it."""
    told = [x for x in sources(tree, i, {}) if x.stance != "asserts"]
    s = _status(tree, i, told)
    sentence = tree.sentence
    return Claim(
        trigger=tree.span(*extent(tree, i)),
        type=type_,
        mode=None,
        sentence=Span(sentence.start, sentence.end, sentence.text),
        modality=s.modality,
        polarity=s.polarity,
        time=s.time,
        attributions=tuple(_attribution(tree, x) for x in told),
        purpose=circumstances.purpose(tree, i),
        sentence_index=tree.index,
        reason=Reason("", (*s.rules, *(f"source by {x.rule}: {x.stance}" for x in told))),
    )


def party(tree: Tree, k: int) -> Mention:
    """The mention at token ``k``; an adjective or noun before another is marked as a modifier, a
    direction together with what follows ("North Korean")."""
    governor = tree.tokens[k].head
    if governor < 0:
        return mention(tree, k)
    direction = tree.tokens[k].text in _DIRECTIONS and k < governor
    if direction and governor == k + 1:
        return party(tree, governor)
    named = direction and _is_modifier(tree, governor, k + 1)
    return _parties(tree, governor, (k, k + 1) if named else (k,))[-1]


def examine(tree: Tree) -> list[Found]:
    """The events of one sentence, repeats of the same event merged."""
    hits = merge(tree, acts_to_parties(tree, [(t, roles(tree, t)) for t in triggers(tree)]))
    speech = {t.head: (t, r.actors) for t, r in hits}
    out = []
    for t, r in hits:
        told = sources(tree, t.head, speech)
        out.append(Found(t, r, _status(tree, t.head, told), tuple(told)))
    return out


def _status(tree: Tree, i: int, told: list[Source]) -> Status:
    """The status by grammar; without evidence and without one who denies it, it did not happen."""
    out = status(tree, i)
    sign = missing_sign(tree, i)
    if sign >= 0 and out.polarity == "+" and not any(s.stance == "denies" for s in told):
        out.negate(f'no "{tree.tokens[sign].text}" of it')
    return out


def _claim(tree: Tree, f: Found, speaker: Speaker | None) -> Claim:
    t, r, s = f.trigger, f.roles, f.status
    sentence = tree.sentence
    attributions = tuple(_attribution(tree, x) for x in f.sources)
    if not attributions and speaker is not None and speaker.covers(tree, t.head):
        attributions = (speaker.attribution,)
    claim = Claim(
        trigger=t.span(tree),
        type=t.frame.type or "",
        mode=t.frame.mode,
        sentence=Span(sentence.start, sentence.end, sentence.text),
        actors=_parties(tree, t.head, r.actors),
        recipients=_parties(tree, t.head, r.recipients),
        place=circumstances.places(tree, t.head, t.frame.type or ""),
        when=circumstances.when(tree, t.head),
        quantities=circumstances.quantities(
            tree, t.head, (*r.recipients, *r.actors), CASUALTIES.get(tree.lemma(t.head), "")
        ),
        modality=s.modality,
        polarity=s.polarity,
        time=s.time,
        attributions=attributions,
        condition=circumstances.condition(tree, s.condition, sentence.text)
        if s.modality == "conditional"
        else None,
        purpose=circumstances.purpose(tree, t.head),
        sentence_index=tree.index,
        reason=Reason(t.frame.name, tuple(_rules(f))),
    )
    return replace(claim, score=score(tree, t, claim))


def _parties(tree: Tree, trigger: int, heads: tuple[int, ...]) -> tuple[Mention, ...]:
    """Mentions of the parties; a modifier ("Russian" in "Russian attack") is marked as one."""
    before = {k for k in heads if _is_modifier(tree, trigger, k)}
    lasts = [k for k in heads if k not in before or k + 1 not in before]
    return tuple(_modifier(tree, k, before) if k in before else mention(tree, k) for k in lasts)


def _is_modifier(tree: Tree, trigger: int, k: int) -> bool:
    direct = tree.tokens[k].head == trigger and not tree.case(k)
    return (
        direct
        and k < trigger
        and tree.base(k) in ("compound", "amod", "nmod")
        and (tree.tokens[k].deprel != "nmod:poss")
    )


def _modifier(tree: Tree, last: int, heads: set[int]) -> Mention:
    """Modifiers side by side are one name: "North" and "Korean"."""
    first = last
    while first - 1 in heads:
        first -= 1
    found = mention(tree, last)
    if first < last:
        found = replace(found, span=tree.span(min(first, tree.phrase(first)[0]), last))
    return replace(found, kind="modifier")


def _attribution(tree: Tree, s: Source) -> Attribution:
    cue = tree.span(s.cue, s.cue)
    if s.speaker >= 0:
        return Attribution(mention(tree, s.speaker), cue, s.stance)
    unnamed = Mention(cue, tree.tokens[s.cue].text, kind="cue", sentence=tree.index)
    return Attribution(unnamed, cue, s.stance)


def _rules(f: Found) -> list[str]:
    out = []
    if f.roles.actors:
        out.append(f"actor by {f.roles.actor_path}")
    if f.roles.recipients:
        out.append(f"recipient by {f.roles.recipient_path}")
    out += f.status.rules
    out += [f"source by {s.rule}: {s.stance}" for s in f.sources]
    return out
