"""Builders of statements and the script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from syncscript.language.syntax import tree
from syncscript.language.syntax.build_operators import plain_type
from syncscript.language.syntax.building import Building, builds, is_parenthesised, is_token


@dataclass(slots=True)
class LoopHead(tree.Node):
    """What stands between `for` or `while` and the body: `make(start, end, body)` gives the loop."""

    make: Any


@builds
def start(_: Building, kept: list[Any], begin: int, end: int) -> tree.Script:
    return tree.Script(begin, end, kept)


@builds
def expression_statement(building: Building, kept: list[Any], start: int, end: int) -> tree.Node:
    expression = kept[0]
    is_plain = isinstance(expression, tree.Closure) and expression.parameters is None
    if is_plain and not is_parenthesised(building, expression):
        return tree.Block(start, end, expression.body)
    return tree.ExpressionStatement(start, end, expression)


@builds
def assigned_command(building: Building, kept: list[Any], start: int, end: int) -> tree.Node:
    target, (_, _, _, operator), value = kept
    return tree.ExpressionStatement(start, end, tree.Assignment(start, end, target, operator, value))


@builds
def multiple_assignment(building: Building, kept: list[Any], start: int, end: int) -> tree.Node:
    *targets, _operator, value = kept
    for target in targets:
        if not isinstance(target, tree.Name | tree.Property | tree.Index):
            building.report("not_assignable", target.start, target.end)
    return tree.MultipleAssignment(start, end, targets, value)


@builds
def block(_: Building, kept: list[Any], start: int, end: int) -> tree.Block:
    return tree.Block(start, end, kept)


@builds
def empty(_: Building, _kept: list[Any], start: int, end: int) -> tree.Block:
    return tree.Block(start, end, [])


@builds
def if_only(_: Building, kept: list[Any], start: int, end: int) -> tree.If:
    return tree.If(start, end, kept[0], kept[1], None)


@builds
def if_else(_: Building, kept: list[Any], start: int, end: int) -> tree.If:
    return tree.If(start, end, *kept)


@builds
def loop(_: Building, kept: list[Any], start: int, end: int) -> tree.Node:
    head, body = kept
    node: tree.Node = head.make(start, end, body)
    return node


@builds
def while_head(_: Building, kept: list[Any], start: int, end: int) -> LoopHead:
    return LoopHead(start, end, lambda begin, stop, body: tree.While(begin, stop, kept[0], body))


@builds
def for_in_head(_: Building, kept: list[Any], start: int, end: int) -> LoopHead:
    return LoopHead(start, end, lambda begin, stop, body: tree.ForIn(begin, stop, kept[0], kept[1], body))


@builds
def for_head(_: Building, kept: list[Any], start: int, end: int) -> LoopHead:
    first, condition, step = kept
    return LoopHead(start, end, lambda begin, stop, body: tree.ForLoop(
        begin, stop, first, condition[0] if condition else None, step, body))


@builds
def for_first(_: Building, kept: list[Any], _start: int, _end: int) -> list[Any]:
    return kept


@builds
def for_condition(_: Building, kept: list[Any], _start: int, _end: int) -> list[Any]:
    return kept


@builds
def for_step(_: Building, kept: list[Any], _start: int, _end: int) -> list[Any]:
    return kept


@builds
def do_while(_: Building, kept: list[Any], start: int, end: int) -> tree.While:
    return tree.While(start, end, kept[1], kept[0], first=True)


@builds
def labelled(_: Building, kept: list[Any], start: int, end: int) -> tree.Labelled:
    return tree.Labelled(start, end, kept[0][3], kept[1])


@builds
def switch(_: Building, kept: list[Any], start: int, end: int) -> tree.Switch:
    return tree.Switch(start, end, kept[0], kept[1:])


@dataclass(slots=True)
class CaseHead(tree.Node):
    values: list[tree.Node]
    arrow: bool


@builds
def case_head(_: Building, kept: list[Any], start: int, end: int) -> CaseHead:
    values = [value for value in kept if not is_token(value)]
    return CaseHead(start, end, values, len(values) < len(kept))


@builds
def case(_: Building, kept: list[Any], start: int, end: int) -> tree.Case:
    """Behind an arrow nothing falls through: a `break` without width ends the body."""
    head, *body = kept
    if head.arrow:
        body.append(tree.Break(end, end))
    return tree.Case(start, end, head.values, body, head.arrow)


@builds
def switch_value(_: Building, kept: list[Any], start: int, end: int) -> tree.Call:
    """A switch that gives a value is a closure around one, called on the spot; `yield` returns from it."""
    for case_node in kept[1:]:
        first = case_node.body[0] if case_node.body else case_node
        if case_node.arrow and isinstance(first, tree.ExpressionStatement):
            case_node.body[0] = tree.Return(first.start, first.end, first.expression)
    inside = tree.Switch(start, end, kept[0], kept[1:])
    return tree.Call(start, end, tree.Closure(start, end, [], [inside]), "call", [])


@builds
def yield_statement(_: Building, kept: list[Any], start: int, end: int) -> tree.Return:
    return tree.Return(start, end, kept[0])


@builds
def assert_statement(_: Building, kept: list[Any], start: int, end: int) -> tree.Node:
    arguments = [tree.Argument(node.start, node.end, node) for node in kept]
    return tree.ExpressionStatement(start, end, tree.Call(start, end, None, "assert", arguments))


@builds
def try_statement(building: Building, kept: list[Any], start: int, end: int) -> tree.Try:
    catches = [node for node in kept[1:] if isinstance(node, tree.Catch)]
    final = kept[-1] if len(kept) > 1 and isinstance(kept[-1], tree.Block) else None
    if len(kept) == 1:
        building.report("try_alone", start, start + len("try"))
    return tree.Try(start, end, kept[0], catches, final)


@builds
def try_with_resources(_: Building, kept: list[Any], start: int, end: int) -> tree.Node:
    """Each resource is closed when what stands behind it is over; `catch` and `finally` stand around all."""
    place = next(at for at, node in enumerate(kept) if isinstance(node, tree.Block))
    inside: list[tree.Node] = kept[place].body
    for resource in reversed(kept[:place]):
        inside = [resource, _closing(resource, inside, kept[place])]
    body = tree.Block(kept[place].start, kept[place].end, inside)
    rest = kept[place + 1:]
    catches = [node for node in rest if isinstance(node, tree.Catch)]
    final = rest[-1] if rest and isinstance(rest[-1], tree.Block) else None
    return tree.Try(start, end, body, catches, final) if rest else body


def _closing(resource: tree.Node, inside: list[tree.Node], around: tree.Block) -> tree.Try:
    start, end = resource.start, resource.end
    expression = getattr(resource, "expression", None)
    names = [expression.name] if isinstance(expression, tree.Name) else []
    if isinstance(resource, tree.Declaration):
        names = [each.name for each in resource.declarators]
    calls = [tree.Call(start, end, tree.Name(start, end, name), "close", [], safe=True) for name in names]
    closed: list[tree.Node] = [tree.ExpressionStatement(start, end, each) for each in calls]
    return tree.Try(around.start, around.end, tree.Block(around.start, around.end, inside), [],
                    tree.Block(start, end, closed))


@builds
def synchronized_block(_: Building, kept: list[Any], start: int, end: int) -> tree.Block:
    """A rule has one thread: what stands in the braces is all there is to do."""
    return tree.Block(start, end, kept[1].body)


@builds
def catch(_: Building, kept: list[Any], start: int, end: int) -> tree.Catch:
    inside = kept[0][3].split("(", 1)[1].rstrip(") \t\r\n")
    *head, name = re.split(r"\s+(?=[\w$]+$)", inside)
    written = re.sub(r"^\s*final\s+", "", "".join(head))
    types = [plain_type(part) for part in written.split("|") if part.strip()]
    return tree.Catch(start, end, types, name.strip(), kept[1])


@builds
def finally_block(_: Building, kept: list[Any], _start: int, _end: int) -> tree.Block:
    block_node: tree.Block = kept[0]
    return block_node


@builds
def return_statement(_: Building, kept: list[Any], start: int, end: int) -> tree.Return:
    return tree.Return(start, end, kept[0] if kept else None)


@builds
def throw(_: Building, kept: list[Any], start: int, end: int) -> tree.Throw:
    return tree.Throw(start, end, kept[0])


@builds
def break_loop(_: Building, kept: list[Any], start: int, end: int) -> tree.Break:
    return tree.Break(start, end, kept[0][3] if kept else None)


@builds
def continue_loop(_: Building, kept: list[Any], start: int, end: int) -> tree.Continue:
    return tree.Continue(start, end, kept[0][3] if kept else None)


@builds
def import_statement(_: Building, kept: list[Any], start: int, end: int) -> tree.Import:
    words = re.sub(r"\s*\.\s*", ".", kept[-1][3]).split()
    static = words[1] == "static" and len(words) > 2
    alias = words[-1] if len(words) > 2 and words[-2] == "as" else None
    return tree.Import(start, end, words[1 + static], alias, static)


@builds
def package(_: Building, _kept: list[Any], start: int, end: int) -> tree.Block:
    """A package says nothing to a rule."""
    return tree.Block(start, end, [])
