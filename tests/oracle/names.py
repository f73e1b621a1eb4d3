"""What a name, a property or an element is: variables, members, inputs, classes and helpers."""

from __future__ import annotations

from typing import Any

from syncscript.language.builtins.registry import CONSTANTS, HELPERS, STATICS
from syncscript.language.interpreter.class_names import ANCESTORS, PACKAGE_OF
from syncscript.language.interpreter.delegation import NOTHING, SCRIPT
from syncscript.language.interpreter.text import in_gstring
from syncscript.language.interpreter.values import BOXES, ClassName, Helper
from syncscript.language.syntax import tree
from tests.oracle import absence, places, types
from tests.oracle.delegates import searched, unless_missing
from tests.oracle.faults import PROPERTY, no_property
from tests.oracle.objects import OracleClass
from tests.oracle.scopes import Scope
from tests.oracle.statements import Statements

INPUTS = (
    "firstSync", "issueKey", "connection", "entityType", "relation", "sprint", "issueUrl", "syncRequest",
    "remoteIssueUrl", "traces", "epic", "issueBeforeScript",
)  # fmt: skip


class Names(Statements):
    classes: dict[str, OracleClass]
    methods: dict[str, Any]
    static_names: dict[str, tuple[str, str]]
    globals: Scope
    seen: dict[str, Any]
    value: Any
    is_member: Any
    member: Any
    call_static: Any
    method_closure: Any
    own_method: Any
    custom_field: Any
    bag: Any

    # names

    def knows(self, name: str) -> bool:
        return self.scope.find(name) is not None or self.is_member(name)

    def home_for(self, name: str) -> Any:
        """Where the closure around asks for this name, unless a declaration settles it."""
        fixed = {*absence.ROOTS, *INPUTS, *HELPERS, "it", "this", "super"}
        home, cell = self.scope.closure_home(), self.scope.find(name)
        declared = cell is not None and cell is not self.globals.cells.get(name)
        of_home = name in ("delegate", "owner", "thisObject") and self.is_member(name)
        return None if name in fixed or declared or of_home else home

    def of_Name(self, node: tree.Name) -> Any:
        name, home = node.name, self.home_for(node.name)
        if home is None:
            return self.settled(node)
        if name == "delegate":
            return home.owner() if home.delegate is NOTHING else home.delegate
        if name in ("owner", "thisObject"):
            return home.owner() if name == "owner" else SCRIPT

        def ask(owner: Any) -> Any:
            return unless_missing(PROPERTY, name, lambda: places.read(self.run, owner, name))

        found = searched(home, ask, lambda: unless_missing(PROPERTY, name, lambda: self.settled(node)))
        if found is NOTHING:
            raise no_property(SCRIPT, name)
        return found

    def settled(self, node: tree.Name) -> Any:
        """What the text alone says that the name is."""
        name = node.name
        cell = self.scope.find(name)
        if cell is not None:
            return cell.value
        if name == "this" and self.scope.with_this() is None:
            return SCRIPT
        if self.is_member(name):
            return self.member(name)
        if name in self.classes:
            return self.classes[name]
        if name in absence.ROOTS:
            return getattr(self.run, absence.ROOTS[name])
        if name in INPUTS:
            return self.input(name)
        if name in HELPERS:
            return Helper(name)
        if types.is_known(name) or name in {*ANCESTORS, *BOXES, "Object"}:
            return ClassName(name)
        getter = "get" + name[:1].upper() + name[1:]
        if getter in self.methods and self.scope.sees_script():
            return self.own_method(getter, [])
        if name in self.methods and self.scope.sees_script():
            return self.method_closure(name)
        if name in STATICS:
            return ClassName(name)
        if name in self.static_names:
            owner, constant = self.static_names[name]
            return CONSTANTS[owner][constant]
        inside = self.scope.with_this()
        if inside is None and name in self.reassigned:
            return None
        if inside is None:
            raise no_property(SCRIPT, name)
        return places.read(self.run, inside.this, name)

    def input(self, name: str) -> Any:
        given = self.run.inputs
        match name:
            case "firstSync":
                return bool(given.get("firstSync", False))
            case "issueKey" if name not in given:
                identifier, key = (self.run.issue.get(part) for part in ("id", "key"))
                known = identifier is not None or key is not None
                return {"id": identifier, "urn": key, "key": key, "URN": key} if known else None
            case "issueBeforeScript":
                return given.get("issue")
            case "traces":
                return self.seen.setdefault(name, list(given.get("traces") or []))
            case "entityType":
                return given.get(name, "issue")
        return given.get(name)

    # properties and elements

    def name_of(self, node: tree.Property) -> Any:
        return node.name if isinstance(node.name, str) else in_gstring(self.value(node.name))

    def is_bag(self, node: tree.Node) -> bool:
        """`issue.customFields` and the like; a map of any other origin is told apart where it is read."""
        if not isinstance(node, tree.Property) or node.name not in absence.BAGS or node.spread:
            return False
        return not node.safe or absence.root_of(self, node.target) is not None

    def dotted(self, node: tree.Node | None) -> str | None:
        """`java.net.URLEncoder` when the path is no variable's."""
        if isinstance(node, tree.Name):
            taken = {*absence.ROOTS, *INPUTS, *self.classes, *HELPERS, "super"}
            return None if self.knows(node.name) or node.name in taken else node.name
        if isinstance(node, tree.Property) and isinstance(node.name, str) and not node.safe | node.spread:
            front = self.dotted(node.target)
            return None if front is None else f"{front}.{node.name}"
        return None

    def is_this(self, node: tree.Node | None) -> bool:
        return isinstance(node, tree.Name) and node.name == "this" and self.scope.with_this() is not None

    def is_script(self, node: tree.Node | None) -> bool:
        return isinstance(node, tree.Name) and node.name == "this" and self.scope.with_this() is None

    def of_Property(self, node: tree.Property) -> Any:
        dotted = self.dotted(node.target)
        if dotted is not None and isinstance(node.name, str):
            owner = dotted.split(".")[-1]
            if node.name in CONSTANTS.get(owner, {}):
                return CONSTANTS[owner][node.name]
            getter = "get" + node.name[:1].upper() + node.name[1:]
            if getter in STATICS.get(owner, {}):
                return self.call_static(node, owner, getter, [])
        if dotted is not None and PACKAGE_OF.get(str(node.name)) == dotted:
            return ClassName(str(node.name))
        if self.is_bag(node):
            return self.bag(self.value(node.target), node.name)
        if self.is_this(node.target) and isinstance(node.name, str):
            return self.member(node.name)
        if self.is_script(node.target) and isinstance(node.name, str):
            return self.settled(tree.Name(node.start, node.end, node.name))
        outer = node.target.name if isinstance(node.target, tree.Name) else ""
        if outer in HELPERS and not self.knows(outer) and node.name != "class":
            getter = f"get{str(node.name)[:1].upper()}{str(node.name)[1:]}"
            return self.value(tree.Call(node.start, node.end, node.target, getter, []))
        if outer in self.classes and node.name in self.classes:
            return self.classes[str(node.name)]
        owner, name = self.value(node.target), self.name_of(node)
        if owner is None and (node.safe or node.spread or self.is_own_field(node)):
            return None
        if node.spread:
            items = places.items(self.run, owner)
            return [None if each is None else places.read(self.run, each, name) for each in items]
        if self.is_bag(node.target) and node.target.name == "customFields":  # type: ignore[attr-defined]
            return self.custom_field(owner, name)
        return places.read(self.run, owner, name)

    def is_own_field(self, node: tree.Property) -> bool:
        """`issue.customFields."X".value` of an incoming rule, where the issue has no such field yet."""
        match node:
            case tree.Property(
                name="value", target=tree.Property(target=tree.Property(target=root, name="customFields"))
            ):
                return self.run.kind == "incoming" and absence.root_of(self, root) == "issue"
        return False

    def index_of(self, node: tree.Index) -> Any:
        keys = [self.value(key) for key in node.keys]
        return keys[0] if len(keys) == 1 else keys

    def of_Index(self, node: tree.Index) -> Any:
        owner, index = self.value(node.target), None
        if owner is None and node.safe:
            self.index_of(node)
            return None
        index = self.index_of(node)
        if self.is_bag(node.target) and node.target.name == "customFields" and len(node.keys) == 1:  # type: ignore[attr-defined]
            return self.custom_field(owner, index)
        return places.element(self.run, owner, index)
