"""Entries of exports, shaped as samples are."""

from __future__ import annotations

from typing import Any

THEN = 1_700_000_000_000
DAY = 86_400_000


def entry(local: str, remote: str, **changes: Any) -> dict[str, Any]:
    """One side's entry of a pair at rest; a change to None takes a key out."""
    whole = {
        "id": 40 + int(local.rpartition("-")[2]), "connectorKey": f"CON-{local.rpartition('-')[0]}",
        "localIssueKey": local, "remoteIssueKey": remote, "firstSyncDate": THEN - 5 * DAY,
        "lastOutgoingChange": THEN, "lastChangeSeen": THEN - 9_000_000, "outgoingMessageSequenceId": 2,
        "lastIncomingChange": THEN + 1000, "incomingMessageSequenceId": 2, "incomingChangesIgnored": False,
        **changes,
    }  # fmt: skip
    return {name: value for name, value in whole.items() if value is not None}


def both(number: int = 1, twin: int = 1, **changes: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The entries of a pair; `blue` and `green` change each."""
    left, right = f"BLUE-{number}", f"GREEN-{twin}"
    return entry(left, right, **changes.get("blue", {})), entry(right, left, **changes.get("green", {}))
