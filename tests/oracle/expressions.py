"""Expressions but for names, calls and assignments: one method for each kind of node."""

from __future__ import annotations

from functools import partial
from typing import Any

from syncscript.language.builtins.regular_expressions import make_pattern
from syncscript.language.interpreter.delegation import Home
from syncscript.language.interpreter.kept_order import is_ordered
from syncscript.language.interpreter.lazy_texts import LazyText, lazy_text
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import UNSET, Closure
from syncscript.language.syntax import tree
from tests.oracle import operators, places, types
from tests.oracle.arithmetic import is_number, is_whole, negated
from tests.oracle.faults import CAST, METHOD, Leave, failure
from tests.oracle.methods import least, most, takes_array, takes_rest
from tests.oracle.names import Names
from tests.oracle.nearness import argument_for
from tests.oracle.objects import OracleClass, OracleObject
from tests.oracle.order import truth
from tests.oracle.scopes import Scope


class Expressions(Names):
    here: Any
    filled: Any

    def value(self, node: tree.Node) -> Any:
        return self.placed(getattr(self, "of_" + type(node).__name__), node)

    def text(self, value: Any) -> str:
        return text(value)

    def is_instance(self, value: Any, name: str) -> bool:
        if types.bare(name) in types.ORDERED:
            return is_ordered(self.run, value) and isinstance(value, dict) is types.bare(name).endswith("Map")
        return types.is_instance(value, name)

    def of_Literal(self, node: tree.Literal) -> Any:
        return node.value

    def of_GString(self, node: tree.GString) -> Any:
        values = [part if isinstance(part, str) else self.value(part) for part in node.parts]
        if any(isinstance(part, tree.Closure) for part in node.parts):
            return lazy_text(self.run, *values)
        made = "".join(LazyText(self.run, (value,)).text() for value in values)
        self.run.charge_text(len(made))
        return made

    # operators

    def of_Binary(self, node: tree.Binary) -> Any:
        left = self.filled(node.left) if node.operator == "<<" else self.value(node.left)
        if node.operator == "&&":
            return truth(left) and truth(self.value(node.right))
        if node.operator == "||":
            return truth(left) or truth(self.value(node.right))
        right = self.value(node.right)
        self.appends(node, node.operator, left)
        return operators.operate(self, node.operator, left, right)

    def appends(self, node: tree.Node, operator: str, left: Any) -> None:
        """A change of a list or map is made where its `<<` stands."""
        if operator == "<<" and not isinstance(left, OracleObject):
            self.run.position = self.here(node)

    def own_operator(self, left: Any, method: str, *right: Any) -> Any:
        return left.own(method, *right) if isinstance(left, OracleObject) else NotImplemented

    def of_Unary(self, node: tree.Unary) -> Any:
        value = self.value(node.operand)
        method = {"-": "negative", "+": "positive", "~": "bitwiseNegate"}.get(node.operator, "")
        told = self.own_operator(value, method)
        if told is not NotImplemented:
            return told
        match node.operator:
            case "!":
                return not truth(value)
            case "-":
                return negated(value)
            case "~":
                return -value - 1 if is_whole(value) else make_pattern(self.run, value)
        if not is_number(value):
            raise failure("R105", METHOD, "Cannot use + on this: a number is needed.")
        return value

    def of_Ternary(self, node: tree.Ternary) -> Any:
        return self.value(node.then if truth(self.value(node.condition)) else node.otherwise)

    def of_Elvis(self, node: tree.Elvis) -> Any:
        value = self.value(node.value)
        return value if truth(value) else self.value(node.otherwise)

    def of_TypeTest(self, node: tree.TypeTest) -> Any:
        return self.is_instance(self.value(node.value), node.type) is not node.negated

    def of_Cast(self, node: tree.Cast) -> Any:
        value, of = self.value(node.value), self.classes.get(types.bare(node.type))
        if of is not None:
            return self.as_object(value, of)
        return types.declared(value, node.type) if node.java else types.cast(self.run, value, node.type)

    def as_object(self, value: Any, of: OracleClass) -> Any:
        if value is None or (isinstance(value, OracleObject) and value.is_a(of.name)):
            return value
        if of.kind == "enum":
            return of.named(text(value))
        if isinstance(value, dict | list):
            return of.new(self.run, [value] if isinstance(value, dict) else value)
        raise failure("R112", CAST, f"Cannot make a {of.name} of this.")

    def of_Range(self, node: tree.Range) -> Any:
        low = self.value(node.low)
        return operators.interval(self, low, self.value(node.high), node.exclusive, node.after)

    def of_ListLiteral(self, node: tree.ListLiteral) -> list[Any]:
        made: list[Any] = []
        for item in node.items:
            spread = isinstance(item, tree.Spread)
            made += places.spread(self.value(item.value)) if spread else [self.value(item)]  # type: ignore[attr-defined]
        return made

    def of_MapLiteral(self, node: tree.MapLiteral) -> dict[Any, Any]:
        made: dict[Any, Any] = {}
        for entry in node.entries:
            if isinstance(entry, tree.Spread):
                made.update(types.cast(self.run, self.value(entry.value), "Map") or {})
            elif isinstance(entry, tree.MapEntry):
                name = entry.key if isinstance(entry.key, str) else places.key(self.value(entry.key))
                made[name] = self.value(entry.value)
        return made

    # closures

    def of_Closure(self, node: tree.Closure) -> Closure:
        implicit = node.parameters is None
        parameters = [tree.Parameter(0, 0, "it")] if node.parameters is None else node.parameters
        home = Home(self.scope.closure_home(), "home")
        function = partial(self.function(node, parameters, node.body, self.scope), home=home)
        last = getattr(node.body[-1], "expression", node.body[-1]) if node.body else None
        fewest = 0 if implicit else least(parameters)
        assigns = isinstance(last, tree.Assignment)
        home.closure = Closure(function, fewest, most(parameters), implicit, assigns, home=home)
        return home.closure

    def of_Block(self, node: tree.Block) -> Closure:
        return self.of_Closure(tree.Closure(node.start, node.end, None, node.body))

    def function(
        self,
        node: tree.Node,
        parameters: list[tree.Parameter],
        body: list[tree.Node],
        scope: Scope,
    ) -> Any:
        """What a call of a closure or method does, with a value or UNSET for each parameter."""

        def called(*given: Any, home: Any = None) -> Any:
            outer, self.scope = self.scope, Scope(scope, nest=home)
            try:
                self.placed(lambda node: self.take(parameters, given), node)
                return self.body(body)
            except Leave as leave:
                if leave.kind != "return":
                    raise
                return leave.value
            finally:
                self.scope = outer

        return called

    def take(self, parameters: list[tree.Parameter], given: tuple[Any, ...]) -> None:
        """Parameters get their values from the left, so a default sees those in front of it."""
        rest = takes_rest(parameters)
        for number, each in enumerate(parameters):
            if rest and number == len(parameters) - 1:
                more = list(given[number:])
                whole = takes_array(each) and len(more) == 1 and isinstance(more[0], list)
                self.declare(each.name, more[0] if whole else more)
                return
            value = given[number] if number < len(given) else UNSET
            if value is UNSET:
                value = self.value(each.default) if each.default is not None else None
            self.declare(each.name, value, each.type)
        for each in parameters:
            if each.type and types.is_known(each.type):
                cell = self.scope.cells[each.name]
                cell.value = argument_for(cell.value, each.type)
