"""Doing a decision: one operation after the other, each with one effect even if its answer is lost.

Hands each operation to the file that knows how: creating.py, adding.py, writing.py, sending.py.
"""

from __future__ import annotations

from syncscript.engine.effects.adding import add
from syncscript.engine.effects.creating import create_issue
from syncscript.engine.effects.receipts import Receipts
from syncscript.engine.effects.sending import send
from syncscript.engine.effects.writing import make, write
from syncscript.model import (
    AddAttachment,
    AddComment,
    CreateIssue,
    HttpWrite,
    LogWork,
    MakePart,
    Operation,
    Sources,
)


def apply(receipts: Receipts, operation: Operation, sources: Sources) -> None:
    """Do one operation and commit its receipt. Raises TrackerError, PairWaits, SourceGone or Stopped."""
    receipts.session.heed_stop()
    match operation:
        case CreateIssue():
            create_issue(receipts, operation, sources)
        case AddComment() | AddAttachment() | LogWork():
            add(receipts, operation, sources)
        case MakePart():
            make(receipts, operation)
        case HttpWrite():
            send(receipts, operation)
        case _:
            write(receipts, operation, sources)
