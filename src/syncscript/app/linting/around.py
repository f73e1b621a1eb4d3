"""From what a file is to a connection to what the checks may know around it.

Reads schemas, contracts and the rules of the other side. What is missing or unfit is unknown: the checks
that need it stay silent.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from syncscript.app.linting.home import Role
from syncscript.language.analysis.crossing import Crossing
from syncscript.language.analysis.schema import Schema, schema_from_data
from syncscript.language.lint import Surroundings


@lru_cache(maxsize=4096)
def surroundings_of(root: Path, role: Role) -> Surroundings:
    here, there = (
        schema_in(root / role.here_schema, role.here),
        schema_in(root / role.there_schema, role.there),
    )
    crossing = crossing_of(root, role)
    return Surroundings(
        here=here,
        there=there,
        received=crossing if role.kind == "incoming" else None,
        wanted=crossing if role.kind == "outgoing" else None,
        hosts=role.hosts,
        cloud=role.cloud,
    )


@lru_cache(maxsize=256)
def schema_in(path: Path, name: str) -> Schema | None:
    """The schema of a file, under the name that the rules use for the side."""
    data = json_in(path)
    try:
        return schema_from_data({**data, "instance": name}) if isinstance(data, dict) else None
    except (KeyError, TypeError, AttributeError):
        return None


def json_in(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None


def crossing_of(root: Path, role: Role) -> Crossing | None:
    """What the other side sends, for an incoming rule; what it reads, for an outgoing one."""
    if role.contract:
        return contract_in(root / role.contract, "sends" if role.kind == "incoming" else "reads")
    return None


def contract_in(path: Path, which: str) -> Crossing | None:
    """`{"sends": ["summary", "customFields.Severity"], "reads": [...], "more": false}`."""
    data = json_in(path)
    named = data.get(which) if isinstance(data, dict) else None
    if not isinstance(named, list) or not all(isinstance(each, str) for each in named):
        return None
    return Crossing(frozenset(named), bool(data.get("more", False)))
