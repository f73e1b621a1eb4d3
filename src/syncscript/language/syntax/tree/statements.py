"""Statements: branches, loops, exceptions and jumps."""

from __future__ import annotations

from dataclasses import dataclass

from syncscript.language.syntax.tree.node import Node
from syncscript.language.syntax.tree.paths import Parameter


@dataclass(slots=True, repr=False, eq=False)
class ExpressionStatement(Node):
    """An expression as a statement; assignments and calls are such."""

    expression: Node


@dataclass(slots=True, repr=False, eq=False)
class Block(Node):
    """{ body } as a statement; also an empty statement."""

    body: list[Node]


@dataclass(slots=True, repr=False, eq=False)
class If(Node):
    """if (condition) then else otherwise"""

    condition: Node
    then: Node
    otherwise: Node | None


@dataclass(slots=True, repr=False, eq=False)
class ForIn(Node):
    parameter: Parameter
    iterable: Node
    body: Node


@dataclass(slots=True, repr=False, eq=False)
class ForLoop(Node):
    """for (initial; condition; step) body"""

    initial: list[Node]
    condition: Node | None
    step: list[Node]
    body: Node


@dataclass(slots=True, repr=False, eq=False)
class While(Node):
    """while (condition) body; `do body while (condition)` when `first`."""

    condition: Node
    body: Node
    first: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Case(Node):
    """values empty: default. arrow: `case x -> ...`; its body ends with a `break` that nobody wrote."""

    values: list[Node]
    body: list[Node]
    arrow: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Switch(Node):
    """switch (subject) { cases }"""

    subject: Node
    cases: list[Case]


@dataclass(slots=True, repr=False, eq=False)
class Catch(Node):
    """catch (types name) body; types empty: any exception."""

    types: list[str]
    name: str
    body: Block


@dataclass(slots=True, repr=False, eq=False)
class Try(Node):
    """try body catches finally final"""

    body: Block
    catches: list[Catch]
    final: Block | None


@dataclass(slots=True, repr=False, eq=False)
class Throw(Node):
    """throw value"""

    value: Node


@dataclass(slots=True, repr=False, eq=False)
class Return(Node):
    """return value"""

    value: Node | None


@dataclass(slots=True, repr=False, eq=False)
class Break(Node):
    """break label"""

    label: str | None = None


@dataclass(slots=True, repr=False, eq=False)
class Continue(Node):
    """continue label"""

    label: str | None = None


@dataclass(slots=True, repr=False, eq=False)
class Labelled(Node):
    """label: statement"""

    label: str
    statement: Node
