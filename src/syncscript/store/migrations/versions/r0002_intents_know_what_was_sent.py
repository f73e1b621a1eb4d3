"""An intent keeps what its write is known by again, once nobody asks for it any more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("intent", sa.Column("content", sa.Text, nullable=False, server_default="null"))
