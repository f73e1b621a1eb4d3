"""Values made by `new` and by a pointer to a method."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from syncscript.language.builtins.registry import CONSTRUCTORS, STATICS
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import ClassName, Closure, Failure
from syncscript.language.syntax import tree
from tests.oracle import types
from tests.oracle.arithmetic import place
from tests.oracle.calls import Calls
from tests.oracle.faults import METHOD, failure
from tests.oracle.objects import OracleClass, OracleObject


def first_value(type_text: str | None) -> Any:
    """What a field or the place of an array of this type holds when it is new."""
    name = types.bare(type_text or "Object")
    if name not in types.PRIMITIVE:
        return None
    return {"boolean": False, "char": "\0"}.get(name, 0.0 if name in types.DOUBLE else 0)


class NewValues(Calls):
    new_of_body: Any

    # new values

    def of_New(self, node: tree.New) -> Any:
        if node.sizes:
            return self.array(first_value(node.type), [self.value(size) for size in node.sizes])
        if isinstance(node.body, tree.ClassDefinition):
            return self.new_of_body(node, node.body)
        name, given = types.bare(node.type), self.arguments(node.arguments)
        self.run.position = self.here(node)
        if name in self.classes:
            return self.classes[name].new(self.run, given)
        if name in CONSTRUCTORS:
            return self.builtin(node, CONSTRUCTORS[name], *given)
        said = None if not given or given[0] is None else text(given[0])
        if name == "ParseException":
            return Failure(name, said, about=given[1] if len(given) > 1 else None)
        if given and isinstance(given[0], Failure):
            return Failure(name, said, given[0])
        return Failure(name, said, given[1] if len(given) > 1 else None)

    def array(self, start: Any, sizes: list[Any]) -> list[Any]:
        size = place(sizes[0])
        if size < 0:
            raise failure("R108", "NegativeArraySizeException")
        self.run.charge(size)
        return [self.array(start, sizes[1:]) if sizes[1:] else start for _ in range(size)]

    def of_MethodPointer(self, node: tree.MethodPointer) -> Closure:
        own = isinstance(node.target, tree.Name) and node.target.name == "this"
        if own and self.scope.with_this() is None and node.name in self.methods:
            return self.method_closure(node.name)
        owner, name = self.value(node.target), node.name

        def pointed(*given: Any) -> Any:
            if isinstance(owner, OracleClass):
                return self.pointed(node, owner, name, given)
            if not isinstance(owner, ClassName):
                return self.call_on(node, owner, name, given)
            if name in STATICS.get(owner.name, {}):
                return self.call_static(node, owner.name, name, list(given))
            return self.call_on(node, given[0] if given else None, name, given[1:])

        return Closure(pointed, 0, 20)

    def pointed(self, node: tree.Node, of: OracleClass, name: str, given: Sequence[Any]) -> Any:
        """`Name.&new`, a static method, or a method of the first argument."""
        if name == "new":
            return of.new(self.run, given)
        if any(name in each.statics for each in of.line()):
            found = of.find(name, given, only_static=True)
            assert found is not None
            return found.call(self.run, of, given)
        told = given[0].invoke(self.run, self.here(node), name, given[1:]) if given and isinstance(
            given[0], OracleObject
        ) else NotImplemented
        if told is NotImplemented:
            raise failure("R104", METHOD, f"{of.name}.{name}() does not take these.")
        return told
