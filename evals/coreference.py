"""How often a pronoun, a name or a phrase is linked to something that it really stands for.

    python evals/coreference.py [PATH...] [--genres news,interview,bio] [--json]

A line of PATH (default: the dev part of GUM in ../shared) is a document with ``text``, ``genre``,
``mentions`` (``start``, ``end``, ``type``, ``head`` as offsets) and ``clusters`` (lists of indexes
of mentions), as prepared from GUM. The text is parsed by the shipped model; a mention of ours is a
gold mention if both have one head word.

A link is right if the anaphor and its antecedent are in one gold cluster. For each kind of anaphor:
``p`` is the share of right links among those whose gold mention is a person, an organisation or a
place; ``p_all`` the same among all links, also where the anaphor stands for a thing or nothing;
``r`` the share of gold anaphors of those three types that are linked rightly; ``n`` their number.
"We" and "I" go to the speaker of the quotation; GUM gives "we" a cluster of its own, so its line
says little.
"""

from __future__ import annotations

import argparse
import re
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from evals.inputs import SHARED, Row, ending, rows, share, show  # noqa: E402
from tocsin.coding.grammar import Tree  # noqa: E402
from tocsin.coding.mentions import all_mentions  # noqa: E402
from tocsin.language import parse  # noqa: E402
from tocsin.records import Mention  # noqa: E402
from tocsin.resolve.coreference import antecedents  # noqa: E402
from tocsin.resolve.entities import Context, identify_all  # noqa: E402

DEFAULT = SHARED / "data/coref/gum_dev.jsonl"
Scores = dict[str, dict[str, float]]
_REACH = 80  # characters from the head of a gold phrase to a mention at its end
TYPES = {"person", "organization", "place"}
PRONOUNS = {
    "he/she": {"he", "him", "his", "himself", "she", "her", "hers", "herself"},
    "they": {"they", "them", "their", "themselves"},
    "it": {"it", "itself"},
    "its": {"its"},
    "I": {"i", "me", "my", "myself"},
    "we": {"we", "us", "our", "ourselves"},
}


@dataclass(frozen=True)
class Gold:
    """Gold mentions by their head: clusters, types, and which mentions come after another."""

    clusters: Mapping[int, frozenset[int]]
    types: Mapping[int, str]
    first: frozenset[int]


def gold_of(row: Row) -> Gold:
    """The gold mentions of a document, keyed by the offset of their head."""
    cluster = {m: k for k, members in enumerate(row["clusters"]) for m in members}
    clusters: defaultdict[int, set[int]] = defaultdict(set)
    types: dict[int, str] = {}
    size: dict[int, int] = {}
    seen: set[int] = set()
    first: set[int] = set()
    for k, gold in sorted(enumerate(row["mentions"]), key=lambda pair: pair[1]["start"]):
        head, length = gold["head"][0], gold["end"] - gold["start"]
        if k in cluster:
            clusters[head].add(cluster[k])
        if length < size.get(head, 10**9):
            types[head], size[head] = gold["type"], length
            if k not in cluster or cluster[k] not in seen:
                first.add(head)
            else:
                first.discard(head)
        seen.add(cluster.get(k, -1))
    return Gold({h: frozenset(c) for h, c in clusters.items()}, types, frozenset(first))


def gold_heads(row: Row, mentions: Sequence[Mention]) -> list[int]:
    """For each of our mentions the offset of the head of the gold mention that it is; -1 if none.

    Both have the same head, or ours is the end of the gold phrase ("his brother Alfred") or holds
    its head (a title before a name).
    """
    spans = sorted({(g["head"][0], g["start"], g["end"]) for g in row["mentions"]})
    return [_gold_head(m, spans) for m in mentions]


def _gold_head(mention: Mention, spans: list[tuple[int, int, int]]) -> int:
    own, start, end = head_offset(mention), mention.span.start, mention.span.end
    low, high = (bisect_left(spans, (at, 0, 0)) for at in (start - _REACH, end))
    near = [s for s in spans[low:high] if s[1] <= own < s[2]]
    if any(head == own for head, _, _ in near):
        return own
    near = [s for s in near if s[0] >= start or s[2] == end]
    return min(near, key=lambda s: s[2] - s[1])[0] if near else -1


def head_offset(mention: Mention) -> int:
    """Where the head word of a mention starts: its first occurrence as a whole word."""
    pattern = rf"(?<!\w){re.escape(mention.head)}(?!\w)"
    found = [m.start() for m in re.finditer(pattern, mention.span.text)]
    return mention.span.start + (found[0] if found else 0)


def mentions_of(text: str) -> list[Mention]:
    """All mentions of a text, with the entities that their own words give."""
    found = [m for n, s in enumerate(parse(text).sentences) for m in all_mentions(Tree(s, n))]
    return [with_entity(m) for m in found]


def with_entity(mention: Mention) -> Mention:
    entities = identify_all(mention, Context())
    known = bool(entities) and entities[0].country is not None
    return replace(mention, entity=entities[0]) if known else mention


def kind_of(mention: Mention) -> str:
    """The line of the table that an anaphor belongs to; empty for what is not measured."""
    if mention.kind == "pronoun":
        form = mention.head.lower()
        return next((name for name, forms in PRONOUNS.items() if form in forms), "")
    if mention.kind == "nominal":
        return "phrase" if mention.span.text[:4].lower() in ("the ", "both") else ""
    if any(label == "PER" and mention.head in text for text, label in mention.names):
        short = len(mention.names[0][0].split()) == 1
        return "surname" if short else "person name"
    return "other name"


def count(row: Row, mentions: Sequence[Mention], counts: Counter[tuple[str, str]]) -> None:
    """Add one document to the counts."""
    gold = gold_of(row)
    heads = gold_heads(row, mentions)
    links = antecedents(mentions)
    for k, mention in enumerate(mentions):
        kind = kind_of(mention)
        typed = gold.types.get(heads[k]) in TYPES
        mine = gold.clusters.get(heads[k], frozenset())
        later = heads[k] not in gold.first
        right = any(mine & gold.clusters.get(heads[j], frozenset()) for j in links.get(k, ()))
        if not kind:
            continue
        counts[kind, "n"] += typed and bool(mine) and later
        counts[kind, "hit"] += typed and right and later
        if k in links and min(links[k]) < k:
            counts[kind, "linked"] += typed
            counts[kind, "right"] += typed and right
            counts[kind, "all"] += 1
            counts[kind, "all right"] += right


def scores(counts: Counter[tuple[str, str]]) -> Scores:
    kinds = dict.fromkeys(kind for kind, _ in counts)
    return {
        kind: {
            "p": share(counts[kind, "right"], counts[kind, "linked"]),
            "p_all": share(counts[kind, "all right"], counts[kind, "all"]),
            "r": share(counts[kind, "hit"], counts[kind, "n"]),
            "n": counts[kind, "n"],
        }
        for kind in sorted(kinds)
    }


def evaluate(paths: Iterable[Path], genres: set[str]) -> Scores:
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows(paths, "text", "genre", "mentions", "clusters"):
        if not genres or row["genre"] in genres:
            count(row, mentions_of(row["text"]), counts)
    return scores(counts)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path, default=[DEFAULT])
    parser.add_argument("--genres", default="news,interview,bio", help="comma list; empty for all")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result: Row = dict(evaluate(options.paths, {g for g in options.genres.split(",") if g}))
    show(result, as_json=options.json)


if __name__ == "__main__":
    with ending():
        main()
