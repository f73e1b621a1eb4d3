"""Versions and components that a rule has made where they are missing, before its fields name them.

A project has no two of one name, so that making one again makes nothing. Refuses to know how it is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from syncscript.language import Outcome
from syncscript.model import MakePart, Provenance

SORTS = {"createVersion": "version", "createComponent": "component"}
"""The step of a rule -> what it makes."""


def parts_of(outcome: Outcome, rule: str, project: str) -> tuple[MakePart, ...]:
    """Each part that a run asks for, once, for the issue's own project."""
    steps = [o for o in outcome.operations if o.get("operation") in SORTS and o.get("name")]
    made = [_part(step, rule, project) for step in steps]
    return tuple({(part.sort, part.name): part for part in made}.values())


def _part(step: Mapping[str, Any], rule: str, project: str) -> MakePart:
    by = Provenance(rule, int(step.get("line") or 1))
    sort, name = SORTS[str(step["operation"])], str(step["name"]).strip()
    return MakePart(sort, project, name, str(step.get("description") or ""), by)
