"""What the operators make of two values that are not both numbers, and ranges."""

from __future__ import annotations

from typing import Any

from syncscript.language.builtins.registry import method_of
from syncscript.language.builtins.regular_expressions import find_in, match_whole
from syncscript.language.interpreter.heaps import push_on_heap
from syncscript.language.interpreter.item_lists import ItemHeap, ItemRange, ItemSet
from syncscript.language.interpreter.kept_order import (
    add_in_order,
    comparator_of,
    is_ordered,
    ordered_map,
    ordered_set,
)
from syncscript.language.interpreter.lazy_texts import as_text
from syncscript.language.interpreter.map_keys import ListKey
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Buffer, Closure, Entry, Pattern
from tests.oracle import order, places
from tests.oracle.arithmetic import bad_amount, bits, calculate, is_number, is_whole, unfit
from tests.oracle.faults import ARGUMENT, METHOD, failure
from tests.oracle.types import unique

OWN = {
    "+": "plus", "-": "minus", "*": "multiply", "/": "div", "%": "mod", "**": "power", "<<": "leftShift",
    ">>": "rightShift", ">>>": "rightShiftUnsigned", "&": "and", "|": "or", "^": "xor",
}  # fmt: skip


def operate(walker: Any, operator: str, a: Any, b: Any) -> Any:
    """`a operator b`, but for && and ||."""
    told = walker.own_operator(a, OWN[operator], b) if operator in OWN else NotImplemented
    if told is not NotImplemented:
        return told
    if operator in ORDERS:
        return ORDERS[operator](order.compare(a, b))
    match operator:
        case "==" | "!=":
            return order.equal(a, b) is (operator == "==")
        case "===" | "!==":
            return order.identical(a, b) is (operator == "===")
        case "in" | "!in":
            found = a is None if b is None else order.takes(walker, b, a)
            return found is (operator == "in")
        case "=~":
            return find_in(walker.run, a, b)
        case "==~":
            return match_whole(walker.run, a, b)
    return MAKERS.get(operator, lambda walker, a, b: of_bits(walker, operator, a, b))(walker, a, b)


ORDERS: dict[str, Any] = {
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
    ">": lambda sign: sign > 0,
    ">=": lambda sign: sign >= 0,
    "<=>": lambda sign: sign,
}


def plus(walker: Any, a: Any, b: Any) -> Any:
    b = b if isinstance(a, list) else as_text(b)  # a list keeps a lazy text as it is
    before_text = a is None or is_number(a) or isinstance(a, Buffer | dict)
    if isinstance(a, str) or (isinstance(b, str) and before_text):
        made = text(a) + text(b)
        walker.run.charge_text(len(made))
        return made
    if isinstance(a, list):
        more = list(b) if isinstance(b, list) else [b]
        walker.run.charge(len(a) + len(more))
        if is_ordered(walker.run, a):
            return ordered_set(walker.run, [*a, *more], comparator_of(walker.run, a))
        return unique([*a, *more]) if isinstance(a, ItemSet) else [*a, *more]
    if isinstance(a, Box):
        return by_box("+", a, b, a.plus(b))
    if isinstance(a, dict) and isinstance(b, dict):
        both, run = {**a, **b}, walker.run
        return ordered_map(run, both, comparator_of(run, a)) if is_ordered(run, a) else both
    if is_number(a) and is_number(b):
        return calculate("+", a, b)
    raise unfit("+", a, b)


def by_box(operator: str, a: Any, b: Any, made: Any) -> Any:
    if made is NotImplemented:
        raise unfit(operator, a, b)
    return made


def minus(walker: Any, a: Any, b: Any) -> Any:
    a = as_text(a)
    if is_number(a):
        return calculate("-", a, b)
    if isinstance(a, str):
        if isinstance(b, Pattern):
            found = b.compiled.search(a)
            return a if found is None else a[: found.start()] + a[found.end() :]
        front, gone, rest = a.partition(text(b)) if text(b) else ("", "", a)
        return front + rest if gone else a
    if isinstance(a, list):
        gone = b if isinstance(b, list) else [b]
        kept = [item for item in a if not any(order.equal(item, other) for other in gone)]
        if is_ordered(walker.run, a):
            return ordered_set(walker.run, kept, comparator_of(walker.run, a))
        return unique(kept) if isinstance(a, ItemSet) else kept
    if isinstance(a, dict) and isinstance(b, dict):
        left, run = dict(a), walker.run
        for name in [name for name, each in b.items() if name in a and order.equal(a[name], each)]:
            del left[name]
        return ordered_map(run, left, comparator_of(run, a)) if is_ordered(run, a) else left
    if isinstance(a, Box):
        return by_box("-", a, b, a.span(b) if walker.run.timed else a.minus(b))
    raise unfit("-", a, b)


def times(walker: Any, a: Any, b: Any) -> Any:
    a = as_text(a)
    if not isinstance(a, str | list):
        return calculate("*", a, b)
    if not is_number(b):
        raise failure("R105", METHOD, "Cannot repeat by this: a number is needed.")
    often = int(b)
    if often < 0:
        raise bad_amount()
    walker.run.charge_text(len(a) * often)
    if isinstance(a, ItemSet):
        return a if often else ItemSet()
    made = [item for _ in range(often) for item in a]
    return "".join(made) if isinstance(a, str) else made


def append(walker: Any, a: Any, b: Any) -> Any:
    """`<<`"""
    run = walker.run
    if isinstance(a, ItemRange | ListKey):
        raise failure("R116", "UnsupportedOperationException", "This cannot be changed.")
    if isinstance(a, list):
        run.charge(1)
        run.note_change(a)
        if is_ordered(run, a):
            add_in_order(run, a, b)
        elif isinstance(a, ItemHeap):
            push_on_heap(run, a, b)
        elif not isinstance(a, ItemSet) or not any(order.same_exactly(item, b) for item in a):
            a.append(b)
        return a
    if isinstance(a, dict) and isinstance(b, dict | Entry):
        run.note_change(a)
        for name, each in b.items() if isinstance(b, dict) else [(places.key(b.key), b.value)]:
            places.put(run, a, name, each)
        return a
    if isinstance(a, Closure) and isinstance(b, Closure):
        return chained(run, b, a)
    if isinstance(a, Buffer):
        a.text += text(b)
        return a
    if isinstance(a, str):
        return Buffer(a + text(b))
    return bits("<<", a, b)


def chained(run: Any, first: Closure, then: Closure) -> Closure:
    return Closure(lambda *given: run.invoke(then, run.invoke(first, *given)), first.least, first.most)


def of_bits(walker: Any, operator: str, a: Any, b: Any) -> Any:
    if operator == ">>" and isinstance(a, Closure) and isinstance(b, Closure):
        return chained(walker.run, a, b)
    return bits(operator, a, b)


MAKERS: dict[str, Any] = {
    "+": plus,
    "-": minus,
    "*": times,
    "<<": append,
    "/": lambda walker, a, b: calculate("/", a, b),
    "%": lambda walker, a, b: calculate("%", a, b),
    "**": lambda walker, a, b: calculate("**", a, b),
}


def changed_by_one(walker: Any, value: Any, by: int) -> Any:
    """`++` and `--`: a text by its last letter."""
    told = walker.own_operator(value, "next" if by > 0 else "previous")
    if told is not NotImplemented:
        return told
    if isinstance(value, str) and value:
        return value[:-1] + chr(min(max(ord(value[-1]) + by, 0), 0x10FFFF))
    if isinstance(value, Box):
        return neighbour(walker, value, by)
    return calculate("+", value, by)


def neighbour(walker: Any, value: Box, by: int) -> Any:
    word = "next" if by > 0 else "previous"
    told = walker.own_operator(value, word)
    if told is not NotImplemented:
        return told
    told = value.invoke(walker.run, walker.run.position, word, ())
    if told is not NotImplemented:
        return told
    native = method_of(type(value), word)
    if native is None:
        raise failure("R103", METHOD, f"There is no {word}() of this.")
    return native(walker.run, value)


def interval(walker: Any, low: Any, high: Any, exclusive: bool, after: bool) -> ItemRange:
    """`low..high`, and `low<..high` without its first item"""
    if isinstance(low, str) and isinstance(high, str):
        if not low or len(low) != len(high) or low[:-1] != high[:-1]:
            raise failure("R108", ARGUMENT, "A range of texts goes over the last letter only.")
        codes = counted(walker, ord(low[-1]), ord(high[-1]))
        found: list[Any] = [low[:-1] + chr(code) for code in codes]
    elif is_number(low) and is_number(high):
        found = counted(walker, low, high)
    elif isinstance(low, Box):
        found = stepped_through(walker, low, high)
    else:
        raise failure("R108", ARGUMENT, "A range goes from one number to another.")
    if exclusive and found and order.equal(found[-1], high):
        found.pop()
    if after:
        found = found[1:]
        low = found[0] if found else high
    made = ItemRange(found)
    made.low, made.high, made.exclusive = low, high, exclusive
    return made


def stepped_through(walker: Any, low: Box, high: Any) -> list[Any]:
    """From one date, constant or object to the other, as far as each next one lies behind the one before."""
    by = 1 if order.compare(low, high) <= 0 else -1
    found: list[Any] = [low]
    while True:
        walker.run.charge(1)
        step = neighbour(walker, found[-1], by)
        if order.compare(step, high) * by > 0 or order.compare(step, found[-1]) * by <= 0:
            return found
        found.append(step)


def counted(walker: Any, low: Any, high: Any) -> list[Any]:
    """From one number to the other by ones."""
    step = 1 if order.compare(low, high) <= 0 else -1
    if is_whole(low) and is_whole(high):
        walker.run.charge(abs(high - low) + 1)
    found = []
    while order.compare(low, high) * step <= 0:
        found.append(low)
        low = calculate("+", low, step)
    return found
