"""One article of a corpus, from the moment that it is found until its claims are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tocsin.batch.files import File
from tocsin.records import Article


@dataclass(frozen=True, slots=True)
class Saved:
    """A web page as an archive holds it: its address, its bytes and the charset of its header."""

    url: str
    data: bytes
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One article to code: read already, still a page or file, or nothing but a problem.

    ``name`` is the ``id`` of the output. ``problem`` says why there is no article, ``passed`` why
    this is not meant to be one (a picture in a web archive). ``at`` is how many bytes of the corpus
    lie before its end.
    """

    name: str
    item: Article | File | Saved | None = None
    problem: str = ""
    passed: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: the claims as JSON, a problem, or the reason why it was passed over.

    ``skipped`` says that the output has it already. ``head`` holds title, published, publisher and
    url of the article, as JSON values.
    """

    name: str
    claims: list[dict[str, Any]] = field(default_factory=list)
    problem: str = ""
    passed: str = ""
    skipped: bool = False
    head: dict[str, str | None] = field(default_factory=dict)
    at: int = 0
