"""Classes of a script as Python: their methods as functions that take the object first.

Inside a class a bare name is a variable, then a member of the class; the script's own variables and
methods are not seen there, as in Groovy. Refuses to know what objects do; that is in `script_classes`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from syncscript.language.interpreter.arguments import argument_list
from syncscript.language.interpreter.casts import is_known, short_name
from syncscript.language.interpreter.class_names import ANCESTORS
from syncscript.language.interpreter.closures import takes_rest, write_function
from syncscript.language.interpreter.emitter import STATEMENTS, Emitter
from syncscript.language.interpreter.first_items import first_item
from syncscript.language.interpreter.python_tree import call, constant, load, running, store
from syncscript.language.interpreter.scopes import Function
from syncscript.language.syntax import tree


@dataclass(slots=True)
class ClassScope:
    """A class that is being written: the Python name it has, and what its text says of its members.

    inside: it stands in an expression, and sees the names around it.
    """

    node: tree.ClassDefinition
    python: str
    bases: list[ClassScope] = field(default_factory=list)
    exception: str = ""
    inside: bool = False

    def line(self) -> Iterator[ClassScope]:
        yield self
        for base in self.bases:
            yield from base.line()

    def fields(self) -> list[tuple[tree.Declaration, tree.Declarator]]:
        declared = [member for member in self.node.members if isinstance(member, tree.Declaration)]
        return [(each, declarator) for each in declared for declarator in each.declarators]

    def methods(self) -> list[tree.Method]:
        """Without constructors, and without those that have no body."""
        return [m for m in methods_of(self.node) if not is_constructor(self.node, m) and not is_abstract(m)]

    def owns(self, name: str) -> bool:
        """Whether it is a field of this class itself, not a static one."""
        return any(d.name == name and not each.static for each, d in self.fields())

    def has_field(self, name: str) -> bool:
        """Whether it can be read as a property: a field, a name of the enum, or a getter."""
        getters = {"get" + name[:1].upper() + name[1:], "is" + name[:1].upper() + name[1:]}
        return any(
            name in each.names() or getters & {m.name for m in methods_of(each.node)} for each in self.line()
        ) or (bool(self.root_exception()) and name in ("message", "cause"))

    def names(self) -> set[str]:
        constants = [m.constants for m in self.node.members if isinstance(m, tree.EnumNames)]
        own = {"name", "ordinal"} if self.node.kind == "enum" else set()
        return own | {d.name for _, d in self.fields()} | {c.name for group in constants for c in group}

    def has_method(self, name: str) -> bool:
        return any(name == m.name for each in self.line() for m in methods_of(each.node)) or (
            self.node.kind == "enum" and name in ("name", "ordinal", "values", "valueOf")
        )

    def is_open(self) -> bool:
        """Whether it answers for members that it does not name."""
        wide = self.node.kind == "trait"
        return wide or self.has_method("propertyMissing") or self.has_method("methodMissing")

    def root_exception(self) -> str:
        return next((each.exception for each in self.line() if each.exception), "")


def methods_of(node: tree.ClassDefinition) -> list[tree.Method]:
    return [member for member in node.members if isinstance(member, tree.Method)]


def is_constructor(node: tree.ClassDefinition, method: tree.Method) -> bool:
    return method.name == node.name and method.type is None


def is_abstract(method: tree.Method) -> bool:
    return method.body.start == method.body.end


# ---------------------------------------------------------------------------- all classes


def announce_classes(e: Emitter, nodes: list[tree.Node]) -> None:
    """Makes the classes known by name, before anything is written that uses them."""
    for node in definitions(nodes):
        e.classes[node.name] = ClassScope(node, e.fresh("k", node.name))
    for scope in e.classes.values():
        wanted = [*reversed(scope.node.implements), *([scope.node.extends] if scope.node.extends else [])]
        scope.bases = [e.classes[short_name(each)] for each in wanted if short_name(each) in e.classes]
        settle_parent(e, scope)


def definitions(nodes: list[tree.Node]) -> Iterator[tree.ClassDefinition]:
    """The classes among these, and those inside of them."""
    for node in nodes:
        if isinstance(node, tree.ClassDefinition):
            yield node
            yield from definitions(node.members)


def settle_parent(e: Emitter, scope: ClassScope) -> None:
    parent = short_name(scope.node.extends) if scope.node.extends else "Object"
    if parent in ANCESTORS or parent == "Throwable":
        scope.exception = parent
    elif parent not in e.classes and parent != "Object":
        help = "a class can extend classes of this file and exceptions"
        e.report("SEM104", scope.node, f"{scope.node.name} cannot extend {parent}.", help)
    if goes_round(scope):
        scope.bases = []
        e.report("SEM114", scope.node, f"{scope.node.name} extends itself.", "take one `extends` away")


def goes_round(scope: ClassScope) -> bool:
    seen, waiting = set[str](), list(scope.bases)
    while waiting:
        step = waiting.pop()
        if step is scope:
            return True
        if step.node.name not in seen:
            seen.add(step.node.name)
            waiting += step.bases
    return False


def write_classes(e: Emitter) -> list[ast.stmt]:
    """The Python that makes all classes, those above first, and then sets up their static fields."""
    written: list[ast.stmt] = []
    made: set[str] = set()
    behind: list[ast.stmt] = []

    def write(scope: ClassScope) -> None:
        if scope.python in made:
            return
        made.add(scope.python)
        for base in scope.bases:
            write(base)
        functions, maker, statics = class_parts(e, scope)
        written.extend([*functions, maker])
        behind.extend(statics)

    for scope in e.classes.values():
        write(scope)
    return written + behind


# ---------------------------------------------------------------------------- one class


def class_parts(e: Emitter, scope: ClassScope) -> tuple[list[ast.stmt], ast.stmt, list[ast.stmt]]:
    """Its functions, the statement that makes it, and the statements that fill its static fields."""
    outside, e.pending = e.pending, []
    methods, statics = method_tables(e, scope)
    constructors = [
        script_method(e, scope, m) for m in methods_of(scope.node) if is_constructor(scope.node, m)
    ]
    start, begin = e.fresh("f"), e.fresh("f")
    write_function(e, scope.node, start, [], setting_up(scope, static=False), scope=scope)
    write_function(e, scope.node, begin, [], setting_up(scope, static=True), scope=scope)
    static = [d.name for each, d in scope.fields() if each.static]
    maker = call(
        "ScriptClass",
        load("run"),
        constant(scope.node.name),
        constant(scope.node.kind),
        ast.Tuple([load(base.python) for base in scope.bases], ast.Load()),
        constant(tuple(short_name(each) for each in scope.node.implements)),
        constant(scope.exception),
        methods,
        statics,
        ast.Tuple(constructors, ast.Load()),
        ast.Dict(
            [constant(d.name) for _, d in scope.fields()], [constant(t.type) for t, _ in scope.fields()]
        ),
        load(start),
        ast.Dict([constant(name) for name in static], [constant(None) for _ in static]),
    )
    names = enum_names(e, scope)
    functions, e.pending = e.pending, outside
    filling: list[ast.stmt] = [*names, ast.Expr(call(begin, load(scope.python)))]
    made = ast.Assign([store(scope.python)], maker)
    for part in (made, *filling):
        e.stand(scope.node, part)
    return functions, made, filling


def enum_names(e: Emitter, scope: ClassScope) -> list[ast.stmt]:
    outer, e.function = e.function, Function(None, scope=scope, this=scope.python)
    written: list[ast.stmt] = []
    for member in scope.node.members:
        for each in member.constants if isinstance(member, tree.EnumNames) else ():
            arguments = argument_list(e, each.arguments)
            place = e.position(each)
            function, owners = "add_constant", [load(scope.python)]
            if isinstance(each.body, tree.ClassDefinition):
                special = ClassScope(each.body, e.fresh("k", each.name), [scope])
                functions, maker, filling = class_parts(e, special)
                written += [*functions, maker, *filling]
                function, owners = "add_special_constant", [*owners, load(special.python)]
            made = running(function, place, *owners, constant(each.name), *arguments)
            written.append(ast.Expr(made))
    e.function = outer
    return written


def method_tables(e: Emitter, scope: ClassScope) -> tuple[ast.expr, ast.expr]:
    """Names to methods, of objects and of the class."""
    tables: tuple[dict[str, list[ast.expr]], dict[str, list[ast.expr]]] = ({}, {})
    for method in scope.methods():
        table = tables["static" in method.modifiers]
        table.setdefault(method.name, []).append(script_method(e, scope, method))
    plain, static = (
        ast.Dict([constant(name) for name in t], [ast.Tuple(m, ast.Load()) for m in t.values()])
        for t in tables
    )
    return plain, static


def script_method(e: Emitter, scope: ClassScope, method: tree.Method) -> ast.expr:
    """Writes the method's function, and gives the expression for the method."""
    python = e.fresh("m", method.name)
    body, makes = method.body.body, is_constructor(scope.node, method)
    if makes and not calls_constructor(body):
        start = method.body.start
        above = tree.Call(start, start + 1, None, "super", [])
        body = [tree.ExpressionStatement(start, start + 1, above), *body]
    write_function(e, method, python, method.parameters, body, scope=scope)
    function = load(python)
    if method.type is not None and (method.type == "void" or is_known(method.type)):
        function = running("with_result", function, constant(method.type))
    parameters = method.parameters
    rest = bool(parameters) and takes_rest(parameters[-1], parameters)
    types = constant(tuple(p.type for p in parameters))
    return call(
        "ScriptMethod",
        function,
        types,
        constant(tuple(p.default is not None for p in parameters)),
        constant(rest),
    )


def calls_constructor(body: list[tree.Node]) -> bool:
    """Whether it begins with `this(...)` or `super(...)`."""
    first = getattr(body[0], "expression", None) if body else None
    return isinstance(first, tree.Call) and first.target is None and first.name in ("this", "super")


def setting_up(scope: ClassScope, static: bool) -> list[tree.Node]:
    """Fields and blocks of a class in their order, as statements on `this`."""
    members = scope.node.members
    fills = any(isinstance(member, tree.Initializer) for member in members)
    declared = [m for m in members if isinstance(m, tree.Declaration) and m.static is static]
    unset = [(m, each) for m in declared for each in m.declarators if each.value is None] if fills else []
    written = [field_set(*each) for each in unset]
    for member in members:
        if isinstance(member, tree.Declaration) and member.static is static:
            written += [field_set(member, each) for each in member.declarators if each.value or not fills]
        elif isinstance(member, tree.Initializer) and member.static is static:
            written.append(tree.Block(member.start, member.end, member.body))
    return written


def field_set(declaration: tree.Declaration, each: tree.Declarator) -> tree.Node:
    start, end = each.start, each.end
    value = each.value or tree.Literal(start, end, "null", first_item(declaration.type or "Object"))
    target = tree.Property(start, end, tree.Name(start, end, "this"), each.name)
    return tree.ExpressionStatement(start, end, tree.Assignment(start, end, target, "=", value))


def class_definition(e: Emitter, node: tree.ClassDefinition, tail: bool) -> list[ast.stmt]:
    """Classes of the file are written at its start; see `compiler`."""
    known = e.classes.get(node.name)
    if known is None or known.node is not node:
        e.unsupported(node, "a class inside of a block" if known is None else "two classes of one name")
    return []


STATEMENTS[tree.ClassDefinition] = class_definition
