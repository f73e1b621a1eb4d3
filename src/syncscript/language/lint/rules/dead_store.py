"""A value is overwritten before anybody reads it.

Of two assignments to one field only the last counts, so one of the two lines does not do what it says: often
the second was to be another field, or to stand in an `else`. In an incoming rule a value that the other side
may have left out overwrites nothing for certain, and is left in peace.

Bad (outgoing)::

    replica.summary = issue.summary
    replica.summary = issue.description

Good (outgoing)::

    replica.summary     = issue.summary
    replica.description = issue.description
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.names import Variable
from syncscript.language.analysis.overwritten import overwritten
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.rule_files import WRITTEN
from syncscript.language.syntax import tree


@lint_rule("L120", "correctness", tree.Script, kinds=tuple(WRITTEN))
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    for node, key in overwritten(script, linted.survey, linted.names, linted.kind):
        if isinstance(key, Variable):
            if key.reads and not is_a_start(node) and not is_used(node, linted):
                message = f"This value of {key.name} is never read."
                yield Told(node, message, "use it, or take the line away")
        elif not is_itself(node, linted):
            help = "keep one of the two, or put a condition around one"
            yield Told(node, f"This value of {key} is overwritten before anything reads it.", help)


def is_a_start(node: tree.Node) -> bool:
    """Whether it is what variables are cleared or begun with: null, an empty text, list or map, a number."""
    if not isinstance(node, tree.Declarator | tree.Assignment):
        return True
    if isinstance(node.value, tree.Literal) and node.value.kind == "string" and node.value.value:
        return False
    match node.value:
        case tree.Literal() | tree.ListLiteral(items=[]) | tree.MapLiteral(entries=[]) | None:
            return True
        case tree.Unary(operand=tree.Literal()) | tree.Cast(value=tree.Literal()):
            return True
        case tree.Cast(value=tree.ListLiteral(items=[])):
            return True
        case tree.New(arguments=[]):
            return True
    return False


def is_used(node: tree.Node, linted: Linted) -> bool:
    """Whether the assignment's own value is used where it stands."""
    above = linted.parents.get(id(node))
    if isinstance(above, tree.ExpressionStatement):
        return linted.is_result(above) and not isinstance(linted.parents.get(id(above)), tree.Script)
    return not isinstance(above, tree.Script | tree.Block | tree.Declaration | tree.ForLoop)


def is_itself(node: tree.Node, linted: Linted) -> bool:
    """`issue.x = issue.x` is told as that."""
    return isinstance(node, tree.Assignment) and linted.text(node.target) == linted.text(node.value)
