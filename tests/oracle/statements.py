"""Statements: one method for each kind of node. The value of one is what it gives as the last."""

from __future__ import annotations

from typing import Any

from syncscript.language.interpreter.class_names import is_kind
from syncscript.language.interpreter.faults import CATCHABLE, Fault
from syncscript.language.interpreter.values import Failure
from syncscript.language.syntax import tree
from tests.oracle import absence, places, types
from tests.oracle.faults import CAST, NULL, Leave, failure
from tests.oracle.objects import OracleObject
from tests.oracle.order import takes, truth
from tests.oracle.scopes import Cell, Scope


class Statements:
    scope: Scope
    run: Any
    value: Any
    assign: Any
    reassigned: set[str]

    def statement(self, node: tree.Node) -> Any:
        method = getattr(self, "do_" + type(node).__name__, None)
        return self.placed(method, node) if method else self.value(node)

    def placed(self, method: Any, node: Any) -> Any:
        """A failure stands where the innermost node does."""
        try:
            return method(node)
        except (Exception, RecursionError) as error:
            if isinstance(error, Leave):
                error.node_at = error.node_at or node
            elif not hasattr(error, "node_at"):
                error.node_at = node if isinstance(node, tree.Node) else node.node_at  # type: ignore[attr-defined]
            raise

    def body(self, nodes: list[tree.Node]) -> Any:
        value = None
        for node in nodes:
            value = self.statement(node)
        return value

    def block(self, node: tree.Node | list[tree.Node], scope: Scope | None = None) -> Any:
        outer, self.scope = self.scope, scope or Scope(self.scope)
        try:
            nodes = node if isinstance(node, list) else node.body if isinstance(node, tree.Block) else [node]
            return self.body(nodes)
        finally:
            self.scope = outer

    def declare(self, name: str, value: Any, type_text: str | None = None) -> Cell:
        known = type_text if type_text and types.is_known(type_text) else None
        self.scope.cells[name] = Cell(value, known)
        return self.scope.cells[name]

    def do_ExpressionStatement(self, node: tree.ExpressionStatement) -> Any:
        return self.value(node.expression)

    def do_Declaration(self, node: tree.Declaration) -> Any:
        value = None
        for each in node.declarators:
            sent = absence.paths_of(self, each.value)
            stands_for = absence.path_of(self, each.value)
            value = self.value(each.value) if each.value is not None else None
            if node.type and each.value is not None and types.is_known(node.type):
                value = types.declared(value, node.type)
            cell = self.declare(each.name, value, node.type)
            if each.name not in self.reassigned:
                cell.sent, cell.stands_for = tuple(sent), stands_for
        return value

    def do_MultipleDeclaration(self, node: tree.MultipleDeclaration) -> None:
        value = self.value(node.value)
        for number, each in enumerate(node.names):
            item = None if value is None else places.element(self.run, value, number)
            if each.type and types.is_known(each.type):
                item = types.declared(item, each.type)
            self.declare(each.name, item, each.type)

    def do_MultipleAssignment(self, node: tree.MultipleAssignment) -> None:
        value = self.value(node.value)
        for number, target in enumerate(node.targets):
            self.assign(target, None if value is None else places.element(self.run, value, number))

    def nothing(self, node: tree.Node) -> None:
        return None

    do_ClassDefinition = do_Import = nothing

    def do_Block(self, node: tree.Block) -> Any:
        return self.block(node)

    def do_If(self, node: tree.If) -> Any:
        if truth(self.value(node.condition)):
            return self.block(node.then)
        return self.block(node.otherwise) if node.otherwise is not None else None

    # switch and loops

    def do_Switch(self, node: tree.Switch) -> Any:
        subject = self.value(node.subject)
        first, value = self.chosen(node, subject), None
        outer, self.scope = self.scope, Scope(self.scope)
        try:
            for case in node.cases[first:]:
                for part in case.body:
                    if part is case.body[-1] and isinstance(part, tree.Break) and not part.label:
                        return value
                    value = self.statement(part)
        except Leave as leave:
            if leave.kind != "break" or leave.label:
                raise
            return None
        finally:
            self.scope = outer
        return value

    def chosen(self, node: tree.Switch, subject: Any) -> int:
        """The number of the first case that takes the subject; else the default's."""
        for number, case in enumerate(node.cases):
            if any(takes(self, self.value(each), subject) for each in case.values):
                return number
        return next((n for n, case in enumerate(node.cases) if not case.values), len(node.cases))

    def do_Labelled(self, node: tree.Labelled) -> Any:
        self.labels[id(node.statement)] = node.label
        return self.statement(node.statement)

    labels: dict[int, str]

    def goes_on(self, loop: Any, scope: Scope | None = None) -> bool:
        """One round of a loop; False to leave it."""
        self.run.tick()
        try:
            self.block(loop.body, scope)
        except Leave as leave:
            if leave.kind == "return" or (leave.label and leave.label != self.labels.get(id(loop))):
                raise
            return leave.kind == "continue"
        return True

    def do_ForIn(self, node: tree.ForIn) -> None:
        items = places.items(self.run, self.value(node.iterable))
        around = Scope(self.scope)
        cell = around.cells[node.parameter.name] = Cell(None)
        for item in items:
            cell.value = item
            if not self.goes_on(node, Scope(around)):
                return

    def do_While(self, node: tree.While) -> None:
        if node.first and not self.goes_on(node):
            return
        while truth(self.value(node.condition)):
            if not self.goes_on(node):
                return

    def do_ForLoop(self, node: tree.ForLoop) -> None:
        outer, self.scope = self.scope, Scope(self.scope)
        try:
            self.body(node.initial)
            while node.condition is None or truth(self.value(node.condition)):
                if not self.goes_on(node):
                    return
                self.body(node.step)
        finally:
            self.scope = outer

    # leaving

    def do_Break(self, node: tree.Break) -> None:
        raise Leave("break", None, node.label)

    def do_Continue(self, node: tree.Continue) -> None:
        raise Leave("continue", None, node.label)

    def do_Return(self, node: tree.Return) -> None:
        raise Leave("return", self.value(node.value) if node.value is not None else None)

    def do_Throw(self, node: tree.Throw) -> None:
        value = self.value(node.value)
        if isinstance(value, Failure):
            raise failure("R200", value.kind, value.message or value.kind, value=value)
        if isinstance(value, OracleObject) and value.made_of.thrown_as():
            raise failure("R200", value.title(), value.fields.get("message") or value.title(), value=value)
        raise failure("R115", NULL if value is None else CAST, "Only exceptions can be thrown.")

    def do_Try(self, node: tree.Try) -> Any:
        try:
            return self.block(node.body)
        except CATCHABLE as error:
            seen = seen_by_catch(error)
            for clause in node.catches:
                if any(is_one(seen, types.bare(each)) for each in clause.types or ["Exception"]):
                    return self.block(clause.body, Scope(self.scope, {clause.name: Cell(seen)}))
            raise
        finally:
            if node.final is not None:
                self.block(node.final)


def seen_by_catch(error: BaseException) -> Any:
    """What went wrong, as a value."""
    if not isinstance(error, Fault):
        return Failure("RuntimeException", "these values do not fit this operation")
    if isinstance(error.value, Failure | OracleObject):
        return error.value
    return Failure(error.kind, error.said or error.message, about=error.about)


def is_one(thrown: Any, name: str) -> bool:
    return thrown.is_a(name) if isinstance(thrown, OracleObject) else is_kind(thrown.kind, name)
