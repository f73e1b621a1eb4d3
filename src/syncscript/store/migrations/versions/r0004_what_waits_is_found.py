"""Open conflicts, and taken-over issues that leave aside what comes, are found without reading all others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_index("conflict_open", "conflict", ["connection"], sqlite_where=sa.text("winner = 'open'"))
    op.create_index("taken_ignoring", "taken_side", ["connection", "taken_id"],
                    sqlite_where=sa.text("json_extract(told, '$.ignores_incoming')"))
