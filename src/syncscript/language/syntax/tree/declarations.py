"""What gives something a name: variables, methods, classes, imports."""

from __future__ import annotations

from dataclasses import dataclass, field

from syncscript.language.syntax.tree.node import Node
from syncscript.language.syntax.tree.paths import Parameter
from syncscript.language.syntax.tree.statements import Block


@dataclass(slots=True, repr=False, eq=False)
class Declarator(Node):
    """One name of a declaration; value None when it has none."""

    name: str
    value: Node | None


@dataclass(slots=True, repr=False, eq=False)
class Declaration(Node):
    """def a = 1, b = 2; String s = x; final x = 1. type None for `def`."""

    type: str | None
    declarators: list[Declarator]
    final: bool = False


@dataclass(slots=True, repr=False, eq=False)
class MultipleDeclaration(Node):
    """def (a, b) = value"""

    names: list[Declarator]
    value: Node


@dataclass(slots=True, repr=False, eq=False)
class MultipleAssignment(Node):
    """(a, b) = value"""

    targets: list[Node]
    value: Node


@dataclass(slots=True, repr=False, eq=False)
class Method(Node):
    """def name(parameters) { body }. modifiers: `static`, `private`..."""

    name: str
    parameters: list[Parameter]
    body: Block
    type: str | None = None
    modifiers: list[str] = field(default_factory=list)


@dataclass(slots=True, repr=False, eq=False)
class ClassDefinition(Node):
    name: str
    extends: str | None
    members: list[Node]
    kind: str = "class"


@dataclass(slots=True, repr=False, eq=False)
class Import(Node):
    """import static a.b.C.* as D"""

    path: str
    alias: str | None = None
    static: bool = False
