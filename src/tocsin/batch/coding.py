"""One job to its outcome: what every engine has its workers do."""

from __future__ import annotations

from tocsin.batch.jobs import Job, Outcome
from tocsin.batch.reading import article_of
from tocsin.errors import TocsinError
from tocsin.records import Article


def work(job: Job, *, everything: bool = False) -> Outcome:
    """Code one article; whatever goes wrong becomes part of the outcome."""
    done = settled(job)
    if done:
        return done
    try:
        return _coded(job, everything)
    except TocsinError as error:
        return Outcome(job.name, problem=str(error), at=job.at)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one article must not end the run
        problem = f"internal error: {type(error).__name__}: {error}"
        return Outcome(job.name, problem=problem, at=job.at)


def settled(job: Job) -> Outcome | None:
    """The outcome of a job that holds no article to code; None for any other."""
    if job.item is None:
        return Outcome(job.name, problem=job.problem, passed=job.passed, at=job.at)
    return None


def _coded(job: Job, everything: bool) -> Outcome:
    from tocsin import pipeline
    from tocsin.claim_json import claim_json

    article = article_of(job)
    result = pipeline.run(article, everything=everything)
    claims = [claim_json(claim) for claim in result.claims]
    return Outcome(job.name, claims, head=_head(article), at=job.at)


def _head(article: Article) -> dict[str, str | None]:
    return {
        "title": article.title or None,
        "published": article.published.isoformat() if article.published else None,
        "publisher": article.publisher,
        "url": article.url,
    }
