"""How fields travel through a rule: copied as they are, or added to on the way.

What is told of each of a connection's four rules suffices to see whether a field that is added to comes back
and is added to again. Only plain copies and sums are followed, under no condition but that there is a value;
all else is left out. Refuses to judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from syncscript.language.analysis.survey import Survey
from syncscript.language.analysis.value_flow import LOOKUPS, NAMING, ValueFlow
from syncscript.language.syntax import tree

PASSING = frozenset({"toString", "trim", "capitalize", "strip"})
AMOUNTS = frozenset({"int", "long", "decimal", "double"})
SUMS = (tree.Binary, tree.GString, tree.Elvis, tree.Name, tree.Call, tree.Cast)
"""The values that may add something to a field."""
SIDES = {"outgoing": ("replica", "issue"), "incoming": ("issue", "replica")}
"""By kind: what a rule fills, and what it fills that from."""


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """target gets source. grows: and something beside it."""

    target: str
    source: str
    grows: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    copy: Copy
    node: tree.Node


def copies_of(script: tree.Script, kind: str) -> tuple[Copy, ...]:
    """What a rule copies, sorted."""
    return tuple(sorted({each.copy for each in placed_copies(Survey(script), kind)}))


def comes_back(copy: Copy, after: Iterable[Iterable[Copy]]) -> bool:
    """Whether what a rule writes is what it reads again. after: the three rules that follow it, in order."""
    reached = {copy.target}
    for rule in after:
        reached = {each.target for each in rule if each.source in reached}
    return copy.source in reached


def growing_copies(survey: Survey, kind: str) -> list[Placed]:
    """Those that add something, with the places where they do."""
    return [each for each in placed_copies(survey, kind, SUMS) if each.copy.grows]


def placed_copies(survey: Survey, kind: str, only: tuple[type[tree.Node], ...] = ()) -> list[Placed]:
    """Copies with the places of their writes. only: of fields that get no single value of another kind."""
    filled, source = SIDES[kind]
    writes: dict[str, list[tree.Assignment]] = {}
    for each in sorted(survey.of(tree.Assignment), key=lambda node: node.start):
        place = survey.place_of(each.target)
        if place is not None and place.root == filled and place.field and place.inside in ((), ("value",)):
            writes.setdefault(place.field, []).append(each)
    flow = ValueFlow(survey)
    return [
        each
        for field, nodes in writes.items()
        if not only or len(nodes) > 1 or type(nodes[0].value) in only
        for each in copies_into(field, nodes, flow, source)
    ]


def copies_into(
    field: str, nodes: list[tree.Assignment], flow: ValueFlow, source: str
) -> Iterator[Placed]:
    """Of one write, and of those that only add to it."""
    first, *more = nodes
    if first.operator != "=" or any(each.operator != "+=" for each in more):
        return
    if not all(is_always_reached(each, flow.survey) for each in nodes):
        return
    added = any(is_text(each.value) for each in more)
    for found, grows in sources_of(first.value, flow, source, 0):
        yield Placed(Copy(field, found, grows or added), more[0] if more else first)


def is_always_reached(node: tree.Node, survey: Survey) -> bool:
    """At every sync, or at every one that has a value: nothing but statements and `if (x.y)` around it."""
    if id(node) in survey.at_top:
        return True
    for outer in survey.above(node):
        match outer:
            case tree.Script() | tree.ExpressionStatement() | tree.Block():
                continue
            case tree.If(condition=condition) if is_plain(condition, survey):
                continue
        return False
    return True


def is_plain(condition: tree.Node, survey: Survey) -> bool:
    """Asks whether a field has a value, and nothing more."""
    match condition:
        case tree.Binary(operator="!=", left=left, right=tree.Literal(value=None)):
            condition = left
    place = survey.place_of(condition)
    return place is not None and bool(place.field)


def sources_of(value: tree.Node, flow: ValueFlow, source: str, depth: int) -> Iterator[tuple[str, bool]]:
    """The fields that a value is made of, and whether it is made of more than one of them."""
    if depth > 6:
        return
    place = flow.survey.place_of(value)
    if place is not None:
        if place.root == source and place.field and place.inside in ((), ("value",)):
            yield place.field, False
        return
    inner, added = parts_of(value, flow)
    for each in inner:
        for found, grows in sources_of(each, flow, source, depth + 1):
            yield found, grows or added


def parts_of(value: tree.Node, flow: ValueFlow) -> tuple[list[tree.Node], bool]:
    """What a value is made of, and whether there is some text beside it."""
    match value:
        case tree.Elvis(value=first, otherwise=second):
            return [first, second], False
        case tree.Binary(operator="+", left=first, right=second):
            return [first, second], any(is_text(each) or is_amount(each, 0) for each in (first, second))
        case tree.Binary(operator="*", left=first, right=second):
            return [first, second], any(is_amount(each, 1) for each in (first, second))
        case tree.GString(parts=parts):
            return [part for part in parts if isinstance(part, tree.Node)], is_text(value)
        case tree.Call(target=tree.Node() as target, name=str(name), arguments=[]) if name in PASSING:
            return [target], False
        case tree.Cast(value=held):
            return [held], False
        case tree.Name(name=name) if name in flow.once:
            return [flow.once[name]], False
        case tree.Call(target=tree.Node() as items, name="collect"):
            added = added_to_each(value)
            return ([items], added) if added is not None else ([], False)
    return [], False


def added_to_each(call: tree.Call) -> bool | None:
    """Whether `labels.collect { getLabel("x-" + it.label) }` adds something to each name; None where it makes
    other things of them."""
    match call.arguments:
        case [tree.Argument(value=tree.Closure(parameters=own, body=[tree.ExpressionStatement() as made]))]:
            name = own[0].name if own else "it"
        case _:
            return None
    match made.expression:
        case tree.Call(target=tree.Name(name="nodeHelper"), name=str(found), arguments=[first, *_]) if (
            found in LOOKUPS
        ):
            named = first.value
        case tree.MapLiteral(entries=[tree.MapEntry(key=str(key), value=inner)]) if key in NAMING:
            named = inner
        case other:
            named = other
    match named:
        case tree.Binary(operator="+", left=left, right=right):
            parts = [left, right]
        case tree.GString(parts=inside):
            parts = [part for part in inside if isinstance(part, tree.Node)]
        case _:
            return False if is_named(named, name) else None
    return is_text(named) if any(is_named(part, name) for part in parts) else None


def is_named(node: tree.Node, name: str) -> bool:
    """`it` or `it.label`."""
    if isinstance(node, tree.Property) and node.name in NAMING:
        node = node.target
    return isinstance(node, tree.Name) and node.name == name


def is_amount(value: tree.Node, without_effect: int) -> bool:
    """Whether a number stands there that changes what it is added to or multiplied with."""
    return isinstance(value, tree.Literal) and value.kind in AMOUNTS and value.value != without_effect


def is_text(value: tree.Node) -> bool:
    """Whether some text stands there that is no field's."""
    match value:
        case tree.Literal(value=str(text)):
            return bool(text.strip())
        case tree.GString(parts=parts):
            return any(isinstance(part, str) and part.strip() for part in parts)
        case tree.Binary(operator="+", left=left, right=right):
            return is_text(left) or is_text(right)
    return False
