"""The language: text of a rule file in, a pure function out.

`compile` (or `compile_rule`, `compile_mapping`) makes a Rule or MappingRules; `Rule.run` makes an Outcome.
Imports nothing that reads files, networks or clocks, and each part only when it is asked for: whoever
parses does not pay for running.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, overload

if TYPE_CHECKING:
    from syncscript.language.interpreter.faults import RuleFailure
    from syncscript.language.interpreter.limits import Limits
    from syncscript.language.interpreter.outcome import Outcome
    from syncscript.language.interpreter.run import TraceEntry
    from syncscript.language.mapping import MappingRules, compile_mapping
    from syncscript.language.rule import Rule, compile_rule
    from syncscript.language.rule_files import kind_of

HOMES = {
    "Limits": "interpreter.limits",
    "MappingRules": "mapping",
    "Outcome": "interpreter.outcome",
    "Rule": "rule",
    "RuleFailure": "interpreter.faults",
    "TraceEntry": "interpreter.run",
    "compile_mapping": "mapping",
    "compile_rule": "rule",
    "kind_of": "rule_files",
}

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


def __getattr__(name: str) -> Any:
    """A name of the language, from the module that makes it."""
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
    globals()[name] = found
    return found


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
    from syncscript.language.rule_files import kind_of

    wanted = kind or kind_of(name)
    if wanted == "mapping":
        from syncscript.language.mapping import compile_mapping

        return compile_mapping(source, name=name, sides=sides)
    from syncscript.language.rule import compile_rule

    return compile_rule(source, kind=wanted, name=name)
