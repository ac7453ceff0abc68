"""The order of the stages: intake, language, coding, resolve. The system's table of contents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from tocsin.errors import UsageError
from tocsin.records import Article, Claim


@dataclass(frozen=True, slots=True)
class Result:
    """An article and its claims, in the order of the text."""

    article: Article
    claims: tuple[Claim, ...]


def run(article: Article) -> Result:
    """Parse the article, code its claims, and say who and where and when their words mean."""
    from tocsin.coding import code
    from tocsin.language import parse
    from tocsin.resolve import resolve

    draft = code(parse(article))
    return Result(article, resolve(article, draft))


def read(
    source: str | Path,
    *,
    published: date | str | None = None,
    stream: BinaryIO | None = None,
) -> Result:
    """Get one article and run it.

    ``source`` is a text, a path, an http(s) URL, or ``-`` for ``stream``. ``published`` (a date or
    ``YYYY-MM-DD``) overrides the page's own date. Raises `InputError` and `FetchError` if there is
    no article to be had, `UsageError` for a bad date.
    """
    from tocsin import intake

    day = as_date(published) if isinstance(published, str) else published
    return run(intake.read(source, published=day, stream=stream))


def as_date(text: str) -> date:
    """``YYYY-MM-DD`` as a date. Raises `UsageError` for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no date; write it as 2026-03-31") from None
