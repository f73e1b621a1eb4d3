"""Comments, attachments or links are assigned, not merged.

The issue's own entries are part of the field: a plain copy of the other side's list says that there are no
others. In Exalate this deletes what people wrote and uploaded here; the copies lose their authors besides.
The helpers add and take back what came from the other side and leave all else alone.

Bad (incoming)::

    issue.summary     = replica.summary
    issue.attachments = replica.attachments

Good (incoming)::

    issue.summary     = replica.summary
    issue.attachments = attachmentHelper.mergeAttachments(issue, replica)
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.crossing import FAMILY
from syncscript.language.analysis.survey import Place
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.guards import only_at_first_sync
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

HELPERS = {
    "comments": "commentHelper.mergeComments",
    "attachments": "attachmentHelper.mergeAttachments",
    "workLogs": "workLogHelper.mergeWorkLogs",
}
LINKS = ("issueLinks", "remoteIssueLinks")
PICKED = frozenset({"findAll", "collect", "toList", "sort", "reverse"})


@lint_rule("L207", "sync", tree.Assignment, tree.Call, kinds=("incoming",))
def check(node: tree.Assignment | tree.Call, linted: Linted) -> Iterator[Told]:
    if isinstance(node, tree.Call):
        if node.name == "clear" and node.target is not None and not only_at_first_sync(node, linted):
            emptied = linted.survey.place_of(node.target)
            if emptied is not None and emptied.root == "issue" and emptied.field in (*HELPERS, *LINKS):
                yield Told(node, f"This removes the issue's own {emptied.field}.", help_about(emptied.field))
        return
    target = linted.survey.place_of(node.target) if node.operator == "=" else None
    if target is None or target.root != "issue" or target.inside:
        return
    if target.field not in HELPERS and target.field not in LINKS:
        return
    if replaces(node.value, target.field, linted) and not only_at_first_sync(node, linted):
        yield Told(node, f"This replaces the issue's own {target.field}.",
                   help_about(target.field), fix(node, target.field, linted))  # fmt: skip


def replaces(value: tree.Node, field: str, linted: Linted) -> bool:
    """Whether the value is plainly another list: the replica's, an empty one, a part of the replica's."""
    match value:
        case tree.ListLiteral(items=[]) | tree.Literal(kind="null"):
            return True
        case tree.Name(name=name) if name in linted.flow.once and linted.survey.root_of(value) is None:
            return replaces(linted.flow.once[name], field, linted)
        case tree.Elvis(value=inner) | tree.Cast(value=inner):
            return replaces(inner, field, linted)
        case tree.Call(target=tree.Node() as inner, name=str(name)) if name in PICKED:
            return replaces(inner, field, linted)
    place = linted.survey.place_of(value)
    return place is not None and place.root == "replica" and place.field in FAMILY.get(field, (field,))


def help_about(field: str) -> str:
    if field in LINKS:
        return f"add to them: issue.{field} += ... what is new, or leave the field to the people here"
    return f"write issue.{field} = {HELPERS[field]}(issue, replica)"


def fix(node: tree.Assignment, field: str, linted: Linted) -> Fix | None:
    """Only for a plain copy. A comment gets its author's name in front, so that one asks."""
    if field not in HELPERS or linted.survey.place_of(node.value) != Place("replica", field):
        return None
    merged = f"{HELPERS[field]}(issue, replica)"
    edit = Edit(node.value.start, node.value.end, merged)
    return Fix(f"write {merged}", (edit,), safe=field == "attachments")
