"""Collectors: what `stream.collect(...)` makes of the elements of a stream.

Each is one function of all elements. Refuses to know streams.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from syncscript.language.builtins.list_totals import best, total
from syncscript.language.builtins.lists import join
from syncscript.language.builtins.optionals import Optional
from syncscript.language.builtins.registry import METHODS, static
from syncscript.language.interpreter import access, numbers
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.map_keys import key_value
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Value, unique_items

Finish = Callable[[Run, list[Value]], Value]


@dataclass(frozen=True, eq=False)
class Collector(Box):
    finish: Finish
    names = ("Collector",)


@static("Collectors.toList")
def to_list(run: Run) -> Collector:
    return Collector(lambda run, items: items)


@static("Collectors.toSet")
def to_set(run: Run) -> Collector:
    return Collector(lambda run, items: unique_items(items))


@static("Collectors.toUnmodifiableList")
def to_fixed_list(run: Run) -> Collector:
    return Collector(lambda run, items: run.freeze(items))


@static("Collectors.toUnmodifiableSet")
def to_fixed_set(run: Run) -> Collector:
    return Collector(lambda run, items: run.freeze(unique_items(items)))


@static("Collectors.toCollection")
def to_collection(run: Run, make: Value) -> Collector:
    def fill(run: Run, items: list[Value]) -> Value:
        made = run.invoke(make)
        METHODS[type(made)]["addAll"](run, made, items)
        return made

    return Collector(fill)


@static("Collectors.joining")
def joining(run: Run, between: Value = "", start: Value = "", end: Value = "") -> Collector:
    """
    >>> ["a", "b"].stream().collect(Collectors.joining(", ", "[", "]"))
    '[a, b]'
    """
    return Collector(lambda run, items: text(start) + join(run, items, between) + text(end))


@static("Collectors.counting")
def counting(run: Run) -> Collector:
    return Collector(lambda run, items: len(items))


def summing(name: str, convert: Callable[[Value], Value], start: Value) -> None:
    @static(f"Collectors.summing{name}")
    def add_up(run: Run, closure: Value) -> Collector:
        return Collector(lambda run, items: total(run, measured(run, items, closure, convert), start))

    @static(f"Collectors.averaging{name}")
    def average(run: Run, closure: Value) -> Collector:
        def mean(run: Run, items: list[Value]) -> float:
            values = measured(run, items, closure, numbers.to_double)
            return float(sum(values)) / len(values) if values else 0.0

        return Collector(mean)


def measured(run: Run, items: list[Value], closure: Value, convert: Callable[[Value], Value]) -> list[Value]:
    return [convert(run.invoke(closure, item)) for item in items]


for name, convert, start in (
    ("Int", numbers.to_integer, 0),
    ("Long", numbers.to_integer, 0),
    ("Double", numbers.to_double, 0.0),
):
    summing(name, convert, start)


@static("Collectors.minBy")
def min_by(run: Run, order: Value) -> Collector:
    return Collector(lambda run, items: Optional(best(run, items, order, -1)))


@static("Collectors.maxBy")
def max_by(run: Run, order: Value) -> Collector:
    return Collector(lambda run, items: Optional(best(run, items, order, 1)))


@static("Collectors.reducing")
def reducing(run: Run, start: Value, closure: Value) -> Collector:
    def reduce(run: Run, items: list[Value]) -> Value:
        result = start
        for item in items:
            result = run.invoke(closure, result, item)
        return result

    return Collector(reduce)


@static("Collectors.mapping")
def mapping(run: Run, closure: Value, then: Collector) -> Collector:
    return Collector(lambda run, items: then.finish(run, [run.invoke(closure, item) for item in items]))


@static("Collectors.filtering")
def filtering(run: Run, closure: Value, then: Collector) -> Collector:
    return Collector(lambda run, items: then.finish(run, [i for i in items if run.invoke(closure, i)]))


@static("Collectors.collectingAndThen")
def collecting_and_then(run: Run, first: Collector, closure: Value) -> Collector:
    return Collector(lambda run, items: run.invoke(closure, first.finish(run, items)))


@static("Collectors.groupingBy")
def grouping_by(run: Run, closure: Value, make: Value = None, then: Value = None) -> Collector:
    """
    >>> ["a", "bb", "c"].stream().collect(Collectors.groupingBy({ it.size() }, Collectors.counting()))
    [1:2, 2:1]
    """
    make, then = (None, make) if then is None else (make, then)

    def group(run: Run, items: list[Value]) -> Value:
        groups: dict[Value, list[Value]] = {}
        for item in items:
            groups.setdefault(access.key_of(run.invoke(closure, item)), []).append(item)
        finished = {key: then.finish(run, some) if then else some for key, some in groups.items()}
        return finished if make is None else filled(run, run.invoke(make), finished)

    return Collector(group)


def filled(run: Run, made: Value, entries: dict[Value, Value]) -> Value:
    METHODS[dict]["putAll"](run, made, entries)
    return made


@static("Collectors.partitioningBy")
def partitioning_by(run: Run, closure: Value, then: Value = None) -> Collector:
    def part(run: Run, items: list[Value]) -> Value:
        verdicts = (access.key_of(False), access.key_of(True))
        parts: dict[Value, Value] = {verdict: [] for verdict in verdicts}
        for item in items:
            parts[verdicts[bool(run.invoke(closure, item))]].append(item)
        return {key: then.finish(run, some) if then else some for key, some in parts.items()}

    return Collector(part)


@static("Collectors.toMap")
def to_map(run: Run, key: Value, value: Value, merge: Value = None, make: Value = None) -> Collector:
    """
    >>> ["a", "bb"].stream().collect(Collectors.toMap({ it }, { it.size() }))
    ['a':1, 'bb':2]
    """

    def fill(run: Run, items: list[Value]) -> Value:
        entries: dict[Value, Value] = {}
        run.charge(2 * len(items))
        for item in items:
            place, made = access.key_of(run.invoke(key, item)), run.invoke(value, item)
            if place in entries:
                made = merged(run, place, entries[place], made, merge)
            entries[place] = made
        return entries if make is None else filled(run, run.invoke(make), entries)

    return Collector(fill)


def merged(run: Run, key: Value, one: Value, other: Value, merge: Value) -> Value:
    if merge is not None:
        return run.invoke(merge, one, other)
    shown = [text(value)[:100] for value in (key_value(key), one, other)]
    raise Fault(
        f"Two elements have the key {shown[0]}.",
        "give toMap a third closure that merges their values",
        said="Duplicate key {} (attempted merging values {} and {})".format(*shown),
        kind="IllegalStateException",
        code="R108",
    )
