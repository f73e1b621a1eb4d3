"""What only the meaning of operators and functions forbids: a list where one value is meant, and the like.

Knows what Jira has by itself; what apps bring is told only where it is nearly a name of Jira's. Refuses to
know what fields and values there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from syncscript.jql.functions import OF_APPS, OF_JIRA
from syncscript.jql.problems import Problem
from syncscript.jql.tree import (
    HOLE,
    Both,
    Clause,
    Condition,
    Either,
    Empty,
    FunctionCall,
    Literal,
    Members,
    Negation,
    Operand,
    Predicate,
    Query,
    Unknown,
    flat,
)

NEAR = 0.88


def clauses(condition: Condition | None) -> Iterator[Clause]:
    """In their order in the text."""
    if isinstance(condition, Clause):
        yield condition
    elif isinstance(condition, Negation):
        yield from clauses(condition.part)
    elif isinstance(condition, Both | Either):
        for part in condition.parts:
            yield from clauses(part)


def misuse(query: Query) -> Iterator[Problem]:
    """Operators with operands that they do not take."""
    for clause in clauses(query.where):
        if clause.operand is not None:
            yield from misused(clause.operator, clause.operand)
        for predicate in clause.predicates:
            yield from misused_during(predicate)


def misused(operator: str, operand: Operand) -> Iterator[Problem]:
    if isinstance(operand, Unknown) or (isinstance(operand, Literal) and HOLE in operand.text):
        return
    if operator in ("is", "is not"):
        if not all(isinstance(each, Empty | Unknown) for each in flat(operand)):
            yield problem("not_empty", operator, operand)
    elif operator.endswith("in"):
        if not isinstance(operand, Members | FunctionCall):
            yield problem("list_missing", operator, operand)
    elif isinstance(operand, Members):
        yield problem("list_unexpected", operator, operand)


def misused_during(predicate: Predicate) -> Iterator[Problem]:
    if predicate.name != "during":
        return
    operand = predicate.operand
    given = flat(operand)
    if not any(isinstance(each, Unknown) for each in given) and len(given) != 2:
        yield problem("not_two", predicate.name, operand)


def problem(kind: str, found: str, operand: Operand) -> Problem:
    return Problem(kind, found, operand.start, operand.end)


def misspelt_functions(query: Query) -> Iterator[Problem]:
    """Those that nobody is known to have, and that are nearly one of Jira's."""
    for clause in clauses(query.where):
        given = [*clause.operands, *(o for each in clause.predicates for o in flat(each.operand))]
        for call in given:
            if isinstance(call, FunctionCall) and near_function(call.name):
                yield Problem("unknown_function", call.name, call.start, call.start + len(call.name))


def near_function(name: str) -> str:
    """The function of Jira that is meant; empty for one that is known, or like none."""
    small = name.lower()
    if small in OF_JIRA or small in OF_APPS or HOLE in name:
        return ""
    near = get_close_matches(small, OF_JIRA, n=1, cutoff=NEAR)
    return OF_JIRA[near[0]] if near else ""
