"""The options of a custom field as its contexts hold them; one context, for all projects, in a sandbox."""

from __future__ import annotations

from collections.abc import Sequence

from syncscript.sandbox.call import CLOUD, DC, Answer, Call, get
from syncscript.sandbox.problems import missing
from syncscript.sandbox.records import FieldDefinition, Json, Option

CONTEXT = "10100"


def definition_in(call: Call) -> FieldDefinition:
    wanted = call.arguments["field"]
    found = call.world.fields.get(wanted) or call.world.fields.get(f"customfield_{wanted}")
    if found is None or not found.custom:
        raise missing("The custom field was not found.")
    return found


def page(call: Call, values: Sequence[Json], name: str = "values") -> Answer:
    start, most = call.whole_number("startAt", 0), call.whole_number("maxResults", 50)
    return Answer(json={"maxResults": most, "startAt": start, "total": len(values),
                        "isLast": start + most >= len(values), name: list(values[start:start + most])})


def contexts(call: Call) -> Answer:
    field = definition_in(call)
    return page(call, [{"id": CONTEXT, "name": f"Default Configuration Scheme for {field.name}",
                        "description": "", "isGlobalContext": True, "isAnyIssueType": True}])


def options(call: Call) -> Answer:
    field = definition_in(call)
    if call.arguments["context"] != CONTEXT:
        raise missing("The custom field context was not found.")
    shown: list[Json] = []
    for upper in field.options:
        shown += [_option(upper), *(_option(lower) | {"optionId": upper.id} for lower in upper.children)]
    return page(call, shown)


def _option(option: Option) -> dict[str, Json]:
    return {"id": option.id, "value": option.value, "disabled": False}


def data_center_options(call: Call) -> Answer:
    shown = [_option(option) | {"childrenIds": [int(lower.id) for lower in option.children]}
             for option in definition_in(call).options]
    return page(call, shown, "options")


ROUTES = (
    get("field/<field>/context", contexts, CLOUD),
    get("field/<field>/context/<context>/option", options, CLOUD),
    get("customFields/<field>/options", data_center_options, DC),
)
