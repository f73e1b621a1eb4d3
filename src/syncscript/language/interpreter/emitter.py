"""From the tree of a rule to Python's own tree: the part that keeps places and diagnostics.

Runtime functions are reached by name in a closed name space; what a name of the script stands for is kept
in `scopes`. Mistakes are collected, not raised. Refuses to know single constructs: those register
themselves, from `expressions` to `statements`.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any

from syncscript.language.interpreter.functional import FUNCTIONAL
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.out_of_reach import ADVICE, refused_part
from syncscript.language.interpreter.python_tree import constant, running
from syncscript.language.interpreter.rule_tree import reassigned_names, walk
from syncscript.language.interpreter.scopes import Scopes
from syncscript.language.interpreter.weight import extra_steps
from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children
from syncscript.model import Diagnostic, Severity, Span

EXPRESSIONS: dict[type, Callable[[Emitter, Any], ast.expr]] = {}
STATEMENTS: dict[type, Callable[[Emitter, Any, bool], list[ast.stmt]]] = {}


DELEGATES = re.compile(
    r"delegate|DELEGATE|JsonBuilder|rehydrate|thisObject"
    r"|(?<![.\w])owner\b(?!\s*[:=])|\.(?:with|tap)\(\s*\w"
)
HINTS = ("elegate", "DELEGATE", "JsonBuilder", "rehydrate", "thisObject", "owner", ".with(", ".tap(")
"""One of these stands in each text that the pattern is found in; they are looked for far faster."""


def speaks_of_delegates(source: str) -> bool:
    """Whether closures of the rule may look for names in a delegate."""
    return any(hint in source for hint in HINTS) and DELEGATES.search(source) is not None


FINDING = ("withDefault", "TreeMap", "ConcurrentSkipListMap")
"""What makes maps that may find something that is not under the very key."""


def makes_finding_map(node: tree.Node) -> bool:
    if isinstance(node, tree.New):
        return node.type.rsplit(".", 1)[-1] in FINDING
    return getattr(node, "name", None) == FINDING[0]


class Emitter(Scopes):
    """State while one rule is compiled. nodes: all of the script, when somebody has listed them already."""

    def __init__(
        self, script: tree.Script, source: str, name: str, kind: str, nodes: list[tree.Node] | None = None
    ) -> None:
        nodes = list(walk(script)) if nodes is None else nodes
        super().__init__(reassigned_names(nodes))
        self.name, self.kind, self.nodes = name, kind, nodes
        self.diagnostics: list[Diagnostic] = []
        self.constants: dict[str, Any] = {}
        self.pending: list[ast.stmt] = []
        self.delegating: tree.Node | None = None
        self.finds_more = any(word in source for word in FINDING) and any(map(makes_finding_map, nodes))
        self.homes = speaks_of_delegates(source)
        self.labels: dict[int, str] = {}
        self.refused: set[str] = set()
        self.makes_functions = any(word in source for word in FUNCTIONAL)
        self.static_names: dict[str, tuple[str, str]] = {}
        self.lines = source.split("\n")
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
        excerpt = self.lines[span.line - 1]
        self.diagnostics.append(Diagnostic(code, message, span, help, severity, excerpt))

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

    def hoisted(self, methods: list[tree.Method], body: list[ast.stmt]) -> list[ast.stmt]:
        """The functions of the script's methods, which stand in front of this body."""
        return [part for method in methods for part in self.statement(method)]

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

    def picked(self, case: tree.Case | tree.Switch, number: ast.expr) -> ast.expr:
        """The number of the case that a switch goes on with; for the switch itself: behind all of them."""
        return number

    def paid(self, steps: int) -> list[ast.stmt]:
        return [ast.Expr(running("spend", constant(steps)))] if steps else []

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
        help = self.declared_below(name, node) or advice_for(name, known)
        self.report("SEM101", node, f"Nothing here is called {name}.", help)

    def declared_below(self, name: str, node: tree.Node) -> str:
        """What to do about a name that is declared, but only after it is used; else nothing."""
        made = [each for each in self.nodes if isinstance(each, tree.Declarator) and each.name == name]
        below = min((each.start for each in made if each.start > node.start), default=None)
        if below is None:
            return ""
        return f"line {self.place(below)[0]} declares it, which is too late: move that line up"


NOWHERE = constant(None)


class JudgingEmitter(Emitter):
    """Writes only for what it tells on the way: nothing that it makes is run, so nothing needs a place or is
    counted."""

    def at(self, node: tree.Node, made: ast.expr) -> ast.expr:
        return made

    def stand(self, node: tree.Node, made: ast.AST) -> None:
        return

    def position(self, node: tree.Node) -> ast.expr:
        return NOWHERE

    def entry(self, node: tree.Node) -> list[ast.stmt]:
        return []

    def round(self, *parts: tree.Node | None) -> list[ast.stmt]:
        return []


def advice_for(name: str, known: Iterable[str]) -> str:
    """What to do about a name that nothing has."""
    is_class = name[:1].isupper() and not name.isupper()
    near = did_you_mean(name, [k for k in known if k[:1].isupper() == name[:1].isupper()])
    if near or not is_class:
        return near or f"declare it with `def {name} = ...`, or put it in quotes if it is a text"
    return "classes of a script library are not loaded: paste the class into this rule"
