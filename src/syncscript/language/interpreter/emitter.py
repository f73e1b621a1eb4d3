"""From the tree of a rule to Python's own tree: the part that keeps scopes, places and diagnostics.

Every name of a script becomes a numbered Python local; runtime functions are reached by name in a closed
name space. Mistakes are collected, not raised. Refuses to know single constructs: those register
themselves, from `expressions` to `statements`.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.out_of_reach import ADVICE, refused_part
from syncscript.language.interpreter.python_tree import constant, load, running
from syncscript.language.interpreter.rule_tree import reassigned_names, walk
from syncscript.language.interpreter.weight import extra_steps
from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children
from syncscript.model import Diagnostic, Severity, Span

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

EXPRESSIONS: dict[type, Callable[[Emitter, Any], ast.expr]] = {}
STATEMENTS: dict[type, Callable[[Emitter, Any, bool], list[ast.stmt]]] = {}


@dataclass(slots=True)
class Variable:
    """A declared name. `sent`: the replica paths it stands for, when it is never assigned again.

    type: what every value that is assigned becomes; final: nothing may be assigned.
    """

    python: str
    owner: Function
    looped: bool
    sent: tuple[Path, ...] = ()
    type: str | None = None
    final: bool = False


@dataclass(slots=True)
class Function:
    """One Python function being written, with its open blocks of names.

    scope, this: of a method, the class it belongs to and the Python name of its object.
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


class Emitter:
    """State while one rule is compiled."""

    def __init__(self, script: tree.Script, source: str, name: str, kind: str) -> None:
        self.source, self.name, self.kind = source, name, kind
        self.diagnostics: list[Diagnostic] = []
        self.constants: dict[str, Any] = {}
        self.context: dict[str, None] = {}
        self.bindings: dict[str, Variable] = {}
        self.pending: list[ast.stmt] = []
        self.methods: dict[str, list[tuple[tree.Method, str]]] = {}
        self.reassigned = reassigned_names(script)
        self.function = Function(None)
        self.top = self.function
        self.serial = 0
        self.delegating: tree.Node | None = None
        self.defaults = "withDefault" in source and any(
            getattr(node, "name", None) == "withDefault" for node in walk(script)
        )
        self.labels: dict[int, str] = {}
        self.refused: set[str] = set()
        self.static_names: dict[str, tuple[str, str]] = {}
        self.classes: dict[str, Any] = {}
        self.line_starts = [0, *(m.end() for m in re.finditer("\n", source))]

    # places

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def position(self, node: tree.Node) -> ast.expr:
        return constant(self.place(node.start))

    def at(self, node: tree.Node, made: ast.expr) -> ast.expr:
        """The Python node, standing where the rule's node stands, so that tracebacks tell its place."""
        self.stand(node, made)
        return made

    def stand(self, node: tree.Node, made: ast.AST) -> None:
        """Give the part the place of the rule's node, unless it has one; `fill_places` does the rest."""
        if hasattr(made, "lineno") or "lineno" not in made._attributes:
            return
        line, column = self.place(node.start)
        end_line, end_column = self.place(node.end)
        made.lineno, made.col_offset = line, column - 1  # type: ignore[attr-defined]
        made.end_lineno, made.end_col_offset = end_line, end_column - 1  # type: ignore[attr-defined]

    def span(self, node: tree.Node) -> Span:
        return Span(self.name, *self.place(node.start), *self.place(max(node.end, node.start + 1)))

    def report(
        self, code: str, node: tree.Node, message: str, help: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        span = self.span(node)
        excerpt = self.source.splitlines()[span.line - 1] if self.source.strip() else ""
        self.diagnostics.append(Diagnostic(code, message, span, help, severity, excerpt))

    # names

    def fresh(self, letter: str, word: str = "") -> str:
        self.serial += 1
        return f"{letter}{self.serial}" + re.sub(r"[^A-Za-z0-9]", "_", word)[:30]

    def declare(self, name: str, sent: tuple[Path, ...] = ()) -> Variable:
        variable = Variable(
            self.fresh("v", name),
            self.function,
            self.function.loops > 0,
            sent if name not in self.reassigned else (),
        )
        self.function.blocks[-1][name] = variable
        return variable

    def lookup(self, name: str) -> Variable | None:
        function: Function | None = self.function
        while function is not None:
            for block in reversed(function.blocks):
                if name in block:
                    return block[name]
            function = function.parent
        return None if self.class_around() else self.bindings.get(name)

    def class_around(self) -> Function | None:
        """The function of the class's method that is being written, if one is."""
        function: Function | None = self.function
        while function is not None and function.scope is None:
            function = function.parent
        return function

    def member(self, name: str) -> str | None:
        """The Python name of the object whose property a bare name is, inside a class; else None."""
        around = self.class_around()
        if around is None or self.lookup(name) is not None:
            return None
        return around.this if name == "this" or around.scope.has_field(name) else None

    def knows(self, name: str) -> bool:
        """Whether a bare name is a variable, or a member of the class around."""
        return self.lookup(name) is not None or self.member(name) is not None

    def bind(self, name: str) -> Variable:
        """The variable of an assignment without `def`: one for the whole script."""
        if name not in self.bindings:
            self.bindings[name] = Variable(self.fresh("v", name), self.top, False)
        return self.bindings[name]

    def delegate(self) -> str | None:
        """The value on which a closure of `with` finds the names that nothing else here has."""
        function: Function | None = self.function
        while function is not None and function.delegate is None:
            function = function.parent
        return function.delegate if function is not None else None

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

    # parts

    def expr(self, node: tree.Node) -> ast.expr:
        emit = EXPRESSIONS.get(type(node))
        if emit is not None:
            return self.at(node, emit(self, node))
        self.unsupported(node)
        return ast.Constant(None)

    def statements(self, nodes: Iterable[tree.Node], tail: bool = False) -> list[ast.stmt]:
        """The Python statements of a body. tail: the last one's value is the body's result."""
        listed = list(nodes)
        written: list[ast.stmt] = []
        for number, node in enumerate(listed):
            written += self.statement(node, tail and number == len(listed) - 1)
        return written

    def statement(self, node: tree.Node, tail: bool = False) -> list[ast.stmt]:
        outside, self.pending = self.pending, []
        emit = STATEMENTS.get(type(node))
        if emit is not None:
            made = emit(self, node, tail)
        elif type(node) in EXPRESSIONS:
            made = STATEMENTS[tree.ExpressionStatement](
                self, tree.ExpressionStatement(node.start, node.end, node), tail
            )
        else:
            self.unsupported(node)
            made = []
        made = self.pending + made
        self.pending = outside
        for part in made:
            self.stand(node, part)
        return made

    def opening(self) -> list[ast.stmt]:
        """What stands at the start of the rule's function, after its context."""
        return []

    def closing(self, body: list[ast.stmt]) -> list[ast.stmt]:
        """The body of the rule's function, with what must happen at its end."""
        return body

    def entry(self, node: tree.Node) -> list[ast.stmt]:
        """What stands at the start of the function of a closure or method."""
        return self.paid(extra_steps(*children(node)))

    def round(self, *parts: tree.Node | None) -> list[ast.stmt]:
        """What stands at the start of each round of a loop that has these parts."""
        return self.paid(extra_steps(*parts))

    def paid(self, steps: int) -> list[ast.stmt]:
        return [ast.Expr(running("spend", constant(steps)))] if steps else []

    @contextmanager
    def block(self) -> Iterator[None]:
        self.function.blocks.append({})
        try:
            yield
        finally:
            self.function.blocks.pop()

    def unsupported(self, node: tree.Node, what: str = "") -> None:
        words = what or re.sub(r"(?<!^)(?=[A-Z])", " ", type(node).__name__).lower()
        self.report(
            "SEM104",
            node,
            f"The language does not know this yet: {words}.",
            "write it another way, or leave it out",
        )

    def refuse(self, node: tree.Node, path: str) -> bool:
        """Reports a name that no rule can reach, once in a file; False when it is none."""
        part = refused_part(path)
        if part is not None and part not in self.refused:
            self.report("SEM108", node, f"{path} is not available in a rule.", ADVICE[part])
            self.refused.add(part)
        return part is not None

    def unknown(self, node: tree.Node, name: str, known: Iterable[str]) -> None:
        if self.refuse(node, name):
            return
        name = name.rsplit(".", 1)[-1]
        near = did_you_mean(name, known)
        self.report(
            "SEM101",
            node,
            f"Nothing here is called {name}.",
            near or f"declare it with `def {name} = ...`, or put it in quotes if it is a text",
        )

    def visible(self) -> set[str]:
        """All names that could be written here."""
        names = {*ROOTS, *INPUTS, *self.methods, *self.bindings}
        function: Function | None = self.function
        while function is not None:
            for block in function.blocks:
                names.update(block)
            function = function.parent
        return names
