"""Exports for tests: what a side tells of a pair, in the shape of a sync by e-mail or files."""

from __future__ import annotations

import json
from typing import Any

START = 1_690_000_000_000


def entry(number: int = 1, local: str = "OAK", remote: str = "ELM", **changed: Any) -> dict[str, Any]:
    """What the side of `local` tells of its issue with that number. A value of None takes the key out."""
    is_first = local == "OAK"
    told: dict[str, Any] = {
        "id": number + (300 if is_first else 500),
        "connectorKey": f"CON-{7 if is_first else 9}-{local}",
        "localIssueKey": f"{local}-{number}",
        "remoteIssueKey": f"{remote}-{number}",
        "firstSyncDate": START + number,
        "lastOutgoingChange": START + number + 5_000,
        "lastChangeSeen": START + number + 4_000,
        "outgoingMessageSequenceId": 2,
        "lastIncomingChange": START + number + 6_000,
        "incomingMessageSequenceId": 2,
        "incomingChangesIgnored": False,
    }
    return {key: value for key, value in {**told, **changed}.items() if value is not None}


def document(*sides: list[dict[str, Any]]) -> dict[str, Any]:
    return dict(zip(("firstConnector", "secondConnector"), sides, strict=False))


def as_bytes(data: Any) -> bytes:
    return json.dumps(data, indent=2).encode()
