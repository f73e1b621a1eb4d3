"""Arrays: what Java offers for arrays by name. Arrays are lists here.

Refuses to know the methods of lists themselves.
"""

from __future__ import annotations

from syncscript.language.builtins.list_making import in_order, sub_list
from syncscript.language.builtins.registry import static
from syncscript.language.interpreter import comparing, numbers
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value


@static("Arrays.toString")
def to_string(run: Run, items: Value) -> str:
    """
    >>> Arrays.toString([1, 2] as int[])
    '[1, 2]'
    """
    made = text(items)
    run.charge_text(len(made))
    return made


@static("Arrays.sort")
def sort(run: Run, items: list[Value], order: Value = None) -> None:
    run.note_change(items)
    items[:] = in_order(run, items, order)


@static("Arrays.fill")
def fill(run: Run, items: list[Value], item: Value) -> None:
    run.note_change(items)
    run.spend(len(items) >> 3)
    items[:] = [item] * len(items)


@static("Arrays.equals")
def equals(run: Run, one: Value, other: Value) -> bool:
    return comparing.equal(one, other)


@static("Arrays.copyOf")
def copy_of(run: Run, items: list[Value], size: Value) -> list[Value]:
    """The first elements, filled up with nulls."""
    wanted = numbers.count(size, "The size")
    if wanted < 0:
        raise Fault("An array has no negative size.", kind="NegativeArraySizeException", code="R108")
    run.charge(wanted)
    empty = 0 if items and all(type(item) is int for item in items) else None
    return [*items[:wanted], *[empty] * (wanted - len(items))]


@static("Arrays.copyOfRange")
def copy_of_range(run: Run, items: list[Value], start: Value, end: Value) -> list[Value]:
    return sub_list(run, items, start, end)
