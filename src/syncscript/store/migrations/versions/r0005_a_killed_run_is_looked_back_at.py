"""What our writes replaced is kept until somebody looked back at it, and outlives the run."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    pair = sa.ForeignKey("pair.id", ondelete="CASCADE")
    op.create_table("replaced", sa.Column("id", sa.Integer, primary_key=True, nullable=False),
                    sa.Column("pair_id", sa.Text, pair, nullable=False), _text("connection"), _text("side"),
                    _text("issue_id"), _text("issue_key"), _text("field"), _text("old"), _text("new"),
                    sa.Column("read_at", sa.BigInteger, nullable=False),
                    sa.Column("at", sa.BigInteger, nullable=False))
    op.create_index("replaced_on_side", "replaced", ["connection", "side", "id"])
    op.create_index("replaced_of_pair", "replaced", ["pair_id"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)
