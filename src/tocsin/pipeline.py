"""The order of the stages: intake, language, coding, resolve. The system's table of contents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from tocsin.errors import UsageError
from tocsin.records import Article, Assessment, Claim


@dataclass(frozen=True, slots=True)
class Result:
    """An article, its claims and its assessments, in the order of the text."""

    article: Article
    claims: tuple[Claim, ...]
    assessments: tuple[Assessment, ...] = ()


def run(article: Article, *, everything: bool = False) -> Result:
    """Parse the article, code its claims, and say who and where and when their words mean.

    Sentences that hardly hold a claim are not parsed, unless ``everything`` is.
    """
    from tocsin.coding import code, wanted
    from tocsin.language import parse
    from tocsin.resolve import resolve

    draft = code(parse(article, wanted=None if everything else wanted))
    if not (draft.claims or draft.assessments):
        return Result(article, ())
    found = resolve(article, draft)
    return Result(article, found.claims, found.assessments)


def read(
    source: str | Path,
    *,
    published: date | str | None = None,
    stream: BinaryIO | None = None,
    everything: bool = False,
) -> Result:
    """Get one article and run it.

    ``source`` is a text, a path, an http(s) URL, or ``-`` for ``stream``. ``published`` (a date or
    ``YYYY-MM-DD``) overrides the page's own date. ``everything`` is as in `run`. Raises
    `InputError` and `FetchError` if there is no article to be had, `UsageError` for a bad date.
    """
    from tocsin import intake

    day = as_date(published) if isinstance(published, str) else published
    article = intake.read(source, published=day, stream=stream)
    return run(article, everything=everything)


def as_date(text: str) -> date:
    """``YYYY-MM-DD`` as a date. Raises `UsageError` for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no date; write it as 2026-03-31") from None
