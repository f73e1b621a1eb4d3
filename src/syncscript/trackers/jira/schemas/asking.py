"""Asking part by part: what the account may not see is left out and told, all the rest is read.

Refuses to leave out what fails for any other reason: half a schema that looks whole would lie.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from syncscript.contracts import NotFound, Rejected, TrackerError
from syncscript.trackers.jira.outcomes import Forbidden

T = TypeVar("T")

NOT_TOLD = (Forbidden, NotFound, Rejected)


class Asking:
    """left_out: the parts that were refused, in the order they were asked for."""

    def __init__(self) -> None:
        self.left_out: list[str] = []

    def part(self, name: str, read: Callable[[], T], without: T) -> T:
        """What `read` reads; `without`, and the part told, when the account is refused."""
        try:
            return read()
        except NOT_TOLD as error:
            self.leave_out(name, reason(error))
            return without

    def leave_out(self, name: str, why: str) -> None:
        line = f"{name}: {why}"
        if line not in self.left_out:
            self.left_out.append(line)


def reason(error: TrackerError) -> str:
    if isinstance(error, Forbidden):
        return "this account may not see it"
    return str(error)
