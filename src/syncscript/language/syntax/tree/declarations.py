"""What gives something a name: variables, methods, classes, imports."""

from __future__ import annotations

from dataclasses import dataclass, field

from syncscript.language.syntax.tree.node import Node
from syncscript.language.syntax.tree.paths import Argument, Parameter
from syncscript.language.syntax.tree.statements import Block


@dataclass(slots=True, repr=False, eq=False)
class Declarator(Node):
    """One name of a declaration; value None when it has none. type: its own, as in `def (int a, b) = c`."""

    name: str
    value: Node | None
    type: str | None = None


@dataclass(slots=True, repr=False, eq=False)
class Declaration(Node):
    """def a = 1, b = 2; String s = x; final x = 1. type None for `def`."""

    type: str | None
    declarators: list[Declarator]
    final: bool = False
    static: bool = False


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
class Initializer(Node):
    """{ body } or static { body } among the members of a class."""

    body: list[Node]
    static: bool = False


@dataclass(slots=True, repr=False, eq=False)
class EnumConstant(Node):
    """NAME or NAME(arguments). body: the members that only this one has."""

    name: str
    arguments: list[Argument]
    body: Node | None = None


@dataclass(slots=True, repr=False, eq=False)
class EnumNames(Node):
    """The names at the head of an enum."""

    constants: list[EnumConstant]


@dataclass(slots=True, repr=False, eq=False)
class ClassDefinition(Node):
    """kind: class | interface | trait | enum | @interface.

    A method without type that has the class's name is a constructor.
    """

    name: str
    extends: str | None
    members: list[Node]
    kind: str = "class"
    implements: list[str] = field(default_factory=list)
    annotations: list[str] = field(default_factory=list)


@dataclass(slots=True, repr=False, eq=False)
class Import(Node):
    """import static a.b.C.* as D"""

    path: str
    alias: str | None = None
    static: bool = False
