"""A connection of which one side moved to Jira Cloud still finds people by login, key or full name.

Logins and keys of the time before the move mean nobody in the cloud, and the cloud has none to send; a full
name may be anybody's. What both sides still share is the e-mail address. Told of the rules of a connection
whose settings say `moved_to_cloud`, however the login gets there: through variables, closures, methods, texts
put together, or a table that is asked with a user name. A table from account ids is somebody's choice: where
the cloud hides an address, a value map from account ids to addresses stands in for it.

Bad (incoming)::

    // moved: yes
    issue.summary  = replica.summary
    issue.assignee = nodeHelper.getUserByFullName(replica.assignee?.displayName)
    issue.reporter = replica.reporter?.username
    issue.watchers = replica.watchers.collect { nodeHelper.getUserByUsername(it.username) }

Good (incoming)::

    // moved: yes
    def hidden = ["557058:1a2b": "anna@example.com"]
    issue.summary  = replica.summary
    issue.assignee = nodeHelper.getUserByEmail(replica.assignee?.email ?: hidden[replica.assignee?.key])
    issue.reporter = nodeHelper.getUserByEmail(replica.reporter?.email)
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.survey import Place
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.mapping_lines import handed_over
from syncscript.language.lint.received_parts import CUT, Part
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.lint.rules import user_not_by_email
from syncscript.language.mapping_sides import root_side
from syncscript.language.syntax import tree

HELPERS = ("nodeHelper", "userHelper")
BY_NAME = ("getUserByUsername", "getUserByFullName", "getUserByName", "getByUsername")
BY_KEY = ("getUser", "getByKey")
PERSONS = ("assignee", "reporter", "creator", "watchers")
LOGINS = ("key", "username", "name", "accountId", "displayName")
OLD_LOGINS = ("username", "name", "displayName")
HELP = "write nodeHelper.getUserByEmail(....email)"


@lint_rule("L216", "sync", tree.Assignment, tree.Mapping, tree.Call, kinds=("incoming", "mapping"))
def check(node: tree.Assignment | tree.Mapping | tree.Call, linted: Linted) -> Iterator[Told]:
    if not linted.surroundings.moved:
        return
    if isinstance(node, tree.Call):
        if is_by_login(node, linted) and not any(user_not_by_email.check(node, linted)):
            told = f"{node.name} finds nobody by what the side that moved to the cloud has for people now."
            yield Told(node, told, HELP, fix(node.arguments[0].value, node, linted))
        return
    for value in given_to_persons(node, linted):
        for part in linted.received.of(value):
            if is_of_a_person(part) and is_login(part):
                told = f"This {part.place.inside[-1]} is of the other side, one of which moved to the cloud."
                yield Told(part.node, told, HELP, fix(part.node, part.node, linted))


def is_by_login(call: tree.Call, linted: Linted) -> bool:
    """Whether it asks with something that the other side sent. A fixed account that is named in the rule,
    and one that a value map of account ids gives, are somebody's choice."""
    if call.name not in (*BY_NAME, *BY_KEY) or call.target is None or not call.arguments:
        return False
    if linted.received.named(call.target).isdisjoint(HELPERS):
        return False
    written = written_side(call, linted) if linted.kind == "mapping" else None
    parts = (one for one in linted.received.of(call.arguments[0].value) if one.side != (written or ""))
    return any(is_login(one) or is_whole(one) or is_cut_address(one) for one in parts)


def written_side(node: tree.Node, linted: Linted) -> str | None:
    """The side that the line of a mapping file writes, in which a node stands."""
    above = linted.parents.get(id(node))
    while above is not None and not isinstance(above, tree.Assignment):
        above = linted.parents.get(id(above))
    return root_side(above.target) if isinstance(above, tree.Assignment) else None


def is_of_a_person(part: Part) -> bool:
    return part.place.field in PERSONS


def is_whole(part: Part) -> bool:
    return is_of_a_person(part) and not part.place.inside and not part.keyed


def is_login(part: Part) -> bool:
    """Of a table's key: whether it is one that the cloud does not have."""
    ends = [step for step in part.place.inside if step not in (CUT, None)][-1:]
    if part.keyed:
        return is_of_a_person(part) and any(end in OLD_LOGINS for end in ends)
    return any(end in LOGINS for end in ends)


def is_cut_address(part: Part) -> bool:
    return not part.keyed and is_of_a_person(part) and {"email", CUT} <= set(part.place.inside)


def given_to_persons(node: tree.Assignment | tree.Mapping, linted: Linted) -> Iterator[tree.Node]:
    """What is written to a field that holds a person."""
    if linted.kind == "mapping":
        yield from (each.value for each in handed_over(node) if each.place.field in PERSONS)
    elif isinstance(node, tree.Assignment):
        place: Place | None = linted.survey.place_of(node.target)
        if place is not None and place.root == "issue" and place.field in PERSONS and not place.inside:
            yield node.value


def fix(asked: tree.Node, whole: tree.Node, linted: Linted) -> Fix | None:
    """Of `replica.assignee?.key`: the same person's address."""
    if not isinstance(asked, tree.Property):
        return None
    address = f"nodeHelper.getUserByEmail({linted.text(asked.target)}?.email)"
    return Fix("look up by e-mail address", (Edit(whole.start, whole.end, address),), safe=False)
