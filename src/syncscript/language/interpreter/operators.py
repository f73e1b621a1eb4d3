"""The operators of the language that make a value of two: plus, minus, times, shifts, bits, GStrings.

`+` and `-` take numbers, texts, lists, sets and maps; whatever grows is charged before it is made. Refuses
to compare, which is `comparing`, and to touch any value that is not ours.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import method_of
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.access import key_of
from syncscript.language.interpreter.comparing import NUMERIC, contains, equal, holds
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.heaps import push_on_heap
from syncscript.language.interpreter.item_lists import ItemHeap, ItemRange, ItemSet
from syncscript.language.interpreter.kept_order import (
    add_in_order,
    alike,
    comparator_of,
    is_ordered,
    ordered_map,
    ordered_set,
    put_in_order,
)
from syncscript.language.interpreter.lazy_texts import LazyText, as_text
from syncscript.language.interpreter.limits import PLACE
from syncscript.language.interpreter.map_keys import ListKey
from syncscript.language.interpreter.misfits import unknown_method
from syncscript.language.interpreter.run import Position, Run
from syncscript.language.interpreter.text import in_gstring, text
from syncscript.language.interpreter.values import (
    Box,
    Buffer,
    Closure,
    Entry,
    Pattern,
    Value,
    type_name,
    unique_items,
)

UNCHANGING = {ItemRange, ListKey}
MADE_CLOSURE = 16
"""Places that a closure made of others is charged as."""


def plus(run: Run, left: Value, right: Value) -> Value:
    """`+`: numbers, texts, lists, sets and maps."""
    kind = type(left)
    if kind is str:
        other = right if type(right) is str else text(right)
        run.charge_text(len(left) + len(other))
        return left + other
    if kind is list:
        return plus_list(run, left, right)
    if kind in NUMERIC and type(right) in NUMERIC:
        return numbers.add(left, right)
    if type(right) is LazyText:
        right = right.text()
    if isinstance(left, Box):
        return boxed_sum("+", left, right, left.plus(right))
    if isinstance(left, list):
        return plus_list(run, left, right)
    if type(right) is str and (kind in NUMERIC or left is None or kind is Buffer or kind is dict):
        shown = text(left)
        run.charge_text(len(shown) + len(right))
        return shown + right
    if kind is dict and type(right) is dict:
        run.charge(len(left) + len(right))
        if is_ordered(run, left):
            return ordered_map(run, {**left, **right}, comparator_of(run, left))
        return {**left, **right}
    raise unfit("+", left, right)


def plus_list(run: Run, left: list[Value], right: Value) -> Value:
    more = right if isinstance(right, list) else [right]
    run.charge_letters((len(left) + len(more)) * PLACE)
    if is_ordered(run, left):
        return ordered_set(run, [*left, *more], comparator_of(run, left))
    return unique_items([*left, *more]) if isinstance(left, ItemSet) else [*left, *more]


def minus(run: Run, left: Value, right: Value) -> Value:
    """`-`: numbers; a text without the first occurrence; lists, sets and maps without the given elements."""
    kind = type(left)
    if kind in NUMERIC:
        return numbers.subtract(left, right)
    if kind is str:
        if type(right) is Pattern:
            found = right.compiled.search(left)
            return left if found is None else left[: found.start()] + left[found.end() :]
        run.charge_text(len(left))
        return left.replace(text(right), "", 1)
    if kind is LazyText:
        return minus(run, left.text(), right)
    if isinstance(left, list):
        gone = right if isinstance(right, list) else [right]
        run.spend(min(len(left) * len(gone), len(left) + 1000))
        kept = [item for item in left if not contains(gone, item)]
        return alike(run, left, unique_items(kept)) if isinstance(left, ItemSet) else kept
    if kind is dict and type(right) is dict:
        run.spend(len(left) >> 3)
        run.charge(2 * len(left))
        return alike(run, left, {k: v for k, v in left.items() if not (k in right and equal(v, right[k]))})
    if isinstance(left, Box):
        return boxed_sum("-", left, right, left.span(right) if run.timed else left.minus(right))
    raise unfit("-", left, right)


def boxed_sum(operator: str, left: Box, right: Value, made: Value) -> Value:
    if made is NotImplemented:
        raise unfit(operator, left, right)
    return made


def times(run: Run, left: Value, right: Value) -> Value:
    """`*`: numbers; a text or list repeated."""
    left = as_text(left)
    if type(left) is str or isinstance(left, list):
        often = numbers.to_integer(numbers.need_number(right, "repeat by"))
        if often < 0:
            raise Fault("Cannot repeat a negative number of times.", kind=BAD_ARGUMENT, code="R108")
        run.charge_text(len(left) * often) if type(left) is str else run.charge(len(left) * often)
        if isinstance(left, ItemSet):
            return left if often else ItemSet()
        return left * often
    return numbers.multiply(left, right)


def stepped(run: Run, value: Value, by: int) -> Value:
    """`++` and `--`: a number by one, a text by its last letter."""
    if type(value) is str and value:
        return value[:-1] + chr(min(max(ord(value[-1]) + by, 0), 0x10FFFF))
    return neighbour(run, value, by) if isinstance(value, Box) else numbers.add(value, by)


def neighbour(run: Run, value: Box, by: int) -> Value:
    """What next() or previous() of a date, a constant or an object gives."""
    name = "next" if by > 0 else "previous"
    told = value.invoke(run, run.position, name, ())
    if told is not NotImplemented:
        return told
    own = method_of(type(value), name)
    if own is None:
        raise unknown_method(value, name)
    return own(run, value)


def append(run: Run, position: Position, left: Value, right: Value) -> Value:
    """`left << right`, remembered as a change that was made here."""
    run.position = position
    return shift_left(run, left, right)


def shift_left(run: Run, left: Value, right: Value) -> Value:
    """`<<`: appends to a list, map or StringBuilder, which is changed; on a text it gives a StringBuilder."""
    if isinstance(left, list):
        if type(left) in UNCHANGING:
            raise Fault(
                f"A {type_name(left)} cannot be changed.", kind="UnsupportedOperationException", code="R116"
            )
        run.charge(1)
        run.note_change(left)
        if isinstance(left, ItemSet):
            run.spend(len(left) >> 5)
        if is_ordered(run, left):
            add_in_order(run, left, right)  # type: ignore[arg-type]
        elif type(left) is ItemHeap:
            push_on_heap(run, left, right)
        elif not isinstance(left, ItemSet) or not holds(left, right):
            left.append(right)
        return left
    if type(left) is dict and isinstance(right, dict | Entry):
        run.note_change(left)
        entries = right if isinstance(right, dict) else {key_of(right.key): right.value}
        if is_ordered(run, left):
            for key, item in entries.items():
                put_in_order(run, left, key, item)
            return left
        left.update(entries)
        return left
    if type(left) is Closure and type(right) is Closure:
        return followed_by(run, right, left)
    if type(left) is Buffer:
        run.charge_text(len(left.text) + len(text(right)))
        left.text += text(right)
        return left
    if type(left) is str:
        return Buffer(str(plus(run, left, right)))
    if type(left) is int and type(right) is int and 0 <= right <= numbers.BITS:
        return numbers.sized(left << right)
    raise unfit("<<", left, right)


def bits(run: Run, operator: str, left: Value, right: Value) -> Value:
    """`&`, `|`, `^`, `>>` on whole numbers and booleans; `>>` also puts one closure behind another."""
    if operator == ">>" and type(left) is Closure and type(right) is Closure:
        return followed_by(run, left, right)
    if type(left) is bool and type(right) is bool:
        return {"&": left and right, "|": left or right, "^": left is not right}[operator]
    if type(left) is int and type(right) is int:
        if operator == ">>>" and left < 0:
            return unsigned(left) >> (right & 31 if left >= -(2**31) else right & 63)
        if operator in (">>", ">>>"):
            return left >> min(max(right, 0), 10_000)
        return {"&": left & right, "|": left | right, "^": left ^ right}[operator]
    raise unfit(operator, left, right)


def followed_by(run: Run, first: Closure, then: Closure) -> Closure:
    """`first >> then`"""
    run.charge(MADE_CLOSURE)
    return Closure(lambda *given: run.invoke(then, run.invoke(first, *given)), first.least, first.most)


def unsigned(value: int) -> int:
    """The bits of a negative number as Java keeps them: 32 of them, or 64 when it needs more."""
    return value & (0xFFFFFFFF if value >= -(2**31) else 0xFFFFFFFF_FFFFFFFF)


def join_text(run: Run, *parts: Value) -> str:
    """A GString: its parts as one text."""
    pieces = [part if type(part) is str else piece_of_text(run, part) for part in parts]
    run.charge_text(sum([len(piece) for piece in pieces]))
    return "".join(pieces)


def piece_of_text(run: Run, part: Value) -> str:
    """What a value is in a GString; a closure is called."""
    return LazyText(run, (part,)).text() if type(part) is Closure else in_gstring(part)


def unfit(operator: str, left: Value, right: Value) -> Fault:
    if type(left) in NUMERIC:
        return numbers.no_numbers(left, right, f"use {operator} on")
    if left is None or right is None:
        return Fault(
            f"Cannot use {operator} {'on' if left is None else 'with'} null.",
            "check for null first, or use ?: to give a default",
            kind="NullPointerException" if left is None else "GroovyRuntimeException",
            code="R101",
        )
    return Fault(
        f"Cannot use {operator} between {type_name(left)} and {type_name(right)}.",
        code="R111",
        kind="MissingMethodException",
    )
