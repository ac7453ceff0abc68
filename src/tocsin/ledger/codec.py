"""Records as JSON and back, without loss."""

from __future__ import annotations

import hashlib
import numbers
from typing import Any, TypeVar

import msgspec

from tocsin.errors import DataError
from tocsin.ledger.nouns import Members, Sketch
from tocsin.records import (
    Alert,
    Assessment,
    Change,
    Claim,
    Event,
    Expectation,
    FeedHealth,
    FeedItem,
    Forecast,
    ForecastScore,
    IndicatorState,
    Origin,
    Question,
    Situation,
    Standing,
)

T = TypeVar("T")
_DECODERS: dict[type[Any], msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(kind)
    for kind in (
        *(Assessment, Claim, Event, Expectation, Origin, Standing),
        *(Alert, Change, FeedHealth, FeedItem, IndicatorState, Situation),
        *(Forecast, ForecastScore, Question),
        *(Members, Sketch),
    )
}


def encode(record: Any) -> str:
    """The record as one line of JSON; reading it back gives an equal record.

    Raises DataError for a value that JSON cannot hold.
    """
    try:
        text = msgspec.json.encode(record, enc_hook=_plain).decode()
        same = decode(text, type(record)) == record
    except (TypeError, UnicodeEncodeError, NotImplementedError) as error:
        raise DataError(f"cannot keep a {type(record).__name__}: {error}") from error
    if not same or "\\u0000" in text:
        raise DataError(f"cannot keep a {type(record).__name__}: a value would be lost in JSON")
    return text


def decode(text: str, kind: type[T]) -> T:
    """A record of this kind from its JSON. Raises DataError if it is not one."""
    try:
        record: T = _DECODERS[kind].decode(text)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise DataError(f"the ledger holds a broken {kind.__name__}: {error}") from error
    return record


def digest(*parts: str) -> str:
    """Sixteen hex digits of the SHA-256 of the parts: an id derived from content."""
    text = "\x1f".join(parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _plain(value: object) -> object:
    """A number of another library as Python's own."""
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        return float(value)
    raise NotImplementedError(f"{type(value).__name__} is not a value of a record")
