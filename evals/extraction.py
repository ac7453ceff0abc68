"""How well the body of an article is found on saved pages, with and without the furniture rules.

    python evals/extraction.py [PAGES.jsonl...] [--json]

Without a file, the dev sets of ../shared. A line names its page (``html``, gzip or not, beside the
JSONL file) and gives either ``paragraphs`` (the gold body; a paragraph in square brackets is
optional) or ``with`` / ``without`` (segments that must and must not be found). Reported: token F1
(bags of words) and ROUGE-L F1 (longest common subsequence of words) as means over pages, and the
share of segments treated rightly. Published dates and titles are counted.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from evals.inputs import SHARED, Row, ending, rows, show  # noqa: E402
from tocsin.errors import DataError, InputError  # noqa: E402
from tocsin.intake.decode import decode  # noqa: E402
from tocsin.intake.page import read_page  # noqa: E402

DEFAULT = [SHARED / f"data/html/{name}.jsonl" for name in ("fundus_dev", "trafilatura_en")]

Extract = Callable[[str, str], tuple[str, ...]]
_WORD = re.compile(r"\w+")


def plain_trafilatura(html: str, url: str) -> tuple[str, ...]:
    """Trafilatura with its own settings."""
    import trafilatura

    return tuple((trafilatura.extract(html, url=url, include_comments=False) or "").split("\n"))


def without_rules(html: str, url: str) -> tuple[str, ...]:
    """Our use of trafilatura, no line dropped."""
    return _body(html, url, furniture=False)


def with_rules(html: str, url: str) -> tuple[str, ...]:
    """What intake gives."""
    return _body(html, url, furniture=True)


def _body(html: str, url: str, *, furniture: bool) -> tuple[str, ...]:
    try:
        page = read_page(html, url=url, furniture=furniture)
    except InputError:
        return ()
    return tuple(page.text.split("\n")[1:] if page.title else page.paragraphs)


SYSTEMS: dict[str, Extract] = {
    "trafilatura": plain_trafilatura,
    "without rules": without_rules,
    "with rules": with_rules,
}


def words(lines: Iterable[str]) -> list[str]:
    """Lower-case words."""
    return _WORD.findall(" ".join(lines).lower())


def gold_words(paragraphs: list[str], predicted: list[str]) -> list[str]:
    """The gold words; an optional paragraph counts only if most of its words were predicted."""
    have = " ".join(predicted)
    kept = []
    for paragraph in paragraphs:
        optional = paragraph.startswith("[") and paragraph.endswith("]")
        if not optional or " ".join(words([paragraph])[:8]) in have:
            kept.append(paragraph)
    return words(kept)


def f1(common: int, gold: int, predicted: int) -> float:
    """Harmonic mean of precision and recall; 0 if nothing is common."""
    return 2 * common / (gold + predicted) if common else 0.0


def common_subsequence(left: list[str], right: list[str]) -> int:
    """Length of the longest common subsequence, bit-parallel (Hyyro 2004)."""
    places: dict[str, int] = {}
    for index, word in enumerate(left):
        places[word] = places.get(word, 0) | 1 << index
    full = (1 << len(left)) - 1
    row = full
    for word in right:
        match = row & places.get(word, 0)
        row = (row + match | row - match) & full
    return len(left) - row.bit_count()


def score_body(item: dict[str, Any], lines: tuple[str, ...]) -> dict[str, float]:
    """Token F1 and ROUGE-L F1 of one page."""
    predicted = words(lines)
    gold = gold_words(item["paragraphs"], predicted)
    shared = sum((Counter(gold) & Counter(predicted)).values())
    return {
        "token_f1": f1(shared, len(gold), len(predicted)),
        "rouge_l": f1(common_subsequence(gold, predicted), len(gold), len(predicted)),
    }


def score_segments(item: dict[str, Any], lines: tuple[str, ...]) -> dict[str, float]:
    """Share of wanted segments found and of unwanted ones kept out, of one page."""
    have = " ".join(words(lines))
    found = [" ".join(words([text])) in have for text in item["with"]]
    kept = [" ".join(words([text])) in have for text in item["without"]]
    return {
        "wanted_found": sum(found),
        "wanted": len(found),
        "unwanted_kept": sum(kept),
        "unwanted": len(kept),
    }


def load(path: Path) -> list[tuple[dict[str, Any], str]]:
    """The items of one JSONL file with the text of their pages."""
    items = rows(path, "html")
    for item in items:
        if "paragraphs" not in item and "with" not in item:
            raise DataError(f"{path}: wrong kind of file, a page without paragraphs or segments")
    return [(item, decode(_page_bytes(path.parent / item["html"]))) for item in items]


def _page_bytes(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def evaluate(path: Path) -> dict[str, dict[str, float]]:
    """The scores of every system on one file."""
    pages = load(path)
    return {name: _evaluate(pages, extract) for name, extract in SYSTEMS.items()}


def _evaluate(pages: list[tuple[dict[str, Any], str]], extract: Extract) -> dict[str, float]:
    bodies: list[dict[str, float]] = []
    segments: Counter[str] = Counter()
    for item, html in pages:
        lines = extract(html, item.get("url", ""))
        if "paragraphs" in item:
            bodies.append(score_body(item, lines))
        else:
            segments.update({key: int(value) for key, value in score_segments(item, lines).items()})
    result = {"pages": float(len(pages))}
    for key in ("token_f1", "rouge_l") if bodies else ():
        result[key] = sum(body[key] for body in bodies) / len(bodies)
    return result | _segment_scores(segments)


def _segment_scores(counts: Counter[str]) -> dict[str, float]:
    if not counts:
        return {}
    found, kept = counts["wanted_found"], counts["unwanted_kept"]
    recall = found / counts["wanted"]
    precision = found / (found + kept) if found else 0.0
    return {
        "wanted_found": recall,
        "unwanted_kept": kept / counts["unwanted"],
        "segment_f1": 2 * precision * recall / (precision + recall) if found else 0.0,
    }


def main() -> None:
    """Print the scores of each file and system."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path, default=DEFAULT)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results: Row = {path.name: evaluate(path) for path in options.paths}
    if options.json:
        show(results, as_json=True)
        return
    for name, systems in results.items():
        for system, scores in systems.items():
            shown = "  ".join(
                f"{key} {value:.4f}" for key, value in scores.items() if key != "pages"
            )
            print(f"{name:24} {system:14} pages {scores['pages']:.0f}  {shown}")


if __name__ == "__main__":
    with ending():
        main()
