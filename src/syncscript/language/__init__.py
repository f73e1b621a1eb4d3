"""The language: text of a rule file in, a pure function out.

`compile` (or `compile_rule`, `compile_mapping`) makes a Rule or MappingRules; `Rule.run` makes an Outcome.
Imports nothing that reads files, networks or clocks.
"""

from __future__ import annotations

from typing import Literal, overload

from syncscript.language.interpreter.faults import RuleFailure
from syncscript.language.interpreter.limits import Limits
from syncscript.language.interpreter.outcome import Outcome
from syncscript.language.interpreter.run import TraceEntry
from syncscript.language.mapping import MappingRules, compile_mapping
from syncscript.language.rule import Rule, compile_rule, kind_of


@overload
def compile(
    source: str, *, kind: Literal["outgoing", "incoming"], name: str = "<rule>", sides: None = None
) -> Rule: ...


@overload
def compile(
    source: str,
    *,
    kind: Literal["mapping"],
    name: str = "<rule>",
    sides: tuple[str, str] | None = None,
) -> MappingRules: ...


@overload
def compile(
    source: str, *, kind: str | None = None, name: str = "<rule>", sides: tuple[str, str] | None = None
) -> Rule | MappingRules: ...


def compile(
    source: str, *, kind: str | None = None, name: str = "<rule>", sides: tuple[str, str] | None = None
) -> Rule | MappingRules:
    """A rule file of any kind. kind: outgoing | incoming | mapping; None: by the file's name.

    sides: the names of the two instances, for mapping files. DiagnosticError with all mistakes.
    """
    wanted = kind or kind_of(name)
    if wanted == "mapping":
        return compile_mapping(source, name=name, sides=sides)
    return compile_rule(source, kind=wanted, name=name)


__all__ = [
    "Limits",
    "MappingRules",
    "Outcome",
    "Rule",
    "RuleFailure",
    "TraceEntry",
    "compile",
    "compile_mapping",
    "compile_rule",
    "kind_of",
]
