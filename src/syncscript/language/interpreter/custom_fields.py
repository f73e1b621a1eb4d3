"""Custom fields and custom keys: maps inside of an issue or replica that are there when asked for.

A custom field is found by name, full id or bare number. In front of an assignment what is missing is made,
and the place is remembered where the written object is meant. Refuses to know all other properties.
"""

from __future__ import annotations

from syncscript.language.interpreter.access import get
from syncscript.language.interpreter.faults import NO_MEMBER, Fault
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.run import Position, Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import (
    Value,
    a_type,
)

IDENTIFIER = "customfield_"


def bag(run: Run, root: Value, name: str) -> Value:
    """`issue.customFields`: an empty map when the issue has none, and its own once something is put in."""
    found = get(run, root, name)
    if found is not None or not is_object(run, root):
        return found
    if root is not run.target:
        return {}
    made: dict[str, Value] = {}
    root[name] = made
    run.opened = {**run.opened, name: made}
    return made


def is_object(run: Run, value: Value) -> bool:
    """Whether this is an issue or replica of the run, and no other map with such a name in it."""
    return value is not None and (value is run.issue or value is run.replica or value is run.previous)


def custom_field(run: Run, fields: Value, name: Value) -> Value:
    """A custom field by name, full id or bare number."""
    if type(fields) is not dict:
        return get(run, fields, name)
    return fields.get(custom_key(fields, name))


def custom_key(fields: dict[str, Value], name: Value) -> str:
    """The key under which this custom field stands in the map, else the name itself."""
    wanted = name if type(name) is str else text(name)
    if wanted in fields or not may_be_identifier(wanted):
        return wanted
    identifier = identifier_of(wanted)
    work(len(fields) >> 2)
    for key, field in fields.items():
        if key == identifier or (type(field) is dict and field.get("id") == identifier):
            return key
    return wanted


def may_be_identifier(name: str) -> bool:
    """Whether a custom field may have this name for its id. Fields of other ids are found by their keys."""
    return name.isdecimal() or name.startswith(IDENTIFIER)


def identifier_of(name: str) -> str:
    """The id that a bare number stands for; other names as they are."""
    return IDENTIFIER + name if name.isdecimal() else name


def open_bag(run: Run, root: Value, name: str, position: Position) -> Value:
    """`replica.customKeys` in front of an assignment: made when it is missing."""
    if not is_object(run, root):
        return get(run, root, name)
    if root.get(name) is None:
        root[name] = {}
    if type(root[name]) is not dict:
        raise Fault(
            f"{name} is {a_type(root[name])} here, not a map.",
            f"look at what the input holds under {name}",
            kind=NO_MEMBER,
            code="R102",
        )
    if root is not run.target:
        run.note_change(root[name])
    elif name != "customFields":
        run.written[name] = position
    return root[name]


def open_custom_field(run: Run, root: Value, name: Value, position: Position) -> Value:
    """`issue.customFields."X"` in front of an assignment to its `.value`: made when it is missing."""
    if root is run.target and type(root) is dict:
        fields = root.get("customFields")
        if type(fields) is dict and type(name) is str:
            key = custom_key(fields, name)
            field = fields.get(key)
            if field is None and key not in fields:
                field = fields[key] = {"name": key, "value": None}
            if type(field) is dict:
                run.customs[key] = position
                return field
    if not is_object(run, root):
        return custom_field(run, get(run, root, "customFields"), name)
    fields = open_bag(run, root, "customFields", position)
    key = custom_key(fields, name)
    if type(fields.get(key)) is not dict:
        fields[key] = {"name": key, "value": fields.get(key)}
    if root is run.target:
        run.customs[key] = position
    return fields[key]


def set_custom_field(run: Run, root: Value, name: Value, value: Value, position: Position) -> Value:
    """`issue.customFields."X" = value`"""
    if not is_object(run, root):
        from syncscript.language.interpreter.writes import put

        return put(run, get(run, root, "customFields"), name, value, position)
    fields = open_bag(run, root, "customFields", position)
    key = custom_key(fields, name)
    fields[key] = value
    if root is run.target:
        run.customs[key] = position
    return value
