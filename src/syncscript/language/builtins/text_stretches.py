"""Stretches of a text: from the front or the back, up to a mark, between two marks.

None of these fails: what is not there gives a shorter or empty text.
"""

from __future__ import annotations

from syncscript.language.builtins.lists import tested
from syncscript.language.builtins.registry import METHODS, method
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Closure, Value


@method("dropRight", str)
def drop_right(run: Run, value: str, size: Value) -> str:
    """
    >>> "abcdef".dropRight(2)
    'abcd'
    """
    return value[: max(len(value) - max(numbers.count(size, "The size"), 0), 0)]


@method("takeWhile", str)
def take_while(run: Run, value: str, closure: Closure) -> str:
    """
    >>> "abcdef".takeWhile { it < "c" }
    'ab'
    """
    return value[: turn(run, value, closure)]


@method("dropWhile", str)
def drop_while(run: Run, value: str, closure: Closure) -> str:
    return value[turn(run, value, closure) :]


def turn(run: Run, value: str, closure: Closure) -> int:
    """The place of the first letter that the closure refuses."""
    for place, letter in enumerate(value):
        if not tested(run, closure, letter):
            return place
    return len(value)


@method("takeBefore", str)
def take_before(run: Run, value: str, mark: Value) -> str:
    """
    >>> "a-b-c".takeBefore("-")
    'a'
    """
    front, found, _ = value.partition(text(mark)) if mark else ("", "", "")
    return front if found else ""


@method("takeAfter", str)
def take_after(run: Run, value: str, mark: Value) -> str:
    """
    >>> "a-b-c".takeAfter("-")
    'b-c'
    """
    return value.partition(text(mark))[2] if mark else ""


@method("takeBetween", str)
def take_between(run: Run, value: str, start: Value, end: Value = None, which: Value = 0) -> str:
    """
    >>> "a[b]c".takeBetween("[", "]")
    'b'
    """
    opening, closing = text(start), text(start if end is None or type(end) is int else end)
    number = end if type(end) is int else numbers.count(which, "The number")
    if not opening or not closing or number < 0:
        return ""
    for _ in range(min(number, len(value)) + 1):
        run.spend(1 + len(value) // 1024)
        _, opened, rest = value.partition(opening)
        inner, closed, value = rest.partition(closing)
        if not opened or not closed:
            return ""
    return inner


@method("subSequence", str)
def sub_sequence(run: Run, value: str, start: Value, end: Value) -> Value:
    return METHODS[str]["substring"](run, value, start, end)
