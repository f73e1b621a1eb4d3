"""The emitter of quick forms: each node has its quick form, or the careful one.

A form decides from the tree alone before it emits anything, and answers None when it does not fit. Refuses
to know single forms; those register themselves.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from syncscript.language.interpreter.closures import takes_rest
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.origins import NOWHERE, Origins, Places
from syncscript.language.interpreter.python_tree import call, choose, load, named, store
from syncscript.language.interpreter.quick.plainness import Plainness
from syncscript.language.interpreter.quick.tables import constant_tables
from syncscript.language.interpreter.quick.whole_numbers import whole_names
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.interpreter.scopes import ROOTS
from syncscript.language.syntax import tree

Made = ast.expr | None
Form = TypeVar("Form", bound=Callable[..., Any])

FORMS: dict[type, Callable[[QuickEmitter, Any], Made]] = {}
STATEMENT_FORMS: dict[type, Callable[[QuickEmitter, Any, bool], list[ast.stmt] | None]] = {}


def form(node_type: type) -> Callable[[Form], Form]:
    def announce(function: Form) -> Form:
        FORMS[node_type] = function
        return function

    return announce


def statement_form(node_type: type) -> Callable[[Form], Form]:
    def announce(function: Form) -> Form:
        STATEMENT_FORMS[node_type] = function
        return function

    return announce


class QuickEmitter(Emitter):
    """As the careful emitter; places are left out, since a quick form tells of no mistake."""

    def __init__(
        self,
        script: tree.Script,
        source: str,
        name: str,
        kind: str,
        changed: Places = NOWHERE,
        wakes: bool = False,
    ) -> None:
        """changed: object and name of each field that the rule may change inside; wakes: it reads dates."""
        nodes = list(walk(script))
        super().__init__(script, source, name, kind, nodes)
        self.getters: dict[str, None] = {}
        self.maps: set[str] = set()
        self.grows = self.spends = False
        self.remembers = wakes or bool(changed)
        self.tables, self.whole = constant_tables(nodes), whole_names(nodes)
        self.prepaid: set[int] = set()
        self.assigned = Counter(assigned_fields(nodes))
        self.origins = None if changed else Origins(nodes)
        self.plainness = Plainness(self, self.assigned, {*overwritten_fields(nodes), *changed}, self.whole)
        self.plainness.origins = self.origins

    def expr(self, node: tree.Node) -> ast.expr:
        quick = FORMS.get(type(node))
        made = quick(self, node) if quick is not None else None
        return super().expr(node) if made is None else made

    def statement(self, node: tree.Node, tail: bool = False) -> list[ast.stmt]:
        inner = node.expression if isinstance(node, tree.ExpressionStatement) else node
        quick = STATEMENT_FORMS.get(type(inner))
        outside, self.pending = self.pending, []
        made = quick(self, inner, tail) if quick is not None else None
        pending, self.pending = self.pending, outside
        return super().statement(node, tail) if made is None else pending + made

    def stand(self, node: tree.Node, made: ast.AST) -> None:
        return

    def entry(self, node: tree.Node) -> list[ast.stmt]:
        """A method of the script counts its calls itself."""
        paid = super().entry(node)
        if not isinstance(node, tree.Method) or self.direct_method(node.name) is None:
            return paid
        return [ast.Expr(ast.Call(self.of_run("tick"), [], [])), *paid]

    def hoisted(self, methods: list[tree.Method], body: list[ast.stmt]) -> list[ast.stmt]:
        """Only of those methods that are called somewhere: small ones stand where they are called."""
        own = {id(method): python for known in self.methods.values() for method, python in known}
        written: dict[int, list[ast.stmt]] = {}
        called = names_in(body)
        while new := [m for m in methods if id(m) not in written and own[id(m)] in called]:
            for method in new:
                written[id(method)] = made = self.statement(method)
                called |= names_in(made)
        return [part for method in methods for part in written.get(id(method), [])]

    def direct_method(self, name: str) -> tuple[tree.Method, str] | None:
        """The script's only method of this name, when each of its parameters takes just one argument."""
        match self.methods.get(name):
            case [(method, python)] if all(takes_one(p) for p in method.parameters):
                return method, python
        return None

    def opening(self) -> list[ast.stmt]:
        """What the rule's function has at hand."""
        written: list[ast.stmt] = []
        for root in self.getters:
            got = ast.Attribute(load(f"c_{root}"), "get", ast.Load())
            written.append(ast.Assign([store(f"g_{root}")], got))
        if self.grows:
            written += counting("grown", "most", "text")
        if self.spends:
            written += counting("spent", "allowed", "steps")
        return written

    def closing(self, body: list[ast.stmt]) -> list[ast.stmt]:
        """What was charged on the way is added to the run's own counts."""
        counts = (("grown", "allocated", self.grows), ("spent", "spent", self.spends))
        added: list[ast.stmt] = [
            ast.AugAssign(ast.Attribute(load("run"), total, ast.Store()), ast.Add(), load(count))
            for count, total, used in counts
            if used
        ]
        return [ast.Try(body, [], [], added)] if added else body

    def is_copy(self, node: tree.Node) -> bool:
        """Whether this is the new map that a merging closure was given, which nothing else knows."""
        known = self.origins is not None and self.origins.is_copy(node)
        return known and isinstance(node, tree.Name) and node.name not in self.reassigned

    def getter(self, root: str) -> ast.expr:
        """The look-up in the issue or the replica."""
        self.use_context(root)
        self.getters[root] = None
        return load(f"g_{root}")

    def charged(self, made: ast.expr) -> ast.expr:
        """A text that is built here, charged by its length."""
        temp = self.fresh("t")
        fits = self.counted(call("len", named(temp, made)))
        return choose(fits, load(temp), call("unexpected"))

    def counted(self, size: ast.expr) -> ast.expr:
        """Charges, and tells whether it was in the budget. First the size, whose making may charge too."""
        self.grows = True
        return ast.Compare(self.added("grown", size), [ast.LtE()], [load("most")])

    def spent(self, steps: ast.expr) -> ast.expr:
        """Counts steps, and tells how many the rule's own code has taken so far."""
        self.spends = True
        return self.added("spent", steps)

    def added(self, count: str, more: ast.expr) -> ast.expr:
        """A count of the rule's function, with more added to it."""
        if self.function is not self.top:
            self.function.outer.add(count)
        return named(count, ast.BinOp(more, ast.Add(), load(count)))


def counting(count: str, most: str, limit: str) -> list[ast.stmt]:
    """A count that starts at nothing, and the limit that it is held against on the way."""
    limits = ast.Attribute(load("run"), "limits", ast.Load())
    return [
        ast.Assign([store(count)], ast.Constant(0)),
        ast.Assign([store(most)], ast.Attribute(limits, limit, ast.Load())),
    ]


def names_in(written: list[ast.stmt]) -> set[str]:
    nodes = ast.walk(ast.Module(written, []))
    return {node.id for node in nodes if isinstance(node, ast.Name)}


def takes_one(parameter: tree.Parameter) -> bool:
    return parameter.default is None and not takes_rest(parameter, [parameter])


def assigned_fields(nodes: list[tree.Node]) -> Iterator[str]:
    """Names of fields, once for each time the rule assigns or sets one; of a custom field its own."""
    for node in nodes:
        match node:
            case tree.Assignment(target=tree.Property(target=tree.Property(name=str(name)), name="value")):
                yield name
            case tree.Assignment(target=tree.Property(name=str(name))):
                yield name
            case tree.Call(name=str(name)) if name.startswith("set"):
                yield name[3:4].lower() + name[4:]


def overwritten_fields(nodes: list[tree.Node]) -> Iterator[tuple[str, str]]:
    """Each object and field that is assigned; a setter's field on both objects."""
    for node in nodes:
        match node:
            case tree.Assignment(target=tree.Property(target=tree.Name(name=owner), name=str(name))):
                yield ROOTS.get(owner, owner), name
            case tree.Call(name=str(name)) if name.startswith("set"):
                yield from ((root, name[3:4].lower() + name[4:]) for root in ("issue", "replica"))
