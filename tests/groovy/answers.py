"""Our own answer to a program, in the notation of the recorded ones, and how far the two must agree.

Whole numbers are one type here, doubles are one type, ranges and arrays are lists, characters and GStrings
are texts: `comparable` takes those marks off a recorded answer. Everything else must be equal.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from syncscript.language import builtins, compile_rule
from syncscript.language.interpreter.faults import Fault, OverBudget
from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.lazy_texts import LazyText
from syncscript.language.interpreter.limits import Limits
from syncscript.language.interpreter.map_keys import entries_of
from syncscript.language.interpreter.quick.program import quick_program
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Buffer, ClassName, Entry, Failure, Pattern, type_name
from syncscript.model import DiagnosticError

TOLD_BEFORE = {"!compile", "!MissingPropertyException", "!MissingMethodException"}
"""What Groovy tells at the latest when it meets it, and we when we compile."""

MARKS = re.compile(
    r'[$c]?("(?:[^"\\]|\\.)*")|(?<![\w.])(-?\d+)[LGSB]\b|(?:array|range|collection)(?=\[)|(?<=[\d.])f\b'
)


def comparable(recorded: str) -> str:
    """A recorded answer without the distinctions that the language does not make."""
    return MARKS.sub(lambda found: found[1] or found[2] or ("d" if found[0] == "f" else ""), recorded)


def our_answer(program: str) -> str:
    """What a rule with this text gives or how it fails, and what it prints."""
    try:
        rule = compile_rule(program, kind="incoming", name="case")
    except DiagnosticError:
        return "!compile"
    run = empty_run()
    try:
        result = shown(rule.program.function(run))
    except Fault as fault:
        result = f"!{fault.value.kind if type(fault.value) is Failure else fault.kind}"
    except OverBudget:
        result = "!OverBudget"
    except Exception as error:
        result = f"!unplanned {type(error).__name__}"
    printed = "".join(entry.message + "\n" for entry in run.trace)
    return f"{result} printed {quoted(printed)}" if printed else result


def quick_answer(program: str) -> str | None:
    """What the quick form of a rule with this text gives; None where there is none or it gives up."""
    rule = compile_rule(program, kind="incoming", name="case")
    quick = quick_program(rule.program, program, "case", "incoming")
    if quick is None:
        return None
    try:
        return shown(quick.function(empty_run()))
    except (OverBudget, Exception):
        return None


def empty_run() -> Run:
    run = Run("case", "incoming", {}, Limits(), None)
    run.issue, run.replica = {}, {}
    return run


def agree(recorded: str, ours: str) -> bool:
    if ours == "!compile":
        return recorded.split(" ", 1)[0] in TOLD_BEFORE
    return comparable(recorded) == ours


def quoted(value: str) -> str:
    """As JsonOutput writes a text."""
    return json.dumps(value).replace("\x7f", "\\u007f")


def shown(value: Any, depth: int = 0) -> str:
    if depth > 20:
        return "..."
    if value is None or type(value) in (bool, int):
        return text(value)
    if type(value) in (str, Decimal, float):
        return quoted(value) if type(value) is str else text(value) + ("g" if type(value) is Decimal else "d")
    if isinstance(value, list):
        name = "set" if isinstance(value, ItemSet) else ""
        return name + "[" + ", ".join([shown(item, depth + 1) for item in value]) + "]"
    if isinstance(value, dict):
        pairs = [f"{shown(k, depth + 1)}: {shown(v, depth + 1)}" for k, v in entries_of(value)]
        return "{" + ", ".join(pairs) + "}"
    return shown_box(value, depth)


def shown_box(value: Any, depth: int) -> str:
    match value:
        case Entry():
            return f"entry({shown(value.key, depth + 1)}, {shown(value.value, depth + 1)})"
        case LazyText():
            return quoted(value.text())
        case Buffer():
            return "buffer" + quoted(value.text)
        case Pattern():
            return "pattern" + quoted(value.source)
        case ClassName():
            return "class " + value.name
        case Failure():
            return "exception " + value.kind
    return f"<{type_name(value)}>"


builtins.discover()
