"""Writes one program: fills patterns from the inside out, and knows which names are seen where.

Variables have kinds, so most of what is written makes sense; the group `odd` breaks that on purpose.
Refuses to know what a program means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from tests.programs.patterns import BLOCKS, HOLE, Pattern, of_kind

DEEPEST = 4
MOST_LETTERS = 2_600


class Unfit(Exception):
    """A pattern asks for a variable that there is not."""


@dataclass
class Names:
    """The names of one block. fixed: those that are not assigned again; late: seen from the next block on."""

    kinds: dict[str, str] = field(default_factory=dict)
    fixed: set[str] = field(default_factory=set)
    late: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Method:
    """A method of the script: each of its ways to be called, as kinds of arguments."""

    name: str
    calls: tuple[tuple[str, ...], ...]
    result: str


class Writer:
    def __init__(self, random: Random, kind: str, groups: frozenset[str]) -> None:
        self.random, self.kind, self.groups = random, kind, groups
        self.written = "issue" if kind == "incoming" else "replica"
        self.scopes = [Names()]
        self.methods: list[Method] = []
        self.loops: list[str] = []
        self.returns: str | None = None
        self.consts: set[str] = set()
        self.serial = self.letters = self.depth = 0

    # names

    def fresh(self) -> str:
        self.serial += 1
        return f"v{self.serial}"

    def known(self, kind: str, assignable: bool = False) -> list[str]:
        return [
            name
            for names in self.scopes
            for name, each in names.kinds.items()
            if each == kind and not (assignable and name in names.fixed)
        ]

    @contextmanager
    def scope(self) -> Iterator[Names]:
        self.scopes.append(Names())
        try:
            yield self.scopes[-1]
        finally:
            self.scopes.pop()

    # patterns

    def expression(self, kind: str) -> str:
        known = self.known(kind)
        if known and self.random.random() < 0.5:
            return self.random.choice(known)
        callable_ = [m for m in self.methods if m.result == kind]
        if callable_ and self.depth < DEEPEST and self.random.random() < 0.25:
            return self.call(self.random.choice(callable_))
        return self.one_of(kind)

    def call(self, method: Method) -> str:
        self.depth += 1
        given = [self.expression(kind) for kind in self.random.choice(method.calls)]
        self.depth -= 1
        return f"{method.name}({', '.join(given)})"

    def one_of(self, *kinds: str) -> str:
        tables = [of_kind(kind, self.groups) for kind in kinds]
        choices = [pattern for table in tables for pattern in table[0]]
        weights = [weight for table in tables for weight in table[1]]
        if self.depth >= self.random.randint(1, DEEPEST) or self.letters > MOST_LETTERS:
            plain = [(p, w) for p, w in zip(choices, weights, strict=True) if p.plain]
            if plain:
                choices, weights = [p for p, _ in plain], [w for _, w in plain]
        for pattern in self.random.choices(choices, weights, k=30):
            before = self.serial
            try:
                return self.filled(pattern)
            except Unfit:
                self.serial = before
        raise Unfit(kinds)

    def filled(self, pattern: Pattern) -> str:
        """The pattern with its holes filled from left to right."""
        made: list[str] = []
        new: dict[str, str] = {}
        self.depth += 1
        try:
            with self.scope() as bound:
                text = HOLE.sub(lambda hole: self.hole(hole[1], made, bound, new), pattern.text)
        finally:
            self.depth -= 1
        for name, kind in new.items():
            self.scopes[-1].kinds[name] = kind
        self.scopes[-1].fixed |= self.consts & new.keys()
        self.scopes[-1].kinds.update({n: "int" for n in bound.fixed if f"def {n} =" in text})
        self.scopes[-1].fixed |= bound.fixed
        self.letters += len(pattern.text)
        return text

    def hole(self, hole: str, made: list[str], bound: Names, new: dict[str, str]) -> str:
        if hole.isdigit():
            return made[int(hole) - 1]
        how, _, kind = hole.partition(":")
        if how in ("bind", "late", "fixed", "new", "const", "label"):
            made.append(self.fresh())
            if how in ("new", "const"):
                new[made[-1]] = kind
                self.consts |= {made[-1]} if how == "const" else set()
            elif how == "late":
                bound.late[made[-1]] = kind
            elif how == "label":
                bound.kinds[made[-1]] = "label"
            else:
                bound.kinds[made[-1]] = kind
                bound.fixed |= {made[-1]} if how == "fixed" else set()
            return made[-1]
        if how == "var":
            return self.variable(kind)
        if how in BLOCKS:
            bound.kinds |= bound.late
            return self.block(how, kind, made)
        return self.plain_hole(how)

    def plain_hole(self, how: str) -> str:
        if how == "written":
            return self.written
        if how == "jump":
            return self.jump()
        return self.expression(how)

    def variable(self, kind: str) -> str:
        known = self.known(kind, assignable=True)
        if not known:
            raise Unfit(kind)
        return self.random.choice(known[-4:])

    # blocks

    def block(self, how: str, kind: str, made: list[str]) -> str:
        loops, returns = self.loops, self.returns
        if how in ("do", "value"):
            self.loops, self.returns = [], kind or "nothing"
        elif how in ("loop", "labelled"):
            self.loops = [*loops, made[0] if how == "labelled" else ""]
        try:
            with self.scope():
                few = how == "value"
                lines = self.statements(self.random.choice((0, 0, 0, 0, 1, 2) if few else (1, 2, 3)))
                if how == "value":
                    lines.append(self.expression(kind))
        finally:
            self.loops, self.returns = loops, returns
        if how in ("do", "value"):
            return lines[0] if len(lines) == 1 and "\n" not in lines[0] else "\n" + indented(lines) + "\n"
        return indented(lines)

    def statements(self, amount: int) -> list[str]:
        lines = []
        for _ in range(amount):
            if self.letters > MOST_LETTERS:
                break
            lines.append(self.one_of("statement", "statement", self.kind))
        return lines or [f"{self.written}.extra = 1"]

    def jump(self) -> str:
        """A way out of where this stands."""
        ways = ["return" if self.returns in (None, "nothing") else f"return {self.expression(self.returns)}"]
        if self.loops:
            ways = ["break", "continue"]
            ways += [f"{way} {label}" for label in self.loops if label for way in ("break", "continue")]
        return self.random.choice(ways)


def indented(lines: list[str]) -> str:
    return re.sub(r"^", "    ", "\n".join(lines), flags=re.MULTILINE)
