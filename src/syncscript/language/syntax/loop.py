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
    """A table made ready to run: rules hold the builders themselves, and None where all parts are kept."""

    rows: Sequence[Mapping[str, int]]
    rules: Sequence[tuple[int, str, Builder | None, tuple[int, ...] | None]]
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

    rules = [
        (length, origin, builder(name), None if kept == tuple(range(length)) else kept)
        for length, origin, name, kept in table["rules"]
    ]
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
            if not length:
                values.append(build(context, [], token[1], token[1]) if build is not None else None)
            elif length == 1 and build is not None and kept is None:
                del states[-1]
                values[-1] = _built(values[-1:], build, None, context)
            elif build is not None:
                parts = values[-length:]
                del values[-length:], states[-length:]
                values.append(_built(parts, build, kept, context))
            else:
                values[-length:] = [values[-length + kept[0] if kept else -1]]
                del states[-length:]
            state = rows[states[-1]][origin]
            states.append(state)
            if state == final and kind == "$END":
                return len(tokens)
    return len(tokens)


def _built(parts: list[Any], build: Builder, kept: tuple[int, ...] | None, context: Any) -> Any:
    """What the builder makes of those parts that it gets, lists among them spliced in."""
    first, last = parts[0], parts[-1]
    children = parts if kept is None else _spliced(parts, kept)
    while type(first) is list:
        first = first[0]
    while type(last) is list:
        last = last[-1]
    start = first[1] if type(first) is tuple else first.start
    return build(context, children, start, last[2] if type(last) is tuple else last.end)


def _spliced(parts: list[Any], kept: tuple[int, ...]) -> list[Any]:
    children: list[Any] = []
    for place in kept:
        if place >= 0:
            children.append(parts[place])
        elif children:
            children += parts[~place]
        else:
            # The list of the rule itself goes on growing, so that long lists cost no copies.
            children = parts[~place]
    return children
