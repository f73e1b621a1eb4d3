"""What becomes of a pair whose message could not be applied: fail, wait, or stop the whole connection.

Knows errors by what they say of themselves (retryable, doubtful, scope), never by tracker.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from syncscript.contracts import Pair, RateLimited, TrackerError
from syncscript.engine.connection import Connection, Policy, Side
from syncscript.engine.identity import digest_of
from syncscript.model import Diagnostic, IssueRef

PARKED = "parked"
"""State of a pair that waits for another pair's issue, its parent above all."""
LACKS = "if it is for want of its parent, which is not under sync: it is tried again once that is"


class PairWaits(Exception):
    """This message must be tried later; nothing is wrong that a person must mend."""

    def __init__(
        self, diagnostic: Diagnostic, state: str = "waiting", after: timedelta | None = None
    ) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic, self.state, self.after = diagnostic, state, after


class PairFails(Exception):
    """This message will fail again until a person changes something.

    lacks: id of the issue's parent on the other side when that is not under sync: its coming may mend it.
    """

    def __init__(self, diagnostic: Diagnostic, lacks: str = "") -> None:
        super().__init__(str(diagnostic))
        told = f"{LACKS}; else {diagnostic.help}" if lacks else diagnostic.help
        self.diagnostic = replace(diagnostic, help=told)
        self.lacks = lacks


class ConnectionStops(Exception):
    """No other call to this instance can work now; what is queued stays queued."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


def rules_digest(connection: Connection) -> str:
    """Changes whenever a rule of the connection changes; failed pairs wait for that."""
    return digest_of([[s.outgoing.digest, s.incoming.digest] for s in connection.sides])


def failed(pair: Pair, diagnostic: Diagnostic, rules: str, version: str = "", lacks: str = "") -> Pair:
    """`version`: of the issue that outgoing rules failed on; a newer one is tried again.

    `lacks`: id of the parent that was not under sync; tried again once it is.
    """
    rules = f"{rules}@{version}" if version else f"{rules}^{lacks}" if lacks else rules
    return replace(
        pair, state="failed", problem=diagnostic, attempts=pair.attempts + 1, not_before=None, rules=rules
    )


def active(pair: Pair) -> Pair:
    """The pair in order again."""
    return replace(pair, state="active", problem=None, attempts=0, not_before=None)


def waiting(pair: Pair, waits: PairWaits, policy: Policy, now: datetime) -> Pair:
    """Once more at the next run; after that twice as long each time, up to the policy's longest."""
    pause = waits.after
    if pause is None and pair.attempts == 0:
        pause = timedelta(0)
    if pause is None:
        pause = min(policy.retry_first * 2 ** min(pair.attempts - 1, 20), policy.retry_longest)
    return replace(
        pair, state=waits.state, problem=waits.diagnostic, attempts=pair.attempts + 1, not_before=now + pause
    )


def tried_with(pair: Pair) -> tuple[str, str, str]:
    """Under which rules a pair failed, at which version of its issue, and for want of which parent."""
    rules, _, version = pair.rules.partition("@")
    rules, _, lacks = rules.partition("^")
    return rules, version, lacks


def is_ready(pair: Pair, rules: str, now: datetime) -> bool:
    """Whether a run may try this pair: not failed under these very rules, and not backing off."""
    if pair.state == "stopped" or (pair.state == "failed" and tried_with(pair)[0] == rules):
        return False
    return pair.not_before is None or pair.not_before <= now


def of_tracker(error: TrackerError, side: str) -> Exception:
    """What a tracker's error means for the pair at hand."""
    told = _told(error, side)
    if isinstance(error, RateLimited):
        waits = PairWaits(told, after=timedelta(seconds=error.retry_after))
        return ConnectionStops(told) if error.scope == "instance" else waits
    if error.scope == "instance" and not error.retryable:
        return ConnectionStops(told)
    if error.retryable or error.doubtful:
        return PairWaits(told)
    return PairFails(told)


def _told(error: TrackerError, side: str) -> Diagnostic:
    diagnostic = error.diagnostic
    return replace(diagnostic, message=f"{side}: {diagnostic.message}")


def gone(side: str, ref: IssueRef) -> Diagnostic:
    return Diagnostic(
        "E404",
        f"{side}: {ref.key} was deleted, or this account may no longer see it",
        help="its twin was left as it is; restore the issue or the permission and run `syncscript retry`, "
        "or end the pair with `syncscript unsync`",
    )


@contextmanager
def stopping_all(side: Side) -> Iterator[None]:
    """A tracker's error in a read for many pairs stops the connection; nothing is concluded from it."""
    try:
        yield
    except TrackerError as error:
        meaning = of_tracker(error, side.name)
        raise ConnectionStops(getattr(meaning, "diagnostic", error.diagnostic)) from error


@contextmanager
def meaning_of(side: Side) -> Iterator[None]:
    """Turns a tracker's error inside the block into what it means for the pair at hand."""
    try:
        yield
    except TrackerError as error:
        raise of_tracker(error, side.name) from error
