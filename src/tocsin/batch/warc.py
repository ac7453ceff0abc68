"""Web archives: the pages of a WARC file, as Common Crawl News has them, record by record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tocsin.batch.extras import need
from tocsin.batch.files import File
from tocsin.batch.jobs import Job, Saved
from tocsin.intake import MAX_BYTES

_PAGES = {"text/html", "application/xhtml+xml"}


def pages(file: File) -> Iterator[Job]:
    """The HTML responses with status 200; other responses are passed over with a reason.

    The id of a page is the time of its capture and its address. Raises `InputError` where the
    file can be read no further.
    """
    module = need("fastwarc.warc", "a WARC file")
    with file.open() as raw:
        records = module.ArchiveIterator(
            raw, record_types=module.WarcRecordType.response, auto_decode="all", fsspec_args=False
        )
        for record in records:
            yield _job(record, raw.tell())


def _job(record: Any, at: int) -> Job:
    url = record.headers.get("WARC-Target-URI") or ""
    name = f"{record.headers.get('WARC-Date') or ''} {url}".strip()
    reason = _reason(record, url)
    if reason:
        return Job(name, passed=reason, at=at)
    data = record.reader.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return Job(name, problem=f"the page is larger than {MAX_BYTES / 1e6:g} MB", at=at)
    return Job(name, Saved(url, data, record.http_charset), at=at)


def _reason(record: Any, url: str) -> str:
    """Why a response is no page; empty if it is one."""
    head = record.http_headers
    if not url.startswith(("http://", "https://")) or head is None:
        return "no answer of a web server"
    if head.status_code != 200:
        return f"status {head.status_code}"
    if record.http_content_type not in _PAGES:
        return "not HTML"
    return ""
