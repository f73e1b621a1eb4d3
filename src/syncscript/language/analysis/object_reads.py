"""The fields that a script takes out of one object: by path, by `get`, through helpers that read whole lists.

What it cannot follow, such as the object handed on whole, is a read of a field without a name. Refuses to
judge.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from syncscript.language.analysis.object_paths import ObjectPaths, Use, is_helper
from syncscript.language.analysis.survey import BAGS, text_of
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
QUIET = ("size", "isEmpty", "getClass", "is")
"""Methods of an object that tell nothing of its fields."""


class ObjectReads(ObjectPaths):
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
                found += [Use(field, node) for field in self.fields_of(node)]
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
                found += [Use(field, node) for field in self.fields_of(node)]
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
