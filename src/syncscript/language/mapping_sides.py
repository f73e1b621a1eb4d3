"""Who is who in a mapping file: the names of the sides, and what is left of the file for one of them.

Works on the tree alone. Refuses to know what a field means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from syncscript.language.interpreter.absence import BAGS
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.mapping_flow import FieldFlow
from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children
from syncscript.model import Diagnostic, DiagnosticError

AnyNode = TypeVar("AnyNode", bound=tree.Node)
OBJECTS = ("issue", "entity", "workItem")


def side_of(node: tree.Node) -> str | None:
    """`BlueJira` when the node is `BlueJira.issue`."""
    match node:
        case tree.Property(target=tree.Name(name=side), name=name) if name in OBJECTS:
            return side
    return None


def written_side(node: tree.Node) -> str | None:
    """The side whose issue an assignment or a call such as setStatus writes."""
    match node:
        case tree.ExpressionStatement(expression=inner):
            return written_side(inner)
        case tree.Assignment(target=target) | FieldFlow(target=target) | tree.Step(target=target):
            return root_side(target)
        case tree.Call(target=tree.Node() as target, name=str(name)) if name.startswith("set"):
            return side_of(target)
    return None


def root_side(node: tree.Node) -> str | None:
    while isinstance(node, tree.Property | tree.Index):
        found = side_of(node)
        if found is not None:
            return found
        node = node.target
    return None


def side_names(script: tree.Script, source: str, name: str, given: tuple[str, str] | None) -> tuple[str, str]:
    """The two names, checked against those the connection gives. DiagnosticError when they do not fit."""
    found = {side: node for node in walk_in_order(script) if (side := side_of(node)) is not None}
    reporter = Emitter(tree.Script(0, 0, []), source, name, "mapping")
    for node in lines_past_an_issue(script, given):
        said = f"{source[node.start : node.end]} names no field of an issue."
        reporter.report("M103", node, said, "write SIDE.issue.FIELD, such as BlueJira.issue.summary")
    if reporter.diagnostics:
        raise DiagnosticError(*reporter.diagnostics)
    if given is None:
        if len(found) != 2:
            raise DiagnosticError(
                Diagnostic(
                    "M101",
                    f"{name} names {len(found)} sides, not two.",
                    None,
                    "write BlueJira.issue.summary <-> GreenJira.issue.summary",
                )
            )
        first, second = found
        return first, second
    for side, node in found.items():
        if side not in given:
            reporter.report(
                "M102",
                node,
                f"The connection has no side {side}.",
                did_you_mean(side, given) or f"its sides are {given[0]} and {given[1]}",
            )
    if reporter.diagnostics:
        raise DiagnosticError(*reporter.diagnostics)
    return given


def lines_past_an_issue(script: tree.Script, given: tuple[str, str] | None) -> Iterator[tree.Node]:
    """Ends of `<->`, and paths of sides that are known, that have no `issue` in them."""
    for node in walk_in_order(script):
        if isinstance(node, tree.Mapping):
            yield from (end for end in (node.left, node.right) if root_side(end) is None)
        elif isinstance(node, tree.Assignment) and root_side(node.target) is None:
            head = first_name(node.target)
            if isinstance(node.target, tree.Property) and given is not None and head in given:
                yield node.target


def first_name(node: tree.Node) -> str:
    while isinstance(node, tree.Property | tree.Index):
        node = node.target
    return node.name if isinstance(node, tree.Name) else ""


def walk_in_order(node: tree.Node) -> Iterator[tree.Node]:
    yield node
    for child in children(node):
        yield from walk_in_order(child)


# ---------------------------------------------------------------------------- what is left for one side


def one_sided(script: tree.Script, side: str, other: str) -> tree.Script:
    """Only what leads to writes of this side's issue."""
    body = [kept for node in script.body if (kept := kept_for(node, side)) is not None]
    return replace(script, body=needed(body), comments=[])


def kept_for(node: tree.Node, side: str) -> tree.Node | None:
    wrote = written_side(node)
    if wrote is not None:
        return node if wrote == side else None
    if isinstance(
        node, tree.If | tree.Block | tree.ForIn | tree.While | tree.Try | tree.Switch | tree.ForLoop
    ):
        pruned = prune(node, side)
        return pruned if any(written_side(part) == side for part in walk(pruned)) else None
    return node


def prune(node: AnyNode, side: str) -> AnyNode:
    """A copy in which statements that write the other side do nothing."""

    def changed(value: Any) -> Any:
        if isinstance(value, list):
            return [changed(v) for v in value]
        if not isinstance(value, tree.Node):
            return value
        wrote = written_side(value)
        if wrote is not None and wrote != side:
            return tree.Block(value.start, value.end, [])
        return prune(value, side)

    return replace(node, **{f.name: changed(getattr(node, f.name)) for f in fields(node)})


def needed(body: list[tree.Node]) -> list[tree.Node]:
    """Without declarations that nothing kept needs."""
    kept: list[tree.Node] = []
    wanted: set[str] = set()
    for node in reversed(body):
        declared = (
            {d.name for d in node.declarators}
            if isinstance(node, tree.Declaration)
            else ({node.name} if isinstance(node, tree.Method) else None)
        )
        if declared is not None and not declared & wanted:
            continue
        wanted |= {n.name for n in walk(node) if isinstance(n, tree.Name)}
        wanted |= {n.name for n in walk(node) if isinstance(n, tree.Call) and isinstance(n.name, str)}
        kept.append(node)
    return kept[::-1]


def with_context_names(script: tree.Script, side: str, other: str) -> tree.Script:
    """`Blue.issue` as `issue`, `Green.issue` as `replica`."""
    renamed: tree.Script = rename(script, {side: "issue", other: "replica"})
    return renamed


def rename(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [rename(v, names) for v in value]
    if not isinstance(value, tree.Node) or not is_dataclass(value):
        return value
    side = side_of(value)
    if side in names:
        return tree.Name(value.start, value.end, names[side])
    return replace(value, **{f.name: rename(getattr(value, f.name), names) for f in fields(value)})


# ---------------------------------------------------------------------------- what one side must send


def reads_of(script: tree.Script, side: str) -> list[tree.Property]:
    """Fields of this side's issue that are read, at their first places."""
    found: dict[str, tree.Property] = {}
    for node in walk_in_order(script):
        for read in field_reads(node, side):
            key = (
                read.name if not isinstance(read.target, tree.Property) else f"{read.target.name}.{read.name}"
            )
            found.setdefault(str(key), read)
    bags = {bag for bag in BAGS if bag in found}
    return [read for key, read in found.items() if key.split(".")[0] not in bags or key in bags]


def field_reads(node: tree.Node, side: str) -> list[tree.Property]:
    head = tree.Name(node.start, node.end, side)
    match node:
        case tree.Property(target=tree.Property(target=target, name=str(bag)), name=str(name)) if (
            bag in BAGS and side_of(target) == side
        ):
            return [tree.Property(node.start, node.end, tree.Property(node.start, node.end, head, bag), name)]
        case tree.Property(target=target, name=str(name)) if side_of(target) == side and name not in BAGS:
            return [tree.Property(node.start, node.end, head, name)]
        case tree.Call(target=tree.Name(), name=str(name), arguments=arguments) if name.startswith("merge"):
            if any(side_of(a.value) == side for a in arguments):
                return [tree.Property(node.start, node.end, head, name[5:6].lower() + name[6:])]
    return []
