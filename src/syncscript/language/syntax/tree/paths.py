"""Names, what is reached from them, calls, and the closures that are passed to calls."""

from __future__ import annotations

from dataclasses import dataclass, field

from syncscript.language.syntax.tree.node import Node


@dataclass(slots=True, repr=False, eq=False)
class Name(Node):
    """A bare name: variable, class or the head of a path."""

    name: str


@dataclass(slots=True, repr=False, eq=False)
class Property(Node):
    """target.name, target?.name, target*.name. name: str, or an expression for `."${x}"` and `.(x)`."""

    target: Node
    name: str | Node
    safe: bool = False
    spread: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Index(Node):
    """target[keys], target?[keys]."""

    target: Node
    keys: list[Node]
    safe: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Argument(Node):
    """One argument: positional (name None), named (`name: value`; name str or expression),
    spread (`*value`).

    `*: map` has the name `*` and is spread.
    """

    value: Node
    name: str | Node | None = None
    spread: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Call(Node):
    """A call. target: the receiver for a method call (`name` its method), None for `name(...)`.

    A call of an expression's value, `f[0](x)`, has name `call`. Trailing closures are the last arguments.
    """

    target: Node | None
    name: str | Node
    arguments: list[Argument]
    safe: bool = False
    spread: bool = False


@dataclass(slots=True, repr=False, eq=False)
class MethodPointer(Node):
    """target.&name"""

    target: Node
    name: str


@dataclass(slots=True, repr=False, eq=False)
class New(Node):
    """new Type(arguments). type: as written without generics, dimensions `[n]` in `sizes`.

    body: the class without a name that follows in braces.
    """

    type: str
    arguments: list[Argument]
    sizes: list[Node] = field(default_factory=list)
    body: Node | None = None


@dataclass(slots=True, repr=False, eq=False)
class Parameter(Node):
    """A parameter of a closure or method. type: as written or None; varargs: `T... name`."""

    name: str
    type: str | None = None
    default: Node | None = None
    varargs: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Closure(Node):
    """{ parameters -> body }. parameters None: none written, so there is an implicit `it`."""

    parameters: list[Parameter] | None
    body: list[Node]
