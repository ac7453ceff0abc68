"""What changed, what was derived from it, and the user's table of reliability."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables. All that the ledger holds counts as changed, so that it is derived anew."""
    dialect = op.get_bind().dialect.name
    script = Path(__file__).with_name(f"{revision}.{dialect}.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            op.execute(statement)
