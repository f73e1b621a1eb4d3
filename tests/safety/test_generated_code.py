"""The Python that a rule becomes reaches the closed name space, numbered locals and a few attributes.

Of the scripts that are there to look at every third is, and all where SYNCSCRIPT_EVERY_ATTEMPT is set.
"""

from __future__ import annotations

import dis
import re
from collections.abc import Iterator
from types import CodeType

import pytest

from syncscript.language import Rule, compile_rule
from syncscript.language.interpreter.quick.program import QuickProgram
from syncscript.language.interpreter.runtime import NAMESPACE
from syncscript.model import DiagnosticError
from tests.conformance.cases import all_cases
from tests.safety.attempts import IS_EVERY, all_attempts

SCRIPTS = sorted(
    {case.content["script"] for case in all_cases() if case.content.get("kind") != "mapping"}
    | {attempt.script for attempt in all_attempts() if len(attempt.script) < 2000}
)
NUMBERED = re.compile(r"[a-z]+\d+\w*|[cgh]_\w+")
"""Names that the emitter makes, whatever the script says."""
OF_A_RUN = {
    "steps", "tick", "written", "allocated", "issue", "replica", "previous", "target", "absent", "customs",
    "position", "own", "spent", "limits",
}  # fmt: skip
OF_A_VALUE = {"get", "lower", "upper", "strip", "replace", "append", "pop", "text", "copy", "items", "name"}
"""What quick code uses of a text, list or map whose type it has looked at."""


def codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes(constant)


def reached(code: CodeType, *operations: str) -> set[str]:
    return {
        instruction.argval
        for part in codes(code)
        for instruction in dis.get_instructions(part)
        if instruction.opname in operations
    }


def programs(part: int) -> Iterator[tuple[str, CodeType]]:
    for script in SCRIPTS[part::8][:: 1 if IS_EVERY else 3]:
        try:
            rule = compile_rule(script, kind="incoming", name="code.sync")
        except DiagnosticError:
            continue
        yield script, rule.program.code
        quick = quick_form(rule)
        if quick is not None:
            yield script, quick.function.__code__


def quick_form(rule: Rule) -> QuickProgram | None:
    """Made at once; None also where loops stand too deep for Python in it."""
    try:
        return rule.forms.make()
    except (SyntaxError, RecursionError):
        return None


@pytest.mark.parametrize("part", range(8))
def test_names_and_attributes_are_the_languages_own(part: int) -> None:
    for script, code in programs(part):
        names = reached(code, "LOAD_GLOBAL", "LOAD_NAME", "STORE_GLOBAL", "IMPORT_NAME") - NAMESPACE.keys()
        assert {n for n in names if not NUMBERED.fullmatch(n) and n != "unexpected"} == set(), script
        attributes = reached(code, "LOAD_ATTR", "LOAD_METHOD", "STORE_ATTR", "DELETE_ATTR")
        assert attributes <= OF_A_RUN | OF_A_VALUE, f"{attributes} in {script}"


def test_the_name_space_has_no_builtins_and_no_modules() -> None:
    assert NAMESPACE["__builtins__"] == {}
    modules = [name for name, value in NAMESPACE.items() if type(value).__name__ == "module"]
    assert modules == []
    made = compile_rule("def f = { it }; f(1)", kind="incoming", name="x").program.function.__globals__
    assert made["__builtins__"] == {}
