"""Looking for every pair's issues now and then: finds what polls cannot see, deletions and moves.

A poll asks for what changed in a project; an issue that left the project is not in its answer. Missing from
a search says nothing: only what a read by id calls unknown is gone.
"""

from __future__ import annotations

from dataclasses import replace

from syncscript.contracts import Cursor, Pair, Records
from syncscript.engine.changes.searching import search
from syncscript.engine.connection import Side
from syncscript.engine.failing import failed, gone, rules_digest
from syncscript.engine.session import Session
from syncscript.model import IssueRef


def sweep(session: Session, side: Side) -> None:
    """Look for this side's issues of all pairs if that is due."""
    name, now = session.connection.name, session.now()
    with session.store.transaction() as records:
        cursor = records.cursor(name, side.name)
        if cursor is None:
            return
        if cursor.swept_at is None or now - cursor.swept_at < session.connection.policy.sweep:
            records.set_cursor(name, side.name, replace(cursor, swept_at=cursor.swept_at or now))
            return
        refs = records.issues_of(name, side.name)
    present = {h.ref.id for h in search(session, side, side.project, None)}
    absent = [ref for ref in refs if ref.id not in present]
    session.read(side, [ref.id for ref in absent])
    with session.store.transaction() as records:
        for ref in absent:
            _note(session, records, side, ref)
        cursor = records.cursor(name, side.name) or cursor
        records.set_cursor(name, side.name, replace(cursor, swept_at=now))


def _note(session: Session, records: Records, side: Side, ref: IssueRef) -> None:
    pair = records.pairs_of(session.connection.name, side.name, [ref.id]).get(ref.id)
    issue = session.issues.get((side.name, ref.id))
    if pair is None:
        return
    if issue is None:
        if pair.state not in ("failed", "stopped"):
            rules = rules_digest(session.connection)
            records.put_pair(failed(pair, gone(side.name, ref), rules))
        return
    follow_move(records, pair, side.name, issue.ref)
    if records.unseen(session.connection.name, side.name, [issue.head]):
        records.add_event(session.connection.name, side.name, issue.head, None)
        records.note_seen(session.connection.name, side.name, [issue.head], session.now())


def follow_move(records: Records, pair: Pair, side: str, ref: IssueRef) -> Pair:
    """An issue that was moved stays under sync under its new key, and its new project is polled as well."""
    moved = replace(pair, issues={**pair.issues, side: ref})
    records.put_pair(moved)
    cursor = records.cursor(pair.connection, side)
    if cursor is not None:
        records.set_cursor(pair.connection, side, with_project(cursor, ref))
    return moved


def with_project(cursor: Cursor, ref: IssueRef) -> Cursor:
    return replace(cursor, moved_to=cursor.moved_to | {ref.key.rpartition("-")[0]})
