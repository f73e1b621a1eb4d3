"""Paths that begin with one object of a rule: which name is the object, and which field a path leads to.

Refuses to know what becomes of the fields: that is for `object_writes` and `object_reads`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from syncscript.language.analysis.survey import MIXED, Survey, is_of_script, text_of
from syncscript.language.syntax import tree

STEPS = (tree.Property, tree.Index)
READING = ("each", "eachWithIndex", "collect", "any", "every", "find", "findAll", "contains", "size", "join")
"""Methods that leave a list as it is."""


@dataclass(frozen=True, slots=True)
class Use:
    """A field that is read or written, and where. field: None for one whose name is worked out or for all."""

    field: str | None
    node: tree.Node


class ObjectPaths:
    """root: replica, issue or previous."""

    def __init__(self, survey: Survey, root: str) -> None:
        self.survey, self.root = survey, root

    def is_object(self, node: tree.Node) -> bool:
        return type(node) is tree.Name and self.survey.roots.get(node.name) in (self.root, MIXED)

    @cached_property
    def targets(self) -> list[tree.Node]:
        found = [each.target for each in self.survey.of(tree.Assignment)]
        found += [each.target for each in self.survey.of(tree.Step)]
        for several in self.survey.of(tree.MultipleAssignment):
            found += several.targets
        return found

    def base_of(self, node: tree.Node) -> tree.Name | None:
        """The object that a path begins with."""
        while isinstance(node, STEPS):
            node = node.target
        return node if isinstance(node, tree.Name) and self.is_object(node) else None

    def field_of(self, path: tree.Node) -> str | None:
        """None where the field's name is worked out, or the path may begin with another object."""
        found = self.survey.place_of(path)
        return found.field if found is not None else None

    def fields_of(self, path: tree.Property | tree.Index) -> list[str | None]:
        """The same, with a name for each text of the list whose loop gives the last step's name."""
        keys = path.keys if isinstance(path, tree.Index) else []
        names = self.texts_in_turn(keys[0]) if len(keys) == 1 else []
        if not names or self.field_of(path.target) is None:
            return [self.field_of(path)]
        inner = self.field_of(path.target) or ""
        return [f"{inner}.{name}" if inner else name for name in names]

    def texts_in_turn(self, key: tree.Node) -> list[str]:
        """`["a", "b"].each { replica[it] = ... }` gives a and b; nothing where it is not told."""
        if not isinstance(key, tree.Name):
            return []
        around = [(c, c.target) for c in self.survey.of(tree.Call) if c.name == "each" and is_loop(c, key)]
        loops: list[tuple[tree.Node, tree.Node | None]] = [*around]
        loops += [(f, f.iterable) for f in self.survey.of(tree.ForIn) if f.parameter.name == key.name]
        inside = [each for each in loops if each[0].start <= key.start and key.end <= each[0].end]
        if not inside:
            return []
        _, items = max(inside, key=lambda each: each[0].start)
        if isinstance(items, tree.Name):
            items = self.survey.only_values.get(items.name) if self.is_only_read(items.name) else None
        texts = [text_of(item) for item in items.items] if isinstance(items, tree.ListLiteral) else [None]
        return [text for text in texts if text is not None] if None not in texts else []

    def is_only_read(self, name: str) -> bool:
        """Whether nothing is done with a list that could change it."""
        reads = {id(call.target) for call in self.survey.of(tree.Call) if call.name in READING}
        reads |= {id(loop.iterable) for loop in self.survey.of(tree.ForIn)}
        return all(id(each) in reads for each in self.survey.of(tree.Name) if each.name == name)

    def is_own(self, call: tree.Call) -> bool:
        return call.name in self.survey.own_calls and is_of_script(call)


def is_loop(call: tree.Call, key: tree.Name) -> bool:
    """Whether a closure is given whose parameter has the key's name."""
    closure = call.arguments[-1].value if call.arguments else None
    if not isinstance(closure, tree.Closure):
        return False
    return key.name in ([each.name for each in closure.parameters] if closure.parameters else ["it"])


def is_helper(node: tree.Node | None) -> bool:
    """`nodeHelper`, `commentHelper` and their like, and the log."""
    return isinstance(node, tree.Name) and (node.name.endswith("Helper") or node.name in ("debug", "log"))
