"""Adding a comment, attachment or work log with one effect, and a line of the id map for what came of it.

What an earlier try may have left is looked for first. Bytes of an attachment pass through, never at rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from syncscript.contracts import Content, Intent, NotFound
from syncscript.engine.asking.hanging import content_of, correction_of, kind_of, text_of
from syncscript.engine.effects.announcing import SourceGone, announced, close, intent_in_doubt
from syncscript.engine.effects.receipts import Receipts
from syncscript.engine.effects.recovering import SKEW, wait_out
from syncscript.engine.effects.writing import write
from syncscript.engine.identity import marker_of
from syncscript.engine.merging.matching import PRIVATE, RULE_MADE
from syncscript.model import AddAttachment, Addition, Receipt, Sources


def add(receipts: Receipts, operation: Addition, sources: Sources) -> None:
    """Raises TrackerError, SourceGone, and PairWaits while an earlier try may still be on its way."""
    session, tracker, ref = receipts.session, receipts.side.tracker, receipts.ref
    kind = kind_of(operation)
    pair = receipts.pair
    marker = marker_of(pair.connection, pair.id, receipts.side.name, kind, operation.source_id)
    if _is_done(receipts, operation, marker):
        return
    earlier = intent_in_doubt(session, marker)
    if earlier is not None:
        since = earlier.sent_at - SKEW
        found = session.patiently(lambda: tracker.find_added(ref, operation, marker, since))
        if found:
            _record(receipts, operation, kind, marker, Receipt(ref, result_id=found[0]))
            _bring_up_to_date(receipts, operation, found[0], sources)
            return
        wait_out(session, receipts.side, earlier)
    opener = _opener(receipts, operation) if isinstance(operation, AddAttachment) else None
    intent = Intent(
        marker, pair.id, receipts.side.name, kind, operation.source_id, "sending", session.now(),
        content=content_of(operation),
    )  # fmt: skip
    receipt = announced(session, intent, lambda: tracker.apply(ref, operation, marker, sources, opener))
    _record(receipts, operation, kind, marker, receipt)


def _is_done(receipts: Receipts, operation: Addition, marker: str) -> bool:
    """Whether an earlier try made what a rule wrote itself; no id map line tells of those."""
    if not operation.source_id.startswith((RULE_MADE, PRIVATE)):
        return False
    with receipts.session.store.transaction() as records:
        intent = records.intent(marker)
    return intent is not None and intent.state == "done"


def _bring_up_to_date(receipts: Receipts, operation: Addition, copy_id: str, sources: Sources) -> None:
    """A copy that was found may hold the text of an older message."""
    correction = correction_of(operation, copy_id)
    if correction is not None and not operation.source_id.startswith((RULE_MADE, PRIVATE)):
        write(receipts, correction, sources)


def _record(receipts: Receipts, operation: Addition, kind: str, marker: str, receipt: Receipt) -> None:
    copy_id, source_id = receipt.result_id or "", operation.source_id
    asked = text_of(operation)
    detail = {"id": copy_id, "source": source_id, "text": asked[:200], "by": str(operation.by)}
    receipts.version = ""
    with receipts.session.store.transaction() as records:
        close(records, marker, copy_id)
        if not source_id.startswith(RULE_MADE):
            records.put_copy(receipts.copy(kind, source_id, copy_id, asked, receipt))
        receipts.enter(records, operation.kind, detail)


def _opener(
    receipts: Receipts, operation: AddAttachment
) -> Callable[[], AbstractContextManager[Content]]:
    source = receipts.session.connection.other(receipts.side.name)

    @contextmanager
    def opened() -> Iterator[Content]:
        try:
            stream = source.tracker.open_attachment(operation.source_id)
            content = stream.__enter__()
        except NotFound as error:
            raise SourceGone(operation.filename) from error
        try:
            yield content
        finally:
            stream.__exit__(None, None, None)

    return opened
