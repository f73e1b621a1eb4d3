"""What a script puts into the replica, or takes out of it, with the places where it does.

Follows aliases, entries of customFields and customKeys, `with`, helpers that read whole lists, and methods
of the script that are handed the replica. What it cannot follow makes the answer open. Refuses to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from syncscript.language.analysis.crossing import Crossing
from syncscript.language.analysis.survey import BAGS, MIXED, Survey, is_of_script, place, text_of
from syncscript.language.syntax import tree

WHOLE_LISTS = {
    "mergeComments": "comments",
    "mergeAttachments": "attachments",
    "mergeWorkLogs": "workLogs",
    "mergeNewWorkLogs": "workLogs",
}
"""The fields that helpers read of an object which they are given whole."""
NOT_READ = {"getIssueType", "createVersion", "createComponent", "getOption", "transition"}
KEYED = ("get", "containsKey", "getOrDefault", "hasProperty", "getAt")
HARMLESS = ("store", "println", "print")
"""Functions that fill nothing which they are given."""
KEPT_READ = re.compile(r"\breplica\.([A-Za-z]\w*)")
QUIET = ("size", "isEmpty", "getClass", "is")
"""Methods of an object that tell nothing of its fields."""


@dataclass(frozen=True, slots=True)
class Use:
    """A field that is read or written, and where. field: None for one whose name is worked out or for all."""

    field: str | None
    node: tree.Node


def sent_by(script: tree.Script) -> Crossing:
    """What an outgoing script puts into the replica."""
    return crossing_of(Traffic(Survey(script), "replica").writes)


def read_by(script: tree.Script) -> Crossing:
    """What an incoming script reads of the replica, the previous one included.

    A line that is commented out reads too: whoever keeps it wants the field to be there.
    """
    survey = Survey(script)
    uses = [use for root in ("replica", "previous") for use in Traffic(survey, root).reads]
    kept = {name for comment in script.comments for name in KEPT_READ.findall(comment.text)}
    read = crossing_of(uses)
    return Crossing(read.fields | kept, read.open)


def crossing_of(uses: list[Use]) -> Crossing:
    fields = frozenset(use.field for use in uses if use.field is not None)
    return Crossing(fields, any(use.field is None for use in uses))


class Traffic:
    """The reads and writes of one object's fields. root: replica, issue or previous."""

    def __init__(self, survey: Survey, root: str) -> None:
        self.survey, self.root = survey, root

    def is_object(self, node: tree.Node) -> bool:
        return type(node) is tree.Name and self.survey.roots.get(node.name) in (self.root, MIXED)

    # ------------------------------------------------------------------------ writes

    @cached_property
    def writes(self) -> list[Use]:
        """In the order of the walk. Conditions are not looked at: what may be written is."""
        return [*self.assigned(), *self.put(), *self.within()]

    @cached_property
    def targets(self) -> list[tree.Node]:
        found = [each.target for each in self.survey.of(tree.Assignment)]
        found += [each.target for each in self.survey.of(tree.Step)]
        for several in self.survey.of(tree.MultipleAssignment):
            found += several.targets
        return found

    def assigned(self) -> Iterator[Use]:
        for target in self.targets:
            base = self.base_of(target)
            if base is None:
                continue
            if base is target:
                if self.survey.roots.get(base.name) == self.root or self.is_mixed_up(base):
                    yield Use(None, target)
                continue
            yield Use(self.field_of(target), target)

    def is_mixed_up(self, name: tree.Name) -> bool:
        """Whether the object's own name gets something else."""
        return name.name == self.root

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

    def is_own(self, call: tree.Call) -> bool:
        return call.name in self.survey.own_calls and is_of_script(call)

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

    # ------------------------------------------------------------------------ reads

    @cached_property
    def reads(self) -> list[Use]:
        """Fields that are looked at, and one without a name for each time the object is handed on whole."""
        found: list[Use] = []
        heads: set[int] = set()
        opened = self.bags_opened(found)
        written = {id(target) for target in self.targets}
        paths: list[tree.Property | tree.Index] = [*self.survey.of(tree.Property)]
        for node in [*paths, *self.survey.of(tree.Index)]:
            if not self.is_object(node.target):
                continue
            heads.add(id(node.target))
            if id(node) not in written and id(node) not in opened:
                found.append(Use(self.field_of(node), node))
        for call in self.survey.of(tree.Call):
            found += self.read_by_call(call, heads)
        found += [Use(None, each) for each in self.survey.of(tree.Name)
                  if id(each) not in heads and self.is_object(each) and not self.is_alias(each)]  # fmt: skip
        return found

    def bags_opened(self, found: list[Use]) -> set[int]:
        """The bags of which one entry is asked for; that entry is what is read."""
        opened: set[int] = set()
        written = {id(target) for target in self.targets}
        steps: list[tree.Property | tree.Index | tree.Call] = [*self.survey.of(tree.Property)]
        for node in [*steps, *self.survey.of(tree.Index), *self.survey.of(tree.Call)]:
            bag = node.target
            if not (isinstance(bag, tree.Property) and bag.name in BAGS and self.is_object(bag.target)):
                continue
            if isinstance(node, tree.Call):
                if node.name not in KEYED or not node.arguments:
                    continue
                entry = text_of(node.arguments[0].value)
                found.append(Use(None if entry is None else f"{bag.name}.{entry}", node))
            elif id(node) not in written:
                found.append(Use(self.field_of(node), node))
            opened.add(id(bag))
        return opened

    def read_by_call(self, call: tree.Call, heads: set[int]) -> Iterator[Use]:
        """What a call reads of the object it is made on or given."""
        if call.target is not None and self.is_object(call.target):
            heads.add(id(call.target))
            yield from self.read_by_method(call)
        whole = WHOLE_LISTS.get(call.name) if isinstance(call.name, str) else None
        for argument in call.arguments:
            if not self.is_object(argument.value):
                continue
            if self.is_own(call):
                heads.add(id(argument.value))
            elif whole is not None or (is_helper(call.target) and call.name in NOT_READ):
                heads.add(id(argument.value))
                yield from (Use(whole, call),) if whole else ()

    def read_by_method(self, call: tree.Call) -> Iterator[Use]:
        name = call.name
        if not isinstance(name, str):
            yield Use(None, call)
        elif name in KEYED and call.arguments:
            yield Use(text_of(call.arguments[0].value), call)
        elif name.startswith("get") and name[3:4].isupper() and not call.arguments and name not in QUIET:
            yield Use(name[3].lower() + name[4:], call)
        elif name not in QUIET and not (name.startswith("set") and name[3:4].isupper()):
            yield Use(None, call)

    def is_alias(self, name: tree.Name) -> bool:
        """Whether this is the value of a variable that is followed, or a name being given one."""
        return id(name) in self.aliases

    @cached_property
    def aliases(self) -> set[int]:
        roots = self.survey.roots
        found = {id(d.value) for d in self.survey.of(tree.Declarator) if roots.get(d.name) == self.root}
        for each in self.survey.of(tree.Assignment):
            if isinstance(each.target, tree.Name) and roots.get(each.target.name) == self.root:
                found |= {id(each.value), id(each.target)}
        return found


def is_helper(node: tree.Node | None) -> bool:
    """`nodeHelper`, `commentHelper` and their like, and the log."""
    return isinstance(node, tree.Name) and (node.name.endswith("Helper") or node.name in ("debug", "log"))
