"""An issue is created without saying of which type, or in which project.

The first sync makes the issue. Without a type it gets the type that is called as on the other side, or else
becomes a Task; without a project it goes where the connection says, and in Exalate it fails. Both are
noticed when the first twenty issues lie in the wrong place.

Nothing is said where the connection names the project, or the other side is known to send the type; nor of
a rule that is but a part of one and fills no new issue.

Bad (incoming)::

    if (firstSync) {
        issue.projectKey = "GREEN"
    }
    issue.summary = replica.summary

Good (incoming)::

    if (firstSync) {
        issue.projectKey = "GREEN"
        issue.typeName   = "Task"
    }
    issue.summary = replica.summary
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.object_paths import Use
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.lint.guards import ends_the_rule, requires_first_sync
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

TYPE = frozenset({"type", "typeName", "issueType", "issueTypeName"})
PROJECT = frozenset({"project", "projectKey"})
MAKING = TYPE | PROJECT | {"summary"}
PAIRING = frozenset({"id", "key"})
ELSEWHERE = frozenset({"tableName", "entityType", "repository", "areaPath", "parentId", "parent"})
"""What says where an issue goes in other trackers, and of a sub-task."""
HELP = {"type": 'typeName = "Task"', "project": 'projectKey = "GREEN"'}


@lint_rule("L210", "sync", tree.Script, kinds=("incoming",))
def check(node: tree.Script, linted: Linted) -> Iterator[Told]:
    firsts = [each for each in linted.survey.of(tree.If) if requires_first_sync(each.condition, True)]
    if not firsts:
        return
    written = {use.field for use in linted.written.writes}
    creating = [each for each in firsts if creates(each, linted.written.writes)]
    if not creating or None in written or written & (PAIRING | ELSEWHERE) or "summary" not in written:
        return
    first = min(creating, key=lambda each: each.start)
    missing = missing_in({str(field) for field in written}, linted)
    if missing:
        told = f"The new issue is given no {' and no '.join(missing)}."
        help = " and ".join(f"issue.{name}" for name in (HELP[each] for each in missing))
        yield Told(first.condition, told, f"set {help} here")


def creates(first: tree.If, writes: list[Use]) -> bool:
    """Whether the new issue is made there: with a type, project or summary, or stored. One that ends in
    `return` creates nothing."""
    if ends_the_rule(first.then):
        return False
    if any(isinstance(part, tree.Call) and part.name == "store" for part in walk(first.then)):
        return True
    inside = (use for use in writes if first.then.start <= use.node.start < first.then.end)
    return any(use.field in MAKING for use in inside)


def missing_in(written: set[str], linted: Linted) -> list[str]:
    received = linted.surroundings.received
    is_sent = received is not None and not received.misses("type")
    missing = [] if written & TYPE or is_sent else ["type"]
    return missing if written & PROJECT or linted.surroundings.project else [*missing, "project"]
