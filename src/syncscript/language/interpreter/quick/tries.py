"""The quick form of `try`: the rule catches what its own calls tell, never what makes a quick form give up.

Where rounds are charged in advance, or methods of the script run, a mistake comes at another count than in
the careful form, which then takes over.
"""

from __future__ import annotations

import ast

from syncscript.language.interpreter.emitter import STATEMENTS
from syncscript.language.interpreter.python_tree import call, load
from syncscript.language.interpreter.quick.emitter import QuickEmitter, statement_form
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.syntax import tree

COUNTED_APART = tree.Closure | tree.ForIn | tree.ForLoop | tree.While


@statement_form(tree.Try)
def attempt(e: QuickEmitter, node: tree.Try, tail: bool) -> list[ast.stmt]:
    made = STATEMENTS[tree.Try](e, node, tail)
    exact = not any(counts_apart(part) for part in walk(node.body))
    for part in made:
        for handler in part.handlers if isinstance(part, ast.Try) else ():
            handler.type = load("Fault")
            handler.body = handler.body if exact else [ast.Expr(call("unexpected"))]
    return made


def counts_apart(node: tree.Node) -> bool:
    return isinstance(node, COUNTED_APART) or (isinstance(node, tree.Call) and node.target is None)


def swallows(node: tree.Node) -> bool:
    """Whether a `finally` can end what makes the quick form give up."""
    if not isinstance(node, tree.Try) or node.final is None:
        return False
    return any(isinstance(part, tree.Return | tree.Break | tree.Continue) for part in walk(node.final))
