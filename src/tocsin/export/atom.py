"""An Atom feed (RFC 4287): an entry for each event, in the order in which they come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TextIO
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from tocsin.export.items import Item, plain

SPACE = uuid5(NAMESPACE_URL, "tocsin:export:atom")
NEVER = "1970-01-01T00:00:00Z"
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


def write(items: Iterable[Item], out: TextIO) -> int:
    """The feed; how many entries it has. It is as new as its newest entry, so its own date stands
    at its end, where RFC 4287 allows it."""
    out.write(
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    )
    out.write(f"<id>{uuid5(SPACE, 'feed').urn}</id>\n<title>Tocsin: events</title>\n")
    out.write("<author><name>Tocsin</name></author>\n")
    newest, number = NEVER, 0
    for when, entry in entries(items):
        out.write(entry)
        newest, number = max(newest, when), number + 1
    out.write(f"<updated>{newest}</updated>\n</feed>\n")
    return number


def entries(items: Iterable[Item]) -> Iterator[tuple[str, str]]:
    """The moment of each entry, that of its latest report, and its XML."""
    for item in items:
        days = [report.day for report in item.reports if report.day]
        when, first = _moment(max(days, default=None)), _moment(min(days, default=None))
        said = "; ".join(dict.fromkeys(r.publisher or "a report" for r in item.reports))
        summary = f"{item.status}, {item.days[0]} to {item.days[1]}. Told by {said}."
        yield (
            when,
            (
                f"<entry><id>{uuid5(SPACE, item.event.id).urn}</id>"
                f"<title>{_text(item.claim.sentence.text)}</title>"
                f"<updated>{when}</updated><published>{first}</published>"
                f"<category term={quoteattr(item.claim.type)}/>"
                f"<summary>{_text(summary)}</summary></entry>\n"
            ),
        )


def _moment(day: date | None) -> str:
    return f"{day.isoformat()}T00:00:00Z" if day else NEVER


def _text(words: str) -> str:
    return escape(_UNFIT.sub("\ufffd", plain(words)))
