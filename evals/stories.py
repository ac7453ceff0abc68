"""Score events made from storylines: clustering, status, denials, copies, expectations.

usage: python evals/stories.py DIR... [--gold-claims] [--json] [--scorer SCORE.py] [--out FOLDER]

Each DIR holds docs.jsonl, claims.jsonl, events.jsonl and expectations.jsonl. The text of a document
is its sentences joined by one newline each. With --gold-claims the annotated claims are merged,
else what the pipeline codes from the texts. The scorer is a program called as ``SCORE.py DIR...
--events FILE --expectations FILE --copies FILE --json`` (it needs scipy); by default that of
``../shared/stories``, as are the storylines of ``dev``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from evals import gold_claims  # noqa: E402
from evals.inputs import SHARED, ending, rows, show, text  # noqa: E402
from tocsin.corroborate.expectations import expectations  # noqa: E402
from tocsin.corroborate.same_event import events  # noqa: E402
from tocsin.corroborate.weigh import weigh  # noqa: E402
from tocsin.corroborate.wire import origins  # noqa: E402
from tocsin.errors import DataError  # noqa: E402
from tocsin.pipeline import run  # noqa: E402
from tocsin.records import Article, Claim, Event, Report  # noqa: E402

Row = dict[str, Any]
DEV = SHARED / "stories/dev"
SCORER = SHARED / "stories/score.py"


@dataclass(frozen=True, slots=True)
class Story:
    """The documents of one storyline, as articles by the documents' ids, and their claims."""

    articles: dict[str, Article]
    claims: dict[str, tuple[Claim, ...]]


def story(folder: Path, *, gold: bool) -> Story:
    """A storyline. Raises DataError if a file is missing or of another form."""
    docs = rows(folder / "docs.jsonl", "id", "date", "sentences")
    records = {row["id"]: row["claims"] for row in rows(folder / "claims.jsonl", "id", "claims")}
    rows(folder / "events.jsonl", "event")
    rows(folder / "expectations.jsonl", "claim", "outcome")
    articles = {str(doc["id"]): gold_claims.article(doc) for doc in docs}
    if gold:
        made = {str(doc["id"]): gold_claims.claims(doc, records.get(doc["id"], [])) for doc in docs}
    else:
        made = {name: coded(article) for name, article in articles.items()}
    return Story(articles, made)


def coded(article: Article) -> tuple[Claim, ...]:
    """What the pipeline codes from the text, with ids that no other article has."""
    found = run(article).claims
    names = {claim.id: f"{article.name}:{claim.id}" for claim in found}
    return tuple(
        replace(
            claim,
            id=names[claim.id],
            links=tuple(replace(x, other=names.get(str(x.other), x.other)) for x in claim.links),
        )
        for claim in found
    )


def predict(told: Story) -> dict[str, list[Row]]:
    """Rows of the three files that the scorer reads, by their options."""
    groups = origins(list(told.articles.values()))
    ids: dict[str, list[str]] = {}
    for name, article in told.articles.items():
        ids.setdefault(article.id, []).append(name)
    first = {article: group.first for group in groups for article in group.articles}
    reports = {
        claim.id: Report(claim, name, article.published, article.publisher, first[article.id])
        for name, article in told.articles.items()
        for claim in told.claims[name]
    }
    found = events(reports.values())
    standings = [weigh(event, reports) for event in found]
    last = max((r.day for r in reports.values() if r.day), default=None)
    expected = expectations(reports, found, standings, today=last)
    return {
        "--events": [_event(e, s, reports) for e, s in zip(found, standings, strict=True)],
        "--expectations": [_expectation(e, reports[e.claim]) for e in expected],
        "--copies": [
            {"a": a, "b": b}
            for group in groups
            for a, b in combinations(sorted(n for x in set(group.articles) for n in ids[x]), 2)
        ],
    }


def _event(event: Event, standing: Any, reports: dict[str, Report]) -> Row:
    members = [reports[claim] for claim in event.claims]
    return {
        "event": event.id,
        "mentions": [
            [r.article, r.claim.trigger.start, r.claim.trigger.end, r.claim.type] for r in members
        ],
        "status": standing.status,
        "denied_by": list(standing.denied_by),
        "withheld_by": list(standing.withheld_by),
        "independent": standing.independent,
    }


def _expectation(expected: Any, report: Report) -> Row:
    trigger = report.claim.trigger
    where = {"doc": report.article, "start": trigger.start, "end": trigger.end}
    return where | {"outcome": expected.outcome}


def score(folders: Iterable[Path], files: dict[str, list[Row]], out: Path, scorer: Path) -> Row:
    """What the scorer says. Raises DataError if it fails."""
    call = [sys.executable, str(scorer), *map(str, folders)]
    for option, lines in files.items():
        path = out / f"{option.strip('-')}.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        call += [option, str(path)]
    done = subprocess.run([*call, "--json"], capture_output=True, text=True, check=False)
    if done.returncode:
        raise DataError(f"the scorer failed: {done.stderr.strip().splitlines()[-1:]}")
    found: Row = json.loads(done.stdout)
    return found


def main() -> None:
    """Predict, score, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, metavar="DIR")
    parser.add_argument("--gold-claims", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    parser.add_argument("--out", type=Path, help="keep the predictions in this folder")
    options = parser.parse_args()
    folders = options.folders or sorted(DEV.glob("*/"))
    text(options.scorer)
    files: dict[str, list[Row]] = {}
    for folder in folders:
        for option, lines in predict(story(folder, gold=options.gold_claims)).items():
            files.setdefault(option, []).extend(lines)
    with tempfile.TemporaryDirectory() as scratch:
        out = options.out or Path(scratch)
        out.mkdir(parents=True, exist_ok=True)
        show(score(folders, files, out, options.scorer), as_json=options.json)


if __name__ == "__main__":
    with ending():
        main()
