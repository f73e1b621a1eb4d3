"""Comments leave that only the team was to see.

In a service desk most of what is written on an issue is internal. The whole list sends it all, and on the
other side it is one comment among others, in front of the customer. Told where the rule picks internal
comments to send, makes public what was internal, or where the instance's schema shows a service desk.

Bad (outgoing)::

    replica.summary  = issue.summary
    replica.comments = issue.comments.findAll { it.internal }

Good (outgoing)::

    replica.summary  = issue.summary
    replica.comments = issue.comments.findAll { !it.internal }
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.schema import Schema
from syncscript.language.analysis.survey import Place
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

HELP = "send those that are not: issue.comments.findAll { !it.internal }"
DESK_FIELDS = frozenset({"Request Type", "Customer Request Type", "Request participants", "Organizations"})


@lint_rule("L301", "privacy", tree.Assignment, kinds=("outgoing",))
def check(node: tree.Assignment, linted: Linted) -> Iterator[Told]:
    if is_made_public(node) and not leaves_internal_out(linted):
        yield Told(node, "This makes comments public that are internal, on their way out.", HELP)
    target = linted.survey.place_of(node.target)
    if target is None or target.root != "replica":
        return
    picked = picks_internal(node.value) if linted.mentions("nternal") else None
    if picked is not None:
        yield Told(picked, "This picks comments that are internal and sends them.", HELP)
    elif target.field == "comments" and sends_all(node.value, linted):
        yield Told(node, "This sends internal comments too.", HELP, fix(node))


def sends_all(value: tree.Node, linted: Linted) -> bool:
    """Whether all comments of a service desk leave."""
    whole = linted.survey.place_of(value) == Place("issue", "comments")
    return whole and has_desk(linted.surroundings.here)


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


def has_desk(schema: Schema | None) -> bool:
    """Whether the instance shows fields or types that only a service desk has."""
    if schema is None:
        return False
    if not DESK_FIELDS.isdisjoint(schema.fields):
        return True
    types = {name for project in schema.projects.values() for name in project.types}
    return any("service request" in name.lower() for name in types)


def fix(node: tree.Assignment) -> Fix:
    edit = Edit(node.value.end, node.value.end, ".findAll { !it.internal }")
    return Fix("send those that are not internal", (edit,), safe=False)
