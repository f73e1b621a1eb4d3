"""Writes over HTTP that a rule plans itself: each sent once, after all else that its message leads to.

What a POST did cannot be looked for afterwards. One whose answer is lost is told to a person and never sent
again; PUT and DELETE say what shall be, so that they may be. Refuses to know what such a call means.
"""

from __future__ import annotations

from collections.abc import Callable

from syncscript.contracts import Intent, NotFound, Rejected, TrackerError
from syncscript.engine.asking.calls import STEP
from syncscript.engine.connection import Side
from syncscript.engine.effects.announcing import close, put_intent
from syncscript.engine.effects.receipts import Receipts
from syncscript.engine.failing import PairFails
from syncscript.engine.identity import marker_of
from syncscript.model import Diagnostic, HttpWrite, Span

UNKNOWN = "E473"
REPEATABLE = frozenset({"PUT", "DELETE"})
"""Methods that do no more when they are sent twice, by the definition of HTTP."""


def send(receipts: Receipts, call: HttpWrite) -> None:
    """Raises TrackerError, and PairFails where nobody knows whether it arrived."""
    session, pair, side = receipts.session, receipts.pair, receipts.side
    marker = marker_of(pair.connection, pair.id, side.name, STEP, call.source_id)
    with session.store.transaction() as records:
        earlier = records.intent(marker)
    if earlier is not None and earlier.state == "done":
        return
    if earlier is not None and earlier.is_open and call.method not in REPEATABLE:
        _settle(receipts, earlier, call)
        return
    content = {"method": call.method, "url": call.url}
    intent = Intent(
        marker, pair.id, side.name, STEP, call.source_id, "sending", session.now(), content=content
    )  # fmt: skip
    _announced(receipts, intent, call)
    _record(receipts, marker, call, "sent")


def _announced(receipts: Receipts, intent: Intent, call: HttpWrite) -> None:
    session = receipts.session
    put_intent(session, intent, "sending")
    try:
        session.patiently(_sender(receipts.side, call))
    except TrackerError as error:
        put_intent(session, intent, "doubtful" if error.doubtful else "refused")
        if error.doubtful and call.method not in REPEATABLE:
            raise PairFails(_unknown(receipts.side, call)) from error
        if isinstance(error, NotFound) and call.method != "DELETE":
            raise Rejected(str(error), help="correct the address in the rule") from error
        if not isinstance(error, NotFound):
            raise


def _sender(side: Side, call: HttpWrite) -> Callable[[], None]:
    if call.url.startswith("/"):
        return lambda: side.tracker.send(call.method, call.url, call.body, call.headers)
    write = side.write
    if write is None:
        raise Rejected(f"nobody writes to {call.url} for rules", help="list the host with its side")
    return lambda: write(call.method, call.url, call.body, call.headers)


def _settle(receipts: Receipts, earlier: Intent, call: HttpWrite) -> None:
    """Told once; whoever lets the message be tried again after that has looked."""
    if earlier.state == "sending":
        put_intent(receipts.session, earlier, "doubtful")
        raise PairFails(_unknown(receipts.side, call))
    _record(receipts, earlier.marker, call, "not known")


def _record(receipts: Receipts, marker: str, call: HttpWrite, outcome: str) -> None:
    detail = {"method": call.method, "url": call.url, "outcome": outcome, "by": str(call.by)}
    with receipts.session.store.transaction() as records:
        close(records, marker, "")
        receipts.enter(records, call.kind, detail)


def _unknown(side: Side, call: HttpWrite) -> Diagnostic:
    line = Span(call.by.file, call.by.line, 1, call.by.line, 2)
    return Diagnostic(
        UNKNOWN,
        f"{side.name}: it is not known whether {call.method} {call.url} arrived",
        line,
        "look there, and do it by hand if it did not; `syncscript retry` goes on without sending it again",
    )
