"""A connection of which one side moved to Jira Cloud still finds people by login, key or full name.

Logins and keys of the time before the move mean nobody in the cloud, and the cloud has none to send; a full
name may be anybody's. What both sides still share is the e-mail address. Told of the rules of a connection
whose settings say `moved_to_cloud`. Where the cloud hides an address, a value map from account ids to
addresses stands in for it.

Bad (incoming)::

    // moved: yes
    issue.summary  = replica.summary
    issue.assignee = nodeHelper.getUserByFullName(replica.assignee?.displayName)
    issue.reporter = replica.reporter?.username

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
from syncscript.language.lint.mapping_lines import handed_over, place_in_side
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.lint.rules import user_not_by_email
from syncscript.language.mapping_sides import root_side
from syncscript.language.syntax import tree

HELPERS = ("nodeHelper", "userHelper")
BY_NAME = ("getUserByUsername", "getUserByFullName", "getUserByName", "getByUsername")
BY_KEY = ("getUser", "getByKey")
PERSONS = ("assignee", "reporter", "creator")
LOGINS = ("key", "username", "name", "accountId", "displayName")
HELP = "write nodeHelper.getUserByEmail(....email)"
DEEPEST = 8


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
        for part in may_be(value, linted):
            place = received(part, linted)
            if place is not None and place.field in PERSONS and ends_with_login(place):
                told = f"This {place.inside[-1]} is of the other side, one of which moved to the cloud."
                yield Told(part, told, HELP, fix(part, part, linted))


def is_by_login(call: tree.Call, linted: Linted) -> bool:
    """Whether it asks with something that the other side sent. A fixed account that is named in the rule,
    and one that a value map gives, are somebody's choice."""
    if not isinstance(call.target, tree.Name) or call.target.name not in HELPERS or not call.arguments:
        return False
    if call.name not in (*BY_NAME, *BY_KEY):
        return False
    written = written_side(call, linted) if linted.kind == "mapping" else None
    parts = (part for part in may_be(call.arguments[0].value, linted) if root_side(part) != (written or ""))
    places = [received(part, linted) for part in parts]
    return any(ends_with_login(place) or is_person(place) for place in places if place is not None)


def written_side(node: tree.Node, linted: Linted) -> str | None:
    """The side that the line of a mapping file writes, in which a node stands."""
    above = linted.parents.get(id(node))
    while above is not None and not isinstance(above, tree.Assignment):
        above = linted.parents.get(id(above))
    return root_side(above.target) if isinstance(above, tree.Assignment) else None


def is_person(place: Place) -> bool:
    return place.field in PERSONS and not place.inside


def ends_with_login(place: Place) -> bool:
    return bool(place.inside) and place.inside[-1] in LOGINS


def received(node: tree.Node, linted: Linted) -> Place | None:
    """The field of the other side that a plain path leads to."""
    if linted.kind == "mapping":
        return place_in_side(node)
    place = linted.survey.place_of(node)
    return place if place is not None and place.root == "replica" else None


def given_to_persons(node: tree.Assignment | tree.Mapping, linted: Linted) -> Iterator[tree.Node]:
    """What is written to a field that holds a person."""
    if linted.kind == "mapping":
        yield from (each.value for each in handed_over(node) if each.place.field in PERSONS)
    elif isinstance(node, tree.Assignment):
        place = linted.survey.place_of(node.target)
        if place is not None and place.root == "issue" and place.field in PERSONS and not place.inside:
            yield node.value


def may_be(value: tree.Node, linted: Linted, depth: int = 0) -> Iterator[tree.Node]:
    """What a value is in the end, or made of: through defaults, branches, texts put together or in other
    letters, and variables that get one value."""
    match value:
        case _ if depth > DEEPEST:
            return
        case tree.Elvis(value=first, otherwise=second) | tree.Ternary(then=first, otherwise=second):
            yield from may_be(first, linted, depth + 1)
            yield from may_be(second, linted, depth + 1)
        case tree.Cast(value=inner) | tree.Call(target=tree.Property() as inner, name=str(), arguments=[]):
            yield from may_be(inner, linted, depth + 1)
        case tree.GString(parts=parts):
            for part in parts:
                if isinstance(part, tree.Node):
                    yield from may_be(part, linted, depth + 1)
        case tree.Binary(operator="+", left=first, right=second):
            yield from may_be(first, linted, depth + 1)
            yield from may_be(second, linted, depth + 1)
        case tree.Name(name=name) if name in linted.flow.once:
            yield from may_be(linted.flow.once[name], linted, depth + 1)
        case _:
            yield value


def fix(asked: tree.Node, whole: tree.Node, linted: Linted) -> Fix | None:
    """Of `replica.assignee?.key`: the same person's address."""
    if not isinstance(asked, tree.Property):
        return None
    address = f"nodeHelper.getUserByEmail({linted.text(asked.target)}?.email)"
    return Fix("look up by e-mail address", (Edit(whole.start, whole.end, address),), safe=False)
