"""A whole object is sent out, with all that is in it.

What an issue holds is more than what the rule's author has seen: security level, internal fields, what an
add-on will put there next year. The replica is the list of what may leave the house; a line that sends
everything takes that list away.

Bad (outgoing)::

    replica.summary = issue.summary
    replica.customFields = issue.customFields

Good (outgoing)::

    replica.summary = issue.summary
    replica.customFields."Severity" = issue.customFields."Severity"

Bad (mapping)::

    BlueJira.issue.summary     <-> GreenJira.issue.summary
    BlueJira.issue.customFields = GreenJira.issue.customFields

Good (mapping)::

    BlueJira.issue.summary                 <-> GreenJira.issue.summary
    BlueJira.issue.customFields."Severity" = GreenJira.issue.customFields."Severity"
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.survey import BAGS, Place
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.mapping_lines import handed_over, place_in_side
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

COPIED = frozenset({"toString", "clone", "findAll", "collectEntries", "collect", "toJson", "getProperties",
                    "inspect", "prettyPrint", "valueOf"})  # fmt: skip
HELP = "name the fields that may leave: replica.summary = issue.summary"
HELP_IN_MAPPING = "name the fields that may cross, one line for each"


Sending = tree.Assignment | tree.Call | tree.Binary | tree.ForIn | tree.Mapping


@lint_rule("L303", "privacy", tree.Assignment, tree.Call, tree.Binary, tree.ForIn, tree.Mapping,
           kinds=("outgoing", "mapping"))  # fmt: skip
def check(node: Sending, linted: Linted) -> Iterator[Told]:
    for value in sent_values(node, linted):
        found = whole_in(value, linted)
        if found is not None:
            part, what = found
            help = HELP_IN_MAPPING if linted.kind == "mapping" else HELP
            yield Told(part, f"This sends {what} out.", help)


def sent_values(node: Sending, linted: Linted) -> Iterator[tree.Node]:
    """What is put into the replica, or in a mapping into the other side's issue."""
    if linted.kind == "mapping":
        if isinstance(node, tree.Assignment | tree.Mapping):
            yield from [each.value for each in handed_over(node) if each.place.field][:1]
    elif isinstance(node, tree.Mapping):
        return
    elif isinstance(node, tree.Assignment):
        target = linted.survey.place_of(node.target)
        if target is not None and target.root == "replica" and target.field != "":
            yield node.value
    elif isinstance(node, tree.Binary):
        target = linted.survey.place_of(node.left) if node.operator == "<<" else None
        if target is not None and target.root == "replica":
            yield node.right
    elif isinstance(node, tree.ForIn):
        yield from copied_one_by_one(node.iterable, node.body, linted)
    elif node.target is not None and node.name in ("put", "putAll", "add", "leftShift"):
        target = linted.survey.place_of(node.target)
        if target is not None and target.root == "replica":
            yield from (argument.value for argument in node.arguments)
    elif node.name in ("each", "eachWithIndex", "forEach") and node.target is not None:
        for argument in node.arguments:
            yield from copied_one_by_one(node.target, argument.value, linted)


def copied_one_by_one(target: tree.Node, body: tree.Node, linted: Linted) -> Iterator[tree.Node]:
    """`issue.each { name, value -> replica[name] = value }`: the issue itself."""
    while isinstance(target, tree.Call) and target.name in COPIED and target.target is not None:
        target = target.target
    if not is_whole(target, linted):
        return
    for part in walk(body):
        if isinstance(part, tree.Assignment):
            written = linted.survey.place_of(part.target)
            if written is not None and written.root == "replica" and written.field in (None, *BAGS):
                yield target
                return


def whole_in(value: tree.Node, linted: Linted) -> tuple[tree.Node, str] | None:
    """The first whole object in a value, and what to call it."""
    if is_whole(value, linted):
        return value, name_of(value, linted)
    match value:
        case tree.GString(parts=parts):
            inner = [part for part in parts if isinstance(part, tree.Node)]
        case tree.Binary(operator="+" | "<<", left=left, right=right):
            inner = [left, right]
        case tree.Elvis(value=left, otherwise=right) | tree.Ternary(then=left, otherwise=right):
            inner = [left, right]
        case tree.Cast(value=held) | tree.Spread(value=held) | tree.MapEntry(value=held):
            inner = [held]
        case tree.ListLiteral(items=items) | tree.MapLiteral(entries=items):
            inner = items
        case tree.Call(name=str(name), target=target, arguments=arguments) if name in COPIED:
            given = [argument.value for argument in arguments]
            inner = given + ([target] if target is not None else [])
        case _:
            return None
    return next((found for part in inner if (found := whole_in(part, linted)) is not None), None)


def is_whole(value: tree.Node, linted: Linted) -> bool:
    """Whether this is the issue, or all its custom fields."""
    place = place_of(value, linted)
    if place is None or place.root != "issue" or place.inside:
        return False
    return place.field in ("", "customFields", "properties")


def place_of(value: tree.Node, linted: Linted) -> Place | None:
    return place_in_side(value) if linted.kind == "mapping" else linted.survey.place_of(value)


def name_of(value: tree.Node, linted: Linted) -> str:
    place = place_of(value, linted)
    return "all custom fields" if place is not None and place.field == "customFields" else "the whole issue"
