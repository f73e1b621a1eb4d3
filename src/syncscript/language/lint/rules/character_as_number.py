"""A character is counted with as if it were a number.

In Groovy a `char` is a number too: `c + 1` is the next one, and `charAt(0) as int` its code. Here a character
is a text of one letter: the sum is a longer text, the cast fails, the comparison with a number is false.

Bad (incoming)::

    def code = replica.key.charAt(0) as int
    issue.customFields."Code".value = code

Good (incoming)::

    def code = replica.key.codePointAt(0)
    issue.customFields."Code".value = code
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

WHOLE = frozenset({"int", "Integer", "long", "Long", "short"})
CHARACTERS = frozenset({"char", "Character"})
COUNTING = frozenset({"+", "-", "*", "==", "!=", "<", ">", "<=", ">="})


@lint_rule("L505", "portability", tree.Cast, tree.Binary)
def check(node: tree.Cast | tree.Binary, linted: Linted) -> Iterator[Told]:
    if isinstance(node, tree.Cast):
        found = node.type in WHOLE and not node.java and is_character(node.value, linted)
    else:
        pairs = ((node.left, node.right), (node.right, node.left)) if node.operator in COUNTING else ()
        found = any(is_character(one, linted) and is_number(other) for one, other in pairs)
    if found:
        help = "write text.codePointAt(0) for its number, and (char) number for the way back"
        yield Told(node, "A character is a text of one letter here, and no number.", help)


def is_character(node: tree.Node, linted: Linted) -> bool:
    match node:
        case tree.Call(name="charAt"):
            return True
        case tree.Cast(type=written):
            return written in CHARACTERS
        case tree.Name():
            variable = linted.names.meant.get(id(node))
            declared = getattr(variable.declaration, "type", None) if variable is not None else None
            return declared in CHARACTERS
    return False


def is_number(node: tree.Node) -> bool:
    return isinstance(node, tree.Literal) and node.kind in ("int", "long")
