"""How well time expressions are found and how well they are turned into days.

    python evals/dates.py [--tdg FILE...] [--gum FILE...] [--claims DOCS CLAIMS] [--json]

Without a file, the dev sets of ../shared.

``--tdg``: lines with ``text``, ``sents`` (offsets) and ``timex`` (``span``); precision, recall
and F1 of the spans under overlap, recall again without words that fix no day ("now",
"currently"). ``--gum``: lines with ``dct`` and ``timex`` (``text`` and ``when``, or ``from`` and
``to``); share of values that are exactly right among those that are full calendar values; no
tense is given, so all are read as past. ``--claims``: documents and claims by the coding guide;
recall of the ``when`` texts, share of (start, end) exactly right and overlapping given the
annotated text and the claim's time, without re3d and gwn documents (their dates are dummies), and
exactly right from the span that the finder gives.
"""

from __future__ import annotations

import argparse
import re
import sys
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from evals.inputs import SHARED, Row, ending, rows, share, show  # noqa: E402
from tocsin.language.times import find_times  # noqa: E402
from tocsin.records import Span  # noqa: E402
from tocsin.resolve.dates import resolve_when  # noqa: E402

DATES = SHARED / "data/dates"
Offsets = tuple[int, int]
VAGUE = frozenset(
    ("now", "right now", "current", "currently", "recent", "recently", "soon", "nowadays")
)
DUMMY = ("re3d", "gwn")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated ``when`` of a claim, its sentence, and what it is read against."""

    sentence: str
    text: str
    days: tuple[str | None, str | None]
    time: str
    published: date | None
    dummy: bool


def meets(one: Offsets, others: Iterable[Offsets]) -> bool:
    return any(start < one[1] and one[0] < end for start, end in others)


def score_spans(paths: Iterable[Path]) -> Row:
    found = right = total = hit = vague = 0
    for row in rows(paths, "text", "sents", "timex"):
        gold = [tuple(timex["span"]) for timex in row["timex"]]
        spans = [(a + x, a + y) for a, b in row["sents"] for x, y in find_times(row["text"][a:b])]
        missed = [g for g in gold if not meets(g, spans)]
        found, right = found + len(spans), right + sum(meets(s, gold) for s in spans)
        total, hit = total + len(gold), hit + len(gold) - len(missed)
        vague += sum(row["text"][a:b].lower() in VAGUE for a, b in missed)
    p, r = share(right, found), share(hit, total)
    f1 = round(2 * p * r / (p + r), 4) if p + r else 0.0
    return {"p": p, "r": r, "f1": f1, "r_fixed": share(hit, total - vague), "spans": total}


def edge(value: str, *, last: bool) -> date | None:
    """First or last day of "2016", "2016-05" or "2016-05-17"; None for any other form."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value)
    if not match or match[1] == "0000":
        return None
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    day = int(match[3] or (monthrange(year, month)[1] if last else 1))
    return date(year, month, day)


def score_values(paths: Iterable[Path]) -> Row:
    total = exact = skipped = 0
    for row in rows(paths, "dct", "timex"):
        published = date.fromisoformat(row["dct"])
        for timex in row["timex"]:
            first = edge(timex.get("when") or timex.get("from") or "", last=False)
            final = edge(timex.get("when") or timex.get("to") or "", last=True)
            if first is None or final is None:
                skipped += 1
                continue
            when = resolve_when(Span(0, len(timex["text"]), timex["text"]), published)
            total, exact = total + 1, exact + ((when.start, when.end) == (first, final))
    return {"exact": share(exact, total), "values": total, "skipped": skipped}


def lenient_date(text: str | None) -> date | None:
    """The date in a dateline such as "3:58 PM ET, Wed December 14, 2016"."""
    if iso := re.search(r"\d{4}-\d\d-\d\d", text or ""):
        return date.fromisoformat(iso.group())
    suffix = r"(?:st|nd|rd|th)?"
    if match := re.search(rf"(\d\d?){suffix} ([A-Z][a-z]{{2}})[a-z]* (\d{{4}})", text or ""):
        return date(int(match[3]), MONTHS.index(match[2].lower()) + 1, int(match[1]))
    if match := re.search(rf"([A-Z][a-z]{{2}})[a-z]* (\d\d?){suffix},? (\d{{4}})", text or ""):
        return date(int(match[3]), MONTHS.index(match[1].lower()) + 1, int(match[2]))
    return None


def gold_whens(docs: Path, claims: Path) -> Iterator[Gold]:
    known = {row["id"]: row for row in rows(docs, "id", "sentences")}
    for row in rows(claims, "id", "claims"):
        doc = known[row["id"]]
        for claim in filter(lambda c: c["when"], row["claims"]):
            text, start, end = claim["when"]
            yield Gold(
                sentence=doc["sentences"][claim["s"]],
                text=text,
                days=(start, end),
                time=claim["time"],
                published=lenient_date(doc.get("date")),
                dummy=row["id"].startswith(DUMMY),
            )


def read(text: str, gold: Gold) -> tuple[str | None, str | None]:
    when = resolve_when(Span(0, len(text), text), gold.published, tense=gold.time)
    return (
        when.start.isoformat() if when.start else None,
        when.end.isoformat() if when.end else None,
    )


def overlap(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    if one == (None, None) or other == (None, None):
        return one == other
    return (one[0] or "") <= (other[1] or "9999") and (other[0] or "") <= (one[1] or "9999")


def found_text(gold: Gold) -> str | None:
    """The finder's span that overlaps the annotated text most."""
    start = gold.sentence.find(gold.text)
    span = (start, start + len(gold.text))
    spans = [s for s in find_times(gold.sentence) if meets(s, [span])]
    best = max(spans, key=lambda s: min(s[1], span[1]) - max(s[0], span[0]), default=None)
    return gold.sentence[best[0] : best[1]] if best else None


def score_claims(docs: Path, claims: Path) -> Row:
    golds = list(gold_whens(docs, claims))
    dated = [gold for gold in golds if not gold.dummy]
    texts = [(gold, found_text(gold)) for gold in golds]
    return {
        "whens": len(golds),
        "found": share(sum(text is not None for _, text in texts), len(golds)),
        "exact": share(sum(read(gold.text, gold) == gold.days for gold in golds), len(golds)),
        "overlap": share(sum(overlap(read(g.text, g), g.days) for g in golds), len(golds)),
        "exact_dated": share(sum(read(g.text, g) == g.days for g in dated), len(dated)),
        "exact_found": share(
            sum(bool(t) and read(t, g) == g.days for g, t in texts if t), len(golds)
        ),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--tdg", nargs="+", type=Path, default=[])
    parser.add_argument("--gum", nargs="+", type=Path, default=[])
    parser.add_argument("--claims", nargs=2, type=Path, metavar=("DOCS", "CLAIMS"))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not (options.tdg or options.gum or options.claims):
        options.tdg, options.gum = [DATES / "tdg_dev.jsonl"], [DATES / "gum_dev.jsonl"]
        options.claims = [SHARED / f"claims/dev/{part}.jsonl" for part in ("docs", "claims")]
    result: Row = {}
    if options.tdg:
        result["spans"] = score_spans(options.tdg)
    if options.gum:
        result["values"] = score_values(options.gum)
    if options.claims:
        result["claims"] = score_claims(*options.claims)
    show(result, as_json=options.json)


if __name__ == "__main__":
    with ending():
        main()
