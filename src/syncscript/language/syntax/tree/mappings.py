"""Mapping statements and their value tables."""

from __future__ import annotations

from dataclasses import dataclass

from syncscript.language.syntax.tree.literals import Literal
from syncscript.language.syntax.tree.node import Node


@dataclass(slots=True, repr=False, eq=False)
class Row(Node):
    """left operator right, of a value table. operator: `<->`, `->`, `<-`."""

    left: Node
    operator: str
    right: Node


@dataclass(slots=True, repr=False, eq=False)
class Table(Node):
    """rows and what happens to a value without a row.

    otherwise: None (not written), `error`, `skip`, or a Literal.
    """

    rows: list[Row]
    otherwise: str | Literal | None


@dataclass(slots=True, repr=False, eq=False)
class Mapping(Node):
    """left <-> right, with a value table perhaps. Both sides are paths: Property or Index down to a Name."""

    left: Node
    right: Node
    table: Table | None
    operator: str = "<->"
