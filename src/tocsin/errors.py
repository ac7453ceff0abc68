"""Everything that Tocsin raises.

::

    TocsinError                 base; its text is one line that says what to do
    |-- InputError              an item that cannot be read: empty, binary, too large, not English
    |   |-- FetchError          a URL that cannot or may not be fetched
    |-- DataError               a shipped or given data file that is missing or broken
    |-- UsageError              arguments that do not fit together

An error about one item of many is a value that travels with the item; an error about the whole run
is raised. Both are these classes.
"""

from __future__ import annotations


class TocsinError(Exception):
    """Base of all errors of this package. ``str(error)`` is one line."""


class InputError(TocsinError):
    """An article that cannot be read."""


class FetchError(InputError):
    """A URL that cannot or may not be fetched."""


class DataError(TocsinError):
    """A data file of the package or of the user that is missing or broken."""


class UsageError(TocsinError):
    """Arguments that do not fit together."""
