"""The `fields` and `update` parts of a request turned into stored values.

All that is wrong is collected and refused at once, by field, as Jira does. Refuses to change anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from syncscript.sandbox.kinds import Reading, kind_of
from syncscript.sandbox.problems import FieldProblem, JiraProblem
from syncscript.sandbox.records import FieldDefinition, Json
from syncscript.sandbox.shapes import object_of

OFF_SCREEN = "Field '{0}' cannot be set. It is not on the appropriate screen, or unknown."
SEPARATE = frozenset({"project", "comment", "worklog", "issuelinks"})
"""Parts of `fields` and `update` that are no field values; whoever creates or edits reads them."""


def values_of(
    body: Mapping[str, Json], old: Mapping[str, Json], reading: Reading,
    may_set: Callable[[FieldDefinition], bool],
) -> dict[str, Json]:
    """The stored values that a request asks for. JiraProblem with every field's problem."""
    values: dict[str, Json] = {}
    errors: dict[str, str] = {}
    for name, steps in _steps(body).items():
        definition = reading.world.fields.get(name)
        if definition is None or not may_set(definition):
            errors[name] = OFF_SCREEN.format(name)
            continue
        try:
            values[name] = _after(steps, old.get(name), definition, reading)
        except FieldProblem as problem:
            errors[name] = str(problem)
    if errors:
        raise JiraProblem(400, (), errors)
    return values


def _steps(body: Mapping[str, Json]) -> dict[str, list[tuple[str, Json]]]:
    """The verbs for each field, in order. A field may stand in one of the two parts only."""
    fields, update = object_of(body.get("fields"), "fields"), object_of(body.get("update"), "update")
    steps: dict[str, list[tuple[str, Json]]] = {
        name: [("set", value)] for name, value in fields.items() if name not in SEPARATE}
    for name, verbs in update.items():
        if name in SEPARATE:
            continue
        if name in steps:
            raise JiraProblem(400, (), {name: f"Field '{name}' cannot appear in both 'fields' and 'update'"})
        if not isinstance(verbs, list):
            raise JiraProblem(400, (), {name: "data was not an array"})
        steps[name] = [next(iter(verb.items())) for verb in verbs if isinstance(verb, dict) and verb]
    return steps


def _after(steps: list[tuple[str, Json]], old: Json, definition: FieldDefinition, reading: Reading) -> Json:
    kind = kind_of(definition)
    value = old
    for verb, argument in steps:
        if verb not in ("set", *kind.operations()):
            raise FieldProblem(f"Field '{definition.id}' does not support operation '{verb}'. "
                               f"Supported operation(s) are: {', '.join(kind.operations())}")
        if verb == "set":
            value = kind.read(argument, definition, reading)
            continue
        element = kind.read_one(argument, definition, reading)
        if element is None:
            raise FieldProblem("data was not valid")
        rest = [one for one in value or () if one != element]
        value = [*rest, element] if verb == "add" else rest
    return sorted(value) if definition.kind == "labels" and value else value
