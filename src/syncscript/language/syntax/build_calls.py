"""Builders of names, property paths, calls, closures and `new`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from syncscript.language.syntax import tree
from syncscript.language.syntax.build_operators import plain_type
from syncscript.language.syntax.building import Building, builds, is_parenthesised, is_token, kinds_of

_WITH_BRACES = {"elif": "else if", "elsif": "else if", "elseif": "else if", "foreach": "for",
                "unless": "if (!...)", "then": "{"}
_WITH_VALUE = {"let": "def", "const": "def", "function": "def", "not": "!", "fun": "def", "func": "def"}
"""Words of other languages that would be calls here: in front of braces, and in front of a value."""



@builds
def name(_: Building, kept: list[Any], start: int, end: int) -> tree.Name:
    return tree.Name(start, end, kept[0][3])


@builds
def parenthesised(_: Building, kept: list[Any], start: int, end: int) -> tree.Node:
    """Parentheses leave no node; the stretch of what is inside grows to hold them."""
    node: tree.Node = kept[0]
    node.start, node.end = start, end
    return node


@builds
def property(_: Building, kept: list[Any], start: int, end: int) -> tree.Property:
    target, dot, member = kept
    mark: str = dot[3]
    if is_token(member):
        return tree.Property(start, end, target, member[3], mark == "?.", mark == "*.")
    written = member.value if isinstance(member, tree.Literal) and isinstance(member.value, str) else member
    return tree.Property(start, end, target, written, mark == "?.", mark == "*.")


@builds
def method_pointer(_: Building, kept: list[Any], start: int, end: int) -> tree.MethodPointer:
    return tree.MethodPointer(start, end, kept[0], kept[2][3])


@builds
def call(building: Building, kept: list[Any], start: int, end: int) -> tree.Call:
    callee, *arguments = kept
    return _call(building, callee, arguments, start, end)


@dataclass(slots=True)
class Chained(tree.Node):
    """`name arguments` behind a command: a call on what the command gives."""

    name: str
    arguments: list[tree.Argument]


@builds
def chained(_: Building, kept: list[Any], start: int, end: int) -> Chained:
    arguments = [node if isinstance(node, tree.Argument) else tree.Argument(node.start, node.end, node)
                 for node in kept[1:]]
    return Chained(start, end, kept[0][3], arguments)


@builds
def command(building: Building, kept: list[Any], start: int, end: int) -> tree.Call:
    """`a b c d` is `a(b).c(d)`."""
    links = [node for node in kept if isinstance(node, Chained)]
    arguments = kept[1:len(kept) - len(links)]
    made = _call(building, kept[0], arguments, start, arguments[-1].end)
    _refuse_foreign(building, made, _WITH_VALUE)
    for link in links:
        made = tree.Call(start, link.end, made, link.name, link.arguments)
    return made


@builds
def trailing_closure(building: Building, kept: list[Any], start: int, end: int) -> tree.Node:
    callee, closure = kept
    argument = tree.Argument(closure.start, closure.end, closure)
    if isinstance(callee, tree.Call) and not is_parenthesised(building, callee):
        callee.arguments.append(argument)
        callee.end = end
        _refuse_foreign(building, callee, _WITH_BRACES)
        return callee
    made = _call(building, callee, [argument], start, end)
    _refuse_foreign(building, made, _WITH_BRACES)
    return made


def _refuse_foreign(building: Building, node: tree.Call, words: dict[str, str]) -> None:
    meant = words.get(str(node.name)) if node.target is None else None
    if meant:
        end = node.start + len(str(node.name))
        building.report("foreign_word", node.start, end, f"`{node.name}`", f"`{meant}`")


def _call(building: Building, callee: tree.Node, arguments: list[tree.Argument], start: int,
          end: int) -> tree.Call:
    if isinstance(callee, tree.Name) and not is_parenthesised(building, callee):
        return tree.Call(start, end, None, callee.name, arguments)
    if isinstance(callee, tree.GString) and not is_parenthesised(building, callee):
        return tree.Call(start, end, None, callee, arguments)
    if isinstance(callee, tree.Literal) and isinstance(callee.value, str) and _is_name(building, callee):
        return tree.Call(start, end, None, callee.value, arguments)
    if isinstance(callee, tree.Property) and not is_parenthesised(building, callee):
        return tree.Call(start, end, callee.target, callee.name, arguments, callee.safe, callee.spread)
    return tree.Call(start, end, callee, "call", arguments)


def _is_name(building: Building, callee: tree.Literal) -> bool:
    """`"a name"(x)`: a text in plain quotes that is called is the name of a method."""
    return building.text[callee.start] in "'\""


@builds
def index(_: Building, kept: list[Any], start: int, end: int) -> tree.Index:
    return tree.Index(start, end, kept[0], _keys(kept[1:]))


@builds
def safe_index(_: Building, kept: list[Any], start: int, end: int) -> tree.Index:
    return tree.Index(start, end, kept[0], _keys(kept[1:]), safe=True)


def _keys(arguments: list[tree.Argument]) -> list[tree.Node]:
    return [tree.Spread(a.start, a.end, a.value) if a.spread else a.value for a in arguments]


@builds
def plain_closure(_: Building, kept: list[Any], start: int, end: int) -> tree.Closure:
    return tree.Closure(start, end, None, kept)


@builds
def closure_with_parameters(_: Building, kept: list[Any], start: int, end: int) -> tree.Closure:
    parameters = [node for node in kept if isinstance(node, tree.Parameter)]
    body = [node for node in kept if not is_token(node) and not isinstance(node, tree.Parameter)]
    return tree.Closure(start, end, parameters, body)


@builds
def lambda_of_name(_: Building, kept: list[Any], start: int, end: int) -> tree.Closure:
    head, _arrow, body = kept
    return tree.Closure(start, end, [tree.Parameter(head[1], head[2], head[3])], _body(body))


@builds
def lambda_of_parameters(_: Building, kept: list[Any], start: int, end: int) -> tree.Closure:
    *parameters, _arrow, body = kept
    return tree.Closure(start, end, parameters, _body(body))


def _body(expression: tree.Node) -> list[tree.Node]:
    """Braces behind the arrow hold the body; anything else is the value."""
    if isinstance(expression, tree.Closure) and expression.parameters is None:
        return expression.body
    return [tree.ExpressionStatement(expression.start, expression.end, expression)]


@builds
def parameter(_: Building, kept: list[Any], start: int, end: int) -> tree.Parameter:
    """A parameter, or the variable of a loop."""
    tokens = kinds_of(kept)
    written = tokens["DECL_TYPE"][3] if "DECL_TYPE" in tokens else None
    default = kept[-1] if not is_token(kept[-1]) else None
    varargs = "REST" in tokens or str(written).endswith("...")
    kind = plain_type(str(written).removesuffix("...")) if written else None
    return tree.Parameter(start, end, tokens["ID"][3], kind, default, varargs)


@builds
def new_object(_: Building, kept: list[Any], start: int, end: int) -> tree.New:
    wanted = _new_type(kept[0][3])
    if not isinstance(kept[-1], tree.ClassDefinition):
        return tree.New(start, end, wanted, kept[1:])
    body = kept[-1]
    body.name, body.implements = wanted.rsplit(".", 1)[-1], [wanted]
    return tree.New(start, end, wanted, kept[1:-1], body=body)


@builds
def new_array(_: Building, kept: list[Any], start: int, end: int) -> tree.New:
    sizes = [size for size in kept[1:] if not is_token(size)]
    return tree.New(start, end, _new_type(kept[0][3]), [], sizes)


@builds
def new_array_of(_: Building, kept: list[Any], start: int, end: int) -> tree.Cast:
    """`new int[]{1, 2}` is a list made an array."""
    dimensions = sum(is_token(value) for value in kept) - 1
    return tree.Cast(start, end, kept[-1], _new_type(kept[0][3]) + "[]" * dimensions)


@builds
def array_items(_: Building, kept: list[Any], start: int, end: int) -> tree.ListLiteral:
    return tree.ListLiteral(start, end, kept)


def _new_type(written: str) -> str:
    return plain_type(written.split(None, 1)[1])
