"""An operator takes more with it than it looks like.

`+` binds tighter than `?:` and `? :`, so in `"by " + user?.name ?: "nobody"` the default is for the whole
text, which is never empty: what comes out is `by null`. And `!x in list` asks whether `!x` is in it.

Bad (incoming)::

    issue.description = "Reported by " + replica.reporter?.displayName ?: "nobody"

Good (incoming)::

    issue.description = "Reported by " + (replica.reporter?.displayName ?: "nobody")
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

Traps = tree.Elvis | tree.Ternary | tree.Binary | tree.TypeTest


@lint_rule("L109", "correctness", tree.Elvis, tree.Ternary, tree.Binary, tree.TypeTest)
def check(node: Traps, linted: Linted) -> Iterator[Told]:
    match node:
        case tree.Elvis(value=tree.Binary(operator="+") as sum, otherwise=last) if is_bare_text(sum):
            fix = Fix("put the default in parentheses", around(sum.right, last), safe=False)
            message = "This default is for the whole text on its left, which is never empty."
            yield Told(node, message, "put the part that may be null and its default in parentheses", fix)
        case tree.Ternary(condition=tree.Binary(operator="+") as sum, otherwise=last) if is_bare_text(sum):
            fix = Fix("put the choice in parentheses", around(sum.right, last), safe=False)
            message = "This asks the whole text on its left, which is always true."
            yield Told(node, message, "put the condition and its two values in parentheses", fix)
        case tree.Ternary(
            condition=tree.Binary(operator="==" | "!=", left=tree.Binary(operator="+") as sum) as asked
        ) if is_bare_text(sum) and is_other_text(sum, asked.right):
            message = "This compares the whole text on its left."
            yield Told(node, message, "put the condition and its two values in parentheses")
        case tree.Binary(operator="==" | "!=", left=tree.Unary(operator="!") as left) if (
            left.start == node.start and is_no_answer(node.right)
        ):
            yield from compared_negation(left, node, linted)
        case tree.Binary(operator="in", left=tree.Unary(operator="!") as left) if left.start == node.start:
            yield from negated(left, node, "in")
        case tree.TypeTest(value=tree.Unary(operator="!") as left) if left.start == node.start:
            yield from negated(left, node, "instanceof")


def compared_negation(left: tree.Unary, node: tree.Binary, linted: Linted) -> Iterator[Told]:
    other = "!=" if node.operator == "==" else "=="
    start = linted.source.text.index(node.operator, left.end)
    edits = (Edit(left.start, left.operand.start, ""), Edit(start, start + 2, other))
    message = "`!` takes only what stands right of it: true or false is compared here, and never equal."
    fix = Fix(f"write {other}", edits, safe=False)
    yield Told(node, message, f"write {linted.text(left.operand)} {other} {linted.text(node.right)}", fix)


def is_no_answer(node: tree.Node) -> bool:
    """Whether it is written down, and neither true nor false."""
    return isinstance(node, tree.GString) or (
        isinstance(node, tree.Literal) and not isinstance(node.value, bool)
    )


def is_other_text(sum: tree.Binary, node: tree.Node) -> bool:
    """Whether a text can never be what the sum gives, by how both begin."""
    first = innermost(sum)
    if not (isinstance(first, tree.Literal) and isinstance(first.value, str) and first.value):
        return False
    return isinstance(node, tree.Literal) and not str(node.value).startswith(first.value)


def negated(left: tree.Unary, node: tree.Node, word: str) -> Iterator[Told]:
    edits = (Edit(left.start, left.start + 1, "!("), Edit(node.end, node.end, ")"))
    message = f"`!` takes only what stands right of it: this asks `(!...) {word} ...`."
    fix = Fix("put the question in parentheses", edits, safe=False)
    yield Told(node, message, f"write !(... {word} ...)", fix)


def is_bare_text(sum: tree.Binary) -> bool:
    """Whether a sum without parentheses has a text in it, so that it is one that is never empty."""
    return sum.start == innermost(sum).start and holds_text(sum)


def innermost(node: tree.Node) -> tree.Node:
    while isinstance(node, tree.Binary):
        node = node.left
    return node


def holds_text(node: tree.Node) -> bool:
    if isinstance(node, tree.Binary) and node.operator == "+":
        return holds_text(node.left) or holds_text(node.right)
    if isinstance(node, tree.GString):
        return any(isinstance(part, str) and part for part in node.parts)
    return isinstance(node, tree.Literal) and isinstance(node.value, str) and node.value != ""


def around(first: tree.Node, last: tree.Node) -> tuple[Edit, ...]:
    return (Edit(first.start, first.start, "("), Edit(last.end, last.end, ")"))
