"""What the commands on a ledger share: where it is, and options that mean the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import datetime

    from tocsin.ledger import Ledger

DEFAULT = "tocsin.db"

LedgerOption = Annotated[
    str,
    typer.Option(
        "--ledger",
        metavar="PATH_OR_URL",
        envvar="TOCSIN_LEDGER",
        help="The ledger: the path of a SQLite file, or a postgresql:// URL.",
        show_envvar=True,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="As the ledger stood at the end of that day (UTC), or at a time such as "
        "2026-03-31T18:00+00:00.",
        show_default=False,
    ),
]


def open_ledger(where: str, create: bool = False) -> Ledger:
    """The ledger at this path or URL, to be used in a ``with`` statement.

    Raises UsageError if there is none, unless ``create`` is.
    """
    from tocsin.ledger import Ledger

    return Ledger(where, create=create)


def moment(text: str | None) -> datetime | None:
    """``--as-of`` as a moment: the last of a day if only the day is given, UTC if no zone is.

    Raises UsageError for anything that is neither.
    """
    from datetime import UTC, date, datetime, time

    from tocsin.errors import UsageError

    if text is None:
        return None
    try:
        if len(text) == len("2026-03-31"):
            return datetime.combine(date.fromisoformat(text), time.max, UTC)
        found = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{text!r} is no day and no time; write 2026-03-31 or 2026-03-31T18:00"
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
