"""What ends a stream: collecting, counting, searching, adding up.

Refuses to know how the elements come; that is in `streams`.
"""

from __future__ import annotations

from syncscript.language.builtins.collectors import Collector
from syncscript.language.builtins.list_totals import best, total
from syncscript.language.builtins.list_walks import Walk
from syncscript.language.builtins.optionals import Optional
from syncscript.language.builtins.registry import method
from syncscript.language.builtins.streams import Stream, gathered
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import NO_METHOD, Fault
from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value, unique_items


@method("toList asList toArray", Stream)
def to_list(run: Run, value: Stream, kind: Value = None) -> list[Value]:
    """
    >>> [1, 2].stream().toList()
    [1, 2]
    """
    return gathered(run, value)


@method("toSet", Stream)
def to_set(run: Run, value: Stream) -> ItemSet:
    return unique_items(gathered(run, value))


@method("collect", Stream)
def collect(run: Run, value: Stream, how: Value, add: Value = None, join: Value = None) -> Value:
    """
    >>> ["a", "b"].stream().collect(Collectors.joining("-"))
    'a-b'
    """
    if isinstance(how, Collector):
        return how.finish(run, gathered(run, value))
    if add is None:
        raise Fault(
            "collect() of a stream takes a collector.",
            "write collect(Collectors.toList()), or use collect { } on a list",
            kind=NO_METHOD,
            code="R104",
        )
    made = run.invoke(how)
    for item in value.taken():
        run.invoke(add, made, item)
    return made


@method("forEach forEachOrdered each", Stream)
def for_each(run: Run, value: Stream, closure: Value) -> None:
    for item in value.taken():
        run.invoke(closure, item)


@method("iterator", Stream)
def iterator(run: Run, value: Stream) -> Walk:
    return Walk(run, gathered(run, value))


@method("count", Stream)
def count(run: Run, value: Stream) -> int:
    return sum(1 for _ in value.taken())


@method("anyMatch", Stream)
def any_match(run: Run, value: Stream, closure: Value) -> bool:
    """
    >>> [1, 2].stream().anyMatch { it > 1 }
    true
    """
    return any(run.invoke(closure, item) for item in value.taken())


@method("allMatch", Stream)
def all_match(run: Run, value: Stream, closure: Value) -> bool:
    return all(run.invoke(closure, item) for item in value.taken())


@method("noneMatch", Stream)
def none_match(run: Run, value: Stream, closure: Value) -> bool:
    return not any_match(run, value, closure)


@method("findFirst findAny", Stream)
def find_first(run: Run, value: Stream) -> Optional:
    """
    >>> [1, 2].stream().filter { it > 1 }.findFirst().get()
    2
    """
    return Optional(next(value.taken(), None), value.kind)


@method("reduce", Stream)
def reduce(run: Run, value: Stream, start: Value, closure: Value = None, join: Value = None) -> Value:
    """
    >>> [1, 2, 3].stream().reduce(0) { a, b -> a + b }
    6
    """
    items = value.taken()
    result = start if closure is not None else next(items, None)
    for item in items:
        result = run.invoke(closure if closure is not None else start, result, item)
    return result if closure is not None else Optional(result, value.kind)


@method("max", Stream)
def greatest(run: Run, value: Stream, closure: Value = None) -> Optional:
    return Optional(best(run, gathered(run, value), closure, 1), value.kind)


@method("min", Stream)
def least(run: Run, value: Stream, closure: Value = None) -> Optional:
    return Optional(best(run, gathered(run, value), closure, -1), value.kind)


@method("sum", Stream)
def in_total(run: Run, value: Stream) -> Value:
    """Of a stream of numbers.

    >>> ["a", "bb"].stream().mapToInt { it.size() }.sum()
    3
    """
    need_numbers(value, "sum")
    return total(run, gathered(run, value), 0.0 if value.kind == "double" else 0)


@method("average", Stream)
def average(run: Run, value: Stream) -> Optional:
    need_numbers(value, "average")
    items = [numbers.to_double(item) for item in gathered(run, value)]
    return Optional(sum(items) / len(items) if items else None, "double")


def need_numbers(value: Stream, name: str) -> None:
    if not value.kind:
        raise Fault(
            f"A Stream has no method {name}().",
            f"make it a stream of numbers first: mapToInt {{ it }}.{name}()",
            kind=NO_METHOD,
            code="R103",
        )
