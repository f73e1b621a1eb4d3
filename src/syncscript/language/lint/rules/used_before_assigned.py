"""A variable is read where nothing can have given it a value yet.

`def x` alone makes an empty variable: what reads it gets null. Either the assignment stands too far down, or
it got another name.

Bad (incoming)::

    def prefix
    issue.summary = prefix + replica.summary

Good (incoming)::

    def prefix = "[blue] "
    issue.summary = prefix + replica.summary
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

LOOPS = tree.While | tree.ForIn | tree.ForLoop | tree.Closure | tree.Method


@lint_rule("L121", "correctness", tree.Script)
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    for each in linted.names.variables:
        declaration = each.declaration
        if each.sort != "declared" or each.value is not None or each.captured or not each.reads:
            continue
        if not isinstance(declaration, tree.Declaration) or declaration.type not in (None, "def", "String"):
            continue
        if "@" in linted.text(declaration).split("\n")[0]:
            continue
        written = min((write.end for write in each.writes), default=None)
        early = [read for read in each.reads if written is None or read.end <= written]
        early = [read for read in early if written is None or not repeats(read, linted)]
        early = [read for read in early if not is_test(read, linted)]
        if early:
            first = min(early, key=lambda read: read.start)
            message = f"{each.name} has no value here: nothing is assigned to it before."
            yield Told(first, message, f"give it one where it is declared: def {each.name} = ...")


def repeats(read: tree.Node, linted: Linted) -> bool:
    """Whether the read stands in a loop, so that it may come after what stands below it."""
    above = linted.parents.get(id(read))
    while above is not None:
        if isinstance(above, LOOPS):
            return True
        above = linted.parents.get(id(above))
    return False


def is_test(read: tree.Node, linted: Linted) -> bool:
    """A read that only asks whether there is a value is none that needs one."""
    above = linted.parents.get(id(read))
    match above:
        case tree.If() | tree.Elvis() | tree.Unary(operator="!") | tree.Ternary():
            return True
        case tree.Binary(operator="==" | "!=" | "&&" | "||"):
            return True
    return False
