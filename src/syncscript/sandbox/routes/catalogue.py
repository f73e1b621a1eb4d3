"""What an instance has: fields, priorities, statuses, resolutions, types."""

from __future__ import annotations

from syncscript.sandbox.call import Answer, Call, get
from syncscript.sandbox.faces.computed import COMPUTED
from syncscript.sandbox.faces.issue_view import definition_schema
from syncscript.sandbox.problems import missing
from syncscript.sandbox.records import FieldDefinition, Json


def fields(call: Call) -> Answer:
    stored = [_shown_field(definition) for definition in call.world.fields.values()]
    computed = [
        {
            "id": f.id,
            "key": f.id,
            "name": f.name,
            "custom": False,
            "orderable": False,
            "navigable": f.navigable,
            "searchable": bool(f.clauses),
            "clauseNames": list(f.clauses),
            "schema": f.schema,
        }
        for f in COMPUTED
    ]
    key = {"id": "issuekey", "key": "issuekey", "name": "Key", "custom": False, "orderable": False,
           "navigable": True, "searchable": False, "clauseNames": ["id", "issue", "issuekey", "key"]}
    return Answer(json=[*stored, *computed, key])


def _shown_field(definition: FieldDefinition) -> dict[str, Json]:
    return {"id": definition.id, "key": definition.id, "name": definition.name, "custom": definition.custom,
            "orderable": definition.settable, "navigable": definition.navigable, "searchable": True,
            "clauseNames": list(definition.clauses), "schema": definition_schema(definition)}


def priorities(call: Call) -> Answer:
    return Answer(json=[_priority(call, i) for i in call.world.priorities])


def _priority(call: Call, priority_id: str) -> dict[str, Json]:
    about = {"statusColor": "#707070", "description": call.world.priorities[priority_id].description}
    return call.rendering.priority(priority_id) | about


def statuses(call: Call) -> Answer:
    return Answer(json=[call.rendering.status(i) for i in call.world.statuses])


def status(call: Call) -> Answer:
    wanted = call.arguments["id"].casefold()
    found = next((s for s in call.world.statuses.values() if wanted in (s.id, s.name.casefold())), None)
    if found is None:
        raise missing(f"The status with id '{call.arguments['id']}' does not exist")
    return Answer(json=call.rendering.status(found.id))


def categories(call: Call) -> Answer:
    return Answer(json=[call.rendering.category(key) for key in ("new", "indeterminate", "done")])


def resolutions(call: Call) -> Answer:
    return Answer(json=[call.rendering.resolution(i) for i in call.world.resolutions])


def resolution(call: Call) -> Answer:
    if call.arguments["id"] not in call.world.resolutions:
        raise missing(f"The resolution with id '{call.arguments['id']}' does not exist")
    return Answer(json=call.rendering.resolution(call.arguments["id"]))


def issue_types(call: Call) -> Answer:
    return Answer(json=[call.rendering.issue_type(i) for i in call.world.issue_types])


def issue_type(call: Call) -> Answer:
    found = call.world.issue_types.get(call.arguments["id"])
    if found is None:
        raise missing(f"The issue type with id '{call.arguments['id']}' does not exist")
    return Answer(json=call.rendering.shown_type(found))


def priority(call: Call) -> Answer:
    if call.arguments["id"] not in call.world.priorities:
        raise missing(f"The priority with id '{call.arguments['id']}' does not exist")
    return Answer(json=_priority(call, call.arguments["id"]))


ROUTES = (
    get("field", fields),
    get("priority", priorities),
    get("priority/<id>", priority),
    get("status", statuses),
    get("status/<id>", status),
    get("statuscategory", categories),
    get("resolution", resolutions),
    get("resolution/<id>", resolution),
    get("issuetype", issue_types),
    get("issuetype/<id>", issue_type),
)
