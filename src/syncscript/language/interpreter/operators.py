"""The operators of the language on our own values: equality, order, plus, minus, `in`, casts.

Null-safe `==` with numeric coercion, exact decimals, `+` and `-` on lists, sets and maps. Whatever grows
is charged before it is made. Refuses to touch any value that is not ours.
"""

from __future__ import annotations

from decimal import Decimal

from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.casts import is_instance
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault, OverBudget
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import in_gstring, text
from syncscript.language.interpreter.values import (
    Box,
    Buffer,
    ClassName,
    Closure,
    Entry,
    ItemRange,
    ItemSet,
    ListKey,
    Pattern,
    Value,
    type_name,
    unique_items,
)

NUMERIC = {int, float, Decimal}
UNCHANGING = {ItemRange, ListKey}
SIMPLE = {str, int, bool, float, Decimal, type(None)}


MOST_COMPARED = 300_000
DEEPEST = 100
MADE_CLOSURE = 16
"""Places that a closure made of others is charged as."""
LONG = 16_384
"""Characters that comparing two texts costs a step for."""


def equal(left: Value, right: Value) -> bool:
    """`==`: never fails, null equals only null, 1 equals 1.0, true does not equal 1."""
    a, b = type(left), type(right)
    if a in SIMPLE and b in SIMPLE:
        if a is not b and (a is float or b is float) and a in NUMERIC and b in NUMERIC:
            return float(left) == float(right)
        if left == right:
            return a is b or (a in NUMERIC and b in NUMERIC)
        return a is float and b is float and left != left and right != right
    return left is right or Comparison().same(left, right)


class Comparison:
    """Compares nested values, counting as it goes: shared parts may make it far longer than it looks."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MOST_COMPARED

    def same(self, one: Value, other: Value, depth: int = 0) -> bool:
        self.left -= 1
        work(4)
        if self.left < 0:
            raise OverBudget("Two values are too large to be compared.", "compare a part of them")
        if depth > DEEPEST:
            raise OverBudget("Two values are nested too deeply to be compared.", "compare a part of them")
        if isinstance(one, list) and isinstance(other, list):
            return self.same_items(one, other, depth + 1)
        if type(one) is dict and type(other) is dict:
            return len(one) == len(other) and all(
                k in other and self.same(v, other[k], depth + 1) for k, v in one.items()
            )
        if type(one) is Entry and type(other) is Entry:
            return self.same(one.key, other.key, depth + 1) and self.same(one.value, other.value, depth + 1)
        if type(one) is ClassName and type(other) is ClassName:
            return one.name == other.name
        if isinstance(one, Box):
            return bool(one == other)
        return one is other or (type(one) in SIMPLE and type(other) in SIMPLE and equal(one, other))

    def same_items(self, one: list[Value], other: list[Value], depth: int) -> bool:
        if len(one) != len(other) or (isinstance(one, ItemSet)) is not (isinstance(other, ItemSet)):
            return False
        if isinstance(one, ItemSet):
            return all(any(self.same(item, there, depth) for there in other) for item in one)
        return all(self.same(a, b, depth) for a, b in zip(one, other, strict=True))


def contains(items: list[Value], wanted: Value) -> bool:
    """Whether an equal item is among them."""
    work(len(items) >> 2)
    if type(wanted) is str:
        return wanted in items
    if type(wanted) in SIMPLE and wanted not in items:
        return False
    return any(equal(item, wanted) for item in items)


def holds(items: list[Value], wanted: Value) -> bool:
    """Whether the item itself is among them, by Java's equals: 1.0 is neither 1 nor 1.00."""
    return contains(items, wanted) and (
        type(wanted) not in NUMERIC or any(java_equal(item, wanted) for item in items)
    )


def java_equal(one: Value, other: Value) -> bool:
    """`one.equals(other)`: numbers must be of one type, decimals of one scale."""
    if type(one) in NUMERIC and type(other) in NUMERIC:
        if type(one) is not type(other) or one != other:
            return False
        return type(one) is not Decimal or one.as_tuple().exponent == other.as_tuple().exponent
    return equal(one, other)


def compare(left: Value, right: Value) -> int:
    """`<=>`: -1, 0 or 1. Null is before everything. Fault for values without an order between them."""
    if left is None or right is None:
        return (left is not None) - (right is not None)
    a, b = type(left), type(right)
    if a in NUMERIC and b in NUMERIC:
        left, right = (float(left), float(right)) if a is not b and float in (a, b) else (left, right)
        return int(left > right) - int(left < right)
    if a is b and (a is str or a is bool):
        if a is str and len(left) > LONG:
            work(len(left) >> 11)
        return int(left > right) - int(left < right)
    if (a in NUMERIC and b is str and len(right) == 1) or (b in NUMERIC and a is str and len(left) == 1):
        return compare(*[ord(side) if type(side) is str else side for side in (left, right)])
    order = boxed_order(left, right)
    if order is not None:
        return order
    raise Fault(
        f"Cannot compare {type_name(left)} with {type_name(right)}.",
        "convert one of them: toInteger(), toString()",
        kind=BAD_ARGUMENT,
        code="R110",
    )


def boxed_order(left: Value, right: Value) -> int | None:
    """-1, 0 or 1 where one of the two is a box that knows."""
    if isinstance(left, Box):
        found = left.order(right)
    elif isinstance(right, Box):
        turned = right.order(left)
        found = None if turned is None else -turned
    else:
        return None
    return None if found is None else (found > 0) - (found < 0)


def less(left: Value, right: Value) -> bool:
    return compare(left, right) < 0


def less_equal(left: Value, right: Value) -> bool:
    return compare(left, right) <= 0


def greater(left: Value, right: Value) -> bool:
    return compare(left, right) > 0


def greater_equal(left: Value, right: Value) -> bool:
    return compare(left, right) >= 0


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
        return {**left, **right}
    raise unfit("+", left, right)


def plus_list(run: Run, left: list[Value], right: Value) -> Value:
    more = list(right) if isinstance(right, list) else [right]
    run.charge(len(left) + len(more))
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
    if isinstance(left, list):
        gone = right if isinstance(right, list) else [right]
        run.spend(min(len(left) * len(gone), len(left) + 1000))
        kept = [item for item in left if not contains(gone, item)]
        return unique_items(kept) if isinstance(left, ItemSet) else kept
    if kind is dict and type(right) is dict:
        run.spend(len(left) >> 3)
        run.charge(2 * len(left))
        return {k: v for k, v in left.items() if not (k in right and equal(v, right[k]))}
    if isinstance(left, Box):
        return boxed_sum("-", left, right, left.minus(right))
    raise unfit("-", left, right)


def boxed_sum(operator: str, left: Box, right: Value, made: Value) -> Value:
    if made is NotImplemented:
        raise unfit(operator, left, right)
    return made


def times(run: Run, left: Value, right: Value) -> Value:
    """`*`: numbers; a text or list repeated."""
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
    return numbers.add(value, by)


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
        if not isinstance(left, ItemSet) or not contains(left, right):
            left.append(right)
        return left
    if type(left) is dict and isinstance(right, dict | Entry):
        run.note_change(left)
        left.update(right if isinstance(right, dict) else {right.key: right.value})
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


def found_in(run: Run, left: Value, right: Value) -> bool:
    """`left in right`, charged by the size of right."""
    if isinstance(right, list):
        run.spend(len(right) >> 5)
    return left is None if right is None else matches_case(run, left, right)


def same(run: Run, left: Value, right: Value) -> bool:
    """`left == right`, charged by the size of left."""
    if isinstance(left, list | dict):
        run.spend(len(left) >> 3)
    elif type(left) is str and len(left) > LONG:
        run.spend(len(left) // LONG)
    return equal(left, right)


def identical(run: Run, left: Value, right: Value) -> bool:
    """`left === right`: the same list or map; for plain values, the same type and value."""
    return left is right or (type(left) is type(right) and type(left) in SIMPLE and left == right)


def matches_case(run: Run, subject: Value, case: Value) -> bool:
    """Whether `case` takes the subject: closure, class, list, pattern, or equal."""
    if type(case) is Closure:
        return bool(run.invoke(case, subject))
    if type(case) is Pattern:
        return subject is not None and case.compiled.fullmatch(text(subject)) is not None
    if isinstance(case, list):
        return holds(case, subject)
    if type(case) is ClassName:
        return is_instance(subject, case.name)
    if isinstance(case, Box):
        told = case.invoke(run, run.position, "isCase", (subject,))
        return equal(subject, case) if told is NotImplemented else bool(told)
    if type(case) is dict:
        return hashable(subject) and bool(case.get(subject))
    return equal(subject, case)


def hashable(value: Value) -> bool:
    return not isinstance(value, list | dict) or type(value) is ListKey


def value_range(run: Run, low: Value, high: Value, exclusive: bool) -> ItemRange:
    """`low..high`: downwards when high is lower; of numbers, and of texts that differ in the last letter."""
    if type(low) is str and type(high) is str:
        items = text_range(run, low, high)
    elif type(low) is int and type(high) is int:
        run.charge(abs(high - low) + 1)
        items = list(range(low, high + 1)) if low <= high else list(range(low, high - 1, -1))
    else:
        items = number_range(run, low, high)
    made = ItemRange(items[:-1] if exclusive and items and equal(items[-1], high) else items)
    made.low, made.high, made.exclusive = low, high, exclusive
    return made


def text_range(run: Run, low: str, high: str) -> list[Value]:
    if not low or len(low) != len(high) or low[:-1] != high[:-1]:
        raise Fault("A range of texts goes over the last letter only.", kind=BAD_ARGUMENT, code="R108")
    return [low[:-1] + chr(code) for code in value_range(run, ord(low[-1]), ord(high[-1]), False)]


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


def join_text(run: Run, *parts: Value) -> str:
    """A GString: its parts as one text."""
    pieces = [part if type(part) is str else in_gstring(part) for part in parts]
    run.charge_text(sum([len(piece) for piece in pieces]))
    return "".join(pieces)


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
