"""StringJoiner, StringTokenizer and StringReader: texts put together from pieces, and taken apart.

Refuses streams of the host: a reader reads a text of the rule.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import constructor, method
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Value


class Joiner(Box):
    """Pieces with what stands between, before and behind them; empty: what it is without pieces."""

    names = ("StringJoiner",)

    def __init__(self, between: str, before: str, behind: str) -> None:
        self.between, self.before, self.behind = between, before, behind
        self.pieces: list[str] = []
        self.empty = before + behind

    def text(self) -> str:
        if not self.pieces:
            return self.empty
        return self.before + self.between.join(self.pieces) + self.behind


@constructor("StringJoiner")
def new_joiner(run: Run, between: Value, before: Value = "", behind: Value = "") -> Joiner:
    """
    >>> new StringJoiner(", ", "[", "]").add("a").add("b").toString()
    '[a, b]'
    """
    run.charge(3)
    return Joiner(text(between), text(before), text(behind))


@method("add", Joiner, changes=True)
def add(run: Run, value: Joiner, piece: Value) -> Joiner:
    shown = text(piece)
    run.charge(1)
    run.charge_letters(len(shown) + len(value.between))
    value.pieces.append(shown)
    return value


@method("setEmptyValue", Joiner)
def set_empty(run: Run, value: Joiner, shown: Value) -> Joiner:
    value.empty = text(shown)
    return value


@method("toString", Joiner)
def joined(run: Run, value: Joiner) -> str:
    made = value.text()
    run.charge_text(len(made))
    return made


@method("length", Joiner)
def joined_length(run: Run, value: Joiner) -> int:
    return len(joined(run, value))


class Tokenizer(Box):
    """The pieces of a text that are still to come."""

    names = ("StringTokenizer", "Iterator")

    def __init__(self, pieces: list[str]) -> None:
        self.pieces = pieces
        self.taken = 0

    def left(self) -> list[str]:
        return self.pieces[self.taken :]


@constructor("StringTokenizer")
def new_tokenizer(run: Run, source: Value, marks: Value = " \t\n\r\f", keeps: Value = False) -> Tokenizer:
    """
    >>> new StringTokenizer("a, b", ", ").countTokens()
    2
    """
    whole, between = text(source), frozenset(text(marks))
    run.charge(len(whole))
    pieces, start = [], 0
    for place, letter in enumerate(whole):
        if letter in between:
            pieces += [whole[start:place], *([letter] if keeps else [])]
            start = place + 1
    return Tokenizer([piece for piece in [*pieces, whole[start:]] if piece])


@method("hasMoreTokens hasMoreElements hasNext", Tokenizer)
def has_more(run: Run, value: Tokenizer) -> bool:
    return value.taken < len(value.pieces)


@method("nextToken nextElement next", Tokenizer)
def next_piece(run: Run, value: Tokenizer) -> str:
    if not has_more(run, value):
        raise Fault("There are no more tokens.", kind="NoSuchElementException", code="R114")
    value.taken += 1
    return value.pieces[value.taken - 1]


@method("countTokens", Tokenizer)
def count_left(run: Run, value: Tokenizer) -> int:
    return len(value.pieces) - value.taken


@method("iterator toList", Tokenizer)
def pieces_left(run: Run, value: Tokenizer) -> list[str]:
    run.charge(len(value.pieces))
    return value.left()


class Reader(Box):
    """What is left of a text that is read line by line."""

    names = ("StringReader", "BufferedReader", "Reader")

    def __init__(self, left: str) -> None:
        self.left = left


@constructor("StringReader")
def new_reader(run: Run, source: Value) -> Reader:
    """
    >>> new StringReader("a\\nb").readLines()
    ['a', 'b']
    """
    return Reader(text(source))


@constructor("BufferedReader")
def buffered(run: Run, reader: Value) -> Value:
    return reader


@method("readLine", Reader)
def read_line(run: Run, value: Reader) -> Value:
    """The next line; null behind the last."""
    if not value.left:
        return None
    run.charge_text(len(value.left))
    line, _, value.left = value.left.partition("\n")
    return line.removesuffix("\r")


@method("getText", Reader)
def all_text(run: Run, value: Reader) -> str:
    left, value.left = value.left, ""
    return left


@method("readLines iterator", Reader)
def read_lines(run: Run, value: Reader) -> list[str]:
    left = all_text(run, value)
    run.charge(left.count("\n") + 1)
    return left.splitlines()


@method("eachLine", Reader)
def each_line(run: Run, value: Reader, closure: Value) -> Value:
    given: Value = None
    for line in read_lines(run, value):
        run.spend(1)
        given = run.invoke(closure, line)
    return given


@method("close", Reader)
def close(run: Run, value: Reader) -> None:
    """Nothing needs to be given back."""
