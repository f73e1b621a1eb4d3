"""Collections, Arrays, List.of, Map.of, Set.of: what Java offers for lists and maps by name.

Refuses to know the methods of lists and maps themselves.
"""

from __future__ import annotations

from syncscript.language.builtins.list_making import in_order
from syncscript.language.builtins.registry import CHANGING, METHODS, static
from syncscript.language.interpreter import access, comparing, numbers
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.kept_order import place_of
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value, unique_items


@static("Arrays.asList")
def as_list(run: Run, *items: Value) -> list[Value]:
    """
    >>> Arrays.asList(1, 2)
    [1, 2]
    """
    run.charge(len(items))
    return list(items[0]) if len(items) == 1 and isinstance(items[0], list) else list(items)


@static("List.of")
def list_of(run: Run, *items: Value) -> list[Value]:
    if None in items:
        raise Fault("List.of takes no null.", "write [a, b]", kind="NullPointerException", code="R101")
    return run.freeze(as_list(run, *items))


@static("Set.of")
def set_of(run: Run, *items: Value) -> ItemSet:
    return run.freeze(unique_items(as_list(run, *items)))


@static("Map.of")
def map_of(run: Run, *pairs: Value) -> dict[Value, Value]:
    """
    >>> Map.of("a", 1)
    ['a':1]
    """
    if len(pairs) % 2:
        raise Fault("Map.of takes keys and values in turn.", kind="MissingMethodException", code="R104")
    return run.freeze({access.key_of(key): item for key, item in zip(pairs[::2], pairs[1::2], strict=True)})


@static("Collections.emptyList")
def empty_list(run: Run) -> list[Value]:
    return run.freeze([])


@static("Collections.emptyMap")
def empty_map(run: Run) -> dict[Value, Value]:
    return run.freeze({})


@static("Collections.emptySet")
def empty_set(run: Run) -> ItemSet:
    return run.freeze(ItemSet())


@static("Collections.singletonList")
def singleton_list(run: Run, item: Value) -> list[Value]:
    return run.freeze([item])


@static("Collections.singleton")
def singleton(run: Run, item: Value) -> ItemSet:
    return run.freeze(ItemSet([item]))


@static("Collections.singletonMap")
def singleton_map(run: Run, key: Value, item: Value) -> dict[Value, Value]:
    return run.freeze({access.key_of(key): item})


@static("Collections.swap")
def swap(run: Run, items: list[Value], one: Value, other: Value) -> None:
    METHODS[list]["swap"](run, items, one, other)


@static("Collections.nCopies")
def copies(run: Run, amount: Value, item: Value) -> list[Value]:
    size = numbers.count(amount, "The amount")
    if size < 0:
        raise Fault("There is no negative amount of copies.", kind=BAD_ARGUMENT, code="R108")
    run.charge(size)
    return run.freeze([item] * size)


@static("Collections.frequency")
def frequency(run: Run, items: list[Value], wanted: Value) -> int:
    run.spend(len(items))
    return len([item for item in items if comparing.java_equal(item, wanted)])


@static("Collections.sort")
def sort(run: Run, items: list[Value], closure: Value = None) -> None:
    """
    >>> def l = [2, 1]; Collections.sort(l); l
    [1, 2]
    """
    run.note_change(items)
    items[:] = in_order(run, items, closure)


@static("Collections.reverse")
def reverse(run: Run, items: list[Value]) -> None:
    run.note_change(items)
    items.reverse()


@static("Collections.rotate")
def rotate(run: Run, items: list[Value], places: Value) -> None:
    """
    >>> def l = [1, 2, 3]; Collections.rotate(l, 1); l
    [3, 1, 2]
    """
    run.note_change(items)
    run.charge(len(items))
    by = numbers.count(places, "The places") % len(items) if items else 0
    items[:] = items[len(items) - by :] + items[: len(items) - by]


@static("Collections.fill")
def fill(run: Run, items: list[Value], item: Value) -> None:
    run.note_change(items)
    items[:] = [item] * len(items)


@static("Collections.replaceAll")
def replace_all(run: Run, items: list[Value], old: Value, new: Value) -> bool:
    run.note_change(items)
    run.spend(len(items))
    before = list(items)
    items[:] = [new if comparing.java_equal(item, old) else item for item in before]
    return any(comparing.java_equal(item, old) for item in before)


@static("Collections.binarySearch")
def binary_search(run: Run, items: list[Value], wanted: Value, closure: Value = None) -> int:
    """Where an ordered list holds it; below zero: one more than the places in front of where it would stand.

    >>> Collections.binarySearch([1, 3, 5], 4)
    -3
    """
    place, known = place_of(run, items, wanted, closure)
    return place if known else -place - 1


@static("Collections.indexOfSubList")
def index_of_sub_list(run: Run, items: list[Value], part: list[Value]) -> int:
    run.spend(len(items) * min(len(part), len(items)) + 1)
    starts = range(len(items) - len(part) + 1)
    return next((n for n in starts if comparing.equal(items[n : n + len(part)], list(part))), -1)


@static("Collections.addAll")
def add_all(run: Run, into: list[Value], *items: Value) -> bool:
    return bool(METHODS[type(into)]["addAll"](run, into, list(items)))


def of_list(path: str, name: str) -> None:
    """A function of Collections that is a method of lists."""

    @static(path)
    def pass_on(run: Run, items: Value, *arguments: Value) -> Value:
        return METHODS[list][name](run, items, *arguments)


for made in ("max", "min", "disjoint"):
    of_list(f"Collections.{made}", made)


def unmodifiable(kind: str) -> None:
    @static(f"Collections.unmodifiable{kind}")
    def freeze(run: Run, value: Value) -> Value:
        return METHODS[type(value)]["asUnmodifiable"](run, value)


for made in ("List", "Map", "Set", "Collection"):
    unmodifiable(made)
CHANGING.update({"sort", "reverse", "addAll", "swap", "fill", "rotate", "replaceAll"})
