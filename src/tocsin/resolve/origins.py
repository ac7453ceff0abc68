"""Where a person comes from by the words after the name: "Joe Ruiz, 24, from Leeds"."""

from __future__ import annotations

import re

from tocsin.records import Mention, Span
from tocsin.resolve.places import PlaceContext, locate

_ONCE = r"(?:(?:originally|formerly)\s)?"
_AFTER_NAME = re.compile(
    rf",\s(?:aged\s)?\d{{1,3}},?\s{_ONCE}(?:from|of)\s"  # 24, from Leeds; 25, formerly of Leeds
    rf"|,\s(?:(?:an?|the)\s(?:[\w’'-]+\s){{1,6}}?)?{_ONCE}from\s"  # a student from Leeds
)


def origin(
    mention: Mention, text: str, places: dict[int, Span], context: PlaceContext
) -> str | None:
    """Alpha-3 code of the country that a person's name is said to come from, right after it.

    ``text`` is that of the article, ``places`` its place names by their first character.
    """
    name = mention.names[0][0] if mention.names and mention.kind == "name" else ""
    if not name or not mention.span.text.startswith(name):
        return None
    found = _AFTER_NAME.match(text, mention.span.start + len(name))
    there = places.get(found.end()) if found else None
    return locate(there, context).country if there else None
