"""Lists of a kind of their own: sets, ranges, stacks, heaps, and what a map shows of itself.

Boxes without behaviour, like `values`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from syncscript.language.interpreter.values import Closure

class ItemSet(list[Any]):
    """A set that keeps the order in which its elements came. Build it with `unique_items`."""

    __slots__ = ()


class ItemRange(list[Any]):
    """`low..high`: the items, and how it was written. Build it with `value_range`."""

    __slots__ = ("exclusive", "high", "low")
    low: Any
    high: Any
    exclusive: bool


class ItemStack(list[Any]):
    """A Stack: a list that is pushed to at its end."""

    __slots__ = ()


class ItemHeap(list[Any]):
    """A PriorityQueue: the least item first, the rest in the order of a heap. Changed by `heaps` alone."""

    __slots__ = ("comparator",)
    comparator: Closure | None


class KeyView(ItemSet):
    """The keys or entries of a map, and the map. Built by keySet and entrySet."""

    __slots__ = ("seen",)
    seen: dict[Any, Any]


class ValueView(list[Any]):
    """The values of a map, and the map. Built by values."""

    __slots__ = ("seen",)
    seen: dict[Any, Any]
