"""One of each thing a store keeps, to be changed by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from syncscript.contracts import Conflict, Copy, Intent, Message, Pair
from syncscript.model import IssueHead, IssueRef

NOW = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
LINK, BLUE, GREEN = "blue-green", "BlueJira", "GreenJira"


def head(number: int, version: str = "1", project: str = "BLUE") -> IssueHead:
    return IssueHead(IssueRef(str(10_000 + number), f"{project}-{number}"), version, NOW)


def pair(name: str = "p1", number: int = 1, **changes: Any) -> Pair:
    return replace(Pair(name, LINK, {BLUE: IssueRef(str(10_000 + number), f"BLUE-{number}")}), **changes)


def message(pair_id: str = "p1", **changes: Any) -> Message:
    return replace(Message(pair_id, 0, BLUE, {"summary": "x"}, (), "v1", NOW), **changes)


def comment(pair_id: str = "p1", source_id: str = "1", **changes: Any) -> Copy:
    made = Copy(pair_id, GREEN, "comment", source_id, f"copy of {source_id}", "asked", "applied")
    return replace(made, **changes)


def intent(marker: str = "m1", **changes: Any) -> Intent:
    return replace(Intent(marker, "p1", GREEN, "create", "", "sending", NOW), **changes)


def conflict(**changes: Any) -> Conflict:
    return replace(Conflict("p1", GREEN, "summary", "a", "b", "c", "theirs", "newest", NOW), **changes)
