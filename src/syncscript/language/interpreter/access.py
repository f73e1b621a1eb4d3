"""Reading and writing properties. Only our own tables are looked into, never a host object.

A missing key of a map is null, an index out of range is null, a property of a list is read from each
element, a property of null is a fault. Writes to the written object are remembered with their place.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import PROPERTIES, method_of
from syncscript.language.interpreter.casts import cast
from syncscript.language.interpreter.faults import BAD_ARGUMENT, NO_MEMBER, NO_VALUE, Fault
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.run import Position, Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import (
    Box,
    Closure,
    Entry,
    ItemSet,
    ListKey,
    Matcher,
    Value,
    a_type,
)

DEEPEST_KEY = 60


def get(run: Run, target: Value, name: Value) -> Value:
    """`target.name`"""
    if type(target) is dict:
        return of_map(run, target, name)
    if target is None:
        raise Fault(
            f"Cannot read property {text(name)} of null.",
            f"write ?.{text(name)} where the value may be missing",
            said=f"Cannot get property '{text(name)}' on null object",
            code="R101",
            kind=NO_VALUE,
        )
    table = PROPERTIES.get(type(target), {})
    if name in table:
        return table[name](run, target)
    if isinstance(target, list):
        run.spend(len(target))
        return [get(run, item, name) for item in target if item is not None]
    told = target.read(run, text(name)) if isinstance(target, Box) else NotImplemented
    if told is not NotImplemented:
        return told
    getter = "get" + text(name)[:1].upper() + text(name)[1:]
    method = method_of(type(target), getter)
    if method is not None:
        return method(run, target)
    raise Fault(
        f"{a_type(target, first=True)} has no property {text(name)}.",
        did_you_mean(text(name), table),
        code="R102",
        kind=NO_MEMBER,
    )


def of_map(run: Run, target: dict[Value, Value], name: Value) -> Value:
    """What the map holds under this key, or puts there by its `withDefault`."""
    key = key_of(name)
    if not run.defaults or id(target) not in run.defaults or key in target:
        return target.get(key)
    run.note_change(target)
    run.charge(1)
    target[key] = run.invoke(run.defaults[id(target)][1], name)
    return target[key]


def get_safe(run: Run, target: Value, name: Value) -> Value:
    """`target?.name`"""
    return None if target is None else get(run, target, name)


def get_spread(run: Run, target: Value, name: Value) -> Value:
    """`target*.name`: null elements give null."""
    if target is None:
        return None
    items = elements(run, target)
    return [get_safe(run, item, name) for item in items]


def key_of(name: Value, depth: int = 0) -> Value:
    """A value as the key of a map. Fault for one that cannot be a key."""
    if isinstance(name, list) and not isinstance(name, ItemSet):
        work(4 * len(name) + 8)
        if depth > DEEPEST_KEY:
            raise Fault("A key is nested too deeply.", "use a text", kind=BAD_ARGUMENT, code="R113")
        return ListKey([key_of(item, depth + 1) for item in name])
    if isinstance(name, list | dict):
        raise Fault(
            f"{a_type(name, first=True)} cannot be the key of a map.",
            "use a text as the key",
            code="R113",
            kind=BAD_ARGUMENT,
        )
    return name


def elements(run: Run, target: Value) -> list[Value]:
    """What a loop goes over, charged in advance: elements, map entries, characters; null has none."""
    if isinstance(target, list):
        run.spend(len(target))
        return target
    if target is None:
        return []
    if type(target) is dict:
        run.spend(len(target))
        return [Entry(k, v) for k, v in target.items()]
    if type(target) is str:
        run.spend(len(target))
        return list(target)
    if type(target) is Matcher:
        from syncscript.language.builtins.regular_expressions import match_value

        return [match_value(found) for found in target.matches]
    items = target.invoke(run, run.position, "iterator", ()) if isinstance(target, Box) else NotImplemented
    return [target] if items is NotImplemented or items is target else elements(run, items)


def spread_items(run: Run, target: Value) -> list[Value]:
    """What `*target` stands for in a list or a call."""
    if target is None:
        return [None]
    if not isinstance(target, list):
        raise Fault(
            f"{a_type(target, first=True)} cannot be spread.",
            "only lists can",
            kind=BAD_ARGUMENT,
            code="R108",
        )
    run.spend(len(target))
    return target


def spread_entries(run: Run, target: Value) -> Value:
    """What `*:target` stands for in a map."""
    entries = cast(run, target, "Map")
    run.charge(2 * len(entries or ()))
    return entries


def snapshot(run: Run, target: Value) -> list[Value]:
    """As `elements`, safe against changes of the list inside the loop."""
    return list(elements(run, target))


# ---------------------------------------------------------------------------- custom fields and other bags


def bag(run: Run, root: Value, name: str) -> Value:
    """`issue.customFields`: an empty map when the issue has none."""
    found = get(run, root, name)
    return {} if found is None else found


def custom_field(run: Run, fields: Value, name: Value) -> Value:
    """A custom field by name, full id or bare number."""
    if type(fields) is not dict:
        return get(run, fields, name)
    return fields.get(custom_key(fields, name))


def custom_key(fields: dict[str, Value], name: Value) -> str:
    """The key under which this custom field stands in the map, else the name itself."""
    wanted = name if type(name) is str else text(name)
    if wanted in fields:
        return wanted
    identifier = identifier_of(wanted)
    for key, field in fields.items():
        if key == identifier or (type(field) is dict and field.get("id") == identifier):
            return key
    return wanted


def identifier_of(name: str) -> str:
    """The id that a bare number stands for; other names as they are."""
    return f"customfield_{name}" if name.isdecimal() else name


def open_bag(run: Run, root: Value, name: str, position: Position) -> Value:
    """`replica.customKeys` in front of an assignment: made when it is missing."""
    if type(root) is not dict:
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
        found = fields.get(name) if type(fields) is dict and type(name) is str else None
        if type(found) is dict:
            run.customs[name] = position
            return found
    fields = open_bag(run, root, "customFields", position)
    key = custom_key(fields, name)
    if type(fields.get(key)) is not dict:
        fields[key] = {"name": key, "value": fields.get(key)}
    if root is run.target:
        run.customs[key] = position
    return fields[key]


def set_custom_field(run: Run, root: Value, name: Value, value: Value, position: Position) -> Value:
    """`issue.customFields."X" = value`"""
    fields = open_bag(run, root, "customFields", position)
    key = custom_key(fields, name)
    fields[key] = value
    if root is run.target:
        run.customs[key] = position
    return value


# ---------------------------------------------------------------------------- writes


def put(run: Run, target: Value, name: Value, value: Value, position: Position) -> Value:
    """`target.name = value`; the value is the result."""
    run.position = position
    if type(target) is dict:
        if target is run.target:
            name = text(name)
            run.written[name] = position
            run.absent.pop(name, None)
        else:
            run.note_change(target)
        target[key_of(name)] = value
        return value
    if target is None:
        raise Fault(
            f"Cannot set property {text(name)} of null.",
            "assign a map first, or write ?. to skip it when it is missing",
            code="R101",
            kind=NO_VALUE,
        )
    if isinstance(target, list):
        for item in target:
            put(run, item, name, value, position)
        return value
    if isinstance(target, Box) and target.write(run, text(name), value) is not NotImplemented:
        return value
    setter = method_of(type(target), "set" + text(name)[:1].upper() + text(name)[1:])
    if setter is not None:
        setter(run, target, value)
        return value
    raise Fault(
        f"{a_type(target, first=True)} has no property {text(name)} to set.", code="R102", kind=NO_MEMBER
    )


def put_safe(run: Run, target: Value, name: Value, value: Value, position: Position) -> Value:
    """`target?.name = value`: nothing happens when target is null, and the trace says so."""
    if target is not None:
        return put(run, target, name, value, position)
    run.position = position
    run.tell("note", f"?.{text(name)} is not assigned: what stands in front of it is null")
    return value


def touch(run: Run, root: Value, field: str, position: Position) -> None:
    """Something inside a field of the written object was assigned."""
    if root is run.target:
        run.written[field] = position


def leave_absent(run: Run, field: str) -> None:
    """The other side did not send what would be assigned: the field stays as it is."""
    if field not in run.written:
        run.absent[field] = None


def is_absent(run: Run, field: str, inner: str | None = None) -> bool:
    """Whether the other side did not send this field (of customFields and customKeys: this entry)."""
    fields = run.replica
    if type(fields) is not dict or run.kind != "incoming":
        return False
    if inner is None or field not in fields:
        return field not in fields
    entries = fields[field]
    return type(entries) is dict and custom_key(entries, inner) not in entries


def call_closure_property(run: Run, target: Value, name: str) -> Closure | None:
    """The closure that a map holds under this name."""
    found = target.get(name) if type(target) is dict else None
    return found if type(found) is Closure else None
