"""How values are compared: as sets of identifiers, as ordered things, as words of a text.

Each maker takes a clause and gives a test of issues. EMPTY means no value; `!=` and `not in` do not
hold for issues without a value (Jira's documentation of the operators).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from typing import Any

from syncscript.jql.tree import Clause, Empty, FunctionCall, Literal
from syncscript.sandbox.jql.functions import called
from syncscript.sandbox.jql.meaning import Context, Test, unsupported
from syncscript.sandbox.records import Issue

_ORDERINGS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}
EQUALITY = frozenset({"=", "!=", "in", "not in", "is", "is not"})
NEGATIVE = frozenset({"!=", "not in", "is not", "!~"})


def texts_of(clause: Clause, context: Context) -> tuple[list[str], bool]:
    """What the operands stand for, and whether EMPTY is among them."""
    texts: list[str] = []
    for operand in clause.operands:
        if isinstance(operand, FunctionCall):
            texts += called(operand.name, tuple(each.text for each in operand.arguments), context)
        elif isinstance(operand, Literal):
            texts.append(operand.text)
    return texts, any(isinstance(operand, Empty) for operand in clause.operands)


def membership(
    clause: Clause, values: Callable[[Issue], Iterable[Any]], wanted: frozenset[Any], *, with_empty: bool,
) -> Test:
    """Whether an issue has one of the wanted values (or none of them, or no value at all)."""
    if clause.operator not in EQUALITY:
        raise unsupported(clause)

    def among(issue: Issue) -> bool:
        have = tuple(values(issue))
        return any(v in wanted for v in have) if have else with_empty

    def outside(issue: Issue) -> bool:
        have = tuple(values(issue))
        return not any(v in wanted for v in have) if have else False

    return outside if clause.operator in NEGATIVE else among


def ordering(
    clause: Clause, value: Callable[[Issue], Any], wanted: list[Any], *, with_empty: bool,
) -> Test:
    """Comparison of one value that has an order: a date, a number, a key, a priority."""
    if clause.operator in EQUALITY:
        def one(issue: Issue) -> tuple[Any, ...]:
            found = value(issue)
            return () if found is None else (found,)
        return membership(clause, one, frozenset(wanted), with_empty=with_empty)
    compare = _ORDERINGS.get(clause.operator)
    if compare is None or not wanted:
        raise unsupported(clause)
    limit = wanted[0]

    def beyond(issue: Issue) -> bool:
        found = value(issue)
        return found is not None and compare(found, limit)

    return beyond


def containing(clause: Clause, text: Callable[[Issue], str], wanted: list[str], *, with_empty: bool) -> Test:
    """`~`: all the words stand in the text, in any order; a phrase in inner quotes stands as it is."""
    if clause.operator in ("is", "is not") or (with_empty and clause.operator in ("=", "!=")):
        hold_empty = clause.operator in ("is", "=")
        return lambda issue: (not text(issue)) == hold_empty
    if clause.operator not in ("~", "!~"):
        raise unsupported(clause)
    patterns = _patterns(wanted[0])

    def holds(issue: Issue) -> bool:
        body = text(issue)
        return bool(body) and all(p.search(body) for p in patterns)

    if clause.operator == "~":
        return holds
    return lambda issue: bool(text(issue)) and not holds(issue)


def _patterns(query: str) -> list[re.Pattern[str]]:
    phrases = re.findall(r'"([^"]+)"', query)
    loose = re.findall(r"[\w*?]+", re.sub(r'"[^"]*"', " ", query))
    return [_pattern(p) for p in (*phrases, *loose)]


def _pattern(words: str) -> re.Pattern[str]:
    """A word or phrase as a pattern; `*` and `?` stand for letters."""
    parts = [re.escape(w).replace(r"\*", r"\w*").replace(r"\?", r"\w") for w in re.findall(r"[\w*?]+", words)]
    return re.compile(r"\b" + r"\W+".join(parts) + r"\b", re.IGNORECASE)
