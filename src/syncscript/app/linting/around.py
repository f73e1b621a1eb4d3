"""From what a file is to a connection to what the checks may know around it.

Reads schemas, contracts and the rules of the other side. What is missing or unfit is unknown: the checks
that need it stay silent.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from syncscript.app.linting.home import Role
from syncscript.language.analysis.conversions import Conversion
from syncscript.language.analysis.crossing import Crossing, contract_from_data
from syncscript.language.analysis.schema import Schema, schema_from_data
from syncscript.language.analysis.settling import Copy
from syncscript.language.lint import Surroundings
from syncscript.model import Severity

OTHER = {"incoming": "outgoing", "outgoing": "incoming"}
ROUND = ("outgoing", "incoming", "outgoing")
"""The kinds of the rules that run after an incoming one until it runs again."""


def forget() -> None:
    """Files may have changed since the last run."""
    for each in (surroundings_of, schema_in, facts_in):
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
        moved=role.moved,
        after=after_of(root, role),
        maps=maps_of(root, role),
        project=role.project,
        sides=(role.here, role.there),
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
    partners = [facts_in(root / file, OTHER[role.kind]) for file in role.partners]
    whole: Crossing | None = None
    for each in partners:
        if each is None:
            return None
        whole = each.crossing if whole is None else whole | each.crossing
    return whole


def after_of(root: Path, role: Role) -> tuple[tuple[Copy, ...], ...] | None:
    """What the three rules copy that run after this one. None where one of them is not known."""
    kinds = ("incoming", "outgoing", "incoming") if role.kind == "outgoing" else ROUND
    facts = [facts_in(root / file, kind) for file, kind in zip(role.after, kinds, strict=False)]
    known = [each.copies for each in facts if each is not None]
    return tuple(known) if len(known) == len(ROUND) else None


def maps_of(root: Path, role: Role) -> tuple[Conversion, ...]:
    """Of the other side's incoming rule, for an incoming one."""
    if role.kind != "incoming" or not role.after:
        return ()
    facts = facts_in(root / role.after[1], "incoming")
    return facts.maps if facts is not None else ()


def contract_in(path: Path, which: str) -> Crossing | None:
    """`{"sends": ["summary", "customFields.Severity"], "reads": [...], "open": false}`."""
    data = json_in(path)
    try:
        return contract_from_data({"sends": data[which], "open": data.get("open")})
    except (KeyError, TypeError, AttributeError):
        return None


@dataclass(frozen=True, slots=True)
class Facts:
    """What other rule files may know of one. crossing: what it sends or reads."""

    crossing: Crossing
    copies: tuple[Copy, ...]
    maps: tuple[Conversion, ...] = ()


@lru_cache(maxsize=4096)
def facts_in(path: Path, kind: str) -> Facts | None:
    """kind: the file's own. None when it cannot be read, or is no rule."""
    from syncscript.language.analysis.conversions import conversions_of
    from syncscript.language.analysis.settling import copies_of
    from syncscript.language.analysis.traffic import read_by, sent_by
    from syncscript.language.syntax import parse

    try:
        parsed = parse(path.read_text(encoding="utf-8-sig"), path.name)
    except (OSError, ValueError):
        return None
    if any(each.severity is Severity.ERROR for each in parsed.diagnostics):
        return None
    if kind == "outgoing":
        return Facts(sent_by(parsed.script), copies_of(parsed.script, kind))
    return Facts(read_by(parsed.script), copies_of(parsed.script, kind), conversions_of(parsed.script))
