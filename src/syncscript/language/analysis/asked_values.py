"""The texts that a rule compares a field's value with: by `==`, in a list, as cases of a switch.

Knows a field by its own path, and by a variable that is given nothing else. Refuses to know which values
there are.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.survey import Place, text_of
from syncscript.language.analysis.value_flow import NAMING, ValueFlow
from syncscript.language.syntax import tree


def asked_values(flow: ValueFlow) -> Iterator[tuple[Place, tree.Node]]:
    """Each text that is written down, with the field that it is compared with."""
    for node in flow.survey.of(tree.Binary):
        if node.operator in ("==", "!="):
            yield from compared(node.left, [node.right], flow)
            yield from compared(node.right, [node.left], flow)
        elif node.operator in ("in", "!in"):
            yield from compared(node.left, items_of(node.right, flow), flow)
    for call in flow.survey.of(tree.Call):
        if call.name == "contains" and call.target is not None and len(call.arguments) == 1:
            yield from compared(call.arguments[0].value, items_of(call.target, flow), flow)
    for switch in flow.survey.of(tree.Switch):
        values = [value for case in switch.cases for value in case.values]
        yield from compared(switch.subject, values, flow)


def items_of(items: tree.Node, flow: ValueFlow) -> list[tree.Node]:
    """Of a list that is written down, here or for a variable that holds nothing else."""
    if isinstance(items, tree.Name):
        items = flow.once.get(items.name, items)
    return items.items if isinstance(items, tree.ListLiteral) else []


def compared(
    subject: tree.Node, values: list[tree.Node], flow: ValueFlow
) -> Iterator[tuple[Place, tree.Node]]:
    texts = [each for each in values if text_of(each)]
    texts += [
        part for each in values if isinstance(each, tree.ListLiteral) for part in each.items if text_of(part)
    ]
    place = named_field(subject, flow) if texts else None
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
