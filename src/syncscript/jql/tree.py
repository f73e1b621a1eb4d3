"""A JQL query as a tree of values, each with its place in the text.

Names and values are unquoted and unescaped. Refuses to know what they mean.
"""

from __future__ import annotations

from dataclasses import dataclass, field

HOLE = "\ufffc"
"""Stands in a text where a value of the run will be."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From start up to, not including, end."""

    start: int = field(default=0, kw_only=True, compare=False)
    end: int = field(default=0, kw_only=True, compare=False)


@dataclass(frozen=True, slots=True)
class Name(Stretch):
    """Of a field or a function."""

    text: str


@dataclass(frozen=True, slots=True)
class Literal(Stretch):
    """A value as it was meant. Holds HOLE where a part of it is not known."""

    text: str


@dataclass(frozen=True, slots=True)
class FunctionCall(Stretch):
    name: str
    arguments: tuple[Literal, ...] = ()


@dataclass(frozen=True, slots=True)
class Empty(Stretch):
    """EMPTY or NULL."""


@dataclass(frozen=True, slots=True)
class Members(Stretch):
    """Operands in brackets."""

    operands: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Unknown(Stretch):
    """What the run puts there: any operand."""


Operand = Literal | FunctionCall | Empty | Members | Unknown


@dataclass(frozen=True, slots=True)
class Predicate(Stretch):
    """name: after, before, by, during, from, on, to."""

    name: str
    operand: Operand


@dataclass(frozen=True, slots=True)
class Clause(Stretch):
    """operator: `=`, `!=`, `<`..., `in`, `not in`, `is`, `is not`, `was`, `was not in`..., `changed`, which
    has no operand; sign: where the operator stands."""

    field: Name
    operator: str
    operand: Operand | None
    predicates: tuple[Predicate, ...] = ()
    sign: Stretch = Stretch()

    @property
    def operands(self) -> tuple[Operand, ...]:
        """What is in the brackets, at any depth, or the one that has none."""
        return () if self.operand is None else tuple(flat(self.operand))


def flat(operand: Operand) -> list[Operand]:
    if not isinstance(operand, Members):
        return [operand]
    return [inner for each in operand.operands for inner in flat(each)]


@dataclass(frozen=True, slots=True)
class Both(Stretch):
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either(Stretch):
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Negation(Stretch):
    part: Condition


Condition = Clause | Both | Either | Negation


@dataclass(frozen=True, slots=True)
class Sort(Stretch):
    """descending is None where the query does not say; the field then decides."""

    field: Name
    descending: bool | None


@dataclass(frozen=True, slots=True)
class Query:
    where: Condition | None
    order: tuple[Sort, ...]
