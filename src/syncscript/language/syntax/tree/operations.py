"""Everything with an operator. Which binds tighter is settled: the tree shows it."""

from __future__ import annotations

from dataclasses import dataclass

from syncscript.language.syntax.tree.node import Node


@dataclass(slots=True, repr=False, eq=False)
class Unary(Node):
    """operator: `!`, `-`, `+`, `~`."""

    operator: str
    operand: Node


@dataclass(slots=True, repr=False, eq=False)
class Step(Node):
    """`++` or `--`, in front of or behind a target."""

    operator: str
    target: Node
    prefix: bool


@dataclass(slots=True, repr=False, eq=False)
class Binary(Node):
    """operator: as written (`+`, `==`, `&&`, `in`, `!in`, `=~`, `<=>`, ...)."""

    operator: str
    left: Node
    right: Node


@dataclass(slots=True, repr=False, eq=False)
class TypeTest(Node):
    """value instanceof type, value !instanceof type."""

    value: Node
    type: str
    negated: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Cast(Node):
    """value as Type, (Type) value. java: True for the second form."""

    value: Node
    type: str
    java: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Ternary(Node):
    """condition ? then : otherwise"""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(slots=True, repr=False, eq=False)
class Elvis(Node):
    """value ?: otherwise"""

    value: Node
    otherwise: Node


@dataclass(slots=True, repr=False, eq=False)
class Assignment(Node):
    """target operator value. operator: `=`, `+=`, `-=`, `*=`, `/=`, `%=`, `**=`, `?=`, `<<=`..."""

    target: Node
    operator: str
    value: Node
