"""A compact picture of a tree, for tables of expected shapes.

`a.b` is `(. a b)`, a call `f(x)` is `(f x)`, a method call `a.f(x)` is `(.f a x)`, a block is in `[ ]`,
a closure in `{ }` with its parameters in front of `|`.
"""

from __future__ import annotations

from typing import Any

from syncscript.language.syntax import parse, tree


def shape_of(text: str) -> str:
    """The shape of a script without mistakes; statements are joined by ` ; `."""
    parsed = parse(text)
    assert not parsed.diagnostics, "\n".join(map(str, parsed.diagnostics))
    return body(parsed.script.body)


def body(nodes: list[tree.Node]) -> str:
    return " ; ".join(map(shape, nodes))


def words(*parts: Any) -> str:
    return "(" + " ".join(shape(part) for part in parts if part is not None) + ")"


def shape(node: Any) -> str:
    if not isinstance(node, tree.Node):
        return str(node)
    return str(globals()[f"_{type(node).__name__}"](node))


def _member(node: Any) -> str:
    mark = "?." if node.safe else "*." if node.spread else "."
    return mark if not isinstance(node, tree.Call) else f"{mark}{shape(node.name)}"


def _Literal(node: tree.Literal) -> str:
    if node.kind == "string":
        return repr(node.value)
    if node.kind in {"null", "bool"}:
        return {"None": "null", "True": "true", "False": "false"}[str(node.value)]
    return f"{node.value}" + {"long": "L", "decimal": "m", "double": "d"}.get(node.kind, "")


def _GString(node: tree.GString) -> str:
    return words("$", *(repr(part) if isinstance(part, str) else part for part in node.parts))


def _Name(node: tree.Name) -> str:
    return node.name


def _Property(node: tree.Property) -> str:
    name = repr(node.name) if isinstance(node.name, str) and not node.name.isidentifier() else node.name
    return words(_member(node), node.target, name)


def _Index(node: tree.Index) -> str:
    return words("?[]" if node.safe else "[]", node.target, *node.keys)


def _Argument(node: tree.Argument) -> str:
    name = "" if node.name is None else f"{shape(node.name)}:"
    return f"{'*' if node.spread and name != '*:' else ''}{name}{shape(node.value)}"


def _Call(node: tree.Call) -> str:
    if node.target is None:
        return words(node.name, *node.arguments)
    return words(_member(node), node.target, *node.arguments)


def _MethodPointer(node: tree.MethodPointer) -> str:
    return words(".&", node.target, node.name)


def _New(node: tree.New) -> str:
    return words(f"new {node.type}", *node.arguments, *(f"[{shape(size)}]" for size in node.sizes))


def _ListLiteral(node: tree.ListLiteral) -> str:
    return words("list", *node.items)


def _Spread(node: tree.Spread) -> str:
    return f"*{shape(node.value)}"


def _MapEntry(node: tree.MapEntry) -> str:
    key = node.key if isinstance(node.key, str) else f"<{shape(node.key)}>"
    return f"{key}:{shape(node.value)}"


def _MapLiteral(node: tree.MapLiteral) -> str:
    return words("map", *node.entries)


def _Range(node: tree.Range) -> str:
    return words("<" * node.after + ".." + "<" * node.exclusive, node.low, node.high)


def _Unary(node: tree.Unary) -> str:
    return words(node.operator, node.operand)


def _Step(node: tree.Step) -> str:
    return words(f"{node.operator}_" if node.prefix else f"_{node.operator}", node.target)


def _Binary(node: tree.Binary) -> str:
    return words(node.operator, node.left, node.right)


def _TypeTest(node: tree.TypeTest) -> str:
    return words("!is" if node.negated else "is", node.value, node.type)


def _Cast(node: tree.Cast) -> str:
    return words("cast" if node.java else "as", node.value, node.type)


def _Ternary(node: tree.Ternary) -> str:
    return words("?", node.condition, node.then, node.otherwise)


def _Elvis(node: tree.Elvis) -> str:
    return words("?:", node.value, node.otherwise)


def _Parameter(node: tree.Parameter) -> str:
    default = f"={shape(node.default)}" if node.default else ""
    return f"{node.type + ':' if node.type else ''}{node.name}{'...' if node.varargs else ''}{default}"


def _Closure(node: tree.Closure) -> str:
    if node.parameters is None:
        return "{" + body(node.body) + "}"
    return "{" + " ".join([*map(shape, node.parameters), "|"]) + f" {body(node.body)}" + "}"


def _Assignment(node: tree.Assignment) -> str:
    return words(node.operator, node.target, node.value)


def _ExpressionStatement(node: tree.ExpressionStatement) -> str:
    return shape(node.expression)


def _Declarator(node: tree.Declarator) -> str:
    return node.name if node.value is None else f"{node.name}={shape(node.value)}"


def _Declaration(node: tree.Declaration) -> str:
    return words("final" if node.final else None, node.type or "def", *node.declarators)


def _MultipleDeclaration(node: tree.MultipleDeclaration) -> str:
    return words("def", *node.names, "=", node.value)


def _MultipleAssignment(node: tree.MultipleAssignment) -> str:
    return words("=", *node.targets, "<-", node.value)


def _Block(node: tree.Block) -> str:
    return f"[{body(node.body)}]"


def _If(node: tree.If) -> str:
    return words("if", node.condition, node.then, node.otherwise)


def _ForIn(node: tree.ForIn) -> str:
    return words("for", node.parameter, "in", node.iterable, node.body)


def _ForLoop(node: tree.ForLoop) -> str:
    return words("for", f"<{body(node.initial)}>", node.condition or "-", f"<{body(node.step)}>", node.body)


def _While(node: tree.While) -> str:
    return words("do-while" if node.first else "while", node.condition, node.body)


def _Case(node: tree.Case) -> str:
    head = " ".join(map(shape, node.values)) or "default"
    return f"({head}{' ->' if node.arrow else ':'} {body(node.body)})"


def _Switch(node: tree.Switch) -> str:
    return words("switch", node.subject, *node.cases)


def _Catch(node: tree.Catch) -> str:
    return words("catch", "|".join(node.types) or None, node.name, node.body)


def _Try(node: tree.Try) -> str:
    return words("try", node.body, *node.catches, *(["finally", node.final] if node.final else []))


def _Throw(node: tree.Throw) -> str:
    return words("throw", node.value)


def _Return(node: tree.Return) -> str:
    return words("return", node.value)


def _Break(node: tree.Break) -> str:
    return words("break", node.label)


def _Continue(node: tree.Continue) -> str:
    return words("continue", node.label)


def _Labelled(node: tree.Labelled) -> str:
    return words("label", node.label, node.statement)


def _Method(node: tree.Method) -> str:
    parameters = f"<{' '.join(map(shape, node.parameters))}>"
    return words("method", *node.modifiers, node.type, node.name, parameters, node.body)


def _ClassDefinition(node: tree.ClassDefinition) -> str:
    return words(node.kind, node.name, node.extends and f"<{node.extends}>", *node.members)


def _Import(node: tree.Import) -> str:
    return words("import", "static" if node.static else None, node.path, node.alias and f"as {node.alias}")


def _Row(node: tree.Row) -> str:
    return words(node.operator, node.left, node.right)


def _Table(node: tree.Table) -> str:
    return words("table", *node.rows, None if node.otherwise is None else f"else {shape(node.otherwise)}")


def _Mapping(node: tree.Mapping) -> str:
    return words(node.operator, node.left, node.right, node.table)
