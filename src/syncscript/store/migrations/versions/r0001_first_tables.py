"""The first tables. A revision is history: it repeats what tables.py said then, and never changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_polling()
    _create_pairs()
    _create_queue()
    _create_effects()
    _create_records()


def _text(name: str, *, key: bool = False, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=key, nullable=null)


def _number(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=key, nullable=False)


def _moment(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=null)


def _of_pair(*, key: bool = False) -> sa.Column[str]:
    pair = sa.ForeignKey("pair.id", ondelete="CASCADE")
    return sa.Column("pair_id", sa.Text, pair, primary_key=key, nullable=False)


def _create_polling() -> None:
    op.create_table("cursor", _text("connection", key=True), _text("side", key=True),
                    _moment("polled_at"), _text("triggers"), _moment("swept_at", null=True),
                    _text("moved_to"), sqlite_with_rowid=False)
    op.create_table("seen", _text("connection", key=True), _text("side", key=True),
                    _text("issue_id", key=True), _text("version", key=True), _moment("at"),
                    sqlite_with_rowid=False)
    op.create_index("seen_by_time", "seen", ["connection", "side", "at"])
    op.create_table("event", _number("id", key=True), _text("connection"), _text("side"), _text("issue_id"),
                    _text("issue_key"), _text("version"), _text("triggered_by", null=True),
                    sa.UniqueConstraint("connection", "side", "issue_id", name="event_of_issue"),
                    sqlite_autoincrement=True)


def _create_pairs() -> None:
    op.create_table("pair", _number("position", key=True),
                    sa.Column("id", sa.Text, nullable=False, unique=True), _text("connection"),
                    _text("state"), _text("problem"), _number("attempts"),
                    _moment("not_before", null=True), _text("rules"), _number("last_number"),
                    sqlite_autoincrement=True)
    op.create_index("pair_by_connection", "pair", ["connection", "position"])
    op.create_index("pair_in_trouble", "pair", ["connection", "state"],
                    sqlite_where=sa.text("state <> 'active'"))
    op.create_table("pair_issue", _of_pair(key=True), _text("side", key=True), _text("connection"),
                    _text("issue_id"), _text("issue_key"), _text("folded_key"),
                    sa.UniqueConstraint("connection", "side", "issue_id", name="pair_of_issue"),
                    sqlite_with_rowid=False)
    op.create_index("pair_by_key", "pair_issue", ["folded_key"])
    op.create_table("side_state", _of_pair(key=True), _text("side", key=True), _text("base"), _text("sent"),
                    _text("sent_hash"), _text("version"), _text("received"))


def _create_queue() -> None:
    op.create_table("message", _number("id", key=True), _of_pair(), _number("number"), _text("connection"),
                    _text("source"), _text("replica"), _text("documents"), _text("source_version"),
                    _moment("created"), sa.UniqueConstraint("pair_id", "number", name="message_number"),
                    sqlite_autoincrement=True)
    op.create_index("message_by_connection", "message", ["connection", "id"])


def _create_effects() -> None:
    op.create_table("copy", _of_pair(key=True), _text("side", key=True), _text("kind", key=True),
                    _text("source_id", key=True), _text("copy_id"), _text("asked"), _text("applied"))
    op.create_table("intent", _text("marker", key=True), _of_pair(), _text("side"), _text("kind"),
                    _text("source_id"), _text("state"), _moment("sent_at"), _number("high_water"),
                    _text("result_id", null=True))
    op.create_index("intent_by_pair", "intent", ["pair_id", "state"])
    doubt = sa.text("state IN ('sending', 'doubtful')")
    op.create_index("intent_in_doubt", "intent", ["side", "kind"], sqlite_where=doubt)


def _create_records() -> None:
    op.create_table("conflict", _number("id", key=True), _of_pair(), _text("connection"), _text("side"),
                    _text("field"), _text("digest"), _text("base"), _text("ours"), _text("theirs"),
                    _text("winner"), _text("policy"), _moment("at"),
                    sa.UniqueConstraint("pair_id", "side", "field", "digest", name="conflict_once"),
                    sqlite_autoincrement=True)
    op.create_index("conflict_by_connection", "conflict", ["connection", "id"])
    op.create_table("entry", _number("id", key=True), _of_pair(), _text("side"), _number("number"),
                    _text("kind"), _text("detail"), _moment("at"), sqlite_autoincrement=True)
    op.create_index("entry_by_pair", "entry", ["pair_id", "id"])
    op.create_table("run", _text("connection", key=True), _moment("at"), _text("summary"))
    op.create_table("answer", _text("instance", key=True), _text("question", key=True), _text("answer"),
                    _moment("at"))
