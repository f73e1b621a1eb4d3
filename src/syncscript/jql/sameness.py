"""What a query demands, in a form in which two queries are equal when they surely find the same issues.

Looks past spaces, quotes, brackets, the order of parts and of lists, and capitals in names of fields. Refuses
to know what fields and values mean.
"""

from __future__ import annotations

from syncscript.jql.tree import Both, Clause, Condition, Either, Negation, Query

Demand = tuple[object, ...]


def demands_of(query: Query) -> frozenset[Demand]:
    """All that an issue has to fulfil; none for a query that finds everything."""
    if query.where is None:
        return frozenset()
    parts = query.where.parts if isinstance(query.where, Both) else (query.where,)
    return frozenset(part for each in parts for part in joined(each, Both))


def joined(condition: Condition, kind: type[Both] | type[Either]) -> frozenset[Demand]:
    """The parts of a condition, those of brackets inside of it too."""
    if isinstance(condition, kind):
        return frozenset(part for each in condition.parts for part in joined(each, kind))
    return frozenset({demand(condition)})


def demand(condition: Condition) -> Demand:
    match condition:
        case Both() | Either():
            return (type(condition).__name__, joined(condition, type(condition)))
        case Negation(part=part):
            return ("Negation", demand(part))
        case Clause(field=field, operator=operator, predicates=predicates):
            return (field.text.lower(), operator, frozenset(condition.operands), predicates)
