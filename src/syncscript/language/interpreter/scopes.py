"""The names of a rule while it is compiled: which Python local each is, and which function it belongs to.

Every name of a script becomes a numbered Python local. Blocks, closures, methods and classes around a name
are searched from the inside out. Refuses to know constructs, places and diagnostics.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from syncscript.language.interpreter.python_tree import load
from syncscript.language.syntax import tree

Path = tuple[str, str | None]
"""A field of the replica, and the entry of it for customFields and customKeys."""

ROOTS = {
    "issue": "issue",
    "entity": "issue",
    "workItem": "issue",
    "incident": "issue",
    "replica": "replica",
    "previous": "previous",
}
INPUTS = (
    "firstSync",
    "issueKey",
    "connection",
    "entityType",
    "relation",
    "sprint",
    "issueUrl",
    "syncRequest",
    "remoteIssueUrl",
    "traces",
    "epic",
    "issueBeforeScript",
)


@dataclass(slots=True)
class Variable:
    """A declared name. sent: the replica paths whose absence makes it null, when it is never assigned again;
    sent_as: the path that it stands for, with nothing in its place when that was not sent.

    type: what every value that is assigned becomes; final: nothing may be assigned.
    """

    python: str
    owner: Function
    looped: bool
    sent: tuple[Path, ...] = ()
    sent_as: Path | None = None
    type: str | None = None
    final: bool = False


@dataclass(slots=True)
class Function:
    """One Python function being written, with its open blocks of names.

    scope, this: of a method, the class it belongs to and the Python name of its object; home: of a closure,
    the Python name of what knows its delegate, in rules that speak of delegates; method: the innermost
    function from here outwards that is a class's method.
    """

    parent: Function | None
    blocks: list[dict[str, Variable]] = field(default_factory=lambda: [{}])
    outer: set[str] = field(default_factory=set)
    captured: dict[str, None] = field(default_factory=dict)
    loops: int = 0
    jumps: list[Any] = field(default_factory=list)
    delegate: str | None = None
    scope: Any = None
    this: str = ""
    home: str = ""
    method: Function | None = field(init=False)

    def __post_init__(self) -> None:
        inherited = self.parent.method if self.parent is not None else None
        self.method = self if self.scope is not None else inherited


class Scopes:
    """The open scopes, from the function now being written outwards.

    reassigned: the names that the script assigns to again after they were declared.
    """

    def __init__(self, reassigned: Container[str]) -> None:
        self.reassigned = reassigned
        self.context: dict[str, None] = {}
        self.at_hand: dict[str, None] = {}
        self.bindings: dict[str, Variable] = {}
        self.methods: dict[str, list[tuple[tree.Method, str]]] = {}
        self.classes: dict[str, Any] = {}
        self.function = Function(None)
        self.top = self.function
        self.serial = 0

    def fresh(self, letter: str, word: str = "") -> str:
        self.serial += 1
        plain = word if word.isalnum() and word.isascii() else re.sub(r"[^A-Za-z0-9]", "_", word)
        return f"{letter}{self.serial}{plain[:30]}"

    def declare(self, name: str, sent: tuple[Path, ...] = (), sent_as: Path | None = None) -> Variable:
        variable = Variable(self.fresh("v", name), self.function, self.function.loops > 0)
        if name not in self.reassigned:
            variable.sent, variable.sent_as = sent, sent_as
        self.function.blocks[-1][name] = variable
        return variable

    def lookup(self, name: str) -> Variable | None:
        function: Function | None = self.function
        while function is not None:
            for block in reversed(function.blocks):
                if name in block:
                    return block[name]
            if function.scope is not None and (not function.scope.inside or function.scope.has_field(name)):
                return None
            function = function.parent
        return self.bindings.get(name)

    def class_around(self) -> Function | None:
        """The function of the class's method that is being written, if one is."""
        return self.function.method

    def classes_around(self) -> Iterator[Function]:
        """Those functions from the inside out: a class without a name may stand in a method of another."""
        function = self.function.method
        while function is not None:
            yield function
            function = function.parent.method if function.parent is not None else None

    def sees_script(self) -> bool:
        """Whether the script's own methods are seen here: not from inside of a class with a name."""
        return all(each.scope.inside for each in self.classes_around())

    def class_of(self, this: str) -> Any:
        """The class whose object has this Python name."""
        return next((each.scope for each in self.classes_around() if each.this == this), None)

    def member(self, name: str) -> str | None:
        """The Python name of the object whose property a bare name is, inside a class; else None."""
        if self.class_around() is None or self.lookup(name) is not None:
            return None
        owners = (each for each in self.classes_around() if name == "this" or each.scope.has_field(name))
        return next((each.this for each in owners), None)

    def knows(self, name: str) -> bool:
        """Whether a bare name is a variable, or a member of the class around."""
        return self.lookup(name) is not None or self.member(name) is not None

    def bind(self, name: str) -> Variable:
        """The variable of an assignment without `def`: one for the whole script."""
        if name not in self.bindings:
            self.bindings[name] = Variable(self.fresh("v", name), self.top, False)
        return self.bindings[name]

    def delegates(self, name: str) -> list[str]:
        """The values, from the inside out, that closures of `with` ask for a name before the script does.

        None where a declaration around settles the name.
        """
        variable, found = self.lookup(name), []
        if variable is not None and self.bindings.get(name) is not variable:
            return []
        function: Function | None = self.function
        while function is not None:
            found += [function.delegate] if function.delegate is not None else []
            function = function.parent if function.scope is None else None
        return found

    def delegates_first(self, name: str) -> list[str]:
        """The same for names that mean something without them: variables of the script, and members."""
        known = name in self.bindings or (name != "this" and self.member(name) is not None)
        return self.delegates(name) if known else []

    def reach(self, name: str, variable: Variable, writes: bool) -> None:
        """Make the variable usable in the present function."""
        function: Function | None = self.function
        keeps = variable.looped and name not in self.reassigned and not writes
        while function is not None and function is not variable.owner:
            if keeps:
                function.captured[variable.python] = None
            elif writes and function is self.function:
                function.outer.add(variable.python)
            function = function.parent

    def root_of(self, node: tree.Node) -> str | None:
        """`issue`, `replica` or `previous` when the node is that object by name."""
        if isinstance(node, tree.Name) and not self.knows(node.name):
            return ROOTS.get(node.name)
        return None

    def use_context(self, name: str) -> ast.expr:
        self.context[name] = None
        return load(f"c_{name}")

    def of_run(self, name: str) -> ast.expr:
        """A part of the run's state, which the rule's function takes out once."""
        self.at_hand[name] = None
        return load(name)

    @contextmanager
    def block(self) -> Iterator[None]:
        self.function.blocks.append({})
        try:
            yield
        finally:
            self.function.blocks.pop()

    def visible(self) -> set[str]:
        """All names that could be written here."""
        names = {*ROOTS, *INPUTS, *self.methods, *self.bindings}
        function: Function | None = self.function
        while function is not None:
            for block in function.blocks:
                names.update(block)
            function = function.parent
        return names
