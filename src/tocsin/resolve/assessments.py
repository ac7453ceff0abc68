"""Who holds an assessment, and whom or what it is about."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from tocsin.records import Article, Assessment, Mention
from tocsin.resolve.parties import Parties


def judged(article: Article, a: Assessment, parties: Parties) -> Assessment:
    """The assessment with its holders and parties resolved, and with an id derived from its
    words."""
    return replace(
        a,
        attributions=tuple(
            replace(x, source=m) for x in a.attributions for m in parties.speaking(x.source)
        ),
        object=_meant(a.object, parties),
        affected=_meant(a.affected, parties),
        id=_id(article, a),
    )


def _meant(mention: Mention | None, parties: Parties) -> Mention | None:
    """The mention with its entity where it stands for exactly one."""
    if mention is None or mention.kind == "clause":
        return mention
    found = parties.resolve(mention, None)
    return found[0] if len(found) == 1 else mention


def _id(article: Article, a: Assessment) -> str:
    parts = (article.id, str(a.span.start), str(a.span.end), str(a.predicate.start), a.kind)
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
