"""Who wins a conflict: the connection's policy, applied to one field of one pair.

`newest` asks the trackers' change histories, corrected by their clocks; a tracker without history is
taken at the issue's own time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from syncscript.contracts import Copy, Pair
from syncscript.engine.asking.wanting import LISTS
from syncscript.engine.connection import Side
from syncscript.engine.session import Session
from syncscript.model import Issue

FIXED = {"source": "theirs", "target": "ours", "manual": "open"}


UNOPPOSED = "unopposed"


def judge_of(
    session: Session,
    pair: Pair,
    source: Side,
    target: Side,
    issue: Issue,
    newborn: bool,
    copies: Sequence[Copy],
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
        source_issue = session.issue_of(pair, source.name)
        listed, _, copy_id = name.partition("/")
        if copy_id and listed in LISTS.values():
            theirs, ours = _entry_times(listed, copy_id, copies, source_issue, issue)
        else:
            theirs, ours = (
                _changed(session, source, source_issue, name),
                _changed(session, target, issue, name),
            )
        return "ours" if theirs is not None and ours is not None and ours > theirs else "theirs"

    return judge


def _changed(session: Session, side: Side, issue: Issue | None, name: str) -> datetime | None:
    """When a side changed the field, in our clock."""
    if issue is None:
        return None
    history = _history(session, side, issue)
    fallback = issue.created if side.tracker.capabilities.change_history else issue.updated
    return history.get(name, fallback) - side.tracker.clock_offset


def _entry_times(
    listed: str, copy_id: str, copies: Sequence[Copy], source_issue: Issue | None, issue: Issue
) -> tuple[datetime | None, datetime | None]:
    """When the original and its copy were last edited, as far as their issues tell."""
    known = (c for c in copies if LISTS[c.kind] == listed and c.copy_id == copy_id)
    source_id = next((c.source_id.partition("#")[0] for c in known), "")
    return _entry_time(source_issue, listed, source_id), _entry_time(issue, listed, copy_id)


def _entry_time(issue: Issue | None, listed: str, entry_id: str) -> datetime | None:
    entries = issue.payload.get(listed) or [] if issue else []
    updated = next((e.get("updated") for e in entries if str(e.get("id")) == entry_id), None)
    return datetime.fromisoformat(updated) if isinstance(updated, str) else None


def _history(session: Session, side: Side, issue: Issue) -> Mapping[str, datetime]:
    """When each field last changed, in the tracker's clock."""
    if not side.tracker.capabilities.change_history:
        return {}
    changes = session.patiently(lambda: side.tracker.history([issue.ref.id])).get(issue.ref.id, ())
    return {change.field: change.at for change in changes}
