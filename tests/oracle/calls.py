"""Calls: who is called, with what, and what of it a builtin does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from inspect import signature
from typing import Any

from syncscript.language.builtins.registry import FUNCTIONS, HELPERS, METHODS, STATICS, method_of
from syncscript.language.interpreter.delegation import NOTHING
from syncscript.language.interpreter.misfits import HOST_ERRORS
from syncscript.language.interpreter.text import in_gstring
from syncscript.language.interpreter.values import Box, ClassName, Closure, Helper
from syncscript.language.syntax import tree
from tests.oracle import absence, places, types
from tests.oracle.delegates import searched, unless_missing
from tests.oracle.expressions import Expressions
from tests.oracle.faults import METHOD, NULL, failure, no_method
from tests.oracle.methods import ScriptMethod, by_number, least, nearest
from tests.oracle.objects import OracleClass, OracleObject
from tests.oracle.scopes import Scope

FILLING = {"put", "putAll", "putAt", "putIfAbsent", "computeIfAbsent", "compute", "merge", "leftShift"}
"""Methods by which a map gets entries."""
FUNCTIONAL = {
    "Comparator": ("compare", 2), "Runnable": ("run", 0), "Callable": ("call", 0), "Supplier": ("get", 0),
    "Function": ("apply", 1), "UnaryOperator": ("apply", 1), "Predicate": ("test", 1),
    "Consumer": ("accept", 1), "BiFunction": ("apply", 2), "BinaryOperator": ("apply", 2),
    "BiPredicate": ("test", 2), "BiConsumer": ("accept", 2),
}  # fmt: skip
"""The one method of each interface that a closure stands for, and how many arguments it takes."""


class Calls(Expressions):
    here: Any
    has_member: Any
    globals: Scope

    def arguments(self, given: Sequence[tree.Argument]) -> list[Any]:
        """The values in order, the named ones as one map in front."""
        named: dict[Any, Any] = {}
        plain: list[Any] = []
        for each in given:
            if each.name is not None:
                name = each.name if isinstance(each.name, str) else self.value(each.name)
                named.update(self.value(each.value) if name == "*" else {name: self.value(each.value)})
            elif each.spread:
                plain += places.spread(self.value(each.value))
            else:
                plain.append(self.value(each.value))
        return [named, *plain] if any(each.name is not None for each in given) else plain

    def builtin(self, node: tree.Node | None, function: Callable[..., Any], *given: Any) -> Any:
        """What the project's own function gives; a failure when it was not made for such arguments."""
        self.run.position = self.here(node)
        try:
            return function(self.run, *given)
        except HOST_ERRORS as error:
            if hasattr(error, "node_at") and binds(function, (self.run, *given)):
                raise
            if isinstance(error, ArithmeticError):
                raise failure("R106", "ArithmeticException", "A number is out of range.") from None
            raise failure("R104", METHOD, "It does not take these.") from None

    # who is called

    def of_Call(self, node: tree.Call) -> Any:
        target = node.target
        outside = self.scope.with_this() is None
        if target is None or (isinstance(target, tree.Name) and target.name == "this" and outside):
            return self.bare_call(node)
        if isinstance(target, tree.Name) and target.name == "super" and not outside:
            return self.super_call(node)
        if isinstance(target, tree.Name) and target.name in HELPERS and not self.knows(target.name):
            function = HELPERS[target.name].get(self.called(node))
            if function is None:
                raise failure("R103", METHOD, "This helper has no such method.")
            return self.builtin(node, function, *self.arguments(node.arguments))
        dotted = self.dotted(target)
        if dotted is not None and isinstance(node.name, str) and not self.is_constant(target):
            owner = dotted.split(".")[-1]
            if node.name in STATICS.get(owner, {}):
                return self.call_static(node, owner, node.name, self.arguments(node.arguments))
        return self.method_call(node, target)

    def is_constant(self, node: tree.Node) -> bool:
        """`Locale.US` and its like are values, no classes."""
        if not isinstance(node, tree.Property) or not isinstance(node.name, str):
            return False
        from syncscript.language.builtins.registry import CONSTANTS

        owner = (self.dotted(node.target) or "").split(".")[-1]
        return node.name in CONSTANTS.get(owner, {})

    def called(self, node: tree.Call) -> str:
        return node.name if isinstance(node.name, str) else in_gstring(self.value(node.name))

    def method_call(self, node: tree.Call, target: tree.Node) -> Any:
        owner = self.filled(target) if node.name in FILLING else self.value(target)
        if owner is None and node.safe:
            return None
        name = self.called(node)
        given = self.arguments(node.arguments)
        if self.leaves_status(node, name, given):
            return absence.leave_absent(self, "status")
        if not node.spread:
            return self.call_on(node, owner, name, given)
        items = [] if owner is None else places.items(self.run, owner)
        made = [None if each is None else self.call_on(node, each, name, given) for each in items]
        return None if owner is None else made

    def leaves_status(self, node: tree.Call, name: str, given: list[Any]) -> bool:
        """`issue.setStatus(x)` with an x that was not sent."""
        if name != "setStatus" or self.run.kind != "incoming" or not given or given[0] is not None:
            return False
        if node.target is None or absence.root_of(self, node.target) != "issue":
            return False
        paths = absence.paths_of(self, node.arguments[0].value)
        return any(absence.was_not_sent(self, path) for path in paths)

    def call_static(self, node: tree.Node | None, owner: str, name: str, given: list[Any]) -> Any:
        return self.builtin(node, STATICS[owner][name], *given)

    def call_on(self, node: tree.Node | None, owner: Any, name: str, given: Sequence[Any]) -> Any:
        """`owner.name(given)`"""
        run = self.run
        run.position = self.here(node)
        if not isinstance(owner, OracleObject):
            given = [self.as_closure(node, each) for each in given]
        function = METHODS.get(type(owner), {}).get(name)
        if function is not None:
            return self.builtin(node, function, owner, *given)
        if owner is None:
            said = f"Cannot invoke method {name}() on null object"
            raise failure("R101", NULL, f"Cannot call {name}() on null.", said)
        if isinstance(owner, Helper):
            return self.builtin(node, HELPERS[owner.name][name], *given)
        if isinstance(owner, Box):
            told = owner.invoke(run, run.position, name, tuple(given))
            if told is not NotImplemented:
                return told
            listed = isinstance(owner, OracleObject) and owner.made_of.has("iterator")
            if listed and name in METHODS[list]:
                return self.call_on(node, places.items(run, owner), name, given)
            inherited = method_of(type(owner), name)
            if inherited is not None:
                return self.builtin(node, inherited, owner, *given)
        if isinstance(owner, ClassName) and name in STATICS.get(owner.name, {}):
            return self.call_static(node, owner.name, name, list(given))
        held = owner.get(name) if isinstance(owner, dict) else None
        if isinstance(held, Closure):
            return run.invoke(held, *given)
        field = name[3:4].lower() + name[4:]
        if field and name.startswith("get") and not given:
            return places.read(run, owner, field)
        if field and name.startswith("set") and len(given) == 1 and isinstance(owner, dict):
            places.write(run, owner, field, given[0], self.here(node))
            return None
        raise no_method(owner, name, given)

    def bare_call(self, node: tree.Call) -> Any:
        """`name(...)`: a closure in a variable, a member, a method of the script, a free function."""
        if not isinstance(node.name, str):
            return self.call_by_text(node)
        name, home = node.name, self.home_for(node.name)
        if home is None:
            return self.settled_call(node, self.arguments(node.arguments))
        given = self.arguments(node.arguments)

        def ask(owner: Any) -> Any:
            return unless_missing(METHOD, name, lambda: self.call_on(node, owner, name, given))

        found = searched(home, ask, lambda: self.settled_call(node, given))
        if found is NOTHING:
            raise failure("R103", METHOD, f"There is no function {name}().")
        return found

    def settled_call(self, node: tree.Call, given: list[Any]) -> Any:
        """What the text alone says that is called; NOTHING where it says nothing."""
        name, cell = str(node.name), self.scope.find(str(node.name))
        if cell is not None:
            return self.invoke(cell.value, given)
        for inside in self.scope.classes():
            if self.is_of_class(name, inside):
                return self.member_call(node, name, inside, given)
        if name in self.methods and self.scope.sees_script():
            return self.own_method(name, given)
        if name in FUNCTIONS:
            return self.builtin(node, FUNCTIONS[name], *given)
        if name in self.static_names:
            return self.call_static(node, *self.static_names[name], given)
        return NOTHING

    def call_by_text(self, node: tree.Call) -> Any:
        """`"$name"(...)`: a method of the script or a free function."""
        name, given = self.called(node), self.arguments(node.arguments)
        if name in self.methods and self.scope.sees_script():
            return self.run.invoke(self.method_closure(name), *given)
        if name in FUNCTIONS:
            return self.builtin(node, FUNCTIONS[name], *given)
        raise failure("R103", METHOD, f"There is no function {name}().")

    def invoke(self, called: Any, given: Sequence[Any]) -> Any:
        if isinstance(called, Box):
            return self.call_on(None, called, "call", given)
        return self.run.invoke(called, *given)

    def as_closure(self, node: tree.Node | None, value: Any) -> Any:
        """An object of a class with one method as a builtin takes it."""
        if not isinstance(value, OracleObject):
            return value
        for interface, (name, amount) in FUNCTIONAL.items():
            if value.is_a(interface):
                bound = partial(self.call_with, node, value, name)
                return Closure(bound, amount, amount, orders=interface == "Comparator")
        return value

    def call_with(self, node: tree.Node | None, owner: Any, name: str, *given: Any) -> Any:
        return self.call_on(node, owner, name, given)

    # methods of the script

    def own_method(self, name: str, given: Sequence[Any]) -> Any:
        choices: list[ScriptMethod] = self.methods[name]
        chosen = nearest(choices, given) or by_number(choices, given)
        return chosen.call(self.run, None, given)

    def method_closure(self, name: str) -> Closure:
        parameters = self.methods[name][0].parameters
        function = self.methods[name][0].function
        optional = least(parameters) - sum(each.varargs and each.default is None for each in ())
        return Closure(lambda *given: function(None, *given), optional, len(parameters))

    def script_method(self, node: tree.Method) -> ScriptMethod:
        """A method outside of classes."""
        function = self.function(node, node.parameters, node.body.body, self.scope)
        return ScriptMethod(node.parameters, lambda this, *given: self.result(node, function(*given)))

    def result(self, node: tree.Method, value: Any) -> Any:
        """What the method's declared type makes of its value."""
        if node.type == "void":
            return None
        return types.declared(value, node.type) if node.type and types.is_known(node.type) else value

    # classes

    def is_of_class(self, name: str, inside: Scope) -> bool:
        of: OracleClass = inside.home
        if name in ("this", "super") or of.declares(name) or self.has_member(of, name):
            return True
        if of.kind == "enum" and name in ("name", "ordinal", "values", "valueOf"):
            return True
        if method_of(Box, name) is not None:
            return True
        open_to_all = of.kind == "trait" or of.has("propertyMissing") or of.has("methodMissing")
        return open_to_all and name not in FUNCTIONS

    def member_call(self, node: tree.Call, name: str, inside: Scope, given: list[Any]) -> Any:
        this, of = inside.this, inside.home
        if name in ("this", "super"):
            return (of.construct if name == "this" else of.construct_above)(self.run, this, given)
        return self.call_on(node, this, name, given)

    def super_call(self, node: tree.Call) -> Any:
        inside = self.scope.with_this()
        assert inside is not None
        name, given = self.called(node), self.arguments(node.arguments)
        for each in inside.home.above:
            found = each.find(name, given)
            if found is not None:
                return found.call(self.run, inside.this, given)
        if name == "toString" and not given:
            return f"{inside.this.title()}@{inside.this.number}"
        if name == "getMessage" and not given:
            return inside.this.fields.get("message")
        raise failure("R103", METHOD, f"No class above has a method {name}().")


def binds(function: Callable[..., Any], given: Sequence[Any]) -> bool:
    """Whether it takes so many."""
    try:
        signature(function).bind(*given)
    except TypeError:
        return False
    return True
