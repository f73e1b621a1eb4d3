"""`break` and `continue`, with and without a label, out of loops and switches.

Python's own jumps leave the innermost loop only. A jump that goes further sets a flag and leaves; behind
each loop on the way the flag is looked at and the jump goes on. Refuses to know how loops are written.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from syncscript.language.interpreter.emitter import STATEMENTS, Emitter
from syncscript.language.interpreter.python_tree import constant, load, store
from syncscript.language.syntax import tree


@dataclass(slots=True, eq=False)
class Jumpable:
    """A loop or switch that is being written. flags: set by jumps from further inside, by their word."""

    loops: bool
    label: str | None
    flags: dict[str, str] = field(default_factory=dict)
    passed: list[tuple[Jumpable, str]] = field(default_factory=list)


@contextmanager
def jumpable(e: Emitter, node: tree.Node, loops: bool = True) -> Iterator[Jumpable]:
    """Around the body of a loop or switch."""
    here = Jumpable(loops, e.labels.get(id(node)))
    e.function.jumps.append(here)
    e.function.loops += loops
    try:
        yield here
    finally:
        e.function.loops -= loops
        e.function.jumps.pop()


def with_jumps(e: Emitter, here: Jumpable, written: list[ast.stmt]) -> list[ast.stmt]:
    """The finished loop, with the flags it needs before it and the jumps that go on behind it."""
    before: list[ast.stmt] = [ast.Assign([store(flag)], constant(False)) for flag in here.flags.values()]
    behind: list[ast.stmt] = [
        ast.If(load(target.flags[word]), jump_to(e, target, word), []) for target, word in here.passed
    ]
    return before + written + behind


def jump_to(e: Emitter, target: Jumpable, word: str) -> list[ast.stmt]:
    """From where the writing stands to the end (`break`) or the next round (`continue`) of the target."""
    innermost = e.function.jumps[-1]
    if innermost is target:
        reset: list[ast.stmt] = (
            [ast.Assign([store(target.flags[word])], constant(False))] if word in target.flags else []
        )
        return [*reset, ast.Break() if word == "break" else ast.Continue()]
    flag = target.flags.setdefault(word, e.fresh("j"))
    if (target, word) not in innermost.passed:
        innermost.passed.append((target, word))
    return [ast.Assign([store(flag)], constant(True)), ast.Break()]


def jump(e: Emitter, node: tree.Break | tree.Continue, word: str) -> list[ast.stmt]:
    around = [j for j in reversed(e.function.jumps) if j.loops or (word == "break" and node.label is None)]
    if not around:
        helps = {
            "break": "in a closure, use find or any instead of each",
            "continue": "in a closure, `return` goes on to the next",
        }
        e.report("SEM110", node, f"{word} stands outside of a loop.", helps[word])
        return []
    target = next((j for j in around if node.label in (None, j.label)), None)
    if target is None:
        help = f"write `{node.label}:` in front of the loop"
        e.report("SEM110", node, f"No loop around this is called {node.label}.", help)
        return []
    return jump_to(e, target, word)


def break_(e: Emitter, node: tree.Break, tail: bool) -> list[ast.stmt]:
    return jump(e, node, "break")


def continue_(e: Emitter, node: tree.Continue, tail: bool) -> list[ast.stmt]:
    return jump(e, node, "continue")


def labelled(e: Emitter, node: tree.Labelled, tail: bool) -> list[ast.stmt]:
    """The label is for the loop right behind it; in front of anything else it says nothing."""
    e.labels[id(node.statement)] = node.label
    return e.statement(node.statement, tail)


STATEMENTS.update({tree.Break: break_, tree.Continue: continue_, tree.Labelled: labelled})
