"""Values as they are written: literals, strings with values inside, lists, maps, ranges."""

from __future__ import annotations

from dataclasses import dataclass

from syncscript.language.syntax.tree.node import Node


@dataclass(slots=True, repr=False, eq=False)
class Literal(Node):
    """A string without interpolation, int, Decimal (as text in `kind` 'decimal'), float, bool or None.

    kind: string | int | long | decimal | double | bool | null. value: str, int, decimal.Decimal, float,
    bool or None.
    """

    kind: str
    value: object


@dataclass(slots=True, repr=False, eq=False)
class GString(Node):
    """parts: str for text, an expression (a Closure for `${-> x}`) for the rest."""

    parts: list[str | Node]


@dataclass(slots=True, repr=False, eq=False)
class ListLiteral(Node):
    """items: expressions, or Spread."""

    items: list[Node]


@dataclass(slots=True, repr=False, eq=False)
class Spread(Node):
    """`*value` in a list, `*:value` in a map."""

    value: Node


@dataclass(slots=True, repr=False, eq=False)
class MapEntry(Node):
    """key: str for a name key, an expression otherwise."""

    key: str | Node
    value: Node


@dataclass(slots=True, repr=False, eq=False)
class MapLiteral(Node):
    """entries: MapEntry or Spread."""

    entries: list[Node]


@dataclass(slots=True, repr=False, eq=False)
class Range(Node):
    """low..high, low..<high; after: low<..high, without its first item."""

    low: Node
    high: Node
    exclusive: bool
    after: bool = False
