"""What an idle run asks of a large state goes by an index: SQLite's own plans say so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from syncscript.contracts import Records
from syncscript.model import IssueHead, IssueRef
from syncscript.store import open_store

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LINK, BLUE = "blue-green", "BlueJira"
HEADS = [IssueHead(IssueRef("1", "K-1"), "1", NOW)]

ASKED: dict[str, Callable[[Records], object]] = {
    "cursor": lambda records: records.cursor(LINK, BLUE),
    "unseen": lambda records: records.unseen(LINK, BLUE, HEADS),
    "note_seen": lambda records: records.note_seen(LINK, BLUE, HEADS, NOW),
    "forget_seen": lambda records: records.forget_seen(LINK, BLUE, NOW),
    "events": lambda records: records.events(LINK),
    "pairs_of": lambda records: records.pairs_of(LINK, BLUE, ["1"]),
    "pair": lambda records: records.pair("p1"),
    "troubled": lambda records: records.troubled(LINK),
    "issues_of": lambda records: records.issues_of(LINK, BLUE),
    "find_pairs": lambda records: records.find_pairs("K-1"),
    "side_states": lambda records: records.side_states(["p1"]),
    "messages": lambda records: records.messages("p1"),
    "queued": lambda records: records.queued(LINK),
    "copies": lambda records: records.copies(["p1"]),
    "intent": lambda records: records.intent("m"),
    "creates_in_doubt": lambda records: records.creates_in_doubt(LINK, BLUE),
    "open_intents": lambda records: records.open_intents("p1"),
    "conflicts": lambda records: records.conflicts(LINK),
    "open_conflicts": lambda records: records.open_conflicts(LINK),
    "history": lambda records: records.history("p1"),
    "counts": lambda records: records.counts(LINK),
    "known_answer": lambda records: records.known_answer(BLUE, "q", NOW),
    "replaced": lambda records: records.replaced(LINK, BLUE),
    "forget_replaced": lambda records: records.forget_replaced(LINK, BLUE),
    "resent_progress": lambda records: records.resent_progress(LINK, BLUE),
    "resent_counts": lambda records: records.resent_counts(LINK),
    "resent_in_vain": lambda records: records.resent_in_vain(LINK),
    "count_ignoring": lambda records: records.count_ignoring(LINK),
    "count_others": lambda records: records.count_others(LINK),
    "remove_pair": lambda records: records.remove_pair("p1"),
}


@pytest.mark.parametrize("asked", ASKED)
def test_no_table_is_read_from_end_to_end(tmp_path: Path, asked: str) -> None:
    store = open_store(tmp_path / "state.db")
    statements: list[str] = []
    store._raw.set_trace_callback(statements.append)
    with store.transaction() as records:
        ASKED[asked](records)
    store._raw.set_trace_callback(None)
    queries = [text for text in statements if text.startswith(("SELECT", "DELETE", "INSERT", "UPDATE"))]
    assert queries
    for query in queries:
        assert not [step for step in _plan(store._raw, query) if step.startswith("SCAN")], query
    store.close()


def test_pairs_in_trouble_are_found_without_reading_the_others(tmp_path: Path) -> None:
    store = open_store(tmp_path / "state.db")
    statements: list[str] = []
    store._raw.set_trace_callback(statements.append)
    with store.transaction() as records:
        records.troubled(LINK)
        records.counts(LINK)
    store._raw.set_trace_callback(None)
    troubled = [text for text in statements if "<> 'active'" in text]
    assert len(troubled) == 2
    assert all("pair_in_trouble" in _plan(store._raw, text)[0] for text in troubled)
    store.close()


def _plan(raw: sqlite3.Connection, query: str) -> list[str]:
    return [str(row[3]) for row in raw.execute(f"EXPLAIN QUERY PLAN {query}")]
