"""Whether two values are equal, and which of them comes first.

Null-safe `==` with numeric coercion, Java's `equals`, `<=>` and the four signs made of it. Comparing nested
values is counted and has an end. Refuses to make or change any value.
"""

from __future__ import annotations

from decimal import Decimal

from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault, OverBudget
from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.numbers import as_decimal
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Box, ClassName, Entry, Value, type_name

NUMERIC = {int, float, Decimal}
ALIKE = {str, bool, type(None)}
"""Of these `==` and Java's equals think alike."""
SIMPLE = {str, int, bool, float, Decimal, type(None)}

MOST_COMPARED = 300_000
DEEPEST = 100
LONG = 16_384
"""Characters that comparing two texts costs a step for."""


def equal(left: Value, right: Value) -> bool:
    """`==`: never fails, null equals only null, 1 equals 1.0, true does not equal 1."""
    a, b = type(left), type(right)
    if a in SIMPLE and b in SIMPLE:
        if a is not b:
            return a in NUMERIC and b in NUMERIC and same_number(left, right)
        return left == right or (a is float and left != left and right != right)
    return left is right or Comparison().same(left, right)


def same_number(left: Value, right: Value) -> bool:
    """Of two numbers of different types."""
    left, right = of_one_type(left, right)
    return bool(left == right)


def of_one_type(left: Value, right: Value) -> tuple[Value, Value]:
    """Doubles when one is, else decimals, as numbers of different types are compared."""
    if type(left) is float or type(right) is float:
        return float(left), float(right)
    return as_decimal(left), as_decimal(right)


class Comparison:
    """Compares nested values, counting as it goes: shared parts may make it far longer than it looks.

    exact: numbers inside must be of one type, as for Java's own lists and sets.
    """

    __slots__ = ("exact", "left")

    def __init__(self, exact: bool = False) -> None:
        self.exact = exact
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
        if type(one) is str and isinstance(other, Box):
            return self.same(other, one, depth)
        if type(one) not in SIMPLE or type(other) not in SIMPLE:
            return one is other
        return java_equal(one, other) if self.exact else equal(one, other)

    def same_items(self, one: list[Value], other: list[Value], depth: int) -> bool:
        if len(one) != len(other) or (isinstance(one, ItemSet)) is not (isinstance(other, ItemSet)):
            return False
        if isinstance(one, ItemSet):
            return all(any(self.same(item, there, depth) for there in other) for item in one)
        return all(self.same(a, b, depth) for a, b in zip(one, other, strict=True))


SHORT = 32
"""A text is looked for in a list below this length for nothing."""


def contains(items: list[Value], wanted: Value) -> bool:
    """Whether an equal item is among them."""
    if type(wanted) is str and len(items) < SHORT:
        return wanted in items
    work(len(items) >> 2)
    if type(wanted) is str:
        return wanted in items
    if type(wanted) in SIMPLE and wanted not in items:
        return False
    work(len(items) >> 1)
    return any(equal(item, wanted) for item in items)


def holds(items: list[Value], wanted: Value) -> bool:
    """Whether the item itself is among them, by Java's equals: 1.0 is neither 1 nor 1.00."""
    if isinstance(wanted, Box):
        work(len(items))
        return any(held_equal(item, wanted) for item in items)
    if not contains(items, wanted):
        return False
    return type(wanted) in ALIKE or any(held_equal(item, wanted) for item in items)


def held_equal(one: Value, other: Value) -> bool:
    """Java's equals between what lists and sets hold: inside of lists, too, 1.0 is not 1."""
    if isinstance(one, list | dict):
        return one is other or Comparison(exact=True).same(one, other)
    return java_equal(one, other)


def java_equal(one: Value, other: Value) -> bool:
    """`one.equals(other)`: numbers must be of one type, decimals of one scale."""
    if type(one) in NUMERIC and type(other) in NUMERIC:
        if type(one) is not type(other) or one != other:
            return False
        return type(one) is not Decimal or one.as_tuple().exponent == other.as_tuple().exponent
    if type(one) in ALIKE or type(other) in ALIKE:
        return type(one) is type(other) and bool(one == other)
    return equal(one, other)


def compare(left: Value, right: Value) -> int:
    """`<=>`: -1, 0 or 1. Null is before everything. Fault for values without an order between them."""
    if left is None or right is None:
        return (left is not None) - (right is not None)
    a, b = type(left), type(right)
    if a in NUMERIC and b in NUMERIC:
        left, right = of_one_type(left, right) if a is not b else (left, right)
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
