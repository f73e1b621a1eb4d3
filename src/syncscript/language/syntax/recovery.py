"""Going on behind a syntax mistake, so that one run tells them all.

A statement that does not parse is replaced by an empty one: the machine goes back to where that
statement began, and reads on at the separator or brace that ends it. Refuses to know what the
mistakes are called.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from syncscript.language.syntax.lexing import Token
from syncscript.language.syntax.loop import Machine, Run, feed

_OPENING = frozenset({"_LBRACE", "_LBRACE_P", "_LBRACE_C", "_LBRACE_S", "_LBRACE_T", "_GS_OPEN"})
_CLOSING = frozenset({"_RBRACE", "_GS_CLOSE"})
MAX_MISTAKES = 50
"""Behind so many the rest of a text is not parsed."""

Explain = Callable[[int, Run], None]
"""Told of each mistake: the place of the token that does not fit, and the stacks at that moment."""


def run_through(machine: Machine, tokens: Sequence[Token], context: Any, explain: Explain) -> Run:
    """Parses to the end of the tokens, past every mistake. The run's first value is the script."""
    run = Run([machine.start], [])
    place, stuck = feed(machine, run, tokens, 0, context), -1
    for _ in range(MAX_MISTAKES):
        if place >= len(tokens):
            return run
        if place != stuck:
            explain(place, run)
        elif tokens[place][0] == "$END":
            return run
        stuck, start = place, place + (place == stuck)
        place = _resume(machine, run, tokens, start, context)
        place = feed(machine, run, tokens, place, context)
    return run


def _resume(machine: Machine, run: Run, tokens: Sequence[Token], place: int, context: Any) -> int:
    """Brings the stacks to a state that can go on, and returns the place of the token to go on with."""
    considered = _before_closed_brace(run)
    brace = _open_brace(run, considered)
    statement = _last_statement_start(machine, run, considered)
    if statement >= brace:
        place = _end_of_statement(tokens, place)
        _pop_to(run, statement)
        start = tokens[place][1]
        feed(machine, run, [("EMPTY", start, start, None)], 0, context)
        return place
    return _behind_brace(machine, run, tokens, place, brace)


def _before_closed_brace(run: Run) -> int:
    """How many values to look at: braces that just closed, but are no node yet, are not open any more."""
    count = len(run.values)
    if not count or type(run.values[-1]) is not tuple or run.values[-1][0] != "_RBRACE":
        return count
    return max(_open_brace(run, count) - 1, 0)


def _open_brace(run: Run, considered: int) -> int:
    """How many values stand up to and with the innermost open brace; 0 when none is open."""
    for count in range(considered, 0, -1):
        value = run.values[count - 1]
        if type(value) is tuple and value[0] in _OPENING and value[0] != "_GS_OPEN":
            return count
    return 0


def _last_statement_start(machine: Machine, run: Run, considered: int) -> int:
    """How many values to keep so that a statement can follow; -1 when there is no such place."""
    for count in range(considered, -1, -1):
        if machine.rows[run.states[count]].get("EMPTY", -1) >= 0 and not _is_do(run, count):
            return count
    return -1


def _is_do(run: Run, count: int) -> bool:
    """Behind `do` a statement can stand, but a `do` that is not read begins before it."""
    value = run.values[count - 1] if count else None
    return type(value) is tuple and value[0] == "_DO"


def _end_of_statement(tokens: Sequence[Token], place: int) -> int:
    depth = 0
    for position in range(place, len(tokens)):
        kind = tokens[position][0]
        if kind in _OPENING:
            depth += 1
        elif kind in _CLOSING and depth:
            depth -= 1
        elif kind == "$END" or (not depth and kind in {"_SEP", "_RBRACE", "_CASE", "_DEFAULT"}):
            return position
    return len(tokens) - 1


def _behind_brace(machine: Machine, run: Run, tokens: Sequence[Token], place: int, brace: int) -> int:
    """Between the cases of a switch: on to the next one, or to the brace that ends it."""
    _pop_to(run, brace)
    while place < len(tokens) - 1:
        place = _end_of_statement(tokens, place)
        if tokens[place][0] != "_SEP":
            return place
        place += 1
    return place


def _pop_to(run: Run, count: int) -> None:
    del run.states[count + 1:]
    del run.values[count:]
