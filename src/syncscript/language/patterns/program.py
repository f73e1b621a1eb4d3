"""Turns the tree of a pattern into instructions for the machine. Refuses to match.

An instruction is a tuple: its number, then what it needs. Counted repeats are written out, so the number of
instructions says how large a pattern really is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from syncscript.language.patterns.tree import (
    Atomic,
    Back,
    Choice,
    Group,
    Look,
    Node,
    PatternProblem,
    Piece,
    Repeat,
    Sequence,
    extent,
    widths,
)

LITERAL, PIECE, GREEDY, LAZY, EITHER, GO, SAVE, UNLESS_STILL, LOOK, ATOMIC, BACK, DONE = range(12)
"""What an instruction does; `machine` has each in its place."""

MOST_INSTRUCTIONS = 5_000
NO_END = 1 << 60
PLAIN_SET = re.compile(r"(?:\(\?u?i:)?\[(?:\\.|[^\]\\])*\]\)?|\\.|[^\\\[\](){}.*+?|^$]")

Instruction = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """begins: where a match may begin, as far as one look can tell; None: anywhere."""

    instructions: tuple[Instruction, ...]
    slots: int
    begins: re.Pattern[str] | None


def program_of(tree: Node, groups: int) -> Program:
    if extent(tree) > MOST_INSTRUCTIONS:
        raise PatternProblem("it is too large when its repeats are written out")
    writer = Writer(groups, 2 * groups + 2)
    writer.write(tree)
    writer.add(DONE)
    opening = beginning(tree)
    begins = ready(opening[0]) if opening is not None and opening[0] else None
    return Program(tuple(writer.instructions), writer.slots, begins)


def ready(written: str) -> re.Pattern[str]:
    try:
        return re.compile(written, re.ASCII)
    except (re.error, OverflowError) as error:
        raise PatternProblem(str(error)) from None


def beginning(node: Node) -> tuple[str, bool] | None:
    """What stands where this begins, and whether that takes a character; None when nothing can be told."""
    if isinstance(node, Piece):
        return node.written, node.width > 0
    if isinstance(node, Group | Atomic):
        return beginning(node.inner)
    if isinstance(node, Look):
        return "", False
    if isinstance(node, Repeat):
        return beginning(node.inner) if node.least else None
    if isinstance(node, Back):
        return None
    told = [beginning(item) for item in node.items]
    if isinstance(node, Choice):
        known = [part for part in told if part is not None and part[1]]
        return (f"(?:{'|'.join(written for written, _ in known)})", True) if len(known) == len(told) else None
    return joined(told)


def joined(parts: list[tuple[str, bool] | None]) -> tuple[str, bool] | None:
    written = ""
    for part in parts:
        if part is None:
            return (written, False) if written else None
        written += part[0]
        if part[1]:
            return written, True
    return written, False


class Writer:
    """Collects the instructions of one machine; what it looks at and atomic groups are machines inside."""

    def __init__(self, groups: int, slots: int) -> None:
        self.instructions: list[Instruction] = []
        self.groups, self.slots = groups, slots

    def add(self, *instruction: Any) -> int:
        self.instructions.append(instruction)
        return len(self.instructions) - 1

    def here(self) -> int:
        return len(self.instructions)

    def write(self, node: Node, after: Node | None = None) -> None:
        """after: what certainly follows, so that a repeat can tell where it is worth to stop."""
        writers: dict[type, Callable[[Any, Node | None], None]] = {
            Piece: self.piece,
            Sequence: self.sequence,
            Choice: self.choice,
            Group: self.group,
            Repeat: self.repeat,
            Look: self.look,
            Atomic: self.atomic,
            Back: self.back,
        }
        writers[type(node)](node, after)

    def piece(self, node: Piece, after: Node | None) -> None:
        if node.literal is not None:
            self.add(LITERAL, node.literal, node.width)
        elif node.written:
            self.add(PIECE, ready(node.written).match, node.width, 1 + (node.width >> 5))

    def sequence(self, node: Sequence, after: Node | None) -> None:
        for number, item in enumerate(node.items):
            self.write(item, node.items[number + 1] if number + 1 < len(node.items) else after)

    def choice(self, node: Choice, after: Node | None) -> None:
        exits = []
        for item in node.items[:-1]:
            either = self.add(EITHER, 0, 0)
            self.write(item, after)
            exits.append(self.add(GO, 0))
            self.instructions[either] = (EITHER, either + 1, self.here())
        self.write(node.items[-1], after)
        for exit in exits:
            self.instructions[exit] = (GO, self.here())

    def group(self, node: Group, after: Node | None) -> None:
        self.add(SAVE, 2 * node.number)
        self.write(node.inner, after)
        self.add(SAVE, 2 * node.number + 1)

    def repeat(self, node: Repeat, after: Node | None) -> None:
        if node.manner == "possessive":
            return self.atomic(Atomic(Repeat(node.inner, node.least, node.most, "greedy")), after)
        if isinstance(node.inner, Piece) and node.inner.width == 1 and node.most != 1:
            return self.span(node.inner, node, after)
        for _ in range(node.least):
            self.write(node.inner)
        if node.most is None:
            return self.loop(node)
        eithers = []
        for _ in range(node.most - node.least):
            eithers.append(self.add(EITHER, 0, 0))
            self.write(node.inner)
        for either in eithers:
            self.instructions[either] = self.either(either + 1, self.here(), node)
        return None

    def either(self, inside: int, outside: int, node: Repeat) -> Instruction:
        return (EITHER, outside, inside) if node.manner == "lazy" else (EITHER, inside, outside)

    def loop(self, node: Repeat) -> None:
        """A round that takes nothing is the last."""
        still = widths(node.inner)[0] == 0
        top = self.add(EITHER, 0, 0)
        if still:
            mark, self.slots = self.slots, self.slots + 1
            self.add(SAVE, mark)
        self.write(node.inner)
        if still:
            self.add(UNLESS_STILL, mark, top)
        else:
            self.add(GO, top)
        self.instructions[top] = self.either(top + 1, self.here(), node)

    def span(self, inner: Piece, node: Repeat, after: Node | None) -> None:
        """A repeat of single characters: one search goes as far as it may, a few steps take what follows."""
        most = NO_END if node.most is None else node.most
        if node.manner == "lazy":
            least = ready(f"(?:{inner.written}){{{node.least}}}").match
            stop = ready(f"(?={opening_piece(after).written})()|(?!{inner.written})").search
            self.add(LAZY, least, stop, ready(inner.written).match, node.least, most)
            return
        plain = PLAIN_SET.fullmatch(inner.written) is not None
        furthest = ready(f"{inner.written}*").match if plain else ready(f"(?!{inner.written})").search
        following = opening_piece(after)
        follows = ready(following.written).match if following.written and not following.literal else None
        self.add(GREEDY, furthest, plain, node.least, most, following.literal, follows)

    def inner_program(self, node: Node) -> Program:
        """A machine inside: it shares the slots."""
        writer = Writer(self.groups, self.slots)
        writer.write(node)
        writer.add(DONE)
        self.slots = writer.slots
        return Program(tuple(writer.instructions), writer.slots, None)

    def look(self, node: Look, after: Node | None) -> None:
        least, most = (0, 0) if node.ahead else widths(node.inner)
        if most is None:
            raise PatternProblem("what it looks back at has no greatest length")
        self.add(LOOK, self.inner_program(node.inner), node.wanted, node.ahead, least, most)

    def atomic(self, node: Atomic, after: Node | None) -> None:
        self.add(ATOMIC, self.inner_program(node.inner))

    def back(self, node: Back, after: Node | None) -> None:
        if node.number > self.groups:
            return self.piece(Piece("(?!)", 0), after)
        self.add(BACK, 2 * node.number, node.any_case)
        return None


def opening_piece(after: Node | None) -> Piece:
    """How what follows begins, as far as that is a piece; else an empty one."""
    while isinstance(after, Group | Sequence):
        after = after.inner if isinstance(after, Group) else after.items[0] if after.items else None
    if isinstance(after, Repeat) and after.least:
        after = after.inner
    return after if isinstance(after, Piece) else Piece("", 0)
