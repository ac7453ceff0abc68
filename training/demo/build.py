"""Code the articles of the demo anew: ``python -m training.demo.build``.

Writes ``src/tocsin/data/demo/coded.jsonl.gz``. Run it when an article of the demo changes, or when
the coder says something else of them; ``tests/demo`` tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tocsin.demo.story import Coded, articles, encoded
from tocsin.pipeline import run

OUT = Path(__file__).parents[2] / "src/tocsin/data/demo/coded.jsonl.gz"


def coded() -> Iterator[Coded]:
    """What the coder says of each article."""
    for number, article in enumerate(articles(), 1):
        found = run(article)
        print(f"{number} of {len(articles())}: {article.name}, {len(found.claims)} claims")
        yield Coded(article.name, article.id, found.claims, found.assessments)


def main() -> None:
    """Code and write."""
    OUT.write_bytes(encoded(coded()))
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
