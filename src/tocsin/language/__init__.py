"""Grammar: sentences, words, tags, dependencies, names and time expressions. No politics.

The public name is :func:`parse`; :class:`Parser` gives control of threads and
parses many texts at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tocsin.language.types import Name, Parse, Sentence, TimeExpression, Token
from tocsin.records import Article

if TYPE_CHECKING:
    from tocsin.language.parser import Parser, Wanted

__all__ = ["Name", "Parse", "Parser", "Sentence", "TimeExpression", "Token", "parse"]


def parse(article: Article | str, *, wanted: Wanted | None = None) -> Parse:
    """Parse the text of an article with the shared parser; offsets refer to ``article.text``.

    ``wanted`` says of the texts of all sentences which are to be parsed; without it all are.
    Raises DataError if the shipped model cannot be read.
    """
    from tocsin.language.parser import default_parser

    text = article if isinstance(article, str) else article.text
    return default_parser().parse(text, wanted=wanted)


def __getattr__(name: str) -> Any:
    """Load the parser, and with it numpy, only when somebody asks for it."""
    if name == "Parser":
        from tocsin.language.parser import Parser

        return Parser
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
