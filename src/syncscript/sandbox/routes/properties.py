"""Entity properties of issues, and what properties of all entities have in common."""

from __future__ import annotations

import json
from collections.abc import Mapping

from syncscript.sandbox import changes
from syncscript.sandbox.call import Answer, Call, delete, get, put
from syncscript.sandbox.problems import missing, refused
from syncscript.sandbox.records import Json
from syncscript.sandbox.shapes import properties_of

LONGEST_VALUE = 32768
LONGEST_KEY = 255


def check_property(key: str, value: Json) -> None:
    """400 when the key or the value is longer than Jira holds."""
    if len(key) > LONGEST_KEY:
        raise refused(f"Property key must not be longer than {LONGEST_KEY} characters.")
    if len(json.dumps(value)) > LONGEST_VALUE:
        raise refused(f"Property value must not be longer than {LONGEST_VALUE} characters.")


def properties_in(body: Mapping[str, Json]) -> dict[str, Json]:
    """The `properties` of a create's or edit's body, by key."""
    given = properties_of(body.get("properties"))
    for key, value in given.items():
        check_property(key, value)
    return given


def property_value(call: Call) -> Json:
    """The value that a request sets."""
    value = call.any_body()
    check_property(call.arguments["key"], value)
    return value


def shown_keys(properties: Mapping[str, Json], address: str) -> dict[str, Json]:
    return {"keys": [{"self": f"{address}/{key}", "key": key} for key in properties]}


def shown_property(properties: Mapping[str, Json], key: str) -> dict[str, Json]:
    """404 when there is no such property."""
    if key not in properties:
        raise missing(f"The property with key {key} does not exist.")
    return {"key": key, "value": properties[key]}


def list_properties(call: Call) -> Answer:
    issue = call.issue()
    return Answer(json=shown_keys(issue.properties, call.rendering.link(f"issue/{issue.key}/properties")))


def get_property(call: Call) -> Answer:
    return Answer(json=shown_property(call.issue().properties, call.arguments["key"]))


def set_property(call: Call) -> Answer:
    issue, key = call.issue(), call.arguments["key"]
    call.state.put(changes.with_property(issue, key, property_value(call)))
    return Answer(200 if key in issue.properties else 201, {})


def remove_property(call: Call) -> Answer:
    issue, key = call.issue(), call.arguments["key"]
    shown_property(issue.properties, key)
    call.state.put(changes.without_property(issue, key))
    return Answer(204)


ROUTES = (
    get("issue/<issue>/properties", list_properties),
    get("issue/<issue>/properties/<key>", get_property),
    put("issue/<issue>/properties/<key>", set_property),
    delete("issue/<issue>/properties/<key>", remove_property),
)
