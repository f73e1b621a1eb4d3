"""The parsing loop: from tokens to trees, over the table of the grammar.

A query without holes has one tree. One with holes is read in all ways at once, and is wrong only where none
of them goes on. Refuses to judge what a tree means.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from syncscript.jql.building import BUILDERS
from syncscript.jql.holes import forms_of, is_hole, pieces
from syncscript.jql.problems import NotJql
from syncscript.jql.table import table
from syncscript.jql.telling import Stop, problem_at
from syncscript.jql.tokens import WRONG, Token, tokens
from syncscript.jql.tree import Query

END = "$END"
TERMINALS = (
    "AND", "BY", "CHANGED", "CLOSING", "COMMA", "DIRECTION", "EMPTY", "IN", "IS", "NOT", "OPENING",
    "OPERATOR", "OR", "ORDER", "PREDICATE", "PROPERTY", "STRING", "WAS", "WORD", END,
)  # fmt: skip
Stack = tuple[Any, int, Any]
"""What is below, the state, and what was made there."""


def readings(query: str) -> list[Query]:
    """All trees of a query; none where its holes leave open what it is. NotJql where it is wrong."""
    stacks: list[Stack] = [(None, table().start, None)]
    passed: list[Token] = []
    for token in tokens(query):
        further = [] if token.kind == WRONG else after(stacks, token)
        if not further:
            return stopped(query, stacks, passed, token)
        stacks = further
        passed.append(token)
    end = Token(END, "", len(query), len(query), "")
    found = [tree for stack in stacks if (tree := finished(stack, end)) is not None]
    return found or stopped(query, stacks, passed, end)


def stopped(query: str, stacks: list[Stack], passed: list[Token], token: Token) -> list[Query]:
    """By the likeliest reading, the first."""
    expected = frozenset(kind for kind in TERMINALS if goes_on(stacks[0], kind, token))
    problem = problem_at(Stop(query, passed, token, expected))
    if problem is None:
        return []
    raise NotJql(problem)


def after(stacks: list[Stack], token: Token) -> list[Stack]:
    """Where the readings are behind a token, those that it fits."""
    if not is_hole(token):
        return [stack for each in stacks if (stack := step(each, token)) is not None]
    whole = [stack for each in stacks if (stack := step(each, token)) is not None]
    split = stacks
    for piece in pieces(token):
        split = once(stack for form in forms_of(piece) for stack in through(split, form))
    return once([*whole, *split])


def wants_value(stack: Stack) -> bool:
    """Behind `=` and the like a hole is not empty."""
    row = table().rows[stack[1]]
    return "EMPTY" in row and "NOT" not in row


def through(stacks: Iterable[Stack], form: tuple[Token, ...]) -> list[Stack]:
    found = list(stacks) if form else [stack for stack in stacks if not wants_value(stack)]
    for token in form:
        found = [stack for each in found if (stack := step(each, token)) is not None]
    return found


def once(stacks: Iterable[Stack]) -> list[Stack]:
    """Readings that go on alike are one: the first."""
    found: dict[tuple[int, ...], Stack] = {}
    for stack in stacks:
        found.setdefault(states(stack), stack)
    return list(found.values())


def states(stack: Stack) -> tuple[int, ...]:
    found: list[int] = []
    here: Stack | None = stack
    while here is not None:
        found.append(here[1])
        here = here[0]
    return tuple(found)


def step(stack: Stack, token: Token) -> Stack | None:
    """Behind the token; None where it does not fit."""
    rows = table().rows
    while True:
        action = rows[stack[1]].get(token.kind)
        if action is None:
            return None
        if isinstance(action, int):
            return stack, action, token
        below, made = reduced(stack, action.length, action.builder)
        state = rows[below[1]][action.origin]
        assert isinstance(state, int)
        stack = (below, state, made)
        if state == table().final:
            return stack


def reduced(stack: Stack, length: int, builder: str) -> tuple[Stack, Any]:
    parts: list[Any] = []
    for _ in range(length):
        parts.append(stack[2])
        stack = stack[0]
    return stack, BUILDERS[builder](tuple(reversed(parts)))


def finished(stack: Stack, end: Token) -> Query | None:
    ended = step(stack, end)
    if ended is None:
        return None
    made: Query = ended[2]
    return made


def goes_on(stack: Stack, kind: str, token: Token) -> bool:
    return step(stack, Token(kind, "", token.start, token.end, "")) is not None
