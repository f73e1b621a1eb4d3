"""Time that somebody logged on an issue: how long, from when, and what it was spent on.

Two entries are the same work when their texts are the same. Refuses to know who logged it, for a tracker
takes whoever sends it, and where it hangs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Work:
    """seconds: what was spent, above 0; started: ISO 8601 in UTC with milliseconds; comment: may be empty."""

    seconds: int
    started: str
    comment: str = ""

    @property
    def text(self) -> str:
        """What it is compared by and stored as."""
        return f"{self.seconds} s from {self.started}: {self.comment}"

    @classmethod
    def read(cls, text: str) -> Work:
        """The way back from `text`. ValueError when it is none."""
        seconds, _, rest = text.partition(" s from ")
        started, _, comment = rest.partition(": ")
        return cls(int(seconds), started, comment)

    @property
    def entry(self) -> dict[str, Any]:
        """It as rules see it, beside who logged it and its id."""
        return {"timeSpent": self.seconds, "startDate": self.started, "comment": self.comment,
                "body": self.comment}  # fmt: skip

    @classmethod
    def of(cls, entry: Mapping[str, Any], day: str) -> Work:
        """The work of an entry as rules see it; `day` is its start where it tells none.

        ValueError when it has no time that was spent, or a start that is no date.
        """
        said = entry.get("comment") or entry.get("body") or ""
        return cls(_seconds(entry.get("timeSpent")), _instant(entry.get("startDate") or day), str(said))


def _seconds(spent: Any) -> int:
    if isinstance(spent, bool) or not isinstance(spent, int | float | str) or not 0 < float(spent) < 1e10:
        raise ValueError(f"{spent!r} is no time in seconds")
    return int(float(spent))


def _instant(told: Any) -> str:
    """A date alone begins at midnight, and a time without an offset is one in UTC."""
    moment = datetime.fromisoformat(str(told))
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.isoformat(timespec="milliseconds")
