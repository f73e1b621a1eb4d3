"""What can be read of an exception: message and cause.

Refuses to know how one is thrown and caught.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import attribute, method
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Failure, Value


@method("getMessage getLocalizedMessage", Failure)
def get_message(run: Run, value: Failure) -> str | None:
    """
    >>> try { throw new Exception("x") } catch (Exception e) { return e.getMessage() }
    'x'
    """
    return value.message


@attribute("message", Failure)
def message(run: Run, value: Failure) -> str | None:
    return value.message


@attribute("cause", Failure)
def cause(run: Run, value: Failure) -> Value:
    return value.cause


@attribute("stackTrace", Failure)
def stack_trace(run: Run, value: Failure) -> list[Value]:
    return []


@method("printStackTrace", Failure)
def print_stack_trace(run: Run, value: Failure) -> None:
    run.tell("error", text(value))


@method("initCause", Failure)
def init_cause(run: Run, value: Failure, cause: Value) -> Failure:
    value.cause = cause
    return value


@method("addSuppressed", Failure)
def add_suppressed(run: Run, value: Failure, other: Value) -> None:
    """Nothing: a rule has no stack traces to show it in."""


@attribute("suppressed", Failure)
def suppressed(run: Run, value: Failure) -> list[Value]:
    return []


@attribute("method", Failure)
def missing_method(run: Run, value: Failure) -> Value:
    """Of a MissingMethodException: the name of the method."""
    return value.about


@attribute("property", Failure)
def missing_property(run: Run, value: Failure) -> Value:
    """Of a MissingPropertyException: the name of the property."""
    return value.about


@attribute("errorOffset", Failure)
def error_offset(run: Run, value: Failure) -> Value:
    """Of a ParseException: where it stopped."""
    return value.about
