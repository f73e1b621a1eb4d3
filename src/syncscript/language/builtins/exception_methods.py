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
