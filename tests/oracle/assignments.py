"""Assignments: where a value goes, and what a run remembers of it.

A target is found once, then read and written. What was not sent is left absent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from syncscript.language.interpreter.delegation import NOTHING
from syncscript.language.interpreter.text import text
from syncscript.language.syntax import tree
from tests.oracle import absence, operators, places, types
from tests.oracle.delegates import searched, unless_missing
from tests.oracle.faults import PROPERTY, failure
from tests.oracle.new_values import NewValues
from tests.oracle.order import truth


@dataclass(frozen=True)
class Target:
    """missing: `?.` found nothing in front, so nothing is read and written."""

    read: Callable[[], Any]
    write: Callable[[Any], Any]
    missing: bool = False


class Assignments(NewValues):
    put_member: Any

    def of_Assignment(self, node: tree.Assignment) -> Any:
        if node.operator != "=":
            return self.changed(node.target, lambda old: self.combined(node, old))
        field = absence.written_field(self, node.target) if self.run.kind == "incoming" else None
        if field is None:
            return self.assign_later(node.target, lambda: self.value(node.value))
        path = absence.path_of(self, node.value)
        if path is not None and absence.was_not_sent(self, path):
            return absence.leave_absent(self, field)
        paths = [] if path is not None else absence.paths_of(self, node.value)
        if not paths:
            return self.assign_later(node.target, lambda: self.value(node.value))
        value = self.value(node.value)
        if value is None and any(absence.was_not_sent(self, each) for each in paths):
            return absence.leave_absent(self, field)
        return self.assign(node.target, value)

    def combined(self, node: tree.Assignment, old: Any) -> Any:
        if node.operator == "?=":
            return old if truth(old) else self.value(node.value)
        value = self.value(node.value)
        self.appends(node, node.operator[:-1], old)
        return operators.operate(self, node.operator[:-1], old, value)

    def of_Step(self, node: tree.Step) -> Any:
        by, kept = 1 if node.operator == "++" else -1, []

        def step(old: Any) -> Any:
            kept.append(old)
            return operators.changed_by_one(self, old, by)

        new = self.changed(node.target, step)
        return new if node.prefix or not kept else kept[0]

    def changed(self, node: tree.Node, change: Callable[[Any], Any]) -> Any:
        target = self.target(node)
        if target.missing:
            return None
        made = target.write(change(target.read()))
        self.touch(node)
        return made

    def assign(self, node: tree.Node, value: Any) -> Any:
        return self.assign_later(node, lambda: value)

    def assign_later(self, node: tree.Node, value: Callable[[], Any]) -> Any:
        given = value()
        made = self.target(node).write(given)
        self.touch(node)
        return made

    # targets

    def target(self, node: tree.Node) -> Target:
        match node:
            case tree.Name():
                return self.named(node, self.home_for(node.name))
            case tree.Index():
                owner = self.opened(node.target)
                index = self.index_of(node)
                return Target(
                    lambda: places.element(self.run, owner, index),
                    lambda value: places.put_element(self.run, owner, index, value, self.here(node)),
                )
            case tree.Property() if self.is_this(node.target) and isinstance(node.name, str):
                name = node.name
                return Target(lambda: self.member(name), lambda v: self.put_member(name, v, self.here(node)))
            case tree.Property() if self.is_script(node.target) and isinstance(node.name, str):
                return self.named(tree.Name(node.start, node.end, node.name), None)
            case tree.Property() if self.is_bag(node.target):
                return self.in_bag(node)
            case tree.Property():
                return self.property(node)
        raise failure("R100", PROPERTY, "Nothing can be assigned to this.")

    def property(self, node: tree.Property) -> Target:
        owner = self.opened(node.target)
        name, here = self.name_of(node), self.here(node)
        if owner is None and node.safe:
            return Target(lambda: None, lambda value: self.not_assigned(name, value, here), True)
        return Target(
            lambda: places.read(self.run, owner, name),
            lambda value: places.write(self.run, owner, name, value, here),
        )

    def not_assigned(self, name: Any, value: Any, here: tuple[int, int]) -> Any:
        self.run.position = here
        self.run.tell("note", f"?.{text(name)} is not assigned: what stands in front of it is null")
        return value

    def named(self, node: tree.Name, home: Any) -> Target:
        """home: of the closure around, where it may hold this; None where the script itself is meant."""
        name, cell = node.name, self.scope.find(node.name)
        if cell is None and self.is_member(name) and home is None:
            return Target(lambda: self.member(name), lambda v: self.put_member(name, v, self.here(node)))
        inside = self.scope.with_this()
        member = self.is_member(name)
        def ask(owner: Any, value: Any) -> Any:
            act = partial(places.write, self.run, owner, name, value, self.here(node))
            return NOTHING if unless_missing(PROPERTY, name, act) is NOTHING else True

        def taken(value: Any) -> bool:
            return home is not None and searched(home, lambda each: ask(each, value), lambda: False) is True

        if cell is None and inside is not None and not self.scope.sees_script() and not member:
            owner, here = inside.this, self.here(node)
            return Target(
                lambda: self.of_Name(node),
                lambda value: value if taken(value) else places.write(self.run, owner, name, value, here),
            )

        def write(value: Any) -> Any:
            if taken(value):
                return value
            if cell is None and self.is_member(name):
                return self.put_member(name, value, self.here(node))
            found = self.scope.find(name)
            if found is None:
                outer, self.scope = self.scope, self.globals
                found = self.declare(name, None)
                self.scope = outer
            found.value = types.declared(value, found.type) if found.type else value
            return found.value

        read = self.settled if home is None else self.of_Name
        return Target(lambda: read(node), write)

    # custom fields and keys

    def custom_key(self, fields: dict[str, Any], name: Any) -> str:
        """By name, by full id or by bare number."""
        wanted = text(name)
        if wanted in fields:
            return wanted
        number = f"customfield_{wanted}" if wanted.isdecimal() else wanted
        for each, content in fields.items():
            if each == number or (isinstance(content, dict) and content.get("id") == number):
                return each
        return wanted

    def custom_field(self, fields: Any, name: Any) -> Any:
        if not isinstance(fields, dict):
            return places.read(self.run, fields, name)
        return fields.get(self.custom_key(fields, name))

    def bag(self, root: Any, name: str) -> Any:
        """A bag that is missing is read as an empty one; the written object then has it."""
        found = places.read(self.run, root, name)
        if found is not None or not self.is_object(root):
            return found
        made: dict[str, Any] = {}
        if root is self.run.target:
            root[name] = made
            self.run.opened = {**self.run.opened, name: made}
        return made

    def is_object(self, value: Any) -> bool:
        """An issue or replica of the run."""
        run = self.run
        return value is not None and any(value is own for own in (run.issue, run.replica, run.previous))

    def opened_bag(self, node: tree.Property, here: tuple[int, int]) -> Any:
        """The bag in front of an assignment, made when it is missing."""
        root, name = self.value(node.target), str(node.name)
        if not self.is_object(root):
            return places.read(self.run, root, name)
        if root.get(name) is None:
            root[name] = {}
        if not isinstance(root[name], dict):
            raise failure("R102", PROPERTY, f"{name} is no map here.")
        if root is not self.run.target:
            self.run.note_change(root[name])
        elif name != "customFields":
            self.run.written[name] = here
        return root[name]

    def in_bag(self, node: tree.Property) -> Target:
        """`issue.customFields."X" = ...`"""
        bag: Any = node.target
        if bag.name != "customFields":

            def put(value: Any) -> Any:
                here = self.here(node)
                return places.write(self.run, self.opened_bag(bag, here), self.name_of(node), value, here)

            return Target(lambda: self.of_Property(node), put)

        def write(value: Any) -> Any:
            here = self.here(node)
            if not self.is_object(self.value(bag.target)):
                return places.write(self.run, self.of_Property(bag), self.name_of(node), value, here)
            fields = self.opened_bag(bag, here)
            name = self.custom_key(fields, self.name_of(node))
            fields[name] = value
            self.remember(bag, name, node)
            return value

        return Target(lambda: self.of_Property(node), write)

    def remember(self, bag: tree.Property, name: str, node: tree.Node) -> None:
        if self.value(bag.target) is self.run.target:
            self.run.customs[name] = self.here(node)

    def filled(self, node: tree.Node) -> Any:
        """The object that gets new entries; a missing bag is made."""
        if isinstance(node, tree.Property) and self.is_bag(node):
            return self.opened_bag(node, self.here(node))
        return self.value(node)

    def opened(self, node: tree.Node) -> Any:
        """The object in front of the assigned property; a missing bag or custom field is made."""
        if not isinstance(node, tree.Property):
            return self.value(node)
        if self.is_bag(node):
            return self.opened_bag(node, self.here(node))
        if not self.is_bag(node.target) or node.target.name != "customFields":  # type: ignore[attr-defined]
            return self.value(node)
        bag: Any = node.target
        if not self.is_object(self.value(bag.target)):
            return self.value(node)
        fields = self.opened_bag(bag, self.here(node))
        name = self.custom_key(fields, self.name_of(node))
        if not isinstance(fields.get(name), dict):
            fields[name] = {"name": name, "value": fields.get(name)}
        self.remember(bag, name, node)
        return fields[name]

    def touch(self, node: tree.Node) -> None:
        """An assignment inside of a field of the written object writes that field."""
        below = node.target if isinstance(node, tree.Property | tree.Index) else None
        while isinstance(below, tree.Property | tree.Index):
            is_field = isinstance(below, tree.Property) and isinstance(below.name, str)
            root = absence.root_of(self, below.target)
            if is_field and root in ("issue", "replica"):
                if below.name == "customFields":  # type: ignore[union-attr]
                    return
                if self.value(below.target) is self.run.target:
                    self.run.written[str(below.name)] = self.here(below)  # type: ignore[union-attr]
            below = below.target
