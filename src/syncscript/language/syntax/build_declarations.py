"""Builders of declarations, methods and classes."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any

from syncscript.language.syntax import tree
from syncscript.language.syntax.build_operators import plain_type
from syncscript.language.syntax.building import Building, builds, is_token, kinds_of

_GENERICS = re.compile(r"<.*>", re.DOTALL)


def _modifiers(kept: list[Any]) -> list[str]:
    """Modifiers in front of a declaration, without `def` and `var`."""
    return [value[3] for value in kept if is_token(value) and value[0] == "MODIFIER"
            and value[3] not in {"def", "var"}]


def _declared_type(kept: list[Any]) -> str | None:
    for value in kept:
        if is_token(value) and value[0] == "DECL_TYPE":
            return plain_type(value[3])
    return None


@builds
def declarator(building: Building, kept: list[Any], start: int, end: int) -> tree.Declarator:
    if len(kept) > 1 and kept[1][3] != "=":
        building.report("not_assignable", kept[1][1], kept[1][2])
    return tree.Declarator(start, end, kept[0][3], kept[2] if len(kept) > 1 else None)


@builds
def declaration(_: Building, kept: list[Any], start: int, end: int) -> tree.Declaration:
    declarators = [value for value in kept if isinstance(value, tree.Declarator)]
    modifiers = _modifiers(kept)
    kind, is_final, is_static = _declared_type(kept), "final" in modifiers, "static" in modifiers
    return tree.Declaration(start, end, kind, declarators, is_final, is_static)


@builds
def multiple_declaration(_: Building, kept: list[Any], start: int, end: int) -> tree.MultipleDeclaration:
    names = [tree.Declarator(node.start, node.end, node.name, None, node.type)
             for node in kept if isinstance(node, tree.Parameter)]
    return tree.MultipleDeclaration(start, end, names, kept[-1])


_SILENT = frozenset([
    "Override", "Deprecated", "SuppressWarnings", "Field", "CompileStatic", "TypeChecked", "CompileDynamic",
    "ToString", "EqualsAndHashCode", "TupleConstructor", "Canonical", "Immutable", "NonNull", "Nullable",
    "NotNull", "SafeVarargs",
])
_GRABS = frozenset(["Grab", "Grapes", "GrabConfig", "GrabResolver", "GrabExclude"])


@builds
def annotation(building: Building, kept: list[Any], start: int, end: int) -> tuple[str, int, int, str]:
    """Few annotations say something to a rule; a token in the place of theirs keeps the stretch."""
    name = kept[0][3].lstrip("@").rsplit(".", 1)[-1]
    if name in _GRABS:
        building.report("annotation_loads", start, end, kept[0][3])
    elif name not in _SILENT:
        building.report("annotation_ignored", start, end, kept[0][3])
    return "ANNOTATION", start, end, building.text[start:end]


@builds
def method(_: Building, kept: list[Any], start: int, end: int) -> tree.Method:
    parameters = [node for node in kept if isinstance(node, tree.Parameter)]
    tokens = kinds_of(kept)
    name = (tokens.get("ID") or tokens["STRING"])[3]
    return tree.Method(start, end, name, parameters, kept[-1], _declared_type(kept), _modifiers(kept))


@builds
def constructor(building: Building, kept: list[Any], start: int, end: int) -> tree.Method:
    return method(building, kept, start, end)


@builds
def abstract_method(building: Building, kept: list[Any], start: int, end: int) -> tree.Method:
    written = [value for value in kept if not (is_token(value) and value[0] == "THROWS")]
    return method(building, [*written, tree.Block(end, end, [])], start, end)


@builds
def initializer(_: Building, kept: list[Any], start: int, end: int) -> tree.Initializer:
    return tree.Initializer(start, end, kept[-1].body, "static" in _modifiers(kept))


@builds
def enum_name(_: Building, kept: list[Any], start: int, end: int) -> tree.EnumConstant:
    body = kept[-1] if isinstance(kept[-1], tree.ClassDefinition) else None
    if body is not None:
        body.name = kept[0][3]
    return tree.EnumConstant(start, end, kept[0][3], kept[1:-1] if body else kept[1:], body)


@builds
def enum_names(_: Building, kept: list[Any], start: int, end: int) -> tree.EnumNames:
    return tree.EnumNames(start, end, kept)


@builds
def class_body(building: Building, kept: list[Any], start: int, end: int) -> tree.ClassDefinition:
    """The members of a class that has no name of its own."""
    _refuse_methods_without_type(building, kept, "")
    return tree.ClassDefinition(start, end, "", None, kept, "body")


@builds
def class_definition(building: Building, kept: list[Any], start: int, end: int) -> tree.ClassDefinition:
    head = kinds_of(kept)["CLASS_HEAD"][3]
    kind, name, *rest = _GENERICS.sub("", head).replace(",", " ").split()
    parents, also = _above(rest, "extends"), _above(rest, "implements")
    members = [value for value in kept if not is_token(value)]
    _refuse_methods_without_type(building, members, name)
    if kind == "interface":
        for member in members:
            if isinstance(member, tree.Declaration):
                member.static = True
    told = [value[3] for value in kept if is_token(value) and value[0] == "ANNOTATION"]
    if kind == "class":
        above = parents[0] if parents else None
        return tree.ClassDefinition(start, end, name, above, members, kind, also, told)
    return tree.ClassDefinition(start, end, name, None, members, kind, parents + also, told)


def _refuse_methods_without_type(building: Building, members: list[Any], name: str) -> None:
    """`name(x) { }` without a type in front is a constructor, and has the name of its class."""
    others = [member for member in members if isinstance(member, tree.Method) and member.name != name]
    for member in others:
        if building.text.startswith(member.name, member.start):
            end = member.start + len(member.name)
            building.report("type_of_method_missing", member.start, end, member.name)


def _above(words: list[str], word: str) -> list[str]:
    """The types behind `extends` or `implements`."""
    if word not in words:
        return []
    behind = words[words.index(word) + 1:]
    return list(takewhile(lambda each: each not in {"extends", "implements"}, behind))
