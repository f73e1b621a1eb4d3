"""The fields that a script puts into one object: by assignment, setter, put, `with`, or a map in braces.

What it cannot follow, such as other code that is handed the object, is a write of a field without a name.
Refuses to judge.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from syncscript.language.analysis.object_paths import ObjectPaths, Use, is_helper
from syncscript.language.analysis.survey import BAGS, Survey, place, text_of
from syncscript.language.syntax import tree

HARMLESS = ("store", "println", "print")
"""Functions that fill nothing which they are given."""


class ObjectWrites(ObjectPaths):
    @cached_property
    def writes(self) -> list[Use]:
        """In the order of the walk. Conditions are not looked at: what may be written is."""
        return [*self.assigned(), *self.put(), *self.within()]

    def assigned(self) -> Iterator[Use]:
        for target in self.targets:
            base = self.base_of(target)
            if base is None or not isinstance(target, tree.Name | tree.Property | tree.Index):
                continue
            if isinstance(target, tree.Name):
                if self.survey.roots.get(base.name) == self.root or self.is_mixed_up(base):
                    yield Use(None, target)
                continue
            yield from self.given_to(target)

    def given_to(self, target: tree.Property | tree.Index) -> Iterator[Use]:
        """A bag that gets a map in braces gets its entries."""
        field = self.field_of(target)
        given = self.given_bags.get(id(target)) if field in BAGS else None
        if given is None:
            yield from (Use(name, target) for name in self.fields_of(target))
            return
        for use in self.all_of(given, target):
            yield Use(f"{field}.{use.field}" if use.field is not None else None, use.node)

    @cached_property
    def given_bags(self) -> dict[int, tree.MapLiteral]:
        """The maps in braces that are assigned, by what they are assigned to."""
        assigned = self.survey.of(tree.Assignment)
        return {id(a.target): a.value for a in assigned if isinstance(a.value, tree.MapLiteral)}

    def is_mixed_up(self, name: tree.Name) -> bool:
        """Whether the object's own name gets something else."""
        return name.name == self.root

    def put(self) -> Iterator[Use]:
        """`replica.setSummary(x)`, `replica.put("summary", x)`, `replica.customKeys.put(...)`..."""
        for call in self.survey.of(tree.Call):
            if call.target is None or not isinstance(call.name, str):
                continue
            base = self.base_of(call.target)
            if base is None:
                yield from self.handed_to_be_filled(call)
            elif call.target is base:
                yield from self.put_by_method(call, call.name)
            elif self.field_of(call.target) in BAGS:
                yield from self.put_into_bag(call, call.name)
        for call in self.survey.of(tree.Call):
            if call.target is None and not self.is_own(call):
                yield from self.handed_to_be_filled(call)
        for added in self.survey.of(tree.Binary):
            if added.operator == "<<" and self.base_of(added.left) is added.left:
                yield from self.all_of(added.right, added)

    def handed_to_be_filled(self, call: tree.Call) -> Iterator[Use]:
        """A helper of the sync only reads; other code that gets the object may fill it."""
        if self.is_own(call) or is_helper(call.target) or (call.target is None and call.name in HARMLESS):
            return
        if any(self.is_object(argument.value) for argument in call.arguments):
            yield Use(None, call)

    def put_by_method(self, call: tree.Call, name: str) -> Iterator[Use]:
        if name.startswith("set") and name[3:4].isupper():
            yield Use(name[3].lower() + name[4:], call)
        elif name in ("put", "putAt", "setProperty", "putIfAbsent"):
            yield Use(text_of(call.arguments[0].value) if call.arguments else None, call)
        elif name in ("putAll", "leftShift") and call.arguments:
            yield from self.all_of(call.arguments[0].value, call)
        elif name in ("setFields", "compute"):
            yield Use(None, call)

    def put_into_bag(self, call: tree.Call, name: str) -> Iterator[Use]:
        bag = self.field_of(call.target) if call.target is not None else ""
        if name in ("put", "putAt", "putIfAbsent") and call.arguments:
            entry = text_of(call.arguments[0].value)
            yield Use(f"{bag}.{entry}" if entry is not None else None, call)
        elif name in ("putAll", "leftShift"):
            yield Use(None, call)

    def all_of(self, value: tree.Node, where: tree.Node) -> Iterator[Use]:
        """The fields that a map in braces names."""
        if not isinstance(value, tree.MapLiteral):
            yield Use(None, where)
            return
        for entry in value.entries:
            named = isinstance(entry, tree.MapEntry)
            key = entry.key if isinstance(entry, tree.MapEntry) else None
            name = key if isinstance(key, str) else text_of(key) if key is not None else None
            yield Use(name if named else None, entry)

    def within(self) -> Iterator[Use]:
        """`replica.with { summary = issue.summary }` and `replica.tap { ... }`."""
        for call in self.survey.of(tree.Call):
            if call.name not in ("with", "tap") or call.target is None or not call.arguments:
                continue
            if self.base_of(call.target) is not call.target:
                continue
            closure = call.arguments[-1].value
            if not isinstance(closure, tree.Closure):
                yield Use(None, call)
                continue
            yield from self.assigned_inside(closure)

    def assigned_inside(self, closure: tree.Closure) -> Iterator[Use]:
        inner = Survey(tree.Script(closure.start, closure.end, closure.body))
        own = {each.name for each in inner.of(tree.Declarator)}
        for assignment in inner.of(tree.Assignment):
            steps: list[str | None] = []
            node = assignment.target
            while isinstance(node, tree.Property):
                steps.append(node.name if isinstance(node.name, str) else None)
                node = node.target
            if not isinstance(node, tree.Name):
                yield Use(None, assignment)
            elif node.name not in own and node.name not in self.survey.roots:
                first = [] if node.name in ("it", "delegate") else [node.name]
                yield Use(place(self.root, [*first, *steps[::-1]]).field or None, assignment)
        for call in inner.of(tree.Call):
            if call.target is None:
                yield Use(None, call)
