"""The nouns: frozen dataclasses that every stage passes on.

`records.claims` has what one text says, `records.events` what many texts say together.
"""

from __future__ import annotations

from tocsin.records.claims import (
    Article,
    Assessment,
    Attribution,
    Claim,
    Draft,
    Entity,
    Lead,
    Link,
    Mention,
    Place,
    Quantity,
    Reason,
    Score,
    Span,
    When,
    distance_km,
)
from tocsin.records.events import (
    Event,
    Expectation,
    Join,
    Judgement,
    Origin,
    Report,
    Stand,
    Standing,
    StatedQuantity,
    StatusChange,
)

__all__ = [
    "Article",
    "Assessment",
    "Attribution",
    "Claim",
    "Draft",
    "Entity",
    "Event",
    "Expectation",
    "Join",
    "Judgement",
    "Lead",
    "Link",
    "Mention",
    "Origin",
    "Place",
    "Quantity",
    "Reason",
    "Report",
    "Score",
    "Span",
    "Stand",
    "Standing",
    "StatedQuantity",
    "StatusChange",
    "When",
    "distance_km",
]
