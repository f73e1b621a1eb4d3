"""What a person wrote to a field after we had read it and before we wrote it: lost there, so put on record.

No tracker known here takes a write only if nothing changed since a read. Its change history tells afterwards:
one bulk read a side and run, and only where a run replaced values. Decides nothing and writes to no tracker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import timedelta
from itertools import groupby

from syncscript.contracts import Conflict, FieldChange, Pair, Replaced
from syncscript.engine.connection import Side
from syncscript.engine.merging.deciding import shown_value
from syncscript.engine.session import Session
from syncscript.model import Json, Operation, Transition, UpdateFields

ROUNDING = timedelta(seconds=1)
"""Trackers tell their clock in whole seconds."""
UNSEEN = "unseen"
"""The policy noted on such a conflict: none was asked, since nobody saw it in time."""


def replaced_by(session: Session, side: Side, pair: Pair, operation: Operation) -> list[Replaced]:
    """The values that this write replaced, to look back at in the end of the run, or of the next one where
    this one dies."""
    ref = pair.issues[side.name]
    issue = session.issues.get((side.name, ref.id))
    if issue is None or not side.tracker.capabilities.change_history:
        return []
    now = session.now()
    return [
        Replaced(side.name, pair.id, ref, name, old, new, issue.updated, now)
        for name, (old, new) in _values(operation).items()
    ]


def find_overwritten(session: Session, side: Side) -> list[Conflict]:
    """Look back at the values replaced on this side; what was lost is recorded as a conflict."""
    name = session.connection.name
    with session.store.transaction() as records:
        replaced = records.replaced(name, side.name)
    if not replaced:
        return []
    ids = [r.ref.id for r in replaced]
    histories = session.patiently(lambda: side.tracker.history(ids))
    replaced.sort(key=lambda one: (*_place(one), one.read_at))
    found: list[Conflict] = []
    for (_, issue_id, field), group in groupby(replaced, key=_place):
        changes = [c for c in histories.get(issue_id, ()) if c.field == field]
        found += _lost_of(list(group), changes, side.tracker.clock_offset)
    with session.store.transaction() as records:
        for conflict in found:
            records.add_conflict(conflict)
        records.forget_replaced(name, side.name)
    return found


def _values(operation: Operation) -> dict[str, tuple[Json, Json]]:
    """Field -> (old, new) of what an operation replaces as a whole; sets merge by element on the tracker."""
    match operation:
        case UpdateFields(fields):
            whole = {n: w for n, w in fields.items() if not isinstance(w.new.value, frozenset)}
            return {n: (w.old, shown_value(w.new.value)) for n, w in whole.items()}
        case Transition():
            return {"status": (operation.old, operation.status)}
    return {}


def _place(replaced: Replaced) -> tuple[str, str, str]:
    return replaced.pair, replaced.ref.id, replaced.field


def _lost_of(
    writes: Sequence[Replaced], changes: Sequence[FieldChange], offset: timedelta
) -> Iterator[Conflict]:
    """Of one field, by what was read: the writes of a run that was killed stand before those of the next."""
    known = {str(value) for write in writes for value in (write.old, write.new)}
    for _, group in groupby(writes, key=lambda write: write.read_at):
        lost = _lost(list(group), known, changes, offset)
        if lost is not None:
            yield lost


def _lost(
    writes: Sequence[Replaced], known: Set[str], changes: Sequence[FieldChange], offset: timedelta
) -> Conflict | None:
    """More changes than writes of ours between read and last write: all but the last were replaced by it."""
    first, last = writes[0], writes[-1]
    until = last.at + offset + ROUNDING
    between = [c for c in changes if first.read_at < c.at <= until]
    if len(between) <= len(writes):
        return None
    lost = [c.new for c in between[:-1] if c.new not in known]
    if not lost:
        return None
    return Conflict(
        first.pair, first.side, first.field, first.old, lost[-1], last.new, "theirs", UNSEEN, last.at
    )
