"""The only errors that trackers and stores raise.

The engine reads what an error says of itself (retryable, doubtful, scope), never who raised it.
"""

from __future__ import annotations

from syncscript.model import Diagnostic


class TrackerError(Exception):
    """A tracker did not do what it was asked.

    retryable: the same call may work later, nothing needs to be changed by a person.
    doubtful: the write may have happened all the same (time-out, reset, 5xx).
    scope: `pair` when only this issue is concerned, `instance` when no other call can work now.
    help: the next act, for the person who reads it; advice: the one that holds where none is given.
    """

    retryable = False
    doubtful = False
    scope = "pair"
    code = "T000"
    advice = "look at the tracker, then run again"

    def __init__(self, message: str, *, help: str = "", doubtful: bool | None = None) -> None:
        super().__init__(message)
        self.help = help
        if doubtful is not None:
            self.doubtful = doubtful

    @property
    def diagnostic(self) -> Diagnostic:
        return Diagnostic(self.code, str(self), help=self.help or self.advice)


class NotFound(TrackerError):
    """The issue, comment or attachment does not exist, or this account may not see it."""

    code = "T404"
    advice = "it was deleted or moved, or this account may not see it; restore it, or run `syncscript unsync`"


class VersionMismatch(TrackerError):
    """The issue changed since it was read. Plan again from a fresh read."""

    code = "T409"
    advice = "nothing to do: it is planned again from a fresh read"
    retryable = True


class Rejected(TrackerError):
    """The tracker refused this write for what it holds; it will refuse it again."""

    code = "T400"
    advice = "correct what the tracker names, in the rule or in the project; then run `syncscript retry`"


class Unauthorised(TrackerError):
    """Credentials are wrong, expired, locked by a captcha, or lack a permission."""

    code = "T401"
    advice = "check the account, its token and its permissions"
    scope = "instance"


class RateLimited(TrackerError):
    """Too many calls. Nothing was applied. `retry_after` in seconds, `reason` as the tracker names it."""

    code = "T429"
    advice = "nothing to do: it goes on by itself after a pause"
    retryable = True
    scope = "instance"

    def __init__(self, message: str, *, retry_after: float, reason: str = "", help: str = "") -> None:
        super().__init__(message, help=help)
        self.retry_after = retry_after
        self.reason = reason


class Unavailable(TrackerError):
    """No usable answer: refused, time-out, TLS failure, 5xx, HTML or half a JSON. Writes set `doubtful`."""

    code = "T503"
    advice = "nothing to do: it is tried again by itself; look at the tracker if it stays"
    retryable = True
    scope = "instance"


class StateError(Exception):
    """The state cannot be read or written. `trusted` is False when a person must look before the next run."""

    def __init__(self, message: str, *, help: str = "", trusted: bool = True, code: str = "S001") -> None:
        super().__init__(message)
        self.help = help
        self.trusted = trusted
        self.code = code

    @property
    def diagnostic(self) -> Diagnostic:
        return Diagnostic(self.code, str(self), help=self.help)


class StateHeld(StateError):
    """Another run holds the lock. `owner` tells who: host, process id, command, since when."""

    def __init__(self, owner: str) -> None:
        super().__init__(
            f"another run holds the state: {owner}",
            code="S075",
            help="wait for it to finish; the lock goes away by itself when that process ends",
        )
        self.owner = owner
