"""The parsing loop: from tokens to trees, over the table of the grammar.

A query without holes has one tree. One with holes is read in all ways at once, and is wrong only where none
of them goes on. Refuses to judge what a tree means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from syncscript.jql.building import BUILDERS
from syncscript.jql.holes import filled, forms_at, is_hole, pieces
from syncscript.jql.moves import END, TERMINALS, States, shifted
from syncscript.jql.problems import NotJql, Problem
from syncscript.jql.table import table
from syncscript.jql.telling import Stop, problem_at
from syncscript.jql.tokens import WRONG, Token, tokens
from syncscript.jql.tree import HOLE, Query

DEEPEST = 100
"""What walks a tree can go so deep."""
Stack = tuple[Any, int, Any]
"""What is below, the state, and what was made there."""


def readings(query: str) -> list[Query]:
    """All trees of a query; none where its holes leave open what it is. NotJql where it is wrong."""
    stacks: list[Stack] = [(None, table().start, None)]
    passed: list[Token] = []
    opened = negated = 0
    for token in tokens(query):
        further = [] if token.kind == WRONG else after(stacks, token)
        if not further:
            return stopped(query, stacks, passed, token)
        stacks = further
        passed.append(token)
        opened += (token.kind == "OPENING") - (token.kind == "CLOSING")
        negated = negated + 1 if token.kind == "NOT" else 0
        if opened + negated > DEEPEST:
            raise NotJql(Problem("too_deep", token.text, token.start, token.end))
    end = Token(END, "", len(query), len(query), "")
    found = [tree for stack in stacks if (tree := finished(stack, end)) is not None]
    return found or stopped(query, stacks, passed, end)


def stopped(query: str, stacks: list[Stack], passed: list[Token], token: Token) -> list[Query]:
    """By the likeliest reading, the first."""
    expected = frozenset(kind for kind in TERMINALS if shifted(states(stacks[0]), kind) is not None)
    problem = problem_at(Stop(query, passed, token, expected))
    if problem is None:
        return []
    raise NotJql(problem)


def after(stacks: list[Stack], token: Token) -> list[Stack]:
    """Where the readings are behind a token, those that it fits."""
    whole = [stack for each in stacks if (stack := step(each, token)) is not None]
    if not is_hole(token):
        return whole
    split = stacks
    for piece in pieces(token):
        if piece.text == HOLE:
            split = once(behind for stack in split for behind in behind_hole(stack, piece))
        else:
            split = [behind for stack in split if (behind := step(stack, piece)) is not None]
    return once([*whole, *split])


def behind_hole(stack: Stack, hole: Token) -> Iterator[Stack]:
    for form in forms_at(states(stack)):
        behind = through(stack, filled(hole, form))
        if behind is not None:
            yield behind


def through(stack: Stack, tokens: list[Token]) -> Stack | None:
    behind: Stack | None = stack
    for token in tokens:
        behind = None if behind is None else step(behind, token)
    return behind


def once(stacks: Iterable[Stack]) -> list[Stack]:
    """Readings that go on alike are one: the first."""
    found: dict[States, Stack] = {}
    for stack in stacks:
        found.setdefault(states(stack), stack)
    return list(found.values())


def states(stack: Stack) -> States:
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
