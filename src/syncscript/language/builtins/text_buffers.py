"""StringBuilder: a text that grows in place, charged for each time it grows.

Refuses to grow beyond the longest text.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import method
from syncscript.language.interpreter import numbers, operators
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Buffer, Value

# ---------------------------------------------------------------------------- StringBuilder


@method("append", Buffer)
def append(run: Run, value: Buffer, more: Value) -> Buffer:
    """
    >>> def b = new StringBuilder("a"); b.append("b").append(1); b.toString()
    'ab1'
    """
    addition = text(more)
    run.charge_text(len(value.text) + len(addition))
    value.text += addition
    return value


@method("length size", Buffer)
def buffer_length(run: Run, value: Buffer) -> int:
    return len(value.text)


@method("setLength", Buffer)
def set_length(run: Run, value: Buffer, size: Value) -> None:
    value.text = value.text[: numbers.count(size, "The length")]


@method("reverse", Buffer)
def buffer_reverse(run: Run, value: Buffer) -> Buffer:
    value.text = value.text[::-1]
    return value


@method("leftShift", str, Buffer)
def left_shift(run: Run, value: Value, more: Value) -> Value:
    """A StringBuffer with both.

    >>> "a".leftShift("b").toString()
    'ab'
    """
    return operators.shift_left(run, value, more)
