"""A rule's question as the answers see it: its arguments, and where answers come from.

Knows the ways in which rules name things: a text, or a map with a name in it. Refuses to answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from syncscript.model import Json
from syncscript.trackers.jira.fields import Fields
from syncscript.trackers.jira.forms import Forms
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.kinds import Site


@dataclass(frozen=True, slots=True)
class Asked:
    """One question."""

    arguments: tuple[Json, ...]
    site: Site
    fields: Fields
    forms: Forms
    http: Http

    def text(self, position: int = 0) -> str:
        """An argument as text: of a map its name, key or value; empty when it is missing."""
        value = self.arguments[position] if position < len(self.arguments) else None
        if isinstance(value, Mapping):
            value = next((value[part] for part in ("name", "key", "value", "id") if value.get(part)), "")
        return "" if value is None else str(value).strip()

    def project(self, position: int) -> str:
        """A project's key, given as text or as a project or an issue."""
        value = self.arguments[position] if position < len(self.arguments) else None
        if isinstance(value, Mapping):
            inner = value.get("project")
            value = value.get("projectKey") or (inner or value).get("key")
        return str(value or "").strip()


Answering = Callable[[Asked], Json]
