"""The command line: ``tocsin read``, ``tocsin code``, ``tocsin why``."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command that ``sys.argv`` names; an error of ours is one line and exit status 2."""
    from tocsin.cli.commands import app
    from tocsin.errors import TocsinError

    try:
        app()
    except TocsinError as error:
        sys.stderr.write(f"tocsin: {' '.join(str(error).split())}\n")
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output (such as `head`) has gone; leave quietly, as other tools do.
        sys.stderr.close()
        sys.exit(141)
