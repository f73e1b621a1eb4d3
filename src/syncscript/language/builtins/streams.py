"""Streams: Java's chains of map and filter over the elements of a list, a set or a range.

Elements pass one by one, as in Java, so a stream without an end is fine as long as something limits it.
Refuses to be walked twice, and to know what ends a stream: that is in `stream_ends`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from syncscript.language.builtins.list_making import in_order
from syncscript.language.builtins.optionals import Optional
from syncscript.language.builtins.registry import method, static
from syncscript.language.builtins.text_parts import read_lines
from syncscript.language.interpreter import access, numbers
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.item_lists import ItemRange, ItemSet, KeyView, ValueView
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Box, Value, unique_items

COST = 4
"""Places that a step of a chain is charged as."""
NUMBERS = {int: "int", float: "double"}


class Stream(Box):
    """What is left to come. kind: "int", "long" or "double" for a stream of plain numbers, else empty."""

    names = ("Stream", "BaseStream")

    def __init__(self, run: Run, items: Iterable[Value], kind: str = "") -> None:
        run.charge(COST)
        self.items: Iterator[Value] | None = iter(items)
        self.kind = kind

    def taken(self) -> Iterator[Value]:
        """The elements, for the one who may have them."""
        if self.items is None:
            raise Fault(
                "This stream has been used already.",
                "make a new one: list.stream()",
                said="stream has already been operated upon or closed",
                kind="IllegalStateException",
                code="R116",
            )
        items, self.items = self.items, None
        return items


def counted(run: Run, items: Iterable[Value]) -> Iterator[Value]:
    """The elements, each at the price of a step."""
    for item in items:
        run.tick()
        yield item


@method("stream parallelStream", list, ItemSet, ItemRange, KeyView, ValueView)
def stream(run: Run, value: list[Value]) -> Stream:
    """
    >>> [1, 2, 3].stream().filter { it > 1 }.map { it * 2 }.toList()
    [4, 6]
    """
    return Stream(run, counted(run, value))


@method("stream", Optional)
def stream_of_optional(run: Run, value: Optional) -> Stream:
    return Stream(run, [] if value.content is None else [value.content])


@method("chars", str)
def characters(run: Run, value: str) -> Stream:
    """
    >>> "aba".chars().filter { it == 97 }.count()
    2
    """
    return Stream(run, counted(run, map(ord, value)), "int")


@method("lines", str)
def lines(run: Run, value: str) -> Stream:
    return Stream(run, counted(run, read_lines(run, value)))


@static("Stream.of")
def stream_of(run: Run, *items: Value) -> Stream:
    """
    >>> Stream.of("b", "a").sorted().toList()
    ['a', 'b']
    """
    return Stream(run, items[0] if len(items) == 1 and isinstance(items[0], list) else items)


@static("Stream.empty")
def empty(run: Run) -> Stream:
    return Stream(run, ())


@static("Stream.concat")
def concat(run: Run, one: Stream, other: Stream) -> Stream:
    return Stream(run, chain(one.taken(), other.taken()), one.kind)


@static("Stream.iterate")
def iterate(run: Run, start: Value, test: Value, step: Value = None) -> Stream:
    """
    >>> Stream.iterate(1) { it * 2 }.limit(4).toList()
    [1, 2, 4, 8]
    """

    def values() -> Iterator[Value]:
        value = start
        while step is None or run.invoke(test, value):
            run.tick()
            yield value
            value = run.invoke(test if step is None else step, value)

    return Stream(run, values())


@static("Stream.generate")
def generate(run: Run, make: Value) -> Stream:
    def values() -> Iterator[Value]:
        while True:
            yield run.invoke(make)

    return Stream(run, values())


@static("Arrays.stream")
def stream_of_array(run: Run, items: list[Value]) -> Stream:
    kinds = [NUMBERS.get(type(item), "") for item in items]
    return Stream(run, counted(run, items), kinds[0] if len(set(kinds)) == 1 else "")


def ranges_of(owner: str, kind: str) -> None:
    def between(run: Run, low: Value, high: Value, more: int) -> Stream:
        first, last = numbers.count(low, "The start"), numbers.count(high, "The end")
        return Stream(run, counted(run, range(first, last + more)), kind)

    static(f"{owner}.range")(lambda run, low, high: between(run, low, high, 0))
    static(f"{owner}.rangeClosed")(lambda run, low, high: between(run, low, high, 1))
    static(f"{owner}.of")(lambda run, *items: Stream(run, items, kind))


for owner, kind in (("IntStream", "int"), ("LongStream", "long")):
    ranges_of(owner, kind)


# ---------------------------------------------------------------------------- steps of a chain


@method("map mapToObj boxed asLongStream asDoubleStream", Stream)
def mapped(run: Run, value: Stream, closure: Value = None) -> Stream:
    """
    >>> [1, 2].stream().map { it + 1 }.toList()
    [2, 3]
    """
    items = value.taken()
    return Stream(run, items if closure is None else (run.invoke(closure, item) for item in items))


def numeric(name: str, kind: str, convert: Any) -> None:
    @method(name, Stream)
    def make(run: Run, value: Stream, closure: Value) -> Stream:
        return Stream(run, (convert(run.invoke(closure, item)) for item in value.taken()), kind)


for name, kind, convert in (
    ("mapToInt", "int", numbers.to_integer),
    ("mapToLong", "long", numbers.to_integer),
    ("mapToDouble", "double", numbers.to_double),
):
    numeric(name, kind, convert)


@method("filter", Stream)
def kept(run: Run, value: Stream, closure: Value) -> Stream:
    return Stream(run, (item for item in value.taken() if run.invoke(closure, item)), value.kind)


@method("flatMap", Stream)
def flat_mapped(run: Run, value: Stream, closure: Value) -> Stream:
    """
    >>> [[1], [2, 3]].stream().flatMap { it.stream() }.toList()
    [1, 2, 3]
    """
    parts = (run.invoke(closure, item) for item in value.taken())
    return Stream(run, (item for part in parts for item in inside(run, part)))


def inside(run: Run, part: Value) -> Iterable[Value]:
    return part.taken() if isinstance(part, Stream) else access.elements(run, part)


@method("peek", Stream)
def peek(run: Run, value: Stream, closure: Value) -> Stream:
    def seen(item: Value) -> Value:
        run.invoke(closure, item)
        return item

    return Stream(run, map(seen, value.taken()), value.kind)


@method("limit", Stream)
def limit(run: Run, value: Stream, amount: Value) -> Stream:
    return Stream(run, islice(value.taken(), not_negative(amount)), value.kind)


@method("skip", Stream)
def skip(run: Run, value: Stream, amount: Value) -> Stream:
    return Stream(run, islice(value.taken(), not_negative(amount), None), value.kind)


def not_negative(amount: Value) -> int:
    number = numbers.count(amount, "The amount")
    if not 0 <= number < 2**31:
        raise Fault(f"{number} is no amount of elements.", kind="IllegalArgumentException", code="R108")
    return number


@method("takeWhile", Stream)
def take_while(run: Run, value: Stream, closure: Value) -> Stream:
    def some() -> Iterator[Value]:
        for item in items:
            if not run.invoke(closure, item):
                return
            yield item

    items = value.taken()
    return Stream(run, some(), value.kind)


@method("dropWhile", Stream)
def drop_while(run: Run, value: Stream, closure: Value) -> Stream:
    def rest() -> Iterator[Value]:
        dropping = True
        for item in items:
            dropping = dropping and bool(run.invoke(closure, item))
            if not dropping:
                yield item

    items = value.taken()
    return Stream(run, rest(), value.kind)


@method("distinct", Stream)
def distinct(run: Run, value: Stream) -> Stream:
    """
    >>> [1, 1, 2].stream().distinct().toList()
    [1, 2]
    """
    return Stream(run, unique_items(gathered(run, value)), value.kind)


@method("sorted", Stream)
def in_sequence(run: Run, value: Stream, closure: Value = None) -> Stream:
    return Stream(run, in_order(run, gathered(run, value), closure), value.kind)


@method("parallel sequential unordered onClose", Stream)
def as_it_is(run: Run, value: Stream, closure: Value = None) -> Stream:
    return value


def gathered(run: Run, value: Stream) -> list[Value]:
    """All elements that are left."""
    items: list[Value] = []
    for item in value.taken():
        run.charge(1)
        items.append(item)
    return items
