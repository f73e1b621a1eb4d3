"""Pairs that another sync kept in step are taken over, with what it knew of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("side_state", sa.Column("adopted", sa.Text, nullable=False, server_default="null"))
    op.create_table("takeover", _text("connection", key=True), _text("first"),
                    sa.Column("at", sa.BigInteger, nullable=False), _text("about"))
    op.create_table("taken_pair", _text("id", key=True), _text("connection"),
                    sa.Column("position", sa.Integer, nullable=False), _text("links"), _text("state"),
                    _text("pair_id"), _text("problem"), _text("resync"))
    op.create_index("taken_by_state", "taken_pair", ["connection", "state", "position"])
    op.create_index("taken_by_pair", "taken_pair", ["pair_id"])
    taken = sa.ForeignKey("taken_pair.id", ondelete="CASCADE")
    op.create_table("taken_side", sa.Column("taken_id", sa.Text, taken, primary_key=True, nullable=False),
                    _text("side", key=True), _text("connection"), _text("folded_key"), _text("told"),
                    sa.UniqueConstraint("connection", "side", "folded_key", name="taken_key"))


def _text(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=key, nullable=False)
