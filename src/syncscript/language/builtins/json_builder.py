"""JsonBuilder: JSON written as calls, `builder.issue { key "A-1"; labels(["a"]) }`.

A call inside of a closure is a field of its name. Refuses to know how values are written.
"""

from __future__ import annotations

from typing import Any

from syncscript.language.builtins.json_text import pretty_print, to_json
from syncscript.language.builtins.registry import METHODS, constructor, method
from syncscript.language.interpreter import access, delegation
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Position, Run
from syncscript.language.interpreter.values import Box, Closure, Value


class JsonBuilder(Box):
    names = ("JsonBuilder",)

    def __init__(self, run: Run, content: Value) -> None:
        self.run, self.content = run, content

    def text(self) -> str:
        return to_json(self.run, self.content)

    def json(self) -> Value:
        return self.content

    def invoke(self, run: Run, position: Position, name: str, arguments: tuple[Value, ...]) -> Value:
        if name in METHODS[JsonBuilder] or name in METHODS[Box]:
            return NotImplemented
        made = built(run, arguments)
        run.charge(2)
        self.content = made if name == "call" else {name: made}
        return self.content


class JsonFields(Box):
    """The delegate of a closure that is written as an object."""

    def __init__(self) -> None:
        self.fields: dict[Value, Value] = {}

    def put(self, run: Run, name: str, value: Value) -> Value:
        run.charge(2)
        self.fields[name] = value
        return value

    def invoke(self, run: Run, position: Position, name: str, arguments: tuple[Value, ...]) -> Value:
        return self.put(run, name, built(run, arguments))

    def read(self, run: Run, name: str) -> Value:
        return self.fields.get(name, NotImplemented)

    def write(self, run: Run, name: str, value: Value) -> Value:
        return self.put(run, name, value)


def built(run: Run, arguments: tuple[Value, ...]) -> Value:
    """What the arguments of a call stand for: a value, an object, or one object for each item of a list."""
    if not arguments:
        return {}
    first, last = arguments[0], arguments[-1]
    if len(arguments) == 1:
        return fields_of(run, last) if type(last) is Closure else first
    if len(arguments) == 2 and type(last) is Closure:
        if type(first) is dict:
            return {**first, **fields_of(run, last)}
        return [fields_of(run, last, item) for item in access.snapshot(run, first)]
    run.charge(len(arguments))
    return list(arguments)


def fields_of(run: Run, closure: Closure, *item: Any) -> dict[Value, Value]:
    fields = JsonFields()
    run.invoke(delegation.moved(run, closure, fields), *item)
    return fields.fields


@constructor("JsonBuilder")
def json_builder(run: Run, value: Value = None) -> JsonBuilder:
    """
    >>> new JsonBuilder([a: 1]).toString()
    '{"a":1}'
    >>> def b = new JsonBuilder(); b.issue { key "A-1" }; b.toString()
    '{"issue":{"key":"A-1"}}'
    """
    return JsonBuilder(run, value)


@method("toPrettyString", JsonBuilder)
def to_pretty_string(run: Run, value: JsonBuilder) -> str:
    return pretty_print(run, value.text())


@method("getContent", JsonBuilder)
def content(run: Run, value: JsonBuilder) -> Value:
    return value.content


@method("call", JsonBuilder)
def call(run: Run, value: JsonBuilder, *arguments: Value) -> Value:
    if not arguments:
        raise Fault("JsonBuilder() takes what to write.", kind="MissingMethodException", code="R104")
    value.content = built(run, arguments)
    return value.content
