"""The classes of a script: made before it runs, their members seen from inside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from syncscript.language.builtins.registry import CONSTRUCTORS
from syncscript.language.interpreter.class_names import ANCESTORS
from syncscript.language.syntax import tree
from tests.oracle import places, types
from tests.oracle.assignments import Assignments
from tests.oracle.methods import ScriptMethod
from tests.oracle.new_values import first_value
from tests.oracle.objects import OracleClass, OracleObject
from tests.oracle.property_names import capital
from tests.oracle.scopes import Scope


def all_classes(nodes: list[tree.Node]) -> Iterator[tree.ClassDefinition]:
    """With those inside of others."""
    for node in nodes:
        if isinstance(node, tree.ClassDefinition):
            yield node
            yield from all_classes(node.members)


def is_constructor(of: tree.ClassDefinition, method: tree.Method) -> bool:
    return method.name == of.name and method.type is None


def constructs_itself(body: list[tree.Node]) -> bool:
    """Whether it starts with `this(...)` or `super(...)`."""
    first = getattr(body[0], "expression", body[0]) if body else None
    return isinstance(first, tree.Call) and first.target is None and first.name in ("this", "super")


class Classes(Assignments):
    around: dict[int, Scope | None]

    def make_classes(self, nodes: list[tree.Node]) -> None:
        definitions = list(all_classes(nodes))
        for node in definitions:
            self.classes[node.name] = OracleClass(self, node.name, node.kind)
        for node in definitions:
            self.relate(self.classes[node.name], node)
        for node in definitions:
            self.fill(self.classes[node.name], node)
        for node in definitions:
            self.start(self.classes[node.name], node)

    def relate(self, of: OracleClass, node: tree.ClassDefinition) -> None:
        wanted = [*reversed(node.implements), *([node.extends] if node.extends else [])]
        of.above = [self.classes[types.bare(each)] for each in wanted if types.bare(each) in self.classes]
        of.interfaces = list(node.implements)
        if node.extends and types.bare(node.extends) not in self.classes:
            of.exception = types.bare(node.extends)

    def fill(self, of: OracleClass, node: tree.ClassDefinition, around: Scope | None = None) -> None:
        """around: what a class without a name sees."""
        self.around[id(of)] = around
        of.initialise = lambda this: self.set_up(of, this, node, static=False)
        of.declared = {member.name for member in node.members if isinstance(member, tree.Method)}
        for member in node.members:
            if isinstance(member, tree.Declaration):
                table = of.static_types if member.static else of.types
                table.update({each.name: member.type for each in member.declarators})
                if member.static:
                    of.fields.update({each.name: None for each in member.declarators})
            elif isinstance(member, tree.Method) and is_constructor(node, member):
                of.constructors.append(self.class_method(of, node, member))
            elif isinstance(member, tree.Method) and member.body.start != member.body.end:
                table_of = of.statics if "static" in member.modifiers else of.methods
                table_of.setdefault(member.name, []).append(self.class_method(of, node, member))

    def class_method(
        self, of: OracleClass, node: tree.ClassDefinition, method: tree.Method
    ) -> ScriptMethod:
        plain = is_constructor(node, method) and not constructs_itself(method.body.body)

        def function(this: Any, *given: Any) -> Any:
            def body() -> Any:
                if plain:
                    of.construct_above(self.run, this, ())
                return self.function(method, method.parameters, method.body.body, self.scope)(*given)

            return self.result(method, self.inside(of, this, body))

        return ScriptMethod(method.parameters, function)

    def start(self, of: OracleClass, node: tree.ClassDefinition) -> None:
        """The names of an enum, then the static fields."""
        names = [each for m in node.members if isinstance(m, tree.EnumNames) for each in m.constants]
        for number, each in enumerate(names):
            kind = self.special(of, each)
            made = OracleObject(kind, number + 1, {"name": each.name, "ordinal": number})
            of.made += 1
            kind.construct(self.run, made, self.inside(of, of, lambda e=each: self.arguments(e.arguments)))
            of.constants.append(made)
            of.fields[each.name] = made
        self.set_up(of, of, node, static=True)

    def special(self, of: OracleClass, constant: tree.EnumConstant) -> OracleClass:
        """The class of a constant that has members of its own."""
        if not isinstance(constant.body, tree.ClassDefinition):
            return of
        made = OracleClass(self, of.name, "body", [of])
        self.fill(made, constant.body)
        return made

    def new_of_body(self, node: tree.New, body: tree.ClassDefinition) -> Any:
        """`new Type(arguments) { members }`, or a new value that the block fills."""
        name, given = types.bare(node.type), self.arguments(node.arguments)
        if name not in self.classes and name in CONSTRUCTORS and name not in {*ANCESTORS, "Object"}:
            made = self.of_New(tree.New(node.start, node.end, node.type, node.arguments))
            filling = [each for m in body.members if isinstance(m, tree.Initializer) for each in m.body]
            block = self.of_Closure(tree.Closure(node.start, node.end, None, filling))
            return self.call_on(node, made, "tap", [block])
        of = OracleClass(self, name, "body", [self.classes[name]] if name in self.classes else [])
        of.interfaces = list(body.implements)
        of.exception = name if name in ANCESTORS and name not in self.classes else ""
        around = self.scope
        self.fill(of, body, around)
        return of.new(self.run, given)

    def set_up(self, of: OracleClass, this: Any, node: tree.ClassDefinition, static: bool) -> None:
        """Fields and blocks in their order; where there are blocks, fields without a value come first."""

        def fill() -> None:
            fields = [m for m in node.members if isinstance(m, tree.Declaration) and m.static is static]
            blocks = any(isinstance(member, tree.Initializer) for member in node.members)
            for member in fields if blocks else ():
                self.set_fields(this, member, [each for each in member.declarators if each.value is None])
            for member in node.members:
                if isinstance(member, tree.Declaration) and member.static is static:
                    self.set_fields(this, member, [e for e in member.declarators if e.value or not blocks])
                elif isinstance(member, tree.Initializer) and member.static is static:
                    self.block(member.body)

        self.inside(of, this, fill)

    def set_fields(self, this: Any, member: tree.Declaration, declarators: list[tree.Declarator]) -> None:
        def fill(member: tree.Declaration) -> None:
            for each in declarators:
                start = first_value(member.type)
                self.put_field(this, each.name, self.value(each.value) if each.value is not None else start)

        self.placed(fill, member)

    def put_field(self, this: Any, name: str, value: Any) -> Any:
        return this.put(name, value) if isinstance(this, OracleObject) else this.write(self.run, name, value)

    def inside(self, of: OracleClass, this: Any, act: Callable[[], Any]) -> Any:
        """Acts where only the class and its object are seen."""
        seen = self.around.get(id(of))
        scope = Scope(seen, this=this, home=of)
        if seen is not None:
            scope.hides = partial(self.has_member, of)
        outer, self.scope = self.scope, scope
        try:
            return act()
        finally:
            self.scope = outer

    # members by their bare names

    def is_member(self, name: str) -> bool:
        return self.scope.find(name) is None and self.owner_of(name) is not None

    def owner_of(self, name: str) -> Scope | None:
        """The method around whose object has a member of this name."""
        around = self.scope.classes()
        return next((e for e in around if name == "this" or self.has_member(e.home, name)), None)

    def has_member(self, of: OracleClass, name: str) -> bool:
        getters = ("get" + capital(name), "is" + capital(name))
        declared = any(name in {**each.types, **each.static_types, **each.fields} for each in of.line())
        if declared or any(of.declares(getter) for getter in getters):
            return True
        if of.listed() and name in ("name", "ordinal"):
            return True
        return bool(of.thrown_as()) and name in ("message", "cause")

    def member(self, name: str) -> Any:
        inside = self.owner_of(name) or self.scope.with_this()
        assert inside is not None
        if name == "this":
            return inside.this
        this = inside.this
        own = name in inside.home.types and isinstance(this, OracleObject) and name in this.fields
        return this.fields[name] if own else places.read(self.run, this, name)

    def put_member(self, name: str, value: Any, here: tuple[int, int]) -> Any:
        inside = self.owner_of(name) or self.scope.with_this()
        assert inside is not None
        if name in inside.home.types and isinstance(inside.this, OracleObject):
            return inside.this.put(name, value)
        return places.write(self.run, inside.this, name, value, here)
