"""The compiled rules of a connection's two sides, from one mapping file or from four rule files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from syncscript.config import ConnectionSettings, Project
from syncscript.language import MappingRules, Rule, compile_mapping, compile_rule
from syncscript.model import Diagnostic, DiagnosticError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SideRules:
    """What one side runs, and what the compiler noticed in it."""

    outgoing: Rule
    incoming: Rule
    noticed: tuple[Diagnostic, ...] = ()

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        return (*self.noticed, *self.outgoing.warnings, *self.incoming.warnings)


def collected(mistakes: list[Diagnostic], make: Callable[[], T]) -> T | None:
    """What `make` makes; None, and its mistakes added, when it cannot."""
    try:
        return make()
    except DiagnosticError as error:
        mistakes += error.diagnostics
        return None


def rules_of(project: Project, settings: ConnectionSettings) -> tuple[SideRules, SideRules]:
    """The compiled rules of the left and the right side. DiagnosticError with the mistakes of all files."""
    if settings.mapping:
        return _mapping_rules(project, settings.mapping, settings.side_names)
    mistakes: list[Diagnostic] = []
    found = [
        collected(mistakes, partial(_rule, project, file, kind))
        for side in settings.sides
        for file, kind in ((side.outgoing or "", "outgoing"), (side.incoming or "", "incoming"))
    ]
    if mistakes:
        raise DiagnosticError(*mistakes)
    rules = [rule for rule in found if rule]
    return SideRules(rules[0], rules[1]), SideRules(rules[2], rules[3])


def _rule(project: Project, file: str, kind: str) -> Rule:
    return compile_rule(project.rule_text(file), kind=kind, name=file, keep=True)


def _mapping_rules(project: Project, file: str, names: tuple[str, str]) -> tuple[SideRules, SideRules]:
    mapping: MappingRules = compile_mapping(project.rule_text(file), name=file, sides=names)
    left, right = (
        SideRules(mapping.outgoing[name], mapping.incoming[name], mapping.warnings) for name in names
    )
    return left, right
