"""What leaves holds the time at which it left.

A message goes out when the replica differs from the last one. With the present time in it, it differs at
every look, so every issue is sent again and again, and the other side is written each time.

Bad (outgoing)::

    replica.summary = issue.summary
    replica.customKeys.sentAt = new Date()

Good (outgoing)::

    replica.summary = issue.summary
    replica.customKeys.changedAt = issue.updated
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

CLOCKS = {("System", "currentTimeMillis"), ("Calendar", "getInstance")}


@lint_rule("L404", "safety", tree.Assignment, kinds=("outgoing",))
def check(node: tree.Assignment, linted: Linted) -> Iterator[Told]:
    is_path = isinstance(node.target, tree.Property | tree.Index)
    place = linted.survey.place_of(node.target) if is_path else None
    if place is None or place.root != "replica":
        return
    if any(is_clock(part) or is_of_clock(part, linted) for part in walk(node.value)):
        message = "This value is another one at each run: the replica differs every time and is sent again."
        yield Told(node.value, message, "take a date of the issue: issue.updated")


def is_clock(node: tree.Node) -> bool:
    match node:
        case tree.New(type="Date" | "java.util.Date" | "GregorianCalendar", arguments=[]):
            return True
        case tree.Call(target=tree.Name(name=owner) | tree.Property(name=str(owner)), name=str(name)):
            return (owner, name) in CLOCKS or (name == "now" and owner[:1].isupper())
    return False


def is_of_clock(node: tree.Node, linted: Linted) -> bool:
    """A variable that holds the present time, by what it is declared with or gets later."""
    variable = linted.names.meant.get(id(node)) if isinstance(node, tree.Name) else None
    if variable is None:
        return False
    given = [variable.value, *(each.value for each in variable.writes if isinstance(each, tree.Assignment))]
    return any(is_clock(part) for value in given if value is not None for part in walk(value))
