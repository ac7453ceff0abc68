"""Claims on a spaCy `Doc`: ``to_spacy(doc)``, or the component ``nlp.add_pipe("tocsin")``.

``doc._.claims`` holds the claims as JSON (so a Doc can be saved, and passed between processes).
``doc.spans["claims"]`` has the trigger of each, labelled with its type; ``doc.spans["parties"]``
the words of its actors, recipients, sources and places, labelled ``ACTOR``, ``RECIPIENT``,
``SOURCE`` and ``PLACE``. The ``id`` of a span is that of its claim. ``doc._.published``, if
set, is the day from which "this week" counts. Needs ``tocsin[spacy]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from tocsin import pipeline
from tocsin.claim_json import claim_json
from tocsin.errors import UsageError
from tocsin.records import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

_ROLES = {
    "ACTOR": "actors",
    "RECIPIENT": "recipients",
    "SOURCE": "attributions",
    "PLACE": "place",
}


def to_spacy(doc: Doc, *, published: date | str | None = None) -> Doc:
    """Code the text of a spaCy Doc and put the claims on it; gives the same Doc.

    Spans are widened to whole tokens of the Doc. ``published`` (a date or ``YYYY-MM-DD``)
    overrides ``doc._.published``. A text without words has no claims. Raises `UsageError` for a
    bad date, or if spaCy is not installed.
    """
    _extend()
    day = published or doc._.published
    day = pipeline.as_date(day) if isinstance(day, str) else day
    found = pipeline.run(Article(doc.text, published=day)).claims if doc.text.strip() else ()
    claims = [claim_json(claim) for claim in found]
    doc._.claims = claims
    doc.spans["claims"] = [_span(doc, claim, claim, claim["type"]) for claim in claims]
    doc.spans["parties"] = list(_parties(doc, claims))
    return doc


class Component:
    """The last step of a spaCy pipeline; it needs none of the others."""

    def __call__(self, doc: Doc) -> Doc:
        """Put the claims on a Doc."""
        return to_spacy(doc)


def make(nlp: Language, name: str) -> Component:
    """The factory that spaCy calls for ``nlp.add_pipe("tocsin")``."""
    _extend()
    return Component()


def _parties(doc: Doc, claims: Iterable[dict[str, Any]]) -> Iterator[Span]:
    for claim in claims:
        for label, key in _ROLES.items():
            for held in claim[key]:
                yield _span(doc, claim, held, label)


def _span(doc: Doc, claim: dict[str, Any], held: dict[str, Any], label: str) -> Span:
    start, end = held["start"], held["end"]
    made = doc.char_span(start, end, label=label, span_id=claim["id"], alignment_mode="expand")
    return cast("Span", made)  # None only for offsets outside of the text


@cache
def _extend() -> None:
    """Tell spaCy of our attributes, once. Raises `UsageError` without spaCy."""
    try:
        from spacy.tokens import Doc
    except ImportError:
        raise UsageError(
            "to_spacy needs spaCy; install it with: pip install 'tocsin[spacy]'"
        ) from None
    Doc.set_extension("claims", default=[], force=True)
    Doc.set_extension("published", default=None, force=True)
