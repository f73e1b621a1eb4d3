"""Quick forms of texts: GStrings as Python's own, and methods that answer at once for a text.

A long text costs steps, so it takes the careful way.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass

from syncscript.language.builtins.texts import BLANKS
from syncscript.language.interpreter.python_tree import call, choose, constant, load, named, running
from syncscript.language.interpreter.quick.emitter import Made, QuickEmitter, form
from syncscript.language.interpreter.quick.methods import Builder, method_form
from syncscript.language.syntax import tree

SHORT = 1024
CHAIN = "chain"
"""What the Python node of such a call remembers, for the next call on its text."""
Quick = Callable[[ast.expr], ast.expr]
MOST_LETTERS = 3
"""Letters that one can become when its case is changed."""
LETTERS = {"toLowerCase": "lower", "toUpperCase": "upper"}
PLAIN_METHODS = (*LETTERS, "trim")


@form(tree.GString)
def gstring(e: QuickEmitter, node: tree.GString) -> Made:
    if any(isinstance(part, tree.Closure) for part in node.parts):
        return None
    return e.charged(ast.JoinedStr([piece(e, part) for part in node.parts]))


def piece(e: QuickEmitter, part: str | tree.Node) -> ast.expr:
    if isinstance(part, str):
        return constant(part)
    made = e.expr(part)
    return ast.FormattedValue(made if makes_text(part) else as_text(e, made), -1, None)


def makes_text(node: tree.Node) -> bool:
    """Whether the quick form of this is a text, or gives up."""
    match node:
        case tree.GString(parts=parts):
            return not any(isinstance(part, tree.Closure) for part in parts)
        case tree.Literal(value=value):
            return isinstance(value, str)
        case tree.Binary(operator="+", left=left):
            return makes_text(left)
        case tree.Call(target=tree.Node(), name=name, safe=False, spread=False):
            return (name in PLAIN_METHODS and not node.arguments) or (
                name == "replace" and shrinks(node) is not None
            )
    return False


def sum_of_texts(e: QuickEmitter, node: tree.Binary) -> Made:
    """`+`, where there is a text for certain."""
    if not joins_text(node):
        return None
    left, right = (literal_or_named(e, side) for side in (node.left, node.right))
    kinds = [call("type", bound) for bound, _ in (left, right) if not isinstance(bound, ast.Constant)]
    if not kinds:
        return None
    test = ast.Compare(kinds[0], [ast.Is()] * len(kinds), [*kinds[1:], load("str")])
    summed = e.charged(ast.BinOp(left[1], ast.Add(), right[1]))
    return choose(test, summed, running("plus", left[1], right[1]))


def joins_text(node: tree.Node) -> bool:
    match node:
        case tree.Binary(operator="+", left=left, right=right):
            return joins_text(left) or joins_text(right)
    return makes_text(node)


def literal_or_named(e: QuickEmitter, node: tree.Node) -> tuple[ast.expr, ast.expr]:
    """The value bound to a name, and that name; a literal twice."""
    made = e.expr(node)
    if isinstance(made, ast.Constant):
        return made, made
    temp = e.fresh("t")
    return named(temp, made), load(temp)


def as_text(e: QuickEmitter, made: ast.expr) -> ast.expr:
    temp = e.fresh("t")
    is_text = ast.Compare(call("type", named(temp, made)), [ast.Is()], [load("str")])
    return choose(is_text, load(temp), call("in_gstring", load(temp)))


# ---------------------------------------------------------------------------- methods


@dataclass(frozen=True, slots=True)
class Chain:
    """Methods called one after another on one text. quick: all of them on a short text; careful: all of them
    by name; counts: how many texts they make; growth: how many times its length the last may have."""

    text: str
    given: ast.expr
    quick: ast.expr
    careful: ast.expr
    counts: int
    growth: int


def short(e: QuickEmitter, node: tree.Call, target: ast.expr, quick: Quick) -> ast.expr:
    """The quick way for a short text, charged by its length; the careful calls for a long one."""
    before = getattr(target, CHAIN, None) or begun(e.fresh("t"), target)
    arguments = [e.expr(argument.value) for argument in node.arguments]
    careful = running("call", e.position(node), before.careful, constant(node.name), *arguments)
    growth = before.growth * MOST_LETTERS if node.name in LETTERS else before.growth
    chain = Chain(before.text, before.given, quick(before.quick), careful, before.counts + 1, growth)
    made = written(e, chain)
    setattr(made, CHAIN, chain)
    return made


def begun(text: str, given: ast.expr) -> Chain:
    return Chain(text, given, load(text), load(text), 0, 1)


def written(e: QuickEmitter, chain: Chain) -> ast.expr:
    length = call("len", named(chain.text, chain.given))
    is_short = ast.Compare(length, [ast.Lt()], [constant(SHORT // chain.growth)])
    made, times = call("len", load(chain.text)), chain.counts * chain.growth
    charged = e.counted(made if times == 1 else ast.BinOp(made, ast.Mult(), constant(times)))
    return choose(ast.BoolOp(ast.And(), [is_short, charged]), chain.quick, chain.careful)


def python_method(target: ast.expr, name: str, *arguments: ast.expr) -> ast.expr:
    return ast.Call(ast.Attribute(target, name, ast.Load()), list(arguments), [])


@method_form("toLowerCase", "toUpperCase")
def change_case(e: QuickEmitter, node: tree.Call) -> Builder | None:
    if node.arguments:
        return None
    letters = LETTERS[str(node.name)]
    return lambda target: short(e, node, target, lambda t: python_method(t, letters))


@method_form("trim")
def trim(e: QuickEmitter, node: tree.Call) -> Builder | None:
    if node.arguments:
        return None
    return lambda target: short(e, node, target, lambda t: python_method(t, "strip", constant(BLANKS)))


@method_form("replace")
def replace(e: QuickEmitter, node: tree.Call) -> Builder | None:
    """Only where the text cannot grow."""
    words = shrinks(node)
    if words is None:
        return None
    made = [constant(word) for word in words]
    return lambda target: short(e, node, target, lambda t: python_method(t, "replace", *made))


def shrinks(node: tree.Call) -> tuple[str, str] | None:
    """What is replaced by what, when both are known and the text cannot grow."""
    match [argument.value for argument in node.arguments]:
        case [tree.Literal(value=str(old)), tree.Literal(value=str(new))] if 0 < len(old) >= len(new):
            return old, new
    return None
