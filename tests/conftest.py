"""Fixtures that every test may use."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import hypothesis
import pytest

from tests.ledgers import empty_database, ledger, server, where
from tocsin.pipeline import Result
from tocsin.records import (
    Article,
    Attribution,
    Claim,
    Entity,
    Mention,
    Place,
    Quantity,
    Reason,
    Span,
    When,
)

__all__ = ["empty_database", "ledger", "server", "where"]
# A busy machine is no fault of the code: no example fails for the time that it took.
hypothesis.settings.register_profile(
    "tocsin", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("tocsin")

ROOT = Path(__file__).parents[1]
TEXT = (
    "According to Oslo, Norway has deployed about 3,000 troops to Tromso this week to deter Iceland"
    " if talks fail. Iceland denied it."
)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared evaluation data beside the checkout; tests that need it are skipped without it."""
    path = ROOT.parent / "shared"
    if not (path / "claims").is_dir():
        pytest.skip("../shared is absent: this test reads the shared data")
    return path


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


@pytest.fixture
def claim() -> Claim:
    """A claim with every field filled."""
    norway, oslo = (Entity("NOR/GOV", "Norway", "NOR", "GOV") for _ in range(2))
    return Claim(
        trigger=span("deployed"),
        type="MOBILIZE",
        mode="troops",
        sentence=Span(0, TEXT.index(" Iceland denied"), TEXT[: TEXT.index(" Iceland denied")]),
        actors=(Mention(span("Norway"), "Norway", entity=norway),),
        recipients=(Mention(span("Iceland"), "Iceland"),),
        place=(Place(span("Tromso"), "Tromsø", 3133895, 69.65, 18.96, "NOR", "city"),),
        when=When(span("this week"), date(2026, 3, 9), date(2026, 3, 15), "week"),
        quantities=(Quantity(span("about 3,000 troops"), 3000.0, 3000.0, "troops", True),),
        modality="conditional",
        time="future",
        attributions=(
            Attribution(Mention(span("Oslo"), "Oslo", entity=oslo), span("According to")),
            Attribution(Mention(span("Iceland"), "Iceland"), span("denied"), "denies"),
        ),
        condition=span("if talks fail"),
        purpose=span("to deter Iceland"),
        score=0.81234567,
        reason=Reason("deploy-troops", ("actor by nsubj", "conditional by if")),
        id="abc123",
    )


@pytest.fixture
def result(claim: Claim) -> Result:
    """An article with one claim."""
    article = Article(TEXT, "Norway moves", date(2026, 3, 12), "The Example Courier")
    return Result(article, (claim,))
