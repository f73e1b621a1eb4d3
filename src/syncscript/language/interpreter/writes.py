"""Writing properties, and what a run remembers of it: which field was written where, which left absent.

Writing to a list writes to each element, writing to null is a fault. Refuses to know custom fields, except
whether one was sent.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import method_of
from syncscript.language.interpreter.access import key_of
from syncscript.language.interpreter.class_names import full_name
from syncscript.language.interpreter.custom_fields import custom_key
from syncscript.language.interpreter.faults import NO_MEMBER, NO_VALUE, Fault
from syncscript.language.interpreter.kept_order import put_in_order
from syncscript.language.interpreter.run import Position, Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import (
    Box,
    Value,
    a_type,
    type_name,
)


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
        if run.ordered and id(target) in run.ordered:
            put_in_order(run, target, key_of(name), value)
            return value
        target[key_of(name)] = value
        return value
    if target is None:
        raise Fault(
            f"Cannot set property {text(name)} of null.",
            "assign a map first, or write ?. to skip it when it is missing",
            said=f"Cannot set property '{text(name)}' on null object",
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
        f"{a_type(target, first=True)} has no property {text(name)} to set.",
        code="R102",
        kind=NO_MEMBER,
        about=text(name),
        said=f"No such property: {text(name)} for class: {full_name(type_name(target))}",
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
