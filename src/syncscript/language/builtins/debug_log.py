"""debug, log and println: what a rule tells about itself. All of it goes to the trace of the run.

Only debug.error stops the rule, and shows its value. Refuses to write anywhere by itself.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import CONSTANTS, function, helper, method
from syncscript.language.builtins.text_formats import format_text
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Value


@helper("debug.error")
def error(run: Run, value: Value = None) -> None:
    """Stop the rule and show the value."""
    raise Fault(
        f"debug.error: {text(value)}",
        "take the line out when you have seen the value",
        code="R300",
        kind="IssueTrackerException",
    )


def level(owner: str, name: str, kind: str) -> None:
    @helper(f"{owner}.{name}")
    def tell(run: Run, value: Value = None, *more: Value) -> None:
        run.tell(kind, " ".join([text(v) for v in (value, *more)]))

    tell.__name__ = name


for made in ("info", "warn", "error", "debug"):
    level("log", made, made)
level("log", "trace", "debug")
level("debug", "log", "debug")
level("debug", "info", "info")
level("debug", "warn", "warn")


class PrintStream(Box):
    """`System.out`: what is printed goes to the trace."""

    names = ("PrintStream",)


CONSTANTS["System"] = {"out": PrintStream(), "err": PrintStream()}


@method("println print", PrintStream)
def print_to(run: Run, stream: PrintStream, value: Value = "") -> None:
    """
    >>> System.out.println("seen")
    null
    """
    run.tell("info", text(value))


@function("println")
def println(run: Run, value: Value = "") -> None:
    """A line in the trace."""
    run.tell("info", text(value))


@function("print")
def print_text(run: Run, value: Value = "") -> None:
    run.tell("info", text(value))


@function("printf")
def print_formatted(run: Run, pattern: Value, *arguments: Value) -> None:
    run.tell("info", format_text(run, pattern, *arguments))


@function("assert")
def assert_true(run: Run, value: Value, message: Value = None) -> None:
    """Stops the rule unless the value is true."""
    if not value:
        shown = "An assertion does not hold." if message is None else text(message)
        raise Fault(shown, code="R301", kind="AssertionError" if message else "PowerAssertionError")
