"""Parts of a text: by place, by size, by separator, by line.

Refuses regular expressions; `split` and its like have their own file.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import method
from syncscript.language.interpreter import numbers, places
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.places import character
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value


@method("substring", str)
def substring(run: Run, value: str, start: Value, end: Value = None) -> str:
    """
    >>> "ABC-12".substring(4)
    '12'
    >>> "ABC-12".substring(0, 3)
    'ABC'
    """
    first = numbers.count(start, "The start")
    last = len(value) if end is None else numbers.count(end, "The end")
    if not 0 <= first <= last <= len(value):
        raise Fault(
            f"Positions {first} to {last} are outside of a text of {len(value)} characters.",
            "take(n) and drop(n) never fail",
            said=f"begin {first}, end {last}, length {len(value)}",
            code="R114",
            kind="StringIndexOutOfBoundsException",
        )
    return value[first:last]


@method("charAt", str)
def char_at(run: Run, value: str, place: Value) -> str:
    """
    >>> "abc".charAt(1)
    'b'
    """
    where = numbers.count(place, "The position")
    return character(value, where if where >= 0 else len(value))


@method("getAt", str)
def get_at(run: Run, value: str, place: Value) -> str:
    return str(places.at(run, value, place))


@method("take", str)
def take(run: Run, value: str, size: Value) -> str:
    """
    >>> "abcdef".take(3)
    'abc'
    """
    return value[: max(numbers.count(size, "The size"), 0)]


@method("drop", str)
def drop(run: Run, value: str, size: Value) -> str:
    """
    >>> "abcdef".drop(4)
    'ef'
    """
    return value[max(numbers.count(size, "The size"), 0) :]


@method("takeRight", str)
def take_right(run: Run, value: str, size: Value) -> str:
    """
    >>> "abcdef".takeRight(2)
    'ef'
    """
    amount = numbers.count(size, "The size")
    return value[-amount:] if amount > 0 else ""


@method("tokenize", str)
def tokenize(run: Run, value: str, separators: Value = " \t\n\r\f") -> list[str]:
    """Cut at any of the characters given; empty texts are dropped.

    >>> "a,b;;c".tokenize(",;")
    ['a', 'b', 'c']
    """
    cuts = set(text(separators))
    run.charge(min(sum(map(value.count, cuts)), len(value)) + 1)
    run.work(len(value) // 4)
    pieces, piece = [], ""
    for letter in value:
        if letter in cuts:
            pieces.append(piece)
            piece = ""
        else:
            piece += letter
    return [p for p in [*pieces, piece] if p]


@method("readLines", str)
def read_lines(run: Run, value: str) -> list[str]:
    """
    >>> "a\\nb".readLines()
    ['a', 'b']
    """
    run.charge(value.count("\n") + value.count("\r") + 1)
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines and not lines[-1] else lines


@method("toList", str)
def to_list(run: Run, value: str) -> list[str]:
    """
    >>> "abc".toList()
    ['a', 'b', 'c']
    """
    run.charge(len(value))
    return list(value)
