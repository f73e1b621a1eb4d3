"""What a range can do beside a list: its ends, its steps.

A range has all methods of lists that do not change them; the package's `discover` sees to that.
"""

from __future__ import annotations

from functools import cmp_to_key

from syncscript.language.builtins.registry import attribute, method
from syncscript.language.interpreter import comparing, numbers
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.item_lists import ItemRange
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value


@attribute("from", ItemRange)
def low_end(run: Run, value: ItemRange) -> Value:
    """The lower end.

    >>> (3..1).from
    1
    """
    return min(value, key=cmp_to_key(comparing.compare)) if value else value.low


@attribute("to", ItemRange)
def high_end(run: Run, value: ItemRange) -> Value:
    return max(value, key=cmp_to_key(comparing.compare)) if value else value.high


@attribute("reverse", ItemRange)
def is_reverse(run: Run, value: ItemRange) -> bool:
    return comparing.compare(value.low, value.high) > 0


@method("isReverse", ItemRange)
def goes_down(run: Run, value: ItemRange) -> bool:
    return is_reverse(run, value)


@method("reverse", ItemRange)
def reverse(run: Run, value: ItemRange) -> list[Value]:
    run.charge(len(value))
    return value[::-1]


@method("containsWithinBounds", ItemRange)
def contains_within_bounds(run: Run, value: ItemRange, item: Value) -> bool:
    return comparing.holds(value, item)


@method("step by", ItemRange)
def step(run: Run, value: ItemRange, size: Value, closure: Value = None) -> Value:
    """Every so many items.

    >>> (1..10).step(3)
    [1, 4, 7, 10]
    """
    stride = numbers.count(size, "The step")
    if stride == 0:
        raise Fault("A step of 0 never ends.", kind=BAD_ARGUMENT, code="R108")
    run.charge(len(value))
    items = value[::stride] if stride > 0 else value[::-1][::-stride]
    if closure is None:
        return items
    for item in items:
        run.invoke(closure, item)
    return None
