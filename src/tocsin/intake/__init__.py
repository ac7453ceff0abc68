"""Get one article and clean it: a URL, a saved page, plain text, standard input, or a JSONL of
articles.

`read` gives one `Article`; `read_jsonl` streams many, `read_row` takes one row of another table.
Nothing here asks what day it is.
"""

from __future__ import annotations

from tocsin.intake.jsonl import MAX_LINE, BadLine, read_jsonl, read_row
from tocsin.intake.sources import MAX_BYTES, read

__all__ = ["MAX_BYTES", "MAX_LINE", "BadLine", "read", "read_jsonl", "read_row"]
