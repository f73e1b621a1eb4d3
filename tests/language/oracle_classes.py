"""The part of the tree walker that knows the classes of a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from syncscript.language.interpreter import (
    casts,
    classes,
    closures,
    first_items,
    runtime,
    script_classes,
    script_methods,
    script_objects,
    writes,
)
from syncscript.language.interpreter.script_classes import ScriptClass
from syncscript.language.syntax import tree


class ClassWalker:
    """Makes the classes of `self.script`, and evaluates their members with the walker it is a part of."""

    def make_classes(self) -> None:
        waiting = list(classes.definitions(self.script.body))
        while waiting:
            node = waiting.pop(0)
            wanted = [*reversed(node.implements), *([node.extends] if node.extends else [])]
            if any(each.name in map(casts.short_name, wanted) for each in waiting):
                waiting.append(node)
                continue
            self.classes[node.name] = self.class_of(node, [casts.short_name(name) for name in wanted])
        for node in classes.definitions(self.script.body):
            of = self.classes[node.name]
            for member in node.members:
                for each in member.constants if isinstance(member, tree.EnumNames) else ():
                    arguments = self.inside(of, of, lambda each=each: self.arguments(each.arguments))
                    script_objects.add_constant(self.run, (1, 1), of, each.name, *arguments)
            self.set_up(of, of, node, static=True)

    def class_of(self, node: tree.ClassDefinition, above: list[str]) -> ScriptClass:
        bases = tuple(self.classes[name] for name in above if name in self.classes)
        exception = "" if not node.extends or bases else casts.short_name(node.extends)
        of = ScriptClass(self.run, node.name, node.kind, bases, tuple(node.implements), exception)
        of.initialise = lambda this: self.set_up(of, this, node, static=False)
        for member in node.members:
            if isinstance(member, tree.Declaration):
                of.types.update({d.name: member.type for d in member.declarators})
                if member.static:
                    of.fields.update({d.name: None for d in member.declarators})
            elif isinstance(member, tree.Method) and not classes.is_abstract(member):
                made = self.script_method(of, node, member)
                if classes.is_constructor(node, member):
                    of.constructors += (made,)
                    continue
                table = of.statics if "static" in member.modifiers else of.methods
                table[member.name] = (*table.get(member.name, ()), made)
        return of

    def script_method(
        self, of: ScriptClass, node: tree.ClassDefinition, method: tree.Method
    ) -> script_methods.ScriptMethod:
        implied = classes.is_constructor(node, method) and not classes.calls_constructor(method.body.body)

        def function(this: Any, *arguments: Any) -> Any:
            def body() -> Any:
                if implied:
                    script_objects.construct_above(self.run, this, of)
                made = self.closure(method.parameters, method.body.body, self.scope, False)
                return made.function(*arguments)

            value = self.inside(of, this, body)
            if method.type and (method.type == "void" or casts.is_known(method.type)):
                return runtime.with_result(self.run, lambda: value, method.type)()
            return value

        parameters = method.parameters
        rest = bool(parameters) and closures.takes_rest(parameters[-1], parameters)
        types, defaults = [p.type for p in parameters], [p.default is not None for p in parameters]
        return script_methods.ScriptMethod(function, tuple(types), tuple(defaults), rest)

    def inside(self, of: ScriptClass, this: Any, act: Callable[[], Any]) -> Any:
        """Acts where only the class and its object are seen."""
        outer, self.scope = self.scope, type(self.top)()
        self.scope.names.maps[0].update({"this": this, "class of this": of})
        try:
            return act()
        finally:
            self.scope = outer

    def set_up(self, of: ScriptClass, this: Any, node: tree.ClassDefinition, static: bool) -> None:
        def act() -> None:
            for member in node.members:
                if isinstance(member, tree.Declaration) and member.static is static:
                    for each in member.declarators:
                        start = first_items.first_item(member.type or "Object")
                        value = self.value(each.value) if each.value is not None else start
                        script_classes.put_own(self.run, this, each.name, value)
                elif isinstance(member, tree.Initializer) and member.static is static:
                    self.block(member.body)

        self.inside(of, this, act)

    def is_member(self, name: str) -> bool:
        if name in self.scope.names or "this" not in self.scope.names:
            return False
        this, of = self.scope.names["this"], self.scope.names["class of this"]
        found = name in this.fields or of.home_of(name) or of.has(script_classes.getter_name(name))
        return bool(found) or of.kind == "trait" or of.has("propertyMissing")

    def member(self, name: str) -> Any:
        this, of = self.scope.names["this"], self.scope.names["class of this"]
        return script_objects.own(self.run, this, name) if name in of.types else this.read(self.run, name)

    def put_member(self, name: str, value: Any, here: tuple[int, int]) -> Any:
        this, of = self.scope.names["this"], self.scope.names["class of this"]
        if name in of.types and name not in of.fields:
            return script_classes.put_own(self.run, this, name, value)
        return writes.put(self.run, this, name, value, here)
