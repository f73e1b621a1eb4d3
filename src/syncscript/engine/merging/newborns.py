"""What a tracker fills in by itself when an issue is created: status, priority, reporter and the like.

Learned from the first issue created in a project with a type, and kept for later runs: no person asked for
these values, so they are no news for the other side, and a first status that is there needs no transition.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from syncscript.engine.connection import Side
from syncscript.engine.merging.predicting import element_name
from syncscript.engine.session import Session
from syncscript.model import CreateIssue

GOOD_FOR = timedelta(days=30)


def newborn(session: Session, side: Side, creation: CreateIssue) -> Mapping[str, Any] | None:
    """The payload such an issue is born with; None when no create has shown it yet."""
    key = _kind(creation)
    if (side.name, key) not in session.newborns:
        with session.store.transaction() as records:
            known, kept = records.known_answer(side.name, key, session.now() - GOOD_FOR)
        if not known:
            return None
        session.newborns[side.name, key] = kept
    return session.newborns[side.name, key]


def note_newborn(session: Session, side: Side, creation: CreateIssue, payload: Mapping[str, Any]) -> None:
    key = _kind(creation)
    session.newborns[side.name, key] = payload
    with session.store.transaction() as records:
        records.keep_answer(side.name, key, dict(payload), session.now())


def first_status(session: Session, side: Side, creation: CreateIssue) -> str | None:
    """The name of the status such an issue starts in, as far as known."""
    born = newborn(session, side, creation)
    return element_name(born["status"]) if born and born.get("status") else None


def _kind(creation: CreateIssue) -> str:
    return f"newborn {creation.draft.project}/{creation.draft.type}"
