"""Creating an issue with one effect: what an earlier try may have left is looked for first and adopted.

Knows no rules and no merging: the operation says everything.
"""

from __future__ import annotations

from datetime import timedelta
from typing import NoReturn

from syncscript.contracts import Intent
from syncscript.engine.effects.announcing import announced, close, intent_in_doubt
from syncscript.engine.effects.receipts import Receipts, field_details
from syncscript.engine.effects.recovering import SKEW, adopt, wait_out
from syncscript.engine.failing import PARKED, PairWaits
from syncscript.engine.identity import marker_of
from syncscript.model import CreateIssue, Diagnostic, Draft, IssueRef, Json, Receipt, Sources


def create_issue(receipts: Receipts, operation: CreateIssue, sources: Sources) -> None:
    """Raises TrackerError; PairWaits while an earlier try may still be on its way, or once it was found."""
    session, side, pair, draft = receipts.session, receipts.side, receipts.pair, operation.draft
    marker = marker_of(pair.connection, pair.id, side.name, "create", pair.id)
    earlier = intent_in_doubt(session, marker)
    if earlier is not None:
        since = earlier.sent_at - SKEW
        above = earlier.high_water
        found = session.patiently(lambda: side.tracker.find_created(marker, draft.project, above, since))
        if found:
            _adopt(receipts, earlier, found)
        wait_out(session, side, earlier)
    high_water = session.patiently(lambda: side.tracker.high_water(draft.project))
    intent = Intent(
        marker, pair.id, side.name, "create", draft.project, "sending", session.now(), high_water,
        content=_sets(draft),
    )  # fmt: skip
    receipt = announced(session, intent, lambda: side.tracker.create(draft, marker, sources))
    _record(receipts, operation, marker, receipt)


def _record(receipts: Receipts, operation: CreateIssue, marker: str, receipt: Receipt) -> None:
    receipts.version = receipt.version or ""
    with receipts.session.store.transaction() as records:
        close(records, marker, receipt.ref.id)
        receipts.bring_issue(records, receipt.ref)
        receipts.remember(records, operation.draft.fields)
        receipts.enter(records, operation.kind, {"key": receipt.ref.key, **field_details(operation)})


def _adopt(receipts: Receipts, intent: Intent, found: list[IssueRef]) -> NoReturn:
    """Take on the oldest that a lost answer left. It may hold an older message's fields: decide again."""
    session, side = receipts.session, receipts.side
    with session.store.transaction() as records:
        receipts.pair = adopt(records, session, receipts.pair, side, intent, found)
        receipts.enter(records, "create", {"key": found[0].key, "found": len(found)})
    told = f"{side.name}: {found[0].key} was found, which a lost answer had left"
    raise PairWaits(Diagnostic("E409", told, help="nothing to do"), PARKED, timedelta(0))


def _sets(draft: Draft) -> dict[str, Json]:
    """Set elements that the create asks for: ours to remove later, even if its answer is lost."""
    sets = {n: s.value for n, s in draft.fields.items() if isinstance(s.value, frozenset)}
    return {"sets": {name: sorted(elements) for name, elements in sets.items()}}
