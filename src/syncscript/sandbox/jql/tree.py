"""A JQL query as a tree of values. Refuses to know what its names mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Literal:
    """A value as it was written, unquoted and unescaped."""

    text: str


@dataclass(frozen=True, slots=True)
class FunctionCall:
    name: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Empty:
    """EMPTY or NULL."""


Operand = Literal | FunctionCall | Empty


@dataclass(frozen=True, slots=True)
class Clause:
    """operator: `=`, `!=`, `<`..., `in`, `not in`, `is`, `is not`. One operand but for the lists."""

    field: str
    operator: str
    operands: tuple[Operand, ...]
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Both:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    part: Condition


Condition = Clause | Both | Either | Negation


@dataclass(frozen=True, slots=True)
class Sort:
    """descending is None where the query does not say; the field then decides."""

    field: str
    descending: bool | None


@dataclass(frozen=True, slots=True)
class Query:
    where: Condition | None
    order: tuple[Sort, ...]
