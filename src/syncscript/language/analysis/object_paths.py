"""Paths that begin with one object of a rule: which name is the object, and which field a path leads to.

Refuses to know what becomes of the fields: that is for `object_writes` and `object_reads`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from syncscript.language.analysis.survey import MIXED, Survey, is_of_script, place, text_of
from syncscript.language.syntax import tree


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
        while isinstance(node, tree.Property | tree.Index):
            node = node.target
        return node if isinstance(node, tree.Name) and self.is_object(node) else None

    def field_of(self, path: tree.Node) -> str | None:
        """None where the field's name is worked out, or the path may begin with another object."""
        steps: list[str | None] = []
        while isinstance(path, tree.Property | tree.Index):
            if isinstance(path, tree.Property):
                steps.append(path.name if isinstance(path.name, str) else None)
            else:
                steps.append(text_of(path.keys[0]) if len(path.keys) == 1 else None)
            path = path.target
        if isinstance(path, tree.Name) and self.survey.roots.get(path.name) == MIXED:
            return None
        return place(self.root, steps[::-1]).field

    def is_own(self, call: tree.Call) -> bool:
        return call.name in self.survey.own_calls and is_of_script(call)


def is_helper(node: tree.Node | None) -> bool:
    """`nodeHelper`, `commentHelper` and their like, and the log."""
    return isinstance(node, tree.Name) and (node.name.endswith("Helper") or node.name in ("debug", "log"))
