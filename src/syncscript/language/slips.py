"""Slips: what compiles and was hardly meant. `if (a = b)`, `{name: "x"}` for a map, a misspelt field.

Warnings only, worked out on the tree alone. Refuses to change what a run does; writes that nobody will see
are `misplaced`.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.interpreter.scopes import ROOTS
from syncscript.language.misplaced import WRITTEN, all_targets
from syncscript.language.syntax import Source, tree
from syncscript.model import Diagnostic, Severity

FIELDS = (
    "id", "key", "summary", "description", "environment", "type", "typeName", "project", "projectKey",
    "status", "priority", "resolution", "assignee", "assignees", "reporter", "creator", "labels",
    "components", "affectedVersions", "fixVersions", "created", "updated", "resolutionDate", "parentId",
    "parent", "customFields", "customKeys", "comments", "attachments", "workLogs", "issueLinks",
    "remoteIssueLinks", "watchers", "originalEstimate", "remainingEstimate", "timeSpent", "securityLevel",
    "addedComments", "changedComments", "removedComments", "addedAttachments", "removedAttachments",
    "entityType", "tableName",
)  # fmt: skip
"""Fields of an issue as Exalate names them. Others may be there too."""
NEAR = 0.88
SHORTEST, LONGEST = 5, 24
SMALL = {name.lower(): name for name in FIELDS}

Told = tuple[tree.Node, str, str, str]
"""Where, which code, what is wrong, what to do."""


def slips(
    script: tree.Script, nodes: list[tree.Node], source: Source, kind: str
) -> tuple[Diagnostic, ...]:
    """nodes: all of the script."""
    found = [*shapes(nodes, source), *misspelt_fields(nodes, kind), *unseen_by_methods(script, source)]
    return tuple(
        Diagnostic(code, message, span, help, Severity.WARNING, source.line(span.line))
        for node, code, message, help in sorted(found, key=lambda told: told[0].start)
        for span in [source.span(node.start, node.end)]
    )


def shapes(nodes: list[tree.Node], source: Source) -> Iterator[Told]:
    for node in nodes:
        match node:
            case tree.If(condition=tree.Assignment(operator="=") as wrong):
                told = "this `if` assigns instead of comparing"
                yield wrong, "SEM117", f"{told}.", "write == to compare"
            case tree.Closure(parameters=None, body=[tree.Labelled(label=name)]):
                told = "these braces hold code with a label, and no map"
                yield node, "SEM118", f"{told}.", f"write [{name}: ...] for a map"


def misspelt_fields(nodes: list[tree.Node], kind: str) -> Iterator[Told]:
    """Fields that are all but named as one that there is. What is read may be a note of the rule's own."""
    own = {node.name for node in nodes if isinstance(node, tree.Declarator | tree.Parameter)}
    noted = {t.name for t in all_targets(nodes) if isinstance(t, tree.Property)}
    seen: set[str] = set()
    for node in nodes:
        root, name = field_named(node)
        if root in own or root not in ROOTS or name in FIELDS or name in seen:
            continue
        if ROOTS[root] != WRITTEN[kind] and name in noted:
            continue
        help = help_about(root, name)
        if help:
            seen.add(name)
            yield node, "SEM119", f"{root}.{name} is no field of Exalate's.", help


def field_named(node: tree.Node) -> tuple[str, str]:
    """The name and the field of `issue.x` and `issue.setX(...)`; two empty texts for all else."""
    match node:
        case tree.Property(target=tree.Name(name=root), name=str(name)):
            return root, name
        case tree.Call(target=tree.Name(name=root), name=str(name)) if name.startswith("set"):
            return root, name[3:4].lower() + name[4:]
    return "", ""


def help_about(root: str, name: str) -> str:
    if name == "properties":
        return f"{root} is a map of its fields: {root}.each {{ name, value -> ... }}"
    meant = meant_by(name)
    return f"did you mean {meant}?" if meant else ""


def meant_by(name: str) -> str | None:
    if not SHORTEST <= len(name) <= LONGEST or not name[0].islower():
        return None
    near = get_close_matches(name.lower(), SMALL, 1, NEAR)
    return SMALL[near[0]] if near else None


def unseen_by_methods(script: tree.Script, source: Source) -> Iterator[Told]:
    """Variables of the script that a method reads: here it sees them, in Groovy it does not."""
    declared = {
        each.name
        for node in script.body
        if isinstance(node, tree.Declaration) and "@" not in source.text[node.start : node.end].split("\n")[0]
        for each in node.declarators
    }
    for method in script.body if declared else ():
        if not isinstance(method, tree.Method):
            continue
        inside = list(walk(method))
        kinds = tree.Declarator | tree.Parameter | tree.Catch
        hidden = declared - {node.name for node in inside if isinstance(node, kinds)}
        for node in inside:
            if isinstance(node, tree.Name) and node.name in hidden:
                told = f"{method.name}() reads {node.name}, which `def` keeps from methods in Groovy"
                yield node, "SEM120", f"{told}.", "pass it as an argument, or write @Field in front of it"
                break
