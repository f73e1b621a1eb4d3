"""Code stands where no run ever comes.

Everything behind a `return`, a `throw` or a `debug.error(...)` of the same block is dead. It is mostly left
over from a try-out, and the fields below it silently stop being synced.

Bad (incoming)::

    issue.summary = replica.summary
    return
    issue.description = replica.description

Good (incoming)::

    issue.summary = replica.summary
    if (replica.status?.name == "Closed") {
        return
    }
    issue.description = replica.description
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.jumps import HOISTED, leaves
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

Bodies = tree.Script | tree.Block | tree.Closure | tree.Case


@lint_rule("L105", "correctness", tree.Script, tree.Block, tree.Closure, tree.Case)
def check(node: Bodies, linted: Linted) -> Iterator[Told]:
    body = node.body[:-1] if isinstance(node, tree.Case) and node.arrow else node.body
    for number, statement in enumerate(body[:-1]):
        if not leaves(statement):
            continue
        behind = [each for each in body[number + 1 :] if not isinstance(each, HOISTED)]
        if isinstance(node, tree.Case) and len(behind) == 1 and isinstance(behind[0], tree.Break):
            return  # out of habit, and harmless
        if behind:
            lines = linted.source.position(statement.start)[0]
            help = f"take it away, or put a condition around what ends the run in line {lines}"
            yield Told(behind[0], "This code is never reached.", help)
        return
