"""Annotations of classes that stand for methods: @ToString, @Canonical, @Immutable and their like.

The methods are put into the class as if the script had written them; what is `final` gets a setter that
refuses. Refuses to know what methods do; they are rules like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from syncscript.language.interpreter.casts import PRIMITIVES, short_name
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.syntax import parse, tree

ALL = {"ToString", "EqualsAndHashCode", "TupleConstructor"}
MEANT = {"Canonical": ALL, "Immutable": {*ALL, "Immutable"}, **{name: {name} for name in ALL}}


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    type: str | None
    value: tree.Node | None
    final: bool

    @property
    def declared(self) -> str:
        return f"{self.type or 'Object'} {self.name}"

    @property
    def empty(self) -> str:
        kind = short_name(self.type or "Object")
        return "null" if kind not in PRIMITIVES else "false" if kind == "boolean" else "0"


def add_annotated_members(nodes: list[tree.Node]) -> None:
    """nodes: all of the script."""
    for node in nodes:
        if type(node) is tree.ClassDefinition and node.kind == "class":
            told = {each.split("(")[0].rsplit(".", 1)[-1].lstrip("@"): each for each in node.annotations}
            source = "\n".join(members_of(node, told))
            if source:
                node.members += parsed(node, source)


def fields_of(node: tree.ClassDefinition) -> list[Field]:
    declared = [member for member in node.members if isinstance(member, tree.Declaration)]
    return [
        Field(each.name, declaration.type, each.value, declaration.final)
        for declaration in declared
        if not declaration.static
        for each in declaration.declarators
    ]


def members_of(node: tree.ClassDefinition, annotations: dict[str, str]) -> Iterator[str]:
    meant = {wanted for name in annotations for wanted in MEANT.get(name, ())}
    fields, written = fields_of(node), {m.name for m in node.members if isinstance(m, tree.Method)}
    fixed = [field for field in fields if field.final or "Immutable" in meant]
    if "ToString" in meant and "toString" not in written:
        yield to_string(node.name, fields, "includeNames" in annotations.get("ToString", ""))
    if "EqualsAndHashCode" in meant and "equals" not in written:
        own, other = (", ".join(f"{of}.{field.name}" for field in fields) for of in ("this", "other"))
        yield f"boolean equals(Object other) {{ other instanceof {node.name} && [{own}] == [{other}] }}"
        yield f"int hashCode() {{ [{own}].hashCode() }}"
    if "TupleConstructor" in meant and node.name not in written and fields:
        yield from constructors(node.name, fields, "Immutable" in meant)
    for field in fixed:
        setter = "set" + field.name[:1].upper() + field.name[1:]
        if setter not in written:
            told = f"Cannot set readonly property: {field.name} for class: {node.name}"
            yield f"void {setter}(value) {{ throw new ReadOnlyPropertyException('{told}') }}"


def to_string(name: str, fields: list[Field], with_names: bool) -> str:
    names = [f"{field.name}:" if with_names else "" for field in fields]
    shown = [f"{label}${{this.{field.name}}}" for label, field in zip(names, fields, strict=True)]
    return f'String toString() {{ "{name}({", ".join(shown)})" }}'


def constructors(name: str, fields: list[Field], from_map: bool) -> Iterator[str]:
    taken = ", ".join(f"{field.declared} = {field.empty}" for field in fields)
    yield f"{name}({taken}) {{ {'; '.join(f'this.{field.name} = {field.name}' for field in fields)} }}"
    if from_map:
        there = [(f"given.containsKey('{field.name}')", field.name) for field in fields]
        kept = "; ".join(f"if ({test}) this.{name} = given.{name}" for test, name in there)
        yield f"{name}(Map given) {{ {kept} }}"


def parsed(node: tree.ClassDefinition, source: str) -> list[tree.Node]:
    """The members as nodes that stand where the class begins."""
    script = parse(f"class {node.name} {{\n{source}\n}}", node.name).script
    made = next(each for each in script.body if isinstance(each, tree.ClassDefinition))
    values = {field.name: field.value for field in fields_of(node) if field.value is not None}
    for below in walk(made):
        below.start, below.end = node.start, node.start + 1
        if isinstance(below, tree.Method) and below.name == node.name:
            for parameter in below.parameters:
                parameter.default = values.get(parameter.name, parameter.default)
    return made.members
