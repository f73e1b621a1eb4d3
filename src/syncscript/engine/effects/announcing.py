"""A create is announced before it is sent, so that a lost answer leaves a trace to look for.

The intent is committed first, the call is done once, and what is known of its outcome is committed at once.
Refuses to know what is created.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from syncscript.contracts import Intent, Records, TrackerError
from syncscript.engine.failing import PairWaits
from syncscript.engine.session import Session
from syncscript.model import Diagnostic, Receipt


class SourceGone(Exception):
    """The attachment was deleted on its own side before its bytes were read."""


def intent_in_doubt(session: Session, marker: str) -> Intent | None:
    """An intent of an earlier try whose outcome nobody knows."""
    with session.store.transaction() as records:
        intent = records.intent(marker)
    return intent if intent is not None and intent.is_open else None


def announced(session: Session, intent: Intent, call: Callable[[], Receipt]) -> Receipt:
    """Do the call under its intent. PairWaits when nobody knows whether it happened."""
    put_intent(session, intent, "sending")
    try:
        return session.patiently(call)
    except TrackerError as error:
        put_intent(session, intent, "doubtful" if error.doubtful else "refused")
        if error.doubtful:
            raise _in_doubt(intent, error) from error
        raise
    except SourceGone:
        put_intent(session, intent, "refused")
        raise


def close(records: Records, marker: str, result_id: str) -> None:
    """It happened, and this is what came of it."""
    intent = records.intent(marker)
    if intent is not None:
        records.put_intent(replace(intent, state="done", result_id=result_id))


def put_intent(session: Session, intent: Intent, state: str) -> None:
    """What is known of it from now on."""
    with session.store.transaction() as records:
        records.put_intent(replace(intent, state=state))


def _in_doubt(intent: Intent, error: TrackerError) -> PairWaits:
    told = Diagnostic(
        "E408",
        f"{intent.side}: {error}; it is not known whether the {intent.kind} happened",
        help="nothing to do: the next run looks for it before anything is sent again",
    )
    return PairWaits(told, "doubtful", timedelta(0))
