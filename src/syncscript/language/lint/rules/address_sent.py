"""An e-mail address is sent out as a text.

A person who is sent as a person (`replica.reporter = issue.reporter`) can be found on the other side and is
forgotten there with the account. An address in a text, a custom key or a comment stays in another company's
tracker, where nobody can take it back. In a mapping file: an address of the other side.

Bad (outgoing)::

    replica.summary = issue.summary
    replica.customKeys.contact = issue.reporter?.email

Good (outgoing)::

    replica.summary = issue.summary
    replica.reporter = issue.reporter

Bad (mapping)::

    BlueJira.issue.summary     <-> GreenJira.issue.summary
    BlueJira.issue.environment = GreenJira.issue.assignee?.email

Good (mapping)::

    BlueJira.issue.summary  <-> GreenJira.issue.summary
    BlueJira.issue.assignee = GreenJira.issue.assignee
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syncscript.language.lint.linted import Linted
from syncscript.language.lint.mapping_lines import handed_over
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.mapping_sides import root_side
from syncscript.language.syntax import tree

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NAMES = frozenset({"email", "emailAddress", "getEmail"})
PEOPLE = ("assignee", "reporter", "creator")
COMPARED = frozenset({"==", "!=", "in", "!in", "=~", "==~", "&&", "||"})
ASKING = frozenset(
    {"any", "every", "contains", "endsWith", "startsWith", "equals", "equalsIgnoreCase", "count"}
    | {"getUserByEmail", "find", "findAll", "size", "isEmpty", "length"}
)
PICKING = frozenset({"find", "findAll"})
"""What they are called on goes on; what they are given is only asked about."""
JOINING = frozenset({"plus", "concat", "join", "format", "put", "add", "push", "addAll", "valueOf", "toJson",
                     "addComment", "replace", "replaceAll"})  # fmt: skip
"""Calls that hand on what they are given; what others make of it is not known."""
DEEPEST = 3
HELP = "send the person: replica.reporter = issue.reporter, or a name: ...?.displayName"


@lint_rule("L302", "privacy", tree.Script, kinds=("outgoing", "mapping"))
def check(node: tree.Script, linted: Linted) -> Iterator[Told]:
    leaves = crosses if linted.kind == "mapping" else is_sent
    for each in addresses(linted):
        if leaves(each, linted):
            yield Told(each, "This sends an e-mail address out.", HELP)


def addresses(linted: Linted) -> Iterator[tree.Node]:
    """Everything that is an address, or asks for one."""
    survey = linted.survey
    yield from (each for each in survey.of(tree.Property) if each.name in NAMES)
    yield from (each for each in survey.of(tree.Call) if each.name in NAMES and each.target is not None)
    for text in survey.of(tree.Literal):
        written = text.value
        if isinstance(written, str) and "@" in written and "://" not in written and ADDRESS.search(written):
            yield text


def is_sent(each: tree.Node, linted: Linted, depth: int = 0) -> bool:
    """Whether it becomes part of what a field of the replica gets, through a variable perhaps."""
    below = each
    for outer in linted.survey.above(each):
        if is_only_asked(below, outer):
            return False
        if isinstance(outer, tree.Declarator):
            uses = (name for name in linted.survey.of(tree.Name) if name.name == outer.name)
            return depth < DEEPEST and any(is_sent(use, linted, depth + 1) for use in uses)
        if isinstance(outer, tree.Assignment):
            target = linted.survey.place_of(outer.target) if below is outer.value else None
            if target is not None:
                return target.root == "replica" and target.field not in PEOPLE
        below = outer
    return False


def crosses(each: tree.Node, linted: Linted) -> bool:
    """Whether a line of a mapping makes it part of a field of the other side."""
    own, below = root_side(each.target if isinstance(each, tree.Call) and each.target else each), each
    for outer in linted.survey.above(each):
        if own is None or is_only_asked(below, outer):
            return False
        if isinstance(outer, tree.Assignment | tree.Mapping):
            given = (line for line in handed_over(outer) if line.side != own and line.value is below)
            return any(line.place.field not in PEOPLE for line in given)
        below = outer
    return False


def is_only_asked(below: tree.Node, outer: tree.Node) -> bool:
    """Whether what stands in `outer` decides something there and goes no further."""
    match outer:
        case tree.Ternary(condition=condition) | tree.If(condition=condition):
            return below is condition
        case tree.Binary(operator=operator):
            return operator in COMPARED
        case tree.Call(target=target, name=str(name)) if name in ASKING:
            return below is not target or name not in PICKING
        case tree.Call(name=name, arguments=arguments) if below in arguments:
            return name not in JOINING and not isinstance(below_value(below), tree.Closure)
    return False


def below_value(argument: tree.Node) -> tree.Node | None:
    return argument.value if isinstance(argument, tree.Argument) else None
