"""How a rule about a whole project announces itself, and what it sees.

Each is a file in `project_rules`, named like its rule. Refuses to know any of them.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from syncscript.app.linting.home import Home, table, word
from syncscript.language.analysis.schema import Schema
from syncscript.model import Span


@dataclass(frozen=True, slots=True)
class ProjectTold:
    """at: a key of syncscript.toml; offset and length: inside of its text value; file: another file."""

    message: str
    help: str
    at: tuple[str | int, ...] = ()
    offset: int | None = None
    length: int = 1
    file: str = ""


@dataclass(frozen=True, slots=True)
class Trigger:
    """key: where it stands; name: of the side; project: of the side, which Jira is asked for as well."""

    key: tuple[str | int, ...]
    query: str
    side: str
    project: str
    schema: Schema | None
    active: bool = True


@dataclass(frozen=True)
class ProjectView:
    """files: rule files below the root that were found, by path; places: of the keys of syncscript.toml."""

    home: Home
    files: tuple[str, ...]
    places: Mapping[tuple[str | int, ...], Span] = field(default_factory=dict)

    def connections(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for name, each in table(self.home.data, "connections").items():
            if isinstance(each, dict):
                yield name, each

    def text(self, file: str) -> str | None:
        """Of a rule file; None when it cannot be read."""
        try:
            return (self.home.root / file).read_text(encoding="utf-8-sig")
        except (OSError, ValueError):
            return None

    def triggers(self) -> Iterator[Trigger]:
        from syncscript.app.linting.around import schema_in
        from syncscript.app.linting.home import schema_of, side_names

        for name, connection in self.connections():
            sides = (table(connection, "left"), table(connection, "right"))
            by_name = dict(zip(side_names(*sides), sides, strict=True))
            listed = connection.get("triggers")
            for index, each in enumerate(listed if isinstance(listed, list) else []):
                side = by_name.get(word(each, "side")) if isinstance(each, dict) else None
                if side is None or not word(each, "query").strip():
                    continue
                schema = schema_in(self.home.root / schema_of(side, self.home.data), word(side, "instance"))
                key = ("connections", name, "triggers", index, "query")
                active = each.get("active") is not False
                yield Trigger(key, each["query"], each["side"], word(side, "project"), schema, active)


ProjectCheck = Callable[[ProjectView], Iterator[ProjectTold]]


@dataclass(frozen=True, slots=True)
class ProjectRule:
    name: str
    code: str
    group: str
    severity: str
    check: ProjectCheck
    page: str


RULES: dict[str, ProjectRule] = {}


def project_rule(code: str, group: str, severity: str = "warning") -> Callable[[ProjectCheck], ProjectCheck]:
    def announce(check: ProjectCheck) -> ProjectCheck:
        name = check.__module__.rsplit(".", 1)[-1].replace("_", "-")
        page = check.__globals__["__doc__"] or ""
        RULES[name] = ProjectRule(name, code, group, severity, check, page)
        return check

    return announce


@cache
def project_rules() -> dict[str, ProjectRule]:
    """All of them by name, in the order of their codes."""
    package = import_module("syncscript.app.linting.project_rules")
    for module in pkgutil.iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
    return {rule.name: rule for rule in sorted(RULES.values(), key=lambda rule: rule.code)}
