"""What one message's writes leave in the state: bases at once, id map lines, a line of history each.

A crash after a write must not see our own value as somebody's change, so all of it is committed with the
receipt. Sends nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from syncscript.contracts import Copy, Entry, FieldBase, Pair, Records
from syncscript.engine.connection import Side
from syncscript.engine.merging.deciding import shown_value
from syncscript.engine.session import Session
from syncscript.model import CreateIssue, IssueRef, Operation, Receipt, Transition, UpdateFields


@dataclass
class Receipts:
    """One message's writes to `side` of `pair`. version: of the issue after the last one, where known."""

    session: Session
    side: Side
    pair: Pair
    number: int
    bases: Mapping[str, FieldBase]
    version: str = ""

    @property
    def ref(self) -> IssueRef:
        return self.pair.issues[self.side.name]

    def enter(self, records: Records, kind: str, detail: Mapping[str, Any]) -> None:
        """A line of the pair's history."""
        now = self.session.now()
        records.add_entry(Entry(self.pair.id, self.side.name, self.number, kind, dict(detail), now))

    def bring_issue(self, records: Records, ref: IssueRef) -> None:
        """The pair's issue on this side, just created or found."""
        self.pair = replace(self.pair, issues={**self.pair.issues, self.side.name: ref})
        records.put_pair(self.pair)

    def remember(self, records: Records, fields: Iterable[str]) -> None:
        """The bases of fields just written."""
        self.merge_bases(records, {name: self.bases[name] for name in fields if name in self.bases})

    def merge_bases(self, records: Records, bases: Mapping[str, FieldBase]) -> None:
        state = records.side_state(self.pair.id, self.side.name)
        records.put_side_state(self.pair.id, self.side.name, replace(state, base={**state.base, **bases}))

    def copy(self, kind: str, source_id: str, copy_id: str, asked: str = "", receipt: Receipt | None = None
             ) -> Copy:  # fmt: skip
        """A line of the id map; the receipt tells how the copy reads now that it is written."""
        detail = receipt.detail if receipt is not None else None
        applied = str((detail or {}).get("body", ""))
        return Copy(self.pair.id, self.side.name, kind, source_id, copy_id, asked, applied)


def field_details(operation: Operation) -> dict[str, Any]:
    """Field -> old, new and the rule line, as the history keeps it."""
    match operation:
        case CreateIssue():
            fields = {
                n: {"new": shown_value(s.value), "by": str(s.by)} for n, s in operation.draft.fields.items()
            }
        case UpdateFields():
            fields = {
                n: {"old": w.old, "new": shown_value(w.new.value), "by": str(w.new.by)}
                for n, w in operation.fields.items()
            }
        case Transition():
            fields = {"status": {"old": operation.old, "new": operation.status, "by": str(operation.by)}}
        case _:
            return {}
    return {"fields": fields}
