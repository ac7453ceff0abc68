"""A brief as Markdown, HTML or PDF."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from importlib.resources import files
from typing import Any, NoReturn

from tocsin.brief.nouns import Brief, Sentence, Source
from tocsin.brief.writing import marks, shown
from tocsin.errors import UsageError
from tocsin.records import Report
from tocsin.wording import day_words

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
MOST_PAGES = 3


def markdown(brief: Brief, reports: Mapping[str, Report]) -> str:
    """The brief as Markdown. What reports say is escaped: it makes no links and no HTML."""
    return "\n".join(_markdown(brief, reports)) + "\n"


def _markdown(brief: Brief, reports: Mapping[str, Report]) -> Iterator[str]:
    yield from (
        f"# {_safe(brief.title)}",
        "",
        f"As of {_moment(brief.as_of)}. {_safe(brief.scope)}",
    )
    known = marks(brief)
    for section in brief.sections:
        yield from ("", f"## {section.title}", "")
        for sentence in section.sentences:
            cited = " ".join(f"[{mark}]" for mark, _ in _links(sentence, reports, known))
            yield f"- {_safe(sentence.text)} {cited}"
        if not section.sentences:
            yield section.note
    yield from ("", "## Sources", "")
    for source in brief.sources:
        link = f" <{source.url}>" if _is_web(source.url) else ""
        yield f"{source.number}. {_safe(_head(source))}{link}"
        yield from (f"   - [{mark}] “{_safe(words)}”" for mark, words in _quotes(source))
    yield from ("", _footer(brief))


def html(brief: Brief, reports: Mapping[str, Report]) -> str:
    """The brief as one HTML page with its style, for screen and print; it loads nothing.

    Raises UsageError if Jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, StrictUndefined
    except ImportError:
        _missing("HTML", "jinja2")
    data = files("tocsin.brief").joinpath("data")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    template = environment.from_string(data.joinpath("brief.html").read_text(encoding="utf-8"))
    style = data.joinpath("brief.css").read_text(encoding="utf-8")
    return template.render(style=style, **context(brief, reports))


def context(brief: Brief, reports: Mapping[str, Report]) -> dict[str, Any]:
    """What a template needs of a brief: texts, marks, anchors, links that are safe."""
    known = marks(brief)
    return {
        "brief": brief,
        "as_of": _moment(brief.as_of),
        "sections": [
            (section, [(s, _links(s, reports, known)) for s in section.sentences])
            for section in brief.sections
        ],
        "sources": [(s, _head(s), _quotes(s), _is_web(s.url)) for s in brief.sources],
        "footer": _footer(brief),
    }


def as_json(brief: Brief) -> str:
    """The brief as JSON; ``docs/json.md`` describes its keys."""
    held = asdict(brief)
    held["refused"] = [{"text": text, "why": why} for text, why in brief.refused]
    return json.dumps(held, ensure_ascii=False, indent=2, default=_iso) + "\n"


def _iso(value: date) -> str:
    return value.isoformat()


def pdf(brief: Brief, reports: Mapping[str, Report]) -> bytes:
    """The brief as PDF. Nothing is fetched for it.

    Raises UsageError if WeasyPrint or its system library Pango is not installed.
    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        _missing("PDF", "weasyprint")
    page = HTML(string=html(brief, reports), url_fetcher=_refuse)
    made: bytes = page.write_pdf()
    return made


def _refuse(url: str, *_: object, **__: object) -> NoReturn:
    raise ValueError(f"a brief loads nothing, and not {url}")


def _missing(what: str, library: str) -> NoReturn:
    more = ", and needs the system library Pango" if library == "weasyprint" else ""
    raise UsageError(
        f"{what} needs {library}, which is not there: pip install 'tocsin[pdf]'{more}"
    ) from None


def _cited(
    sentence: Sentence, reports: Mapping[str, Report], known: Mapping[str, str]
) -> list[str]:
    found = (known[claim] for claim in shown(sentence, reports) if claim in known)
    return list(dict.fromkeys(found))


def _links(
    sentence: Sentence, reports: Mapping[str, Report], known: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Marks with the claims that they stand for."""
    found = {known[claim]: claim for claim in shown(sentence, reports) if claim in known}
    return list(found.items())


def _quotes(source: Source) -> list[tuple[str, str]]:
    return list(dict.fromkeys((quote.mark, quote.words) for quote in source.quotes))


def _head(source: Source) -> str:
    day = f", {day_words(source.day)}" if source.day else ", undated"
    return f"{source.publisher}{day}: {source.title}"


def _moment(moment: datetime) -> str:
    zone = moment.strftime("%Z") or moment.strftime("%z")
    return f"{day_words(moment.date())}, {moment:%H:%M} {zone}"


def _footer(brief: Brief) -> str:
    refused = len(brief.refused)
    left = f" {refused} more did not pass." if refused else ""
    return (
        "Written by Tocsin from the claims of these reports; every sentence was checked against "
        f"the words that it cites.{left}"
    )


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _is_web(url: str | None) -> bool:
    return bool(url) and bool(re.match(r"https?://[^\s<>\"']+\Z", str(url)))
