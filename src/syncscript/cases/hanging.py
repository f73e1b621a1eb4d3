"""Comments, attachments and work logs of two-sided cases: whose copies are whose.

An entry with `remoteId` is the sync's own copy of what has that id on the other side. Copies never cross
back, and only they are edited and removed. Refuses to know how rules merge lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from syncscript.model import Json

LISTS = {"comments": "body", "attachments": "filename", "workLogs": "timeSpent"}
"""What hangs on an issue, and the part that says whether one is as it was."""


def is_copy(entry: Json) -> bool:
    return isinstance(entry, Mapping) and bool(entry.get("remoteId"))


def without_copies(issue: Mapping[str, Json]) -> dict[str, Json]:
    """The issue as outgoing rules see it."""
    made = dict(issue)
    for name in LISTS:
        if isinstance(made.get(name), list):
            made[name] = [entry for entry in made[name] if not is_copy(entry)]
    return made


def wanted(written: Json) -> list[Mapping[str, Any]]:
    """What a rule asks to hang on the issue: entries that are not there yet, each original once."""
    found = [e for e in written or [] if isinstance(e, Mapping) and not e.get("id")]
    seen: set[str] = set()
    chosen = []
    for entry in found:
        source = str(entry.get("remoteId") or "")
        if not source or source not in seen:
            chosen.append(entry)
        seen.add(source)
    return chosen


def hung(present: Json, written: Json) -> list[Json]:
    """The list as it becomes: what people put there stays, copies are as the rule wants them."""
    copies = {str(e["remoteId"]): e for e in present or [] if is_copy(e)}
    left = {str(e["remoteId"]) for e in written or [] if is_copy(e) and e.get("id")}
    made = [e for e in present or [] if not is_copy(e) or str(e["remoteId"]) in left]
    for number, entry in enumerate(wanted(written), 1):
        source = str(entry.get("remoteId") or "")
        if source in left:
            continue
        own = {"remoteId": source or f"rule-{number}"}
        known = copies.get(source, {"id": f"copy-{number}"})
        made.append({**known, **{k: v for k, v in entry.items() if k != "id"}, **own})
    return made


def changed_lists(present: Json, written: Json) -> list[Json] | None:
    """The list as it becomes when that is another one; None when it stays as it is."""
    made = hung(present, written)
    return made if told(made) != told(present or []) else None


def told(entries: Iterable[Json]) -> list[tuple[str, ...]]:
    """What of a list is compared."""
    return [
        (str(e.get("remoteId") or e.get("id")), *(str(e.get(part)) for part in LISTS.values()))
        for e in entries
        if isinstance(e, Mapping)
    ]
