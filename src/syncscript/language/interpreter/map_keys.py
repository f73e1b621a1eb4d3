"""The keys of maps and the elements of sets, as Java tells them apart: 1, 1.0 and true are three.

Refuses to know which methods look for what.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any


class ExactKey:
    """True, a decimal or a double as the key of a map: 1, 1.0, 1.00 and true are four keys.

    Python would take them for one. Texts and whole numbers are their own keys. Build it with `key_of`, take
    the value out with `key_value`.
    """

    __slots__ = ("mark", "value")

    def __init__(self, value: Any) -> None:
        self.value = value
        kind = type(value)
        self.mark = value.as_tuple() if kind is Decimal else repr(value) if kind is float else value

    def __eq__(self, other: object) -> bool:
        return type(other) is ExactKey and self.mark == other.mark

    def __hash__(self) -> int:
        return hash(self.mark)


EXACT_KEYS = frozenset({bool, Decimal, float})
"""Types whose values are wrapped when they become keys."""


def key_value(key: Any) -> Any:
    """The value that is the key of a map."""
    return key.value if type(key) is ExactKey else key


def entries_of(held: dict[Any, Any]) -> list[tuple[Any, Any]]:
    """The keys and values of a map, as a script sees them."""
    return [(key.value if type(key) is ExactKey else key, value) for key, value in held.items()]


def keys_of(held: dict[Any, Any]) -> list[Any]:
    """The keys of a map, likewise."""
    return [key.value if type(key) is ExactKey else key for key in held]


class ListKey(list[Any]):
    """A list as the key of a map, which never changes: its items, known by the keys that those would be."""

    __slots__ = ("mark",)

    def __init__(self, keys: Iterable[Any]) -> None:
        self.mark = tuple(keys)
        super().__init__(map(key_value, self.mark))

    def __eq__(self, other: object) -> bool:
        return self.mark == other.mark if type(other) is ListKey else list.__eq__(self, other)

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(self.mark)
