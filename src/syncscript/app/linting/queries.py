"""The clauses of a trigger's query as the checks of projects ask for them.

Refuses to know what fields and values there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from syncscript import jql
from syncscript.jql.tree import Both, Clause, Condition, Either, Literal, Name, Negation


@dataclass(frozen=True, slots=True)
class Asked:
    """operator: `=`, `in`, `is`... in small letters; certain: every issue that is found fulfils it; values:
    those that are written out."""

    field: Name
    operator: str
    values: tuple[Literal, ...]
    certain: bool


def asked_in(query: str) -> list[Asked]:
    """All clauses of a query, in their order; none where it is no JQL."""
    try:
        found = jql.parse(query)
    except jql.NotJql:
        return []
    return [] if found.where is None else list(asked(found.where, certain=True))


def asked(condition: Condition, *, certain: bool) -> Iterator[Asked]:
    if isinstance(condition, Clause):
        yield Asked(condition.field, condition.operator, written(condition), certain)
    elif isinstance(condition, Negation):
        yield from asked(condition.part, certain=False)
    elif isinstance(condition, Both | Either):
        for part in condition.parts:
            yield from asked(part, certain=certain and isinstance(condition, Both))


def written(clause: Clause) -> tuple[Literal, ...]:
    """None where a function is among them: what it stands for is not known."""
    values = tuple(each for each in clause.operands if isinstance(each, Literal))
    return values if len(values) == len(clause.operands) else ()
