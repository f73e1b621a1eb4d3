"""Other shapes of a list: pieces of it, its items numbered, combined, in every order.

Charged before they build, by the size of what is built. Refuses to change the list.
"""

from __future__ import annotations

from itertools import combinations as choices
from itertools import permutations as orders
from itertools import product
from math import factorial, prod

from syncscript.language.builtins.lists import kept, new, tested
from syncscript.language.builtins.registry import METHODS, attribute, method
from syncscript.language.interpreter import access, numbers, value_ranges
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.item_lists import ItemRange, ItemSet
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Closure, Value, unique_items


@method("dropRight", list, ItemSet)
def drop_right(run: Run, value: list[Value], amount: Value) -> list[Value]:
    """
    >>> [1, 2, 3].dropRight(1)
    [1, 2]
    """
    return kept(run, value, value[: max(len(value) - max(numbers.count(amount, "The amount"), 0), 0)])


@method("dropWhile", list, ItemSet)
def drop_while(run: Run, value: list[Value], closure: Closure) -> list[Value]:
    """
    >>> [1, 2, 3, 1].dropWhile { it < 3 }
    [3, 1]
    """
    items = list(value)
    place = next((n for n, item in enumerate(items) if not tested(run, closure, item)), len(items))
    return kept(run, value, items[place:])


@method("collate", list, ItemSet)
def collate(run: Run, value: list[Value], size: Value, step: Value = None, keep: Value = True) -> list[Value]:
    """Pieces of one size; with a step they overlap, with `false` the short ones at the end are left out.

    >>> [1, 2, 3].collate(2)
    [[1, 2], [3]]
    """
    width = numbers.count(size, "The size")
    if type(step) is bool:
        step, keep = None, step
    stride = width if step is None else numbers.count(step, "The step")
    if width <= 0:
        return new(run, [list(value)] if value else [])
    if stride <= 0:
        raise Fault("The step of collate must be above 0.", kind="IllegalArgumentException", code="R108")
    run.charge((min(width, len(value)) + 4) * (len(value) // stride + 1))
    pieces = [value[n : n + width] for n in range(0, len(value), stride)]
    return [piece for piece in pieces if keep or len(piece) == width]


@method("chop", list, ItemSet)
def chop(run: Run, value: list[Value], *sizes: Value) -> list[Value]:
    """Pieces of these sizes; -1 stands for the rest.

    >>> [1, 2, 3].chop(1, 2)
    [[1], [2, 3]]
    """
    made: list[Value] = []
    start = 0
    for size in sizes:
        width = numbers.count(size, "The size")
        end = len(value) if width < 0 else start + width
        made.append(new(run, value[start:end]))
        start = end
    return made


@method("inits", list)
def inits(run: Run, value: list[Value]) -> list[Value]:
    """
    >>> [1, 2].inits()
    [[1, 2], [1], []]
    """
    run.charge(len(value) ** 2 // 2 + 1)
    return [value[:n] for n in range(len(value), -1, -1)]


@method("tails", list)
def tails(run: Run, value: list[Value]) -> list[Value]:
    run.charge(len(value) ** 2 // 2 + 1)
    return [value[n:] for n in range(len(value) + 1)]


# ---------------------------------------------------------------------------- numbered


@method("withIndex", list, ItemSet)
def with_index(run: Run, value: list[Value], first: Value = 0) -> list[Value]:
    """
    >>> ["a"].withIndex()
    [['a', 0]]
    """
    run.charge(len(value) * 2)
    return [[item, number] for number, item in enumerate(value, numbers.count(first, "The first number"))]


@method("indexed", list, ItemSet)
def indexed(run: Run, value: list[Value], first: Value = 0) -> dict[Value, Value]:
    """
    >>> ["a", "b"].indexed()
    [0:'a', 1:'b']
    """
    run.charge(len(value) * 2)
    return dict(enumerate(value, numbers.count(first, "The first number")))


@attribute("indices", list)
def indices(run: Run, value: list[Value]) -> ItemRange:
    """
    >>> ["a", "b"].indices
    0..<2
    """
    return value_ranges.value_range(run, 0, len(value), True)


@method("getIndices", list)
def get_indices(run: Run, value: list[Value]) -> ItemRange:
    return indices(run, value)


# ---------------------------------------------------------------------------- combined


@method("transpose", list)
def transpose(run: Run, value: list[Value]) -> list[Value]:
    """
    >>> [["a", "b"], [1, 2]].transpose()
    [['a', 1], ['b', 2]]
    """
    if not all(isinstance(row, list) for row in value):
        raise Fault("transpose needs a list of lists.", kind="GroovyCastException", code="R112")
    run.charge(sum([len(row) for row in value]))
    return [list(row) for row in zip(*value, strict=False)]


@method("combinations", list, ItemSet)
def combinations(run: Run, value: list[Value], closure: Value = None) -> list[Value]:
    """
    >>> [[1, 2], [3, 4]].combinations()
    [[1, 3], [2, 3], [1, 4], [2, 4]]
    """
    rows = [list(row) if isinstance(row, list) else [row] for row in value]
    run.charge(prod([len(row) for row in rows]) * (len(rows) + 1))
    made: list[Value] = [list(picked[::-1]) for picked in product(*rows[::-1])]
    return made if closure is None else [run.invoke(closure, picked) for picked in made]


@method("eachCombination", list)
def each_combination(run: Run, value: list[Value], closure: Closure) -> None:
    combinations(run, value, closure)


@method("permutations", list, ItemSet)
def permutations(run: Run, value: list[Value], closure: Value = None) -> list[Value]:
    """All orders of the items, or what a closure makes of each.

    >>> [1, 2].permutations().size()
    2
    """
    run.charge(factorial(min(len(value), 30)) * (len(value) + 1))
    made = [list(order) for order in orders(value)]
    return unique_items(made) if closure is None else [run.invoke(closure, order) for order in made]


@method("eachPermutation", list, ItemSet)
def each_permutation(run: Run, value: list[Value], closure: Closure) -> Value:
    """Calls the closure for each order of the items. Gives an iterator at its end, as Groovy does."""
    permutations(run, value, closure)
    return METHODS[list]["iterator"](run, [])


@method("asReversed", list)
def as_reversed(run: Run, value: list[Value]) -> list[Value]:
    return new(run, value[::-1])


@method("toSpreadMap", list)
def to_spread_map(run: Run, value: list[Value]) -> dict[Value, Value]:
    """Keys and values in turn.

    >>> ["a", 1].toSpreadMap()
    ['a':1]
    """
    if len(value) % 2:
        raise Fault("Keys and values in turn are needed.", kind="IllegalArgumentException", code="R108")
    run.charge(len(value))
    pairs = zip(value[::2], value[1::2], strict=True)
    return run.freeze({access.key_of(key): item for key, item in pairs})


@method("subsequences", list)
def subsequences(run: Run, value: list[Value]) -> ItemSet:
    """All lists that are left when some of the items are taken out.

    >>> [1, 2].subsequences()
    [[1], [2], [1, 2]]
    """
    run.charge(2 ** min(len(value), 40) * (len(value) + 1))
    sizes = range(1, len(value) + 1)
    return unique_items([list(picked) for size in sizes for picked in choices(value, size)])
