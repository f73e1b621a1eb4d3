"""Truth, equality, order and membership."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.kept_order import comparator_of, is_ordered, place_of
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.values import Box, Buffer, ClassName, Closure, Entry, Matcher, Pattern
from tests.oracle import places
from tests.oracle.arithmetic import is_number, unscaled
from tests.oracle.faults import ARGUMENT, failure


def truth(value: Any) -> bool:
    """Null, zero, false and whatever is empty are false."""
    if value is None or isinstance(value, bool):
        return bool(value)
    if is_number(value):
        return value != 0
    if isinstance(value, str | list | dict):
        return len(value) > 0
    if isinstance(value, Matcher):
        return len(value.matches) > 0
    if isinstance(value, Buffer):
        return value.text != ""
    return bool(value) if isinstance(value, Box) else True


def equal(a: Any, b: Any) -> bool:
    """`==`: numbers by their value, lists and maps by what they hold."""
    if a is b:
        return True
    work(1)
    if isinstance(a, Box) or (isinstance(a, str) and isinstance(b, Box)):
        return bool(a == b)
    if a is None or b is None or isinstance(a, bool) or isinstance(b, bool):
        return isinstance(a, bool) and isinstance(b, bool) and a == b
    if is_number(a) and is_number(b):
        return numbers_equal(a, b)
    if isinstance(a, str) and isinstance(b, str):
        return a == b
    if isinstance(a, list) and isinstance(b, list):
        return lists_equal(a, b, equal)
    if isinstance(a, dict) and isinstance(b, dict):
        return len(a) == len(b) and all(key in b and equal(a[key], b[key]) for key in a)
    if isinstance(a, Entry) and isinstance(b, Entry):
        return equal(a.key, b.key) and equal(a.value, b.value)
    return isinstance(a, ClassName) and isinstance(b, ClassName) and a.name == b.name


def numbers_equal(a: Any, b: Any) -> bool:
    if isinstance(a, float) or isinstance(b, float):
        one, other = float(a), float(b)
        return one == other or (one != one and other != other)
    return compare(a, b) == 0


def lists_equal(a: list[Any], b: list[Any], same: Callable[[Any, Any], bool]) -> bool:
    if len(a) != len(b) or isinstance(a, ItemSet) != isinstance(b, ItemSet):
        return False
    if isinstance(a, ItemSet):
        return all(any(same(one, other) for other in b) for one in a)
    return all(same(one, other) for one, other in zip(a, b, strict=True))


def same_exactly(a: Any, b: Any) -> bool:
    """Java's equals: a number also by its type, a decimal also by its scale."""
    if is_number(a) and is_number(b):
        return type(a) is type(b) and (a == b if isinstance(a, float) else unscaled(a) == unscaled(b))
    if isinstance(a, str) != isinstance(b, str):
        return False
    if isinstance(a, list) and isinstance(b, list):
        return lists_equal(a, b, same_exactly)
    if isinstance(a, dict) and isinstance(b, dict):
        return len(a) == len(b) and all(key in b and same_exactly(a[key], b[key]) for key in a)
    return equal(a, b)


def identical(a: Any, b: Any) -> bool:
    plain = isinstance(a, str | bool) or is_number(a)
    return a is b or (plain and type(a) is type(b) and a == b)


def compare(a: Any, b: Any) -> int:
    """`<=>`: -1, 0 or 1; null in front of everything."""
    if a is None or b is None:
        return (a is not None) - (b is not None)
    if is_number(a) and is_number(b):
        if isinstance(a, float) or isinstance(b, float):
            return sign(float(a), float(b))
        (x, sx), (y, sy) = unscaled(a), unscaled(b)
        scale = max(sx, sy)
        return sign(x * 10 ** (scale - sx), y * 10 ** (scale - sy))
    if type(a) is type(b) and isinstance(a, str | bool):
        return sign(a, b)
    if is_number(a) and isinstance(b, str) and len(b) == 1:
        return compare(a, ord(b))
    if is_number(b) and isinstance(a, str) and len(a) == 1:
        return compare(ord(a), b)
    told = a.order(b) if isinstance(a, Box) else b.order(a) if isinstance(b, Box) else None
    if told is None:
        raise failure("R110", ARGUMENT, "Cannot compare these.")
    return sign(told, 0) if isinstance(a, Box) else sign(0, told)


def sign(a: Any, b: Any) -> int:
    return 1 if a > b else -1 if a < b else 0


def takes(walker: Any, case: Any, subject: Any) -> bool:
    """Whether a case of a switch, or the right side of `in`, takes the subject."""
    if isinstance(case, Closure):
        return truth(walker.run.invoke(case, subject))
    if isinstance(case, Pattern):
        return subject is not None and case.compiled.fullmatch(walker.text(subject)) is not None
    if is_ordered(walker.run, case):
        return takes_in_order(walker.run, case, subject)
    if isinstance(case, list):
        return any(same_exactly(item, subject) for item in case)
    if isinstance(case, ClassName):
        return bool(walker.is_instance(subject, case.name))
    if isinstance(case, Box):
        told = case.invoke(walker.run, walker.run.position, "isCase", (subject,))
        return equal(subject, case) if told is NotImplemented else truth(told)
    if isinstance(case, dict):
        known = not isinstance(subject, dict | ItemSet)
        return known and truth(case.get(places.found_key(walker.run, case, subject)))
    return equal(subject, case)


def takes_in_order(run: Any, case: Any, subject: Any) -> bool:
    """What a TreeSet or TreeMap finds by its order."""
    if isinstance(case, dict):
        return truth(case.get(places.found_key(run, case, subject)))
    return place_of(run, case, subject, comparator_of(run, case))[1]
