"""Writes that nobody will see: to the replica in an incoming rule, to the issue in an outgoing one.

A field that the rule itself reads again is a note to itself, and is left in peace. Works on the tree alone;
refuses to change what a run does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from syncscript.language.interpreter.scopes import ROOTS
from syncscript.language.syntax import Source, tree
from syncscript.language.syntax.tree.below import children
from syncscript.model import Diagnostic, Severity

WRITTEN = {"incoming": "issue", "outgoing": "replica"}
"""What a rule of this kind is read for when it has run."""
READ = {"incoming": "replica", "outgoing": "issue"}
MERGED = ("comments", "attachments", "workLogs")
KEPT = {
    "incoming": "the replica is what the other side sent, and is not kept",
    "outgoing": "only what stands in the replica crosses",
}


WRITING = frozenset({tree.Assignment, tree.Step, tree.MultipleAssignment})


def misplaced_writes(nodes: list[tree.Node], source: Source, kind: str) -> tuple[Diagnostic, ...]:
    """A warning for each field that is written on the wrong object and read nowhere. nodes: of the script."""
    names = {name for name, root in ROOTS.items() if root == READ[kind]} - declared_names(nodes)
    targets = all_targets(nodes)
    if all(field_of(target, names) is None for target in targets):
        return ()
    used = fields_read(nodes, names, {id(part) for target in targets for part in path_of(target)})
    found: dict[str, Diagnostic] = {}
    for target in targets:
        field = field_of(target, names)
        if field is not None and used is not None and field not in used:
            found.setdefault(field, warning(target, field, source, kind))
    return tuple(sorted(found.values(), key=lambda d: (d.span.line, d.span.column) if d.span else (0, 0)))


def warning(target: tree.Node, field: str, source: Source, kind: str) -> Diagnostic:
    span = source.span(target.start, target.end)
    return Diagnostic(
        "SEM111",
        f"{READ[kind]}.{field} is written here, but {KEPT[kind]}.",
        span,
        f"write {WRITTEN[kind]}.{field} = ...",
        Severity.WARNING,
        source.line(span.line),
    )


def declared_names(nodes: list[tree.Node]) -> set[str]:
    """Names that are variables or parameters somewhere in the rule."""
    kinds = (tree.Declarator, tree.Parameter)
    return {node.name for node in nodes if isinstance(node, kinds)}


def all_targets(nodes: list[tree.Node]) -> list[tree.Node]:
    """Everything that is assigned to."""
    return [target for node in nodes if type(node) in WRITING for target in written_targets(node)]


def written_targets(node: tree.Node) -> Iterator[tree.Node]:
    match node:
        case tree.Assignment(target=target) | tree.Step(target=target):
            yield target
        case tree.MultipleAssignment(targets=targets):
            yield from targets


def path_of(target: tree.Node) -> Iterator[tree.Node]:
    """The target and what stands in front of it, down to the name it begins with."""
    while isinstance(target, tree.Property | tree.Index):
        yield target
        target = target.target
    yield target


def field_of(target: tree.Node, names: set[str]) -> str | None:
    """`labels` for `replica.labels...` when replica is one of the names; else None."""
    for part in path_of(target):
        if not isinstance(part, tree.Property) or not isinstance(part.target, tree.Name):
            continue
        if part.target.name in names:
            return part.name if isinstance(part.name, str) else None
    return None


def fields_read(nodes: list[tree.Node], names: set[str], written: set[int]) -> set[str] | None:
    """Fields of the object that are read; None when it is handed on whole, so that any may be."""
    found: set[str] = set()
    for node in nodes:
        if is_merge(node):
            found.update(MERGED)
            written = written | {id(argument.value) for argument in node.arguments}
    for node in nodes:
        for child in children(node):
            if not isinstance(child, tree.Name) or child.name not in names or id(child) in written:
                continue
            if not isinstance(node, tree.Property):
                return None
            if isinstance(node.name, str):
                found.add(node.name)
    return found


def is_merge(node: tree.Node) -> TypeGuard[tree.Call]:
    """`commentHelper.mergeComments(issue, replica)` and its like, which read one field of the replica."""
    return isinstance(node, tree.Call) and isinstance(node.name, str) and node.name.startswith("merge")
