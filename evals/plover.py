"""How often an event gets the right PLOVER type when its actor and recipient are given.

    python evals/plover.py [RECORDS.jsonl] [--threshold P] [--rules] [--misses] [--json]

RECORDS.jsonl (default: the dev part of the PLOVER gold standard in ../shared): one record a line
with ``text``, ``event_2021`` (the type in the list of 2021), ``source``, ``target`` and ``spans``.

Protocol. The text is parsed and coded as any article, with a low threshold (0.02) so that there
is nearly always a candidate. The record gives the words of its actor and recipient, not the
trigger. Of the claims that are coded, the one is taken whose parties fit these words best: its
score times 0.1 for the actor, if none of the claim's actors shares a word with the actor given,
and times 0.1 for the recipient in the same way; a recipient found as actor and the reverse counts
as 0.3. The gold names the outer act of a sentence ("threatened to impose sanctions" is THREATEN),
so a claim that is the content, purpose, condition or price of another counts 0.1 as well. The type
of that claim is the answer; no claim is a wrong answer. A symmetric record has both parties in
``source``: a claim fits if each of the two is among its actors or recipients.

The records keep CAMEO's way with intentions: to say that one will help is AGREE (CAMEO 03), that
one will harm THREATEN (13), that one will not help REJECT (12). We code the act itself as planned,
so a planned, conditional or future act is read in their way. ``as_coded`` has the figures without.

``macro_f1`` is the mean of the F1 of all types that occur in the gold, ``accuracy`` the share of
right types, ``quad`` the share of right quad classes, ``quad_macro_f1`` the mean F1 of the four;
``none`` counts records without any claim. Four texts of the dev part have two records, some with
the same parties and different types, so 1.0 cannot be reached.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from evals.inputs import SHARED, Row, ending, rows, share, show  # noqa: E402
from tocsin.coding import code  # noqa: E402
from tocsin.language import parse  # noqa: E402
from tocsin.ontology import quad_class  # noqa: E402
from tocsin.records import Claim, Mention  # noqa: E402

DEFAULT = SHARED / "data/plover_gsr/plover_gsr_dev.jsonl"
Offsets = tuple[int, int]
MISSING, SWAPPED, INNER = 0.1, 0.3, 0.1
OUTWARD = {"content", "purpose", "condition", "exchange"}
SPOKEN = {"AGREE", "THREATEN", "REQUEST", "REJECT", "ACCUSE"}
COOPERATIVE = (1, 2)


@dataclass(frozen=True, slots=True)
class Given:
    """Where the words of the actor and of the recipient stand; both in ``either`` if symmetric."""

    actor: tuple[Offsets, ...] = ()
    recipient: tuple[Offsets, ...] = ()
    either: tuple[Offsets, ...] = ()


def given(record: Row) -> Given:
    """What a record gives of its parties: the marked spans, and names that are found as written."""
    actor = _offsets(record["source"]) + _marked(record, "SRC")
    recipient = _offsets(record["target"]) + _marked(record, "TAR")
    if not record["target"] and len(record["source"]) > 1:
        return Given(either=_offsets(record["source"]) or _marked(record, "SRC"))
    return Given(actor, recipient)


def _offsets(parties: Iterable[Row]) -> tuple[Offsets, ...]:
    return tuple((p["start"], p["end"]) for p in parties if p["start"] is not None)


def _marked(record: Row, role: str) -> tuple[Offsets, ...]:
    return tuple((s["start"], s["end"]) for s in record["spans"] if role in s["role"].split("/"))


def fit(claim: Claim, parties: Given) -> float:
    """How well a claim's parties are those given, between 0.01 and 1."""
    if parties.either:
        both = (*claim.actors, *claim.recipients)
        missing = sum(not _named(both, [one]) for one in parties.either)
        return MISSING ** min(missing, 2)
    return _role(claim.actors, claim.recipients, parties.actor) * _role(
        claim.recipients, claim.actors, parties.recipient
    )


def _role(own: Sequence[Mention], other: Sequence[Mention], wanted: Sequence[Offsets]) -> float:
    if not wanted or _named(own, wanted):
        return 1.0
    return SWAPPED if _named(other, wanted) else MISSING


def _named(mentions: Sequence[Mention], wanted: Sequence[Offsets]) -> bool:
    spans = [(m.span.start, m.span.end) for m in mentions]
    return any(a < end and start < b for a, b in spans for start, end in wanted)


def best(claims: Sequence[Claim], parties: Given) -> Claim | None:
    """The claim that fits the parties best; None if there is none."""
    inner = {x.other for c in claims for x in c.links if x.kind in OUTWARD}

    def worth(i: int) -> float:
        return claims[i].score * fit(claims[i], parties) * (INNER if i in inner else 1.0)

    return claims[max(range(len(claims)), key=worth)] if claims else None


def as_intended(claim: Claim) -> str:
    """The type under which the records code the claim: an act still to come is an intention."""
    told = claim.modality == "asserted" and claim.time == "future"
    ahead = told or claim.modality in ("planned", "conditional")
    if not ahead or claim.type in SPOKEN:
        return claim.type
    helps = quad_class(claim.type) in COOPERATIVE
    if claim.polarity == "-":
        return "REJECT" if helps else claim.type
    return "AGREE" if helps else "THREATEN"


def macro_f1(pairs: Sequence[tuple[object, object]]) -> float:
    """Mean F1 over the labels of the gold; pairs are (gold, answer)."""
    total = 0.0
    labels = {gold for gold, _ in pairs}
    for label in labels:
        right = sum(g == a == label for g, a in pairs)
        named = sum((g == label) + (a == label) for g, a in pairs)
        total += 2 * right / named
    return share(total, len(labels))


def scores(pairs: Sequence[tuple[str, str | None]]) -> Row:
    """The figures of all records; pairs are (gold type, answer)."""
    quads = [(quad_class(gold), quad_class(own) if own else None) for gold, own in pairs]
    return {
        "n": len(pairs),
        "macro_f1": macro_f1(pairs),
        "accuracy": share(sum(gold == own for gold, own in pairs), len(pairs)),
        "quad": share(sum(gold == own for gold, own in quads), len(pairs)),
        "quad_macro_f1": macro_f1(quads),
        "none": sum(own is None for _, own in pairs),
    }


def coded(text: str, threshold: float, *, rules: bool = False) -> tuple[Claim, ...]:
    """The claims of a text, by the rules alone if so asked."""
    alone = {"model": False} if rules else {}
    return code(parse(text), threshold=threshold, **alone).claims


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("records", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--threshold", type=float, default=0.02, help="least score of a candidate")
    parser.add_argument("--rules", action="store_true", help="without the learned model")
    parser.add_argument("--misses", action="store_true", help="list the wrong answers")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    pairs, as_coded = [], []
    for record in rows(options.records, "text", "event_2021", "source", "target", "spans"):
        claims = coded(record["text"], options.threshold, rules=options.rules)
        claim, gold = best(claims, given(record)), record["event_2021"]
        own = as_intended(claim) if claim else None
        pairs.append((gold, own))
        as_coded.append((gold, claim.type if claim else None))
        if options.misses and own != gold:
            print(gold, own, record["id"], sep="\t")
    show(scores(pairs) | {"as_coded": scores(as_coded)}, as_json=options.json)


if __name__ == "__main__":
    with ending():
        main()
