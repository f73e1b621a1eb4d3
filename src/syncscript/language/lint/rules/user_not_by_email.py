"""People are looked up by a name or key that is not the same on the other side.

Jira Cloud knows no user names, and an account key of one site means nobody, or somebody else, in another
tracker. What both sides may share is the e-mail address. Told of user names where the instance is a Jira
Cloud; of keys that the other side sent, everywhere.

Bad (incoming)::

    // cloud: yes
    issue.summary  = replica.summary
    issue.assignee = nodeHelper.getUserByUsername(replica.assignee?.username)

Good (incoming)::

    // cloud: yes
    issue.summary  = replica.summary
    issue.assignee = nodeHelper.getUserByEmail(replica.assignee?.email)
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

BY_NAME = ("getUserByUsername", "getUserByName")
HELP = "write nodeHelper.getUserByEmail(replica....?.email)"


@lint_rule("L214", "sync", tree.Call, kinds=("incoming",), words=("nodeHelper",))
def check(node: tree.Call, linted: Linted) -> Iterator[Told]:
    if not linted.surroundings.cloud or not asks_node_helper(node):
        return
    if node.name in BY_NAME:
        yield Told(node, "Jira Cloud knows no user names: this finds nobody.", HELP, fix(node, linted))
        return
    place = linted.survey.place_of(node.arguments[0].value) if node.name == "getUser" else None
    if place is not None and place.root == "replica" and place.inside in (("key",), ("username",)):
        told = "This key means nobody here: it is an account of the other side."
        yield Told(node, told, HELP, fix(node, linted))


def asks_node_helper(call: tree.Call) -> bool:
    if not isinstance(call.target, tree.Name) or len(call.arguments) != 1:
        return False
    return call.target.name == "nodeHelper"


def fix(call: tree.Call, linted: Linted) -> Fix | None:
    """Of `getUser...(replica.assignee?.key)`: the same person's address."""
    value = call.arguments[0].value
    if not isinstance(value, tree.Property) or call.target is None:
        return None
    person = linted.text(value.target)
    edit = Edit(call.target.end, call.end, f".getUserByEmail({person}?.email)")
    return Fix("look up by e-mail address", (edit,), safe=False)
