"""A `return` leaves the whole rule where only a block, a loop or a case was meant to end.

Below it stand fields that are not written then. At the first sync it is worse: a rule that ends in `return`
creates no issue at all, unless `store(issue)` was called. Inside a closure (`each { ... }`) a `return` ends
the closure; in a `for` loop it ends the rule.

So does a guard for one value that stands in front of other fields as well: those are skipped with it.

A condition that leaves the rule before anything is written is a guard, and is left in peace.

Bad (incoming)::

    if (firstSync) {
        issue.projectKey = "GREEN"
        issue.typeName   = "Task"
        return
    }
    issue.summary = replica.summary

Bad (incoming)::

    issue.summary = replica.summary
    if (replica.assignee == null) return
    issue.assignee = nodeHelper.getUserByEmail(replica.assignee.email)
    issue.comments = commentHelper.mergeComments(issue, replica)

Good (incoming)::

    if (firstSync) {
        issue.projectKey = "GREEN"
        issue.typeName   = "Task"
    }
    issue.summary = replica.summary
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.guards import path_of
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.lint.guards import requires_first_sync
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

MOST = 3
GUARD_HELP = "put what needs the value into the `if`, turned round: if (x) { ... }"


@lint_rule("L211", "sync", tree.Return, kinds=("incoming", "outgoing"))
def check(node: tree.Return, linted: Linted) -> Iterator[Told]:
    around = linted.survey.above(node)
    if node.value is not None or any(isinstance(each, tree.Closure | tree.Method) for each in around):
        return
    outermost = next((each for each in around if each in linted.script.body), None)
    skipped = fields_after(outermost, linted) if outermost is not None else []
    if not skipped:
        return
    apart = outermost is not None and skipped_by_guard(outermost, linted)
    if apart:
        yield Told(node, f"This leaves the whole rule: {listed(apart)} below is not written.", GUARD_HELP)
        return
    for outer in around:
        what = mistaken_for(outer, node, linted)
        if what:
            yield Told(node, f"This leaves the whole rule: {listed(skipped)} {what}.", help_of(outer))
            return


def skipped_by_guard(outermost: tree.Node, linted: Linted) -> list[str]:
    """`if (x == null) return` in front of what needs x: the fields below that have nothing to do with x."""
    if not isinstance(outermost, tree.If) or outermost.otherwise is not None:
        return []
    asked = tested_for_null(outermost.condition)
    body, written = linted.script.body, linted.written.writes
    below = body[body.index(outermost) + 1 :]
    if asked is None or not below or not any(use.node.end <= outermost.start for use in written):
        return []
    if any(use.field and outermost.start <= use.node.start < outermost.end for use in written):
        return []
    needing = [each for each in below if uses(each, asked)]
    if not needing or needing[0] is not below[0]:
        return []
    apart = [each for each in below if not uses(each, asked)]
    return [
        str(use.field)
        for each in apart
        for use in sorted(written, key=lambda use: use.node.start)
        if use.field and each.start <= use.node.start < each.end
    ]


def tested_for_null(condition: tree.Node) -> tuple[str, ...] | None:
    match condition:
        case tree.Unary(operator="!", operand=operand):
            return path_of(operand)
        case tree.Binary(operator="==", left=left, right=tree.Literal(kind="null")):
            return path_of(left)
    return None


def uses(statement: tree.Node, asked: tuple[str, ...]) -> bool:
    return any(path_of(each) == asked for each in walk(statement))


def mistaken_for(outer: tree.Node, node: tree.Return, linted: Linted) -> str:
    """What was hardly meant by the `return` in this; empty for a guard, which writes nothing first."""
    match outer:
        case tree.ForIn() | tree.ForLoop() | tree.While() if written_beside(node, linted):
            return "after the loop is not written"
        case tree.Switch(cases=cases) if any(isinstance(each, tree.Break) for c in cases for each in c.body):
            return "after the switch is not written" if written_beside(node, linted) else ""
        case tree.If(condition=condition, then=tree.Block() as then) if (
            linted.kind == "incoming"
            and requires_first_sync(condition, True)
            and then.body[-1:] == [node]
            and writes_only(then, linted)
        ):
            return "below is not written, and no issue is created"
    return ""


def written_beside(node: tree.Return, linted: Linted) -> bool:
    """Whether fields are written in the same block or case, in front of the `return`."""
    around = linted.survey.above(node)
    block = next((each for each in around if isinstance(each, tree.Block | tree.Case)), None)
    if block is None:
        return False
    return any(block.start <= use.node.start < node.start for use in linted.written.writes)


def writes_only(block: tree.Block, linted: Linted) -> bool:
    """Whether the block fills the new issue and neither stores it nor pairs it with one that is there."""
    fields = {use.field for use in linted.written.writes if block.start <= use.node.start < block.end}
    stores = any(isinstance(part, tree.Call) and part.name == "store" for part in walk(block))
    return bool(fields) and not stores and not fields & {"id", "key", None}


def fields_after(statement: tree.Node, linted: Linted) -> list[str]:
    """The fields that are written below a statement of the rule."""
    below = [use for use in linted.written.writes if use.node.start >= statement.end and use.field]
    return list(dict.fromkeys(str(use.field) for use in sorted(below, key=lambda use: use.node.start)))


def listed(fields: list[str]) -> str:
    shown = ", ".join(fields[:MOST])
    return shown + (" and more" if len(fields) > MOST else "")


def help_of(outer: tree.Node) -> str:
    if isinstance(outer, tree.If):
        return "take it away, or write store(issue) before it"
    return "write break, or put the code into a method that returns a value"
