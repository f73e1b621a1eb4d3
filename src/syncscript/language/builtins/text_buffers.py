"""StringBuilder: a text that grows in place, charged for each time it grows.

Refuses to grow beyond the longest text.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import METHODS, method
from syncscript.language.interpreter import numbers, operators
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import java_text, text
from syncscript.language.interpreter.values import Buffer, Value

# ---------------------------------------------------------------------------- StringBuilder


@method("append", Buffer)
def append(run: Run, value: Buffer, more: Value) -> Buffer:
    """
    >>> def b = new StringBuilder("a"); b.append("b").append(1); b.toString()
    'ab1'
    """
    addition = java_text(more)
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


@method("write", Buffer)
def write(run: Run, value: Buffer, more: Value) -> None:
    """Of a StringWriter."""
    append(run, value, more)


@method("insert", Buffer)
def insert(run: Run, value: Buffer, place: Value, more: Value) -> Buffer:
    """
    >>> new StringBuilder("abc").insert(1, "x").toString()
    'axbc'
    """
    where = place_in(value, place)
    addition = text(more)
    run.charge_text(len(value.text) + len(addition))
    value.text = value.text[:where] + addition + value.text[where:]
    return value


@method("deleteCharAt", Buffer)
def delete_char_at(run: Run, value: Buffer, place: Value) -> Buffer:
    where = place_in(value, place)
    return replace(run, value, where, where + 1, "")


@method("delete", Buffer)
def delete(run: Run, value: Buffer, start: Value, end: Value) -> Buffer:
    """
    >>> new StringBuilder("abc").delete(0, 2).toString()
    'c'
    """
    return replace(run, value, start, end, "")


@method("replace", Buffer)
def replace(run: Run, value: Buffer, start: Value, end: Value, new: Value) -> Buffer:
    first, last = place_in(value, start), max(numbers.count(end, "The end"), 0)
    addition = text(new)
    run.charge_text(len(value.text) + len(addition))
    value.text = value.text[:first] + addition + value.text[max(last, first) :]
    return value


def place_in(value: Buffer, place: Value) -> int:
    where = numbers.count(place, "The position")
    if not 0 <= where <= len(value.text):
        raise Fault(
            f"Position {where} is outside of a text of {len(value.text)} characters.",
            kind="StringIndexOutOfBoundsException",
            code="R114",
        )
    return where


def as_text(name: str) -> None:
    """A method of texts that a StringBuilder has, too."""

    @method(name, Buffer)
    def pass_on(run: Run, value: Buffer, *arguments: Value) -> Value:
        return METHODS[str][name](run, value.text, *arguments)

    pass_on.__name__, pass_on.__doc__ = f"{name}_of_buffer", "As of its text."


AS_TEXTS = (
    "indexOf lastIndexOf charAt substring contains isEmpty getAt startsWith endsWith trim replaceAll split "
    "toUpperCase toLowerCase"
)
for made in AS_TEXTS.split():
    as_text(made)


@method("setCharAt", Buffer)
def set_char_at(run: Run, value: Buffer, place: Value, char: Value) -> None:
    where = place_in(value, place)
    replace(run, value, where, where + 1, text(char)[:1])
