"""What earlier tries of a message wrote before they were cut short: which fields, and what those held before.

Told from the pair's history and from its bases. Without it a half-done message would lose its way back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from syncscript.contracts import Entry, Message, Records, SideState
from syncscript.engine.merging.deciding import shown_value
from syncscript.engine.merging.predicting import element_name
from syncscript.model import Canonical, Issue, Json, Settled

TRACES = 500
"""So many lines of a pair's history are looked through for what a message that was cut short had written."""


def entries_of(records: Records, message: Message) -> list[Entry]:
    """What the history tells of this message, newest first; nothing but for a run that was cut short."""
    newest = records.history(message.pair, 1)
    if not newest or newest[0].number != message.number:
        return []
    return [e for e in records.history(message.pair, TRACES) if e.number == message.number]


def earlier_writes(
    side: str, issue: Issue | None, asked: Mapping[str, Settled], newborn: bool, agreed: Iterable[str],
    state: SideState, entries: Sequence[Entry],
) -> dict[str, Json]:  # fmt: skip
    """Fields of `side` that earlier tries wrote, with the value before: as noted, or as far as can be told.

    newborn: an earlier try of this message created the issue; agreed: fields whose news is there already.
    """
    if issue is None:
        return {}
    ours = issue.fields
    earlier = {n: _before(ours.get(n), s.value, None) for n, s in asked.items()} if newborn else {}
    bases = {n: base for n in agreed if (base := state.base.get(n)) is not None}
    earlier |= {n: _before(ours.get(n), asked[n].value, base.applied) for n, base in bases.items()}
    for entry in entries:
        noted = entry.detail.get("fields", {}) if isinstance(entry.detail, Mapping) else {}
        if entry.side == side:
            changes = ((n, c) for n, c in noted.items() if "old" in c)
            earlier |= {n: _before(ours.get(n), c.get("new"), c["old"]) for n, c in changes}
    return earlier


def _before(ours: Canonical, written: Json, old: Json) -> Json:
    """What a field would be without a write of ours: of a set only what that write added is taken off."""
    if not isinstance(ours, frozenset):
        return shown_value(old)
    return sorted((ours - (_names(written) - _names(old))) | (_names(old) - _names(written)))


def _names(value: Json) -> frozenset[str]:
    """A set's elements, as they stand in a base or as the history notes them."""
    return frozenset(element_name(e) for e in value) if isinstance(value, list | frozenset) else frozenset()
