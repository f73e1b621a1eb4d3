"""Every builtin, whatever it is called with, gives a value or a fault of the language, within the budgets.

Goes through the registry itself, so a builtin that is added later is tried too: as its receiver and arguments
it gets values that are huge, nested in themselves, of the wrong type, or null.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from syncscript.language import Limits, RuleFailure, compile_rule
from syncscript.language.builtins import discover
from syncscript.language.builtins.registry import (
    CONSTANTS,
    CONSTRUCTORS,
    FUNCTIONS,
    HELPERS,
    METHODS,
    PROPERTIES,
    STATICS,
)
from syncscript.language.interpreter.calls import call, call_helper, call_native
from syncscript.language.interpreter.faults import CATCHABLE, Stop
from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.map_keys import ListKey
from syncscript.language.interpreter.metering import METER
from syncscript.language.interpreter.plain import Plainer
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import NAMES, Box, ClassName, Closure, Entry, Helper
from syncscript.model import DiagnosticError
from tests.safety.attempts import IS_EVERY

discover()

PLAIN = (type(None), bool, int, float, Decimal, str)
LIMITS = Limits(steps=20_000, allocation=2_000_000, output=1_000_000, text=1_000_000)
ROUNDS = 4 if IS_EVERY else 2
"""Calls of each builtin, each with other arguments."""

MAKERS = """\
new Date(0)
LocalDate.of(2024, 1, 1)
LocalDateTime.of(2024, 1, 1, 0, 0)
Instant.ofEpochSecond(0)
Duration.ofDays(1)
Period.ofDays(1)
ZoneId.of("UTC")
TimeZone.getTimeZone("UTC")
"a=1" =~ /(\\w)=(\\d)/
~/(?=a)(a+)+b/
new SimpleDateFormat("yyyy")
new StringBuilder("abc")
new Exception("x")
1..3
[a: 1].entrySet()
[a: 1].values()
LocalTime.of(1, 2)
ZonedDateTime.parse("2024-01-01T00:00:00Z")
DateTimeFormatter.ofPattern("yyyy")
LocalDate.MAX
LocalDate.MIN
Instant.MAX
"""


def fresh_run() -> Run:
    run = Run("fuzz.sync", "incoming", {}, LIMITS, {})
    run.issue, run.replica, run.previous = {}, {}, {}
    run.target = run.issue
    return run


def made_by_a_script() -> list[Any]:
    """Values of the types that only scripts make, through the interpreter itself."""
    return [value for line in MAKERS.splitlines() for value in script_value(line)]


def script_value(expression: str) -> list[Any]:
    """The value in a list; empty when this class is not there."""
    try:
        rule = compile_rule(f"return {expression}", kind="incoming", name="maker.sync")
        return [rule.program.function(fresh_run())]
    except (*CATCHABLE, DiagnosticError):
        return []


def hostile(run: Run) -> list[Any]:
    """Fresh each time, since builtins may change them."""
    inside: list[Any] = [1]
    inside.append(inside)
    circle: dict[str, Any] = {"a": 1}
    circle["m"] = circle
    deep: list[Any] = []
    for _ in range(300):
        deep = [deep]
    wide: list[Any] = [1]
    for _ in range(40):
        wide = [wide, wide]
    given = Closure(lambda *all_of_them: all_of_them[0] if all_of_them else None, 0, 3, True)
    unsure = Closure(lambda *all_of_them: [run.tick(), (len(all_of_them) * 7919) % 3 - 1][1], 0, 3, True)
    return [
        None, True, False, 0, 1, -1, 2**31 - 1, -(2**31), 2**63, 2**1000, -(2**1000),
        Decimal("1e9999"), Decimal("1e-9999"), Decimal("0.1"), float("nan"), float("inf"), 1e308, -0.0,
        "", "a", "x" * 100_000, "\ud800", "\x00", "%1$999999999s", "%s%n%d", "(((", "(?=a)(a*)*b", "y" * 1000,
        "1e999999999", "9" * 5000, "yyyy-MM-dd", "UTC", "../../etc/passwd", "__class__", "[" * 2000, "é" * 99,
        [], inside, deep, wide, list(range(5000)), [3, "a", None, {}, 1.5], [[1, 2], [3]], {}, circle,
        {str(n): n for n in range(1000)}, ItemSet([1, "a"]), ListKey([1, 2]), Entry("a", inside),
        given, unsure, ClassName("String"), Helper("nodeHelper"), ClassName("JsonSlurper"),
    ]  # fmt: skip


MADE = made_by_a_script()


def builtins() -> Iterator[tuple[str, Callable[..., Any], type | None]]:
    """Each builtin once: its name, and how it is called by (run, choose, *arguments)."""
    for kind, methods in METHODS.items():
        for name in methods:
            yield f"{NAMES.get(kind, kind.__name__)}.{name}()", calling_method(name), kind
    for kind, properties in PROPERTIES.items():
        for name, function in properties.items():
            yield f"{NAMES.get(kind, kind.__name__)}.{name}", calling_property(function), kind
    for owner, helpers in HELPERS.items():
        for name in helpers:
            yield f"{owner}.{name}()", calling_helper(owner, name), None
    for owner, statics in STATICS.items():
        for name, function in statics.items():
            yield f"{owner}.{name}() static", calling(function, name), None
    for table, word in ((FUNCTIONS, "function"), (CONSTRUCTORS, "new")):
        for name, function in table.items():
            yield f"{word} {name}()", calling(function, name), None


def calling_method(name: str) -> Callable[..., Any]:
    return lambda run, receiver, *arguments: call(run, (1, 1), receiver, name, *arguments)


def calling_property(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda run, receiver, *arguments: function(run, receiver)


def calling_helper(owner: str, name: str) -> Callable[..., Any]:
    return lambda run, receiver, *arguments: call_helper(run, (1, 1), owner, name, *arguments)


def calling(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    return lambda run, receiver, *arguments: call_native(run, function, name, arguments)


EVERY = sorted(builtins(), key=lambda entry: entry[0])


def receivers(kind: type | None, values: list[Any]) -> list[Any]:
    if kind is None:
        return [None]
    found = [value for value in values if isinstance(value, kind) and (kind is not int or value is not True)]
    return [value for value in found if type(value) is kind] or found


@pytest.mark.parametrize("part", range(8))
def test_hostile_arguments_give_a_value_of_ours_or_a_fault(part: int) -> None:
    chooser = random.Random(part)
    wrong: list[str] = []
    for name, use, kind in EVERY[part::8]:
        for _ in range(ROUNDS):
            run = fresh_run()
            values = [*hostile(run), *MADE]
            able = receivers(kind, values)
            if not able:
                continue
            arguments = [chooser.choice(values) for _ in range(chooser.choice((0, 1, 1, 2, 2, 3)))]
            wrong += attempt(name, use, run, chooser.choice(able), arguments)
    assert not wrong, "\n".join(wrong)


def attempt(name: str, use: Callable[..., Any], run: Run, receiver: Any, arguments: list[Any]) -> list[str]:
    """What went wrong, told in one line; empty when all is well."""
    token = METER.set(run)
    try:
        result = use(run, receiver, *arguments)
        if not is_ours(result):
            return [f"{name} gives a {type(result)}"]
        text(result)
        Plainer(run).plain(result)
    except (*CATCHABLE, Stop, RecursionError):
        pass
    except BaseException as error:
        shown = [repr(value)[:60] if type(value) in PLAIN else type(value).__name__ for value in arguments]
        return [f"{name} of {type(receiver).__name__} with {shown}: {type(error).__name__} {error}"[:400]]
    finally:
        METER.reset(token)
    return [f"{name} leaves calls open"] if run.depth else []


def is_ours(value: Any) -> bool:
    """Whether this is a value that a script may hold: plain data or one of the language's own types."""
    return type(value) in NAMES or isinstance(value, Box) or type(value) in PLAIN


def test_constants_are_values_of_ours() -> None:
    assert [f"{o}.{n}" for o, names in CONSTANTS.items() for n, v in names.items() if not is_ours(v)] == []


def test_a_caught_fault_holds_nothing_of_the_host() -> None:
    script = (
        "try { 'a'.substring([]) } catch (Throwable t) { return \"${t.message} ${t.cause} ${t.stackTrace}\" }"
    )
    try:
        told = str(compile_rule(script, kind="incoming", name="x").run({}).value)
    except RuleFailure as failure:
        told = str(failure)
    assert not any(word in told for word in ("Error", "python", "Traceback", "object at", "'list'", "<"))
