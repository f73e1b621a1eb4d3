"""`low..high`: the items of a range, of whole numbers, decimals, texts, and what has a next().

Ranges run downwards when the end is lower, and are charged before they are made. Refuses to know the
methods of a range; those are builtins.
"""

from __future__ import annotations

from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.comparing import compare, equal
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.item_lists import ItemRange
from syncscript.language.interpreter.operators import neighbour
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Box, Value


def value_range(run: Run, low: Value, high: Value, exclusive: bool, after: bool = False) -> ItemRange:
    """`low..high`: downwards when high is lower; of numbers, and of texts that differ in the last letter.

    after: `low<..high`, which leaves its first item out.
    """
    if type(low) is str and type(high) is str:
        items = text_range(run, low, high)
    elif type(low) is int and type(high) is int:
        run.charge(abs(high - low) + 1)
        items = list(range(low, high + 1)) if low <= high else list(range(low, high - 1, -1))
    elif isinstance(low, Box):
        items = range_by_steps(run, low, high)
    else:
        items = number_range(run, low, high)
    if exclusive and items and equal(items[-1], high):
        items = items[:-1]
    if after:
        items = items[1:]
        low = items[0] if items else high
    made = ItemRange(items)
    made.low, made.high, made.exclusive = low, high, exclusive
    return made


def text_range(run: Run, low: str, high: str) -> list[Value]:
    if not low or len(low) != len(high) or low[:-1] != high[:-1]:
        raise Fault("A range of texts goes over the last letter only.", kind=BAD_ARGUMENT, code="R108")
    return [low[:-1] + chr(code) for code in value_range(run, ord(low[-1]), ord(high[-1]), False)]


def range_by_steps(run: Run, low: Box, high: Value) -> list[Value]:
    """Dates, constants of an enum, and objects with next(), previous() and an order."""
    by = 1 if compare(low, high) <= 0 else -1
    items: list[Value] = []
    step: Value = low
    while compare(step, high) * by <= 0:
        run.spend(2)
        run.charge(1)
        if items and compare(step, items[-1]) * by <= 0:
            break
        items.append(step)
        step = neighbour(run, step, by)
    return items


def number_range(run: Run, low: Value, high: Value) -> list[Value]:
    """A range with decimals: steps of 1 from the start on."""
    if not (numbers.is_number(low) and numbers.is_number(high)):
        raise Fault("A range goes from one number to another.", kind=BAD_ARGUMENT, code="R108")
    step = 1 if compare(low, high) <= 0 else -1
    run.charge(abs(numbers.to_integer(numbers.subtract(high, low))) + 1)
    items = []
    while compare(low, high) * step <= 0:
        items.append(low)
        low = numbers.add(low, step)
    return items
