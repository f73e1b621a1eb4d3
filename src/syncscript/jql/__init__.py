"""Jira's query language (JQL): its one grammar, its tree with places, and what can be wrong with a query.

A hole (`HOLE`) in a text stands for what only a run knows. Refuses to know issues, schemas and who asks.
"""

from __future__ import annotations

from dataclasses import dataclass

from syncscript.jql.checking import clauses, misspelt_functions, misuse
from syncscript.jql.problems import NotJql, Problem
from syncscript.jql.sameness import demands_of
from syncscript.jql.tree import HOLE, Query
from syncscript.jql.writing import as_value, quoted

__all__ = [
    "HOLE", "NotJql", "Problem", "Query", "Wrong", "as_value", "clauses", "demands_of", "mistakes_in",
    "parse", "quoted", "readings",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a query, in words, and where in it."""

    start: int
    end: int
    message: str
    help: str


def readings(query: str) -> list[Query]:
    """All trees of a query; none where its holes leave open what it is. NotJql where it is none."""
    from syncscript.jql.reading import readings

    return readings(query)


def parse(query: str) -> Query:
    """The tree of a query without holes. NotJql where it is none."""
    found = readings(query)
    if not found:
        raise NotJql(Problem("misfit", query, 0, len(query)))
    for problem in misuse(found[0]):
        raise NotJql(problem)
    return found[0]


def mistakes_in(query: str) -> tuple[Wrong, ...]:
    """In the order of their places. Where holes leave several ways to read it, what is wrong in all."""
    from syncscript.jql.wording import words_for

    try:
        trees = readings(query)
    except NotJql as error:
        problems = [error.problem]
    else:
        problems = shared([[*misuse(tree), *misspelt_functions(tree)] for tree in trees])
    problems.sort(key=lambda each: each.start)
    return tuple(Wrong(each.start, each.end, *words_for(each)) for each in problems)


def shared(found: list[list[Problem]]) -> list[Problem]:
    first, *others = found or [[]]
    return [each for each in first if all(each in other for other in others)]
