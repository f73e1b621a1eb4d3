"""What may go into a run: plain JSON data, finite in number, depth and value.

Checks level by level, so that the usual case costs little; only when something is wrong does a second,
slow walk look for its path. Refuses to know what the data means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain
from math import isfinite
from typing import Any

DEEPEST = 64
MOST_VALUES = 2_000_000

SINGLE = frozenset({str, int, bool, type(None)})
NESTED = frozenset({dict, list})
FRACTIONS = frozenset({float, Decimal})
KEYS = frozenset({str})


def problem_of(data: object, name: str) -> str:
    """What is wrong with the data, with its path that begins with name; empty when it is plain."""
    try:
        return "" if is_plain(data) else next(problems(data, name), f"{name} is no plain data")
    except TooMany:
        return f"{name} holds more than {MOST_VALUES} values, or contains itself"


class TooMany(Exception):
    """There are more values than a run is given."""


def is_plain(data: object) -> bool:
    if is_flat(data):
        return True
    level, seen = [data], 0
    for _ in range(DEEPEST):
        kinds = {*map(type, level)} - SINGLE
        if not kinds:
            return True
        if not kinds <= NESTED | FRACTIONS or (kinds & FRACTIONS and not all_finite(level)):
            return False
        maps = [value for value in level if type(value) is dict] if dict in kinds else []
        lists = [value for value in level if type(value) is list] if list in kinds else []
        seen += sum(map(len, maps)) + sum(map(len, lists))
        if seen > MOST_VALUES:
            raise TooMany
        if not {*map(type, set().union(*maps))} <= KEYS:
            return False
        level = [*chain.from_iterable(map(dict.values, maps)), *chain.from_iterable(lists)]
    return False


def is_flat(data: object) -> bool:
    """A text, number or null, or a map of such: the usual answer."""
    if type(data) is not dict:
        return type(data) in SINGLE
    return {*map(type, data)} <= KEYS and {*map(type, data.values())} <= SINGLE


def all_finite(values: Iterable[Any]) -> bool:
    return all(is_finite(value) for value in values if type(value) in FRACTIONS)


def is_finite(value: float | Decimal) -> bool:
    return value.is_finite() if type(value) is Decimal else isfinite(value)


def problems(data: object, name: str) -> Iterator[str]:
    """All that is wrong, nearest to the root first as far as one branch goes."""
    waiting: list[tuple[Any, str, int]] = [(data, name, 0)]
    while waiting:
        value, path, depth = waiting.pop()
        if depth >= DEEPEST:
            yield f"{path[:60]}... is nested more than {DEEPEST} levels deep; does it contain itself?"
            return
        yield from problem_here(value, path)
        inside = value.items() if type(value) is dict else enumerate(value) if type(value) is list else ()
        waiting += [(item, step(path, key), depth + 1) for key, item in inside]


def problem_here(value: Any, path: str) -> Iterator[str]:
    kind = type(value)
    if kind is dict:
        wrong = next((key for key in value if type(key) is not str), None)
        if wrong is not None or None in value:
            yield f"{path} has a key that is no text but {kind_name(wrong)}"
    elif kind in FRACTIONS:
        if not is_finite(value):
            yield f"{path} is {value}, which is no number of JSON"
    elif kind not in SINGLE and kind is not list:
        yield f"{path} is {kind_name(value)}, which is no plain data"


def step(path: str, key: object) -> str:
    return f"{path}[{key}]" if type(key) is int else f"{path}.{str(key)[:60]}"


def kind_name(value: object) -> str:
    """`a bytes`, in words a Python programmer knows."""
    name = type(value).__name__
    return f"an {name}" if name[:1] in "aeiouAEIOU" else f"a {name}"


def copied(value: Any) -> Any:
    """A deep copy of plain data."""
    if type(value) is dict:
        return {key: copied(inner) for key, inner in value.items()}
    return [copied(inner) for inner in value] if type(value) is list else value
