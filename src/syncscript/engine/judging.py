"""Who wins a conflict: the connection's policy, applied to one field of one pair.

`newest` asks the trackers' change histories, corrected by their clocks; a tracker without history is
taken at the issue's own time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from syncscript.contracts import Pair
from syncscript.engine.connection import Side
from syncscript.engine.session import Session
from syncscript.model import Issue

FIXED = {"source": "theirs", "target": "ours", "manual": "open"}


UNOPPOSED = "unopposed"


def judge_of(
    session: Session, pair: Pair, source: Side, target: Side, issue: Issue, newborn: bool
) -> Callable[[str], str]:
    """The judge for one message: field name -> `theirs`, `ours`, `open`, or `unopposed`.

    newborn: this very message created the issue and was cut short; what nobody changed there since is
    no one's wish.
    """
    policy = session.connection.policy.conflicts

    def judge(name: str) -> str:
        if newborn and name not in _history(session, target, issue):
            return UNOPPOSED
        if policy in FIXED:
            return FIXED[policy]
        theirs = _changed(session, source, session.issue_of(pair, source.name), name)
        ours = _changed(session, target, issue, name)
        return "ours" if theirs is not None and ours is not None and ours > theirs else "theirs"

    return judge


def _changed(session: Session, side: Side, issue: Issue | None, name: str) -> datetime | None:
    """When a side changed the field, in our clock."""
    if issue is None:
        return None
    history = _history(session, side, issue)
    fallback = issue.created if side.tracker.capabilities.change_history else issue.updated
    return history.get(name, fallback) - side.tracker.clock_offset


def _history(session: Session, side: Side, issue: Issue) -> Mapping[str, datetime]:
    if not side.tracker.capabilities.change_history:
        return {}
    return session.patiently(lambda: side.tracker.changed_at(issue.ref))
