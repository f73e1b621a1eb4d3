"""How connections and pairs stand, as plain data out of the state."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from syncscript.cli.show.summaries import conflict_as_data
from syncscript.config import Project
from syncscript.contracts import Conflict, Entry, Pair, Records

LAST_WRITES = 20


def connection_standing(records: Records, name: str) -> dict[str, Any]:
    """One connection: its counts, every pair that needs patience or a person, and every open conflict."""
    counts = asdict(records.counts(name))
    counts["last_run"] = counts["last_run"].isoformat() if counts["last_run"] else None
    problems = list(counts.pop("last_problems"))
    conflicts = _each_once(records.open_conflicts(name))
    return {
        "connection": name,
        **counts,
        "problems": problems,
        "conflicts": len(conflicts),
        "troubled": [_trouble(pair) for pair in records.troubled(name)],
        "open": [_open(records, conflict) for conflict in conflicts],
    }


def _each_once(conflicts: Sequence[Conflict]) -> list[Conflict]:
    """Both sides may have met the same one: it is told as the first of them did."""
    told: dict[tuple[str, ...], Conflict] = {}
    for one in conflicts:
        values = sorted(json.dumps(value) for value in (one.ours, one.theirs))
        told.setdefault((one.pair, *values), one)
    return list(told.values())


def _open(records: Records, conflict: Conflict) -> dict[str, Any]:
    """A conflict that a person has to settle, with the keys of its pair."""
    pair = records.pair(conflict.pair)
    keys = {side: ref.key for side, ref in pair.issues.items()} if pair is not None else {}
    return {**conflict_as_data(conflict), "issues": keys}


def _trouble(pair: Pair) -> dict[str, Any]:
    return {
        "pair": pair.id,
        "issues": {side: ref.key for side, ref in pair.issues.items()},
        "state": pair.state,
        "problem": pair.problem.as_data() if pair.problem else None,
        "attempts": pair.attempts,
        "not_before": pair.not_before.isoformat() if pair.not_before else None,
    }


def pair_standing(records: Records, pair: Pair, project: Project) -> dict[str, Any]:
    """One pair: both issues with their addresses, its state, queue, last writes and conflicts."""
    return {
        **_trouble(pair),
        "connection": pair.connection,
        "issues": {
            side: {"key": ref.key, "url": _address(project, pair.connection, side, ref.key)}
            for side, ref in pair.issues.items()
        },
        "queue": [
            {
                "number": m.number,
                "source": m.source,
                "created": m.created.isoformat(),
                "fields": sorted(m.replica),
            }
            for m in records.messages(pair.id)
        ],
        "writes": [_entry(entry) for entry in records.history(pair.id, LAST_WRITES)],
        "conflicts": [conflict_as_data(c) for c in records.conflicts(pair.connection, pair.id)],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "side": entry.side,
        "number": entry.number,
        "kind": entry.kind,
        "detail": entry.detail,
        "at": entry.at.isoformat(),
    }


def _address(project: Project, connection: str, side: str, key: str) -> str | None:
    """The address a person opens, where the project still knows the side."""
    settings = project.settings.connections.get(connection)
    if settings is None or side not in settings.side_names:
        return None
    instance = settings.sides[settings.side_names.index(side)].instance
    found = project.settings.instances.get(instance)
    return f"{found.url}/browse/{key}" if found else None
