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
from syncscript.language.analysis.crossing import Crossing, contract_from_data
from syncscript.language.analysis.schema import Schema, schema_from_data
from syncscript.language.lint import Surroundings
from syncscript.model import Severity


def forget() -> None:
    """Files may have changed since the last run."""
    for each in (surroundings_of, schema_in, crossing_in):
        each.cache_clear()


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
    told = [crossing_in(root / file, role.kind) for file in role.partners]
    whole: Crossing | None = None
    for each in told:
        if each is None:
            return None
        whole = each if whole is None else whole | each
    return whole


def contract_in(path: Path, which: str) -> Crossing | None:
    """`{"sends": ["summary", "customFields.Severity"], "reads": [...], "open": false}`."""
    data = json_in(path)
    try:
        return contract_from_data({"sends": data[which], "open": data.get("open")})
    except (KeyError, TypeError, AttributeError):
        return None


@lru_cache(maxsize=4096)
def crossing_in(path: Path, kind: str) -> Crossing | None:
    """What the partner of a rule of this kind sends or reads; None when its file cannot be read."""
    from syncscript.language.analysis.traffic import read_by, sent_by
    from syncscript.language.syntax import parse

    try:
        parsed = parse(path.read_text(encoding="utf-8-sig"), path.name)
    except (OSError, ValueError):
        return None
    if any(each.severity is Severity.ERROR for each in parsed.diagnostics):
        return None
    return (sent_by if kind == "incoming" else read_by)(parsed.script)
