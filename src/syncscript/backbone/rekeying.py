"""A project has another key: issue keys are rewritten on its own side and where the other side names them.

Takes the project of a key as a whole, so that SP never touches SP2-1. Refuses to touch anything but the two
keys of an entry: the connector keeps its name, comments keep their ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from syncscript.backbone.containers import Side
from syncscript.backbone.entries import LOCAL, REMOTE, project_of, text_of


def rekeyed(side: Side, partner: Side, projects: Mapping[str, str]) -> tuple[Side, Side]:
    """projects: old key -> new key, of projects of `side`; all of them are rewritten at once."""
    return _rewritten(side, LOCAL, projects), _rewritten(partner, REMOTE, projects)


def projects_not_in(side: Side, partner: Side, projects: Mapping[str, str]) -> list[str]:
    """Old keys that no issue of the side has, neither as it says itself nor as its partner does, who may not
    have heard of the new one."""
    found = {project_of(text_of(entry, LOCAL)) for entry in side.entries}
    told = {project_of(text_of(entry, REMOTE)) for entry in partner.entries}
    return sorted(projects.keys() - found - told)


def _rewritten(side: Side, name: str, projects: Mapping[str, str]) -> Side:
    return replace(side, entries=[_with_new_key(entry, name, projects) for entry in side.entries])


def _with_new_key(entry: Any, name: str, projects: Mapping[str, str]) -> Any:
    head, hyphen, number = text_of(entry, name).rpartition("-")
    return {**entry, name: f"{projects[head]}-{number}"} if hyphen and head in projects else entry
