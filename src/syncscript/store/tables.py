"""The tables of the state, as queries see them.

Knows names, keys and indices. How a file got these tables is told by migrations/; a test holds
the two together. Every look-up that an idle run makes goes by an index: nothing scans all pairs.
A `connection` column repeated in a child table is there so that counting needs no join.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint, text

from syncscript.store.columns import Moment, Plain

metadata = MetaData()

IN_TROUBLE = text("pair.state <> 'active'")
"""Of pairs. Spelled out in queries too: with a bound value SQLite would not use the partial index."""

IS_OPEN = text("conflict.winner = 'open'")
"""Of conflicts; spelled out for the same reason."""

IN_DOUBT = text("intent.state IN ('sending', 'doubtful')")
"""Of intents; spelled out for the same reason."""


def _of_pair() -> Column[str]:
    """The column of a row that belongs to a pair and goes with it."""
    return Column("pair_id", Text, ForeignKey("pair.id", ondelete="CASCADE"), nullable=False)


cursor = Table(
    "cursor", metadata,
    Column("connection", Text, primary_key=True),
    Column("side", Text, primary_key=True),
    Column("polled_at", Moment, nullable=False),
    Column("triggers", Plain, nullable=False),
    Column("swept_at", Moment),
    Column("moved_to", Plain, nullable=False),
    sqlite_with_rowid=False,
)

seen = Table(
    "seen", metadata,
    Column("connection", Text, primary_key=True),
    Column("side", Text, primary_key=True),
    Column("issue_id", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Index("seen_by_time", "connection", "side", "at"),
    sqlite_with_rowid=False,
)

event = Table(
    "event", metadata,
    Column("id", Integer, primary_key=True),
    Column("connection", Text, nullable=False),
    Column("side", Text, nullable=False),
    Column("issue_id", Text, nullable=False),
    Column("issue_key", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("triggered_by", Text),
    UniqueConstraint("connection", "side", "issue_id", name="event_of_issue"),
    sqlite_autoincrement=True,
)

pair = Table(
    "pair", metadata,
    Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("connection", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("problem", Plain, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", Moment),
    Column("rules", Text, nullable=False),
    Column("last_number", Integer, nullable=False),
    Index("pair_by_connection", "connection", "position"),
    Index("pair_in_trouble", "connection", "state", sqlite_where=text("state <> 'active'")),
    sqlite_autoincrement=True,
)

pair_issue = Table(
    "pair_issue", metadata,
    Column("pair_id", Text, ForeignKey("pair.id", ondelete="CASCADE"), primary_key=True),
    Column("side", Text, primary_key=True),
    Column("connection", Text, nullable=False),
    Column("issue_id", Text, nullable=False),
    Column("issue_key", Text, nullable=False),
    Column("folded_key", Text, nullable=False),
    UniqueConstraint("connection", "side", "issue_id", name="pair_of_issue"),
    Index("pair_by_key", "folded_key"),
    sqlite_with_rowid=False,
)

side_state = Table(
    "side_state", metadata,
    Column("pair_id", Text, ForeignKey("pair.id", ondelete="CASCADE"), primary_key=True),
    Column("side", Text, primary_key=True),
    Column("base", Plain, nullable=False),
    Column("sent", Plain, nullable=False),
    Column("sent_hash", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("received", Plain, nullable=False),
    Column("adopted", Plain, nullable=False, server_default="null"),
)

message = Table(
    "message", metadata,
    Column("id", Integer, primary_key=True),
    _of_pair(),
    Column("number", Integer, nullable=False),
    Column("connection", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("replica", Plain, nullable=False),
    Column("documents", Plain, nullable=False),
    Column("source_version", Text, nullable=False),
    Column("created", Moment, nullable=False),
    UniqueConstraint("pair_id", "number", name="message_number"),
    Index("message_by_connection", "connection", "id"),
    sqlite_autoincrement=True,
)

copy = Table(
    "copy", metadata,
    Column("pair_id", Text, ForeignKey("pair.id", ondelete="CASCADE"), primary_key=True),
    Column("side", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("source_id", Text, primary_key=True),
    Column("copy_id", Text, nullable=False),
    Column("asked", Plain, nullable=False),
    Column("applied", Plain, nullable=False),
)

intent = Table(
    "intent", metadata,
    Column("marker", Text, primary_key=True),
    _of_pair(),
    Column("side", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("high_water", Integer, nullable=False),
    Column("result_id", Text),
    Column("content", Plain, nullable=False, server_default="null"),
    Index("intent_by_pair", "pair_id", "state"),
    Index("intent_in_doubt", "side", "kind", sqlite_where=text("state IN ('sending', 'doubtful')")),
)

conflict = Table(
    "conflict", metadata,
    Column("id", Integer, primary_key=True),
    _of_pair(),
    Column("connection", Text, nullable=False),
    Column("side", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("base", Plain, nullable=False),
    Column("ours", Plain, nullable=False),
    Column("theirs", Plain, nullable=False),
    Column("winner", Text, nullable=False),
    Column("policy", Text, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("pair_id", "side", "field", "digest", name="conflict_once"),
    Index("conflict_by_connection", "connection", "id"),
    Index("conflict_open", "connection", sqlite_where=text("winner = 'open'")),
    sqlite_autoincrement=True,
)

entry = Table(
    "entry", metadata,
    Column("id", Integer, primary_key=True),
    _of_pair(),
    Column("side", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("detail", Plain, nullable=False),
    Column("at", Moment, nullable=False),
    Index("entry_by_pair", "pair_id", "id"),
    sqlite_autoincrement=True,
)

replaced = Table(
    "replaced", metadata,
    Column("id", Integer, primary_key=True),
    _of_pair(),
    Column("connection", Text, nullable=False),
    Column("side", Text, nullable=False),
    Column("issue_id", Text, nullable=False),
    Column("issue_key", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("old", Plain, nullable=False),
    Column("new", Plain, nullable=False),
    Column("read_at", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    Index("replaced_on_side", "connection", "side", "id"),
    Index("replaced_of_pair", "pair_id"),
)

run = Table(
    "run", metadata,
    Column("connection", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("summary", Plain, nullable=False),
)

answer = Table(
    "answer", metadata,
    Column("instance", Text, primary_key=True),
    Column("question", Text, primary_key=True),
    Column("answer", Plain, nullable=False),
    Column("at", Moment, nullable=False),
)

takeover = Table(
    "takeover", metadata,
    Column("connection", Text, primary_key=True),
    Column("first", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("about", Plain, nullable=False),
)

taken_pair = Table(
    "taken_pair", metadata,
    Column("id", Text, primary_key=True),
    Column("connection", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("links", Plain, nullable=False),
    Column("state", Text, nullable=False),
    Column("pair_id", Text, nullable=False),
    Column("problem", Plain, nullable=False),
    Column("resync", Plain, nullable=False),
    Index("taken_by_state", "connection", "state", "position"),
    Index("taken_by_pair", "pair_id"),
)

taken_side = Table(
    "taken_side", metadata,
    Column("taken_id", Text, ForeignKey("taken_pair.id", ondelete="CASCADE"), primary_key=True),
    Column("side", Text, primary_key=True),
    Column("connection", Text, nullable=False),
    Column("folded_key", Text, nullable=False),
    Column("told", Plain, nullable=False),
    UniqueConstraint("connection", "side", "folded_key", name="taken_key"),
    Index("taken_ignoring", "connection", "taken_id",
          sqlite_where=text("json_extract(told, '$.ignores_incoming')")),
)
