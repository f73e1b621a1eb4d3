"""The smallest program that still disagrees: what can be taken away of text and payload is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.programs.generation import Program

MOST_TRIES = 1_500
Disagrees = Callable[[Program], bool]


def shrunk(program: Program, disagrees: Disagrees) -> Program:
    """Starts again after each success, until nothing more can go or it has tried for long enough."""
    tries = MOST_TRIES
    candidates = smaller(program)
    while tries > 0 and (candidate := next(candidates, None)) is not None:
        tries -= 1
        if disagrees(candidate):
            program, candidates = candidate, smaller(candidate)
    return program


def smaller(program: Program) -> Iterator[Program]:
    if len(program.given) > 1:
        yield from (replace(program, given=(given,)) for given in program.given)
    lines = program.script.splitlines()
    yield from (replace(program, script="\n".join(kept)) for kept in fewer_lines(lines))
    yield from (replace(program, given=(less,)) for given in program.given for less in less_data(given))


def fewer_lines(lines: list[str]) -> Iterator[list[str]]:
    """Without half of them, without a block, without the braces around one, without one line."""
    size = len(lines) // 2
    while size > 1:
        yield from (lines[:at] + lines[at + size :] for at in range(0, len(lines), size))
        size //= 2
    for at, line in enumerate(lines):
        if line.rstrip().endswith(("{", "->")):
            end = closing(lines, at)
            yield lines[:at] + lines[end + 1 :]
            yield lines[:at] + lines[at + 1 : end] + lines[end + 1 :]
        yield lines[:at] + lines[at + 1 :]


def closing(lines: list[str], at: int) -> int:
    """The line that ends the block which this one opens."""
    depth = 0
    for number in range(at, len(lines)):
        depth += lines[number].count("{") - lines[number].count("}")
        if depth <= 0:
            return number
    return len(lines) - 1


def less_data(given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, value in given.items():
        yield {each: v for each, v in given.items() if each != name}
        if isinstance(value, dict):
            yield from ({**given, name: less} for less in less_data(value))
