"""All attributions of a text by the rules that give claims their sources.

The product attributes claims only; for comparison with corpora of attributions these functions ask
`tocsin.coding.sources` about every predicate and about the objects of cue verbs, and put together
the words that share a cue. A verb that is a speech act of ours ("urged", "praised") is a cue too:
its actors say what its clauses and objects hold. Spans follow the corpora: a source with its
appositions and clauses, a cue with its auxiliaries, adverbs and particles. A quotation that goes on
over sentences falls to the last speaker (`tocsin.coding.quotes`). Attributions do not nest: what
lies inside another's content is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tocsin.coding.grammar import Tree
from tocsin.coding.lexicon import cues
from tocsin.coding.links import SPEECH
from tocsin.coding.quotes import SpeakerTrack
from tocsin.coding.rules import examine
from tocsin.coding.sources import Source, sources
from tocsin.language.types import Parse

Word = tuple[int, int]
"""A token by sentence and index."""
_CLAUSES = {"root", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj"}
_CUE_PARTS = ("aux", "advmod", "compound:prt", "fixed")


@dataclass(frozen=True, slots=True)
class Found:
    """The words of an attribution; ``source`` is empty if nobody is named. ``heads`` are the head
    words of the three, in the order source, cue, content."""

    source: frozenset[Word]
    cue: frozenset[Word]
    content: frozenset[Word]
    heads: tuple[frozenset[Word], frozenset[Word], frozenset[Word]]


@dataclass(slots=True)
class _Group:
    speakers: list[int] = field(default_factory=list)
    members: list[int] = field(default_factory=list)
    more: set[Word] = field(default_factory=set)


def attributions(parse: Parse) -> list[Found]:
    """Every attribution of a text, in the order of the cues."""
    trees = [Tree(s, n) for n, s in enumerate(parse.sentences)]
    groups = {(t.index, cue): group for t in trees for cue, group in _groups(t).items()}
    _add_quotations(trees, groups)
    made = [_made(trees[n], cue, group) for (n, cue), group in sorted(groups.items())]
    return list(_outermost([one for one in made if one.content]))


def _groups(tree: Tree) -> dict[int, _Group]:
    """What is said in a sentence, by cue."""
    out: dict[int, _Group] = {}
    for i in _predicates(tree):
        for s in sources(tree, i, {}):
            _add(out.setdefault(s.cue, _Group()), s, i)
    for verb, group in _speech_acts(tree):
        out.setdefault(verb, group)
    return out


def _speech_acts(tree: Tree) -> Iterator[tuple[int, _Group]]:
    """Verbs that are claims of saying, with their actors and what they hold."""
    for found in examine(tree):
        verb, actors = found.trigger.head, found.roles.actors
        held = tree.kids(verb, "ccomp", "xcomp", "obj")
        says = found.trigger.frame.type in SPEECH and tree.tokens[verb].upos == "VERB"
        if says and actors and held:
            yield verb, _Group(list(actors), held)


def _add(group: _Group, source: Source, member: int) -> None:
    group.members.append(member)
    if source.speaker >= 0 and source.speaker not in group.speakers:
        group.speakers.append(source.speaker)


def _predicates(tree: Tree) -> Iterator[int]:
    for i, t in enumerate(tree.tokens):
        governor = tree.governor(i)
        object_of_cue = (
            tree.relation(i) in ("obj", "nsubj:pass")
            and governor >= 0
            and (tree.lemma(governor), "V") in cues()
        )
        if t.upos == "VERB" or tree.relation(i).split(":")[0] in _CLAUSES or object_of_cue:
            yield i


def _add_quotations(trees: list[Tree], groups: dict[Word, _Group]) -> None:
    """Quoted sentences without a speaker of their own join the attribution before them."""
    at = {t.start: (tree.index, i) for tree in trees for i, t in enumerate(tree.tokens)}
    track = SpeakerTrack()
    for tree in trees:
        speaker = track.step(tree)
        cue = at.get(speaker.attribution.cue.start) if speaker else None
        if speaker is None or cue is None or cue not in groups:
            continue
        inside = {(tree.index, i) for i in range(len(tree.tokens)) if speaker.covers(tree, i)}
        groups[cue].more |= inside if cue[0] != tree.index else set()


def _made(tree: Tree, cue: int, group: _Group) -> Found:
    cue_words = _cue(tree, cue)
    source = _sources(tree, group.speakers, cue) - cue_words
    content = {k for i in group.members for k in _content(tree, i, cue)} - source - cue_words
    heads = (set(group.speakers), {cue}, {i for i in group.members if i in content})
    said, by, what = (_words(tree, part) for part in (source, cue_words, content))
    return Found(said, by, what | group.more if what else what, _heads(tree, heads))


def _heads(
    tree: Tree, heads: Iterable[set[int]]
) -> tuple[frozenset[Word], frozenset[Word], frozenset[Word]]:
    source, cue, content = (_words(tree, part) for part in heads)
    return source, cue, content


def _words(tree: Tree, tokens: Iterable[int]) -> frozenset[Word]:
    return frozenset((tree.index, k) for k in tokens)


def _sources(tree: Tree, speakers: Iterable[int], cue: int) -> set[int]:
    """The words of all speakers, with what joins them."""
    found = {k for s in speakers for k in _source(tree, s, cue)}
    return {
        k
        for k in range(min(found, default=0), max(found, default=-1) + 1)
        if k in found or tree.base(k) in ("cc", "punct")
    }


def _source(tree: Tree, speaker: int, cue: int) -> set[int]:
    """The whole phrase; without its clauses if the cue stands in one of them."""
    whole = set(tree.subtree(speaker, skip={"conj", "cc", "parataxis"}))
    if cue in whole:
        first, last = tree.phrase(speaker)
        return set(range(first, last + 1)) - {cue}
    return whole - set(tree.kids(speaker, "case", "mark"))


def _cue(tree: Tree, cue: int) -> set[int]:
    """The cue word with the auxiliaries, adverbs and particles right beside it."""
    parts = {cue, *tree.kids(cue, *_CUE_PARTS)}
    if tree.lemma(cue) == "accord" and tree.tokens[cue + 1 : cue + 2]:
        parts.add(cue + 1)
    first = last = cue
    while first - 1 in parts:
        first -= 1
    while last + 1 in parts:
        last += 1
    return set(range(first, last + 1))


def _content(tree: Tree, member: int, cue: int) -> set[int]:
    """The clause of a predicate that the cue governs, or all that the cue's own clause is in."""
    above = _above(tree, member)
    if cue in above[1:]:
        return set(tree.subtree(above[above.index(cue) - 1]))
    path = _above(tree, cue)
    meet = next((k for k in path if k in above), -1)
    if meet < 0:
        return set()
    branch = path[path.index(meet) - 1] if path.index(meet) else cue
    return set(tree.subtree(meet)) - set(tree.subtree(branch))


def _above(tree: Tree, i: int) -> list[int]:
    """The token and its governors, up to the root."""
    out = [i]
    while 0 <= tree.tokens[out[-1]].head < len(tree.tokens) and len(out) <= len(tree.tokens):
        out.append(tree.tokens[out[-1]].head)
    return out


def _outermost(found: list[Found]) -> Iterator[Found]:
    for one in found:
        if not any(one.cue & other.content and one is not other for other in found):
            yield one
