"""The texts that a rule compares a field's value with: by `==`, in a list, as cases of a switch.

Knows a field by its own path, by a variable that is given nothing else, and by the name of each of its values
in a closure or loop. Refuses to know which values there are.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.closed_sets import PARTS_OF_PROJECTS
from syncscript.language.analysis.given_types import BY_ITEM
from syncscript.language.analysis.survey import Place, text_of
from syncscript.language.analysis.value_flow import NAMING, ValueFlow
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.syntax import tree

COMPARING = frozenset({"contains", "equals", "equalsIgnoreCase"})
Items = dict[int, Place]
"""What `it.value` is a value of, where `it` stands for each value of a field; by the node's identity."""


def asked_values(flow: ValueFlow) -> Iterator[tuple[Place, tree.Node]]:
    """Each text that is written down, with the field that it is compared with."""
    items = named_items(flow)
    for node in flow.survey.of(tree.Binary):
        if node.operator in ("==", "!="):
            yield from compared(node.left, [node.right], flow, items)
            yield from compared(node.right, [node.left], flow, items)
        elif node.operator in ("in", "!in"):
            yield from compared(node.left, items_of(node.right, flow), flow, items)
            yield from compared_with_names(node.right, node.left, flow)
    for call in flow.survey.of(tree.Call):
        if call.name not in COMPARING or call.target is None or len(call.arguments) != 1:
            continue
        given = call.arguments[0].value
        if call.name == "contains":
            yield from compared(given, items_of(call.target, flow), flow, items)
            yield from compared_with_names(call.target, given, flow)
        else:
            yield from compared(call.target, [given], flow, items)
            yield from compared(given, [call.target], flow, items)
    for switch in flow.survey.of(tree.Switch):
        values = [value for case in switch.cases for value in case.values]
        yield from compared(switch.subject, values, flow, items)


def items_of(items: tree.Node, flow: ValueFlow) -> list[tree.Node]:
    """Of a list that is written down, here or for a variable that holds nothing else."""
    if isinstance(items, tree.Name):
        items = flow.once.get(items.name, items)
    return items.items if isinstance(items, tree.ListLiteral) else []


def compared(
    subject: tree.Node, values: list[tree.Node], flow: ValueFlow, items: Items
) -> Iterator[tuple[Place, tree.Node]]:
    texts = [each for each in values if text_of(each)]
    texts += [
        part for each in values if isinstance(each, tree.ListLiteral) for part in each.items if text_of(part)
    ]
    place = items.get(id(subject)) or named_field(subject, flow) if texts else None
    if place is not None:
        yield from ((place, each) for each in texts)


def named_field(subject: tree.Node, flow: ValueFlow) -> Place | None:
    """The field whose name or value this is: `replica.status.name`, `issue.typeName`."""
    if isinstance(subject, tree.Name):
        subject = flow.once.get(subject.name, subject)
    if not isinstance(subject, tree.Property | tree.Index):
        return None
    place = flow.survey.place_of(subject)
    if place is None or not place.field or not set(place.inside) <= set(NAMING):
        return None
    return place if place.inside or place.field.endswith("Name") else None


# ---------------------------------------------------------------------------- fields that hold several values


def compared_with_names(
    names: tree.Node, text: tree.Node, flow: ValueFlow
) -> Iterator[tuple[Place, tree.Node]]:
    """`issue.components*.name.contains("Core")`"""
    if not isinstance(names, tree.Property) or names.name not in NAMING or text_of(text) is None:
        return
    place = values_held(names.target, flow)
    if place is not None and (names.spread or place.field in PARTS_OF_PROJECTS):
        yield Place(place.root, place.field, (*place.inside, str(names.name))), text


def named_items(flow: ValueFlow) -> Items:
    found: Items = {}
    for held, name, body in loops_of(flow):
        place = values_held(held, flow)
        for part in walk(body) if place is not None or found else ():
            if not (isinstance(part, tree.Property) and part.name in NAMING and is_name(part.target, name)):
                continue
            found.pop(id(part), None)
            if place is not None:
                found[id(part)] = Place(place.root, place.field, (*place.inside, str(part.name)))
    return found


def is_name(node: tree.Node, name: str) -> bool:
    return isinstance(node, tree.Name) and node.name == name


def loops_of(flow: ValueFlow) -> Iterator[tuple[tree.Node, str, tree.Node]]:
    """What is gone through, what each value is called, and where; the inner ones come last."""
    loops: list[tuple[tree.Node, str, tree.Node]] = []
    for loop in flow.survey.of(tree.ForIn):
        loops.append((loop.iterable, loop.parameter.name, loop.body))
    for call in flow.survey.of(tree.Call):
        closure = call.arguments[-1].value if call.arguments else None
        if call.name in BY_ITEM and call.target is not None and isinstance(closure, tree.Closure):
            name = closure.parameters[0].name if closure.parameters else "it"
            loops.append((call.target, name, closure))
    yield from sorted(loops, key=lambda each: (each[2].start, -each[2].end))


def values_held(held: tree.Node, flow: ValueFlow) -> Place | None:
    """The field whose values are in a list."""
    if isinstance(held, tree.Name):
        held = flow.once.get(held.name, held)
    place = flow.survey.place_of(held)
    if place is None or not place.field:
        return None
    whole = ("value",) if place.field.startswith("customFields.") else ()
    return place if place.inside == whole else None
