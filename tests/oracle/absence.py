"""Which expressions stand for something that the other side may not have sent.

A path stands for what it names, so does all that is read from it or called on it, and a look-up that is
given one. Its absence is known without evaluating. Through defaults, branches and tables a null tells.
"""

from __future__ import annotations

from typing import Any

from syncscript.language.builtins.registry import LOOKUPS
from syncscript.language.syntax import tree
from tests.oracle.scopes import Path

BAGS = ("customFields", "customKeys")
ROOTS = {
    "issue": "issue",
    "entity": "issue",
    "workItem": "issue",
    "incident": "issue",
    "replica": "replica",
    "previous": "previous",
}


def root_of(walker: Any, node: tree.Node) -> str | None:
    """Which object this is by its name."""
    if not isinstance(node, tree.Name) or node.name not in ROOTS or walker.knows(node.name):
        return None
    return ROOTS[node.name]


def path_of(walker: Any, node: tree.Node | None) -> Path | None:
    """What of the replica this expression is a part of."""
    match node:
        case tree.Property(target=tree.Property(target=root, name=str(bag)), name=str(name)) if (
            bag in BAGS and root_of(walker, root) == "replica"
        ):
            return bag, name
        case tree.Property(target=root, name=str(name)) if root_of(walker, root) == "replica":
            return name, None
        case tree.Property(target=below) | tree.Index(target=below) | tree.Cast(value=below):
            return path_of(walker, below)
        case tree.Name(name=name):
            cell = walker.scope.find(name)
            return cell.stands_for if cell is not None else None
        case tree.Call(target=tree.Name(name=owner), name=str(name)) if walker.scope.find(owner) is None:
            given = node.arguments if (owner, name) in LOOKUPS else []
            found = [path_of(walker, each.value) for each in given]
            return next((path for path in found if path is not None), None)
        case tree.Call(target=tree.Node() as below, name=str()):
            return path_of(walker, below)
    return None


def paths_of(walker: Any, node: tree.Node | None) -> list[Path]:
    """What may be why this is null."""
    path = path_of(walker, node)
    if path is not None or node is None:
        return [path] if path is not None else []
    parts: list[tree.Node] = []
    match node:
        case tree.Elvis():
            parts = [node.value, node.otherwise]
        case tree.Ternary():
            parts = [node.condition, node.then, node.otherwise]
        case tree.Index(keys=[only]):
            parts = [only]
        case tree.Call(name="get", arguments=[first, *_]):
            parts = [first.value]
        case tree.Call(target=tree.Name(name=owner), name=str(name)) if walker.scope.find(owner) is None:
            parts = [each.value for each in node.arguments] if (owner, name) in LOOKUPS else []
        case tree.Property() | tree.Call(target=tree.Node()):
            parts = [node.target] if node.target is not None else []
        case tree.Cast():
            parts = [node.value]
        case tree.Name(name=name):
            cell = walker.scope.find(name)
            return list(cell.sent) if cell is not None else []
    return [path for part in parts for path in paths_of(walker, part)]


def was_not_sent(walker: Any, path: Path) -> bool:
    sent, (field, entry) = walker.run.replica, path
    if walker.run.kind != "incoming" or not isinstance(sent, dict):
        return False
    if field not in sent or entry is None:
        return field not in sent
    return isinstance(sent[field], dict) and walker.custom_key(sent[field], entry) not in sent[field]


def written_field(walker: Any, target: tree.Node) -> str | None:
    """The field of the issue that an assignment to this target writes."""
    match target:
        case tree.Property(
            target=tree.Property(target=tree.Property(target=root, name="customFields"), name=str(name)),
            name="value",
        ) if root_of(walker, root) == "issue":
            return f"customFields.{name}"
        case tree.Property(target=tree.Property(target=root, name="customFields"), name=str(name)) if (
            root_of(walker, root) == "issue"
        ):
            return f"customFields.{name}"
        case tree.Property(target=root, name=str(name)) if root_of(walker, root) == "issue":
            return name
    return None


def leave_absent(walker: Any, field: str) -> None:
    if field not in walker.run.written:
        walker.run.absent[field] = None
