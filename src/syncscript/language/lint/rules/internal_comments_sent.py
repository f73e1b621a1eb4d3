"""Comments leave that only the team was to see.

In a service desk most of what is written on an issue is internal. The whole list sends it all, and on the
other side it is one comment among others, in front of the customer. Told where the rule picks internal
comments to send, makes public what was internal, or sends all of a service desk: one that the schema shows,
or, without a schema, a rule that reads what only a service desk has. The plain line of a software project
sends nothing internal, as there is nothing.

Bad (outgoing)::

    replica.summary  = issue.summary
    replica.comments = issue.comments.findAll { it.internal }

Good (outgoing)::

    replica.summary  = issue.summary
    replica.comments = issue.comments.findAll { !it.internal }

Bad (outgoing)::

    // here: {projects: {HELP: {kind: service_desk}}}
    replica.comments = issue.comments

Good (outgoing)::

    // here: {projects: {APP: {kind: software}}}
    replica.comments = issue.comments
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from syncscript.language.analysis.survey import Place
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.lint.comments_sent import comments_in
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.mapping_lines import Line, handed_over, place_in_side
from syncscript.language.lint.mapping_tables import schema_of
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.lint.service_desks import is_desk, is_desk_by_rule, is_only_desks
from syncscript.language.mapping_sides import root_side
from syncscript.language.syntax import tree

HELP = "send those that are not: {}.findAll {{ !it.internal }}"
COMMENTS = Place("issue", "comments")
Asks = Callable[[tree.Node], bool]


@lint_rule("L301", "privacy", tree.Assignment, tree.Mapping, kinds=("outgoing", "mapping"))
def check(node: Line, linted: Linted) -> Iterator[Told]:
    if not linted.mentions("comments", "nternal"):
        return
    if linted.kind == "mapping":
        yield from in_mapping(node, linted)
    elif isinstance(node, tree.Assignment):
        yield from in_outgoing(node, linted)


def in_outgoing(node: tree.Assignment, linted: Linted) -> Iterator[Told]:
    help = HELP.format("issue.comments")
    if is_made_public(node) and not leaves_internal_out(linted):
        yield Told(node, "This makes comments public that are internal, on their way out.", help)
    target = linted.survey.place_of(node.target)
    if target is None or target.root != "replica":
        return
    picked = picks_internal(node.value) if linted.mentions("nternal") else None
    if picked is not None:
        yield Told(picked, "This picks comments that are internal and sends them.", help)
        return
    value = node.value
    if isinstance(value, tree.Name):
        value = linted.flow.once.get(value.name, value)
    sent = comments_in(value, target.field == "comments", lambda each: is_own_comments(each, linted))
    if sent is not None and is_desk_here(linted):
        yield Told(node, "This sends internal comments too.", help, fix(sent) if sent is node.value else None)


def in_mapping(node: Line, linted: Linted) -> Iterator[Told]:
    for each in handed_over(node):
        picked = picks_internal(each.value)
        if picked is not None:
            help = HELP.format(f"{sorted(each.senders)[0]}.issue.comments")
            yield Told(picked, "This picks comments that are internal and sends them.", help)
            continue
        sent = comments_in(each.value, each.place.field == "comments", is_comments_of(each.senders))
        sender = root_side(sent) if sent is not None else None
        if sender is not None and is_only_desks(schema_of(sender, linted)):
            help = f"write {each.side}.issue.comments = {sender}.issue.comments.findAll {{ !it.internal }}"
            yield Told(node, f"This sends internal comments of {sender} to {each.side}.", help)


def is_own_comments(node: tree.Node, linted: Linted) -> bool:
    return linted.survey.place_of(node) == COMMENTS


def is_comments_of(sides: set[str]) -> Asks:
    return lambda node: root_side(node) in sides and place_in_side(node) == COMMENTS


def is_desk_here(linted: Linted) -> bool:
    here = linted.surroundings.here
    return is_desk_by_rule(linted) if here is None else is_desk(here, linted.surroundings.project)


def picks_internal(value: tree.Node) -> tree.Node | None:
    """`.findAll { it.internal }`; not their number alone."""
    if isinstance(value, tree.Call) and value.name in ("size", "isEmpty", "any", "count"):
        return None
    for part in walk(value):
        match part:
            case tree.Call(name="findAll" | "find" | "grep", arguments=[tree.Argument(value=closure)]):
                if isinstance(closure, tree.Closure) and asks_for_internal(closure):
                    return part
    return None


def leaves_internal_out(linted: Linted) -> bool:
    """`.findAll { !it.internal }` somewhere: what is made public then was so before."""
    denied = (each.operand for each in linted.survey.of(tree.Unary) if each.operator == "!")
    return any(is_internal(each) for each in denied)


def is_made_public(node: tree.Assignment) -> bool:
    """`it.internal = false`"""
    match node:
        case tree.Assignment(target=tree.Property(name="internal"), value=tree.Literal(value=value)):
            return value is False
    return False


def asks_for_internal(closure: tree.Closure) -> bool:
    match closure.body:
        case [tree.ExpressionStatement(expression=asked)] | [tree.Return(value=tree.Node() as asked)]:
            return is_internal(asked)
    return False


def is_internal(asked: tree.Node) -> bool:
    match asked:
        case tree.Property(name="internal") | tree.Call(name="isInternal"):
            return True
        case tree.Binary(operator="==", left=tree.Property(name="internal"), right=tree.Literal(value=value)):
            return value is True
    return False


def fix(sent: tree.Node) -> Fix:
    edit = Edit(sent.end, sent.end, ".findAll { !it.internal }")
    return Fix("send those that are not internal", (edit,), safe=False)
