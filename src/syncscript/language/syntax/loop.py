"""The LALR machine: tokens and a table in, what the builders made out.

Knows shift, reduce and accept. Refuses to know the language; a token that does not fit is returned
with the states it was found in, and what to do about it is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from syncscript.language.syntax.lexing import Token

Builder = Callable[[Any, list[Any], int, int], Any]
"""context, kept values, start and end in the text -> the value of the rule."""


@dataclass(frozen=True)
class Machine:
    """A table made ready to run: rules hold the builders themselves."""

    rows: Sequence[Mapping[str, int]]
    rules: Sequence[tuple[int, str, Builder | None, tuple[int, ...]]]
    start: int
    final: int


@dataclass(slots=True)
class Run:
    """The stacks of a parse. `states` is one longer than `values`."""

    states: list[int]
    values: list[Any]


def machine_of(table: Mapping[str, Any], builders: Mapping[str, Builder]) -> Machine:
    """KeyError names a rule that has no builder."""

    def builder(name: str | None) -> Builder | None:
        if name is None:
            return None
        return builders[name] if name else _list

    rules = [(length, origin, builder(name), kept) for length, origin, name, kept in table["rules"]]
    return Machine(table["rows"], rules, table["start"], table["final"])


def _list(_context: Any, kept: list[Any], _start: int, _end: int) -> list[Any]:
    return kept


def feed(machine: Machine, run: Run, tokens: Sequence[Token], position: int, context: Any) -> int:
    """Runs until `$END` is accepted; returns len(tokens), or the place of the token that does not fit."""
    rows, rules, final = machine.rows, machine.rules, machine.final
    states, values = run.states, run.values
    state = states[-1]
    for place in range(position, len(tokens)):
        token = tokens[place]
        kind = token[0]
        while True:
            action = rows[state].get(kind)
            if action is None:
                return place
            if action >= 0:
                states.append(action)
                values.append(token)
                state = action
                break
            length, origin, build, kept = rules[~action]
            if build is not None:
                value = _reduce(values, length, build, kept, context, token)
                if length:
                    del values[-length:]
                values.append(value)
            elif length > 1:
                value = values[kept[0] - length]
                del values[-length:]
                values.append(value)
            if length:
                del states[-length:]
            state = rows[states[-1]][origin]
            states.append(state)
            if state == final and kind == "$END":
                return len(tokens)
    return len(tokens)


def _reduce(values: list[Any], length: int, build: Builder, kept: tuple[int, ...], context: Any,
            following: Token) -> Any:
    if not length:
        return build(context, [], following[1], following[1])
    base = len(values) - length
    children: list[Any] = []
    for place in kept:
        if place >= 0:
            children.append(values[base + place])
        elif children:
            children += values[base + ~place]
        else:
            # The list of the rule itself goes on growing, so that long lists cost no copies.
            children = values[base + ~place]
    first, last = values[base], values[-1]
    while type(first) is list:
        first = first[0]
    while type(last) is list:
        last = last[-1]
    start = first[1] if type(first) is tuple else first.start
    return build(context, children, start, last[2] if type(last) is tuple else last.end)
