"""An e-mail address is sent out as a text.

A person who is sent as a person (`replica.reporter = issue.reporter`) can be found on the other side and is
forgotten there with the account. An address in a text, a custom key or a comment stays in another company's
tracker, where nobody can take it back.

Bad (outgoing)::

    replica.summary = issue.summary
    replica.customKeys.contact = issue.reporter?.email

Good (outgoing)::

    replica.summary = issue.summary
    replica.reporter = issue.reporter
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NAMES = frozenset({"email", "emailAddress", "getEmail"})
PEOPLE = ("assignee", "reporter", "creator")
HELP = "send the person: replica.reporter = issue.reporter, or a name: ...?.displayName"


@lint_rule("L302", "privacy", tree.Assignment, kinds=("outgoing",))
def check(node: tree.Assignment, linted: Linted) -> Iterator[Told]:
    target = linted.survey.place_of(node.target)
    if target is None or target.root != "replica" or target.field in PEOPLE:
        return
    compared = parts_of_conditions(node.value)
    for part in walk(node.value):
        if id(part) not in compared and is_address(part):
            yield Told(part, "This sends an e-mail address out.", HELP)


def is_address(part: tree.Node) -> bool:
    match part:
        case tree.Property(name=name) | tree.Call(target=tree.Node(), name=name):
            return name in NAMES
        case tree.Literal(value=str(written)):
            return ADDRESS.search(written) is not None
    return False


def parts_of_conditions(value: tree.Node) -> set[int]:
    """What is only asked for, and does not become part of the value."""
    asked: list[tree.Node] = []
    for part in walk(value):
        match part:
            case tree.Ternary(condition=condition) | tree.If(condition=condition):
                asked.append(condition)
            case tree.Binary(operator="==" | "!=" | "in" | "!in" | "=~" | "==~"):
                asked.append(part)
            case tree.Call(name="find" | "findAll" | "any" | "every" | "contains" | "endsWith" | "startsWith"
                           | "equals" | "equalsIgnoreCase" | "getUserByEmail" | "count"):  # fmt: skip
                asked += [argument.value for argument in part.arguments]
                if part.name not in ("find", "findAll"):
                    asked.append(part)
    return {id(each) for condition in asked for each in walk(condition)}
