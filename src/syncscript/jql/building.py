"""What each alternative of grammar/jql.lark makes of its parts.

Each function is named like its alternative and gets what the symbols of it came to. Refuses to judge.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from syncscript.jql import tree
from syncscript.jql.tokens import Token

Parts = tuple[Any, ...]
BUILDERS: dict[str, Callable[[Parts], Any]] = {}


def builds(make: Callable[[Parts], Any]) -> Callable[[Parts], Any]:
    BUILDERS[make.__name__] = make
    return make


@builds
def query(parts: Parts) -> tree.Query:
    return tree.Query(parts[0], parts[1])


@builds
def nothing(parts: Parts) -> None:
    return None


@builds
def none(parts: Parts) -> Parts:
    return ()


@builds
def first(parts: Parts) -> Any:
    return parts[0]


@builds
def inner(parts: Parts) -> Any:
    return parts[1]


@builds
def single(parts: Parts) -> Parts:
    return parts


@builds
def separated(parts: Parts) -> Parts:
    return (*parts[0], parts[2])


@builds
def more(parts: Parts) -> Parts:
    return (*parts[0], parts[1])


@builds
def either(parts: Parts) -> tree.Either:
    left, _, right = parts
    before = left.parts if type(left) is tree.Either else (left,)
    return tree.Either((*before, right), start=left.start, end=right.end)


@builds
def both(parts: Parts) -> tree.Both:
    left, _, right = parts
    before = left.parts if type(left) is tree.Both else (left,)
    return tree.Both((*before, right), start=left.start, end=right.end)


@builds
def negation(parts: Parts) -> tree.Negation:
    return tree.Negation(parts[1], start=parts[0].start, end=parts[1].end)


# ------------------------------------------------------------------------------------------ clauses


def clause(
    operator: str, about: tree.Name, signs: Parts, operand: tree.Operand | None, predicates: Parts = ()
) -> tree.Clause:
    sign = tree.Stretch(start=signs[0].start, end=signs[-1].end)
    end = max(each.end for each in (*signs, *(() if operand is None else (operand,)), *predicates))
    return tree.Clause(about, operator, operand, predicates, sign, start=about.start, end=end)


@builds
def compared(parts: Parts) -> tree.Clause:
    return clause(parts[1].value, parts[0], parts[1:2], parts[2])


@builds
def not_in(parts: Parts) -> tree.Clause:
    return clause("not in", parts[0], parts[1:3], parts[3])


@builds
def is_not(parts: Parts) -> tree.Clause:
    return clause("is not", parts[0], parts[1:3], parts[3])


@builds
def was(parts: Parts) -> tree.Clause:
    return clause("was", parts[0], parts[1:2], *parts[2:])


@builds
def was_not(parts: Parts) -> tree.Clause:
    return clause("was not", parts[0], parts[1:3], *parts[3:])


@builds
def was_in(parts: Parts) -> tree.Clause:
    return clause("was in", parts[0], parts[1:3], *parts[3:])


@builds
def was_not_in(parts: Parts) -> tree.Clause:
    return clause("was not in", parts[0], parts[1:4], *parts[4:])


@builds
def changed(parts: Parts) -> tree.Clause:
    return clause("changed", parts[0], parts[1:2], None, parts[2])


@builds
def predicate(parts: Parts) -> tree.Predicate:
    return tree.Predicate(parts[0].value, parts[1], start=parts[0].start, end=parts[1].end)


# ------------------------------------------------------------------------------------------ values


@builds
def literal(parts: Parts) -> tree.Literal | tree.Unknown:
    token: Token = parts[0]
    if token.kind == "WORD" and token.text == tree.HOLE:
        return tree.Unknown(start=token.start, end=token.end)
    return tree.Literal(token.value, start=token.start, end=token.end)


@builds
def empty(parts: Parts) -> tree.Empty:
    return tree.Empty(start=parts[0].start, end=parts[0].end)


@builds
def members(parts: Parts) -> tree.Members:
    return tree.Members(parts[1], start=parts[0].start, end=parts[2].end)


@builds
def call(parts: Parts) -> tree.FunctionCall:
    arguments = parts[2] if len(parts) == 4 else ()
    return tree.FunctionCall(parts[0].value, arguments, start=parts[0].start, end=parts[-1].end)


@builds
def field(parts: Parts) -> tree.Name:
    return tree.Name(parts[0].value, start=parts[0].start, end=parts[0].end)


# ------------------------------------------------------------------------------------------ order


@builds
def ordered(parts: Parts) -> Parts:
    sorts: Parts = parts[2]
    return sorts


@builds
def sort(parts: Parts) -> tree.Sort:
    descending = None if len(parts) == 1 else parts[1].value == "desc"
    return tree.Sort(parts[0], descending, start=parts[0].start, end=parts[-1].end)
