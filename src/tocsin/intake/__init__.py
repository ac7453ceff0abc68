"""Get one article and clean it: a URL, a saved page, plain text, standard input, or a JSONL of
articles.

`read` gives one `Article`; `read_jsonl` streams many. Nothing here asks what day it is.
"""

from __future__ import annotations

from tocsin.intake.jsonl import BadLine, read_jsonl
from tocsin.intake.sources import MAX_BYTES, read

__all__ = ["MAX_BYTES", "BadLine", "read", "read_jsonl"]
