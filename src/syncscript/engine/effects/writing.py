"""Writes that may be sent again without doing more: fields, status, edits and removals of our own copies.

Nothing is announced: a second try of the message finds the same to do, or finds it done.
"""

from __future__ import annotations

from dataclasses import replace

from syncscript.contracts import FieldBase, NotFound, Records
from syncscript.engine.effects.overwritten import replaced_by
from syncscript.engine.effects.receipts import Receipts, field_details
from syncscript.model import (
    EditComment,
    EditWork,
    MakePart,
    Operation,
    Receipt,
    Removal,
    RemoveAttachment,
    RemoveComment,
    RemoveWork,
    Sources,
    Transition,
    UpdateFields,
)


def write(receipts: Receipts, operation: Operation, sources: Sources) -> None:
    """Do it and commit its receipt. A copy that is gone needs no edit and no removal."""
    tracker, ref = receipts.side.tracker, receipts.ref
    if isinstance(operation, UpdateFields):
        _claim(receipts, operation)
    try:
        receipt = receipts.session.patiently(lambda: tracker.apply(ref, operation, "", sources, None))
    except NotFound:
        if not isinstance(operation, Removal | EditComment | EditWork):
            raise
        receipt = Receipt(ref)
    receipts.version = receipt.version or ""
    replaced = replaced_by(receipts.session, receipts.side, receipts.pair, operation)
    with receipts.session.store.transaction() as records:
        _record(records, receipts, operation, receipt)
        records.add_replaced(receipts.session.connection.name, replaced)


def make(receipts: Receipts, part: MakePart) -> None:
    """Make a part of a project; there is only one of a name."""
    tracker = receipts.side.tracker
    receipts.session.patiently(lambda: tracker.make(part))
    with receipts.session.store.transaction() as records:
        detail = {"sort": part.sort, "name": part.name, "project": part.project, "by": str(part.by)}
        receipts.enter(records, part.kind, detail)


def _claim(receipts: Receipts, operation: UpdateFields) -> None:
    """Set elements about to be added are ours from now on, even if a crash hides that we added them."""
    added = {name: write.add for name, write in operation.fields.items() if write.add}
    if not added:
        return
    with receipts.session.store.transaction() as records:
        known = records.side_state(receipts.pair.id, receipts.side.name).base
        unknown = FieldBase(known_asked=False, known_applied=False)
        bases = {name: known.get(name) or unknown for name in added}
        claimed = {name: replace(b, owned=b.owned | added[name]) for name, b in bases.items()}
        receipts.merge_bases(records, claimed)


def _record(records: Records, receipts: Receipts, operation: Operation, receipt: Receipt) -> None:
    detail = field_details(operation)
    match operation:
        case UpdateFields():
            receipts.remember(records, operation.fields)
        case Transition():
            receipts.remember(records, ("status", "resolution") if operation.resolution else ("status",))
        case EditComment(copy_id, source_id):
            records.put_copy(receipts.copy("comment", source_id, copy_id, operation.body, receipt))
            detail = {"id": copy_id, "text": operation.body[:200], "by": str(operation.by)}
        case RemoveComment(copy_id, source_id):
            records.remove_copy(receipts.copy("comment", source_id, copy_id))
            detail = {"id": copy_id}
        case EditWork(copy_id, source_id):
            records.put_copy(receipts.copy("work", source_id, copy_id, operation.work.text, receipt))
            detail = {"id": copy_id, "text": operation.work.text[:200], "by": str(operation.by)}
        case RemoveWork(copy_id, source_id):
            records.remove_copy(receipts.copy("work", source_id, copy_id))
            detail = {"id": copy_id}
        case RemoveAttachment(copy_id, source_id):
            records.remove_copy(receipts.copy("attachment", source_id, copy_id))
            detail = {"id": copy_id}
    receipts.enter(records, operation.kind, detail)
