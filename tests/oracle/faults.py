"""Failures as the walker raises them: the code a user sees, and the exception a script catches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from syncscript.language.builtins.registry import METHODS
from syncscript.language.interpreter.class_names import full_name
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.text import part_text
from syncscript.language.interpreter.values import type_name

NULL, METHOD, PROPERTY = "NullPointerException", "MissingMethodException", "MissingPropertyException"
CAST, ARGUMENT, RUNTIME = "GroovyCastException", "IllegalArgumentException", "GroovyRuntimeException"


def failure(code: str, kind: str, message: str = "", said: str | None = None, value: Any = None) -> Fault:
    return Fault(message, code=code, kind=kind, said=said, value=value)


def no_property(owner: Any, name: str, message: str = "") -> Fault:
    said = f"No such property: {name} for class: {full_name(type_name(owner))}"
    return Fault(message, code="R102", kind=PROPERTY, said=said, about=name)


def class_of(value: Any) -> str:
    told = METHODS.get(type(value), {}).get("getClass")
    return type_name(value) if told is None else full_name(told(None, value).name)


def no_method(owner: Any, name: str, given: Sequence[Any]) -> Fault:
    shown = ", ".join(part_text(each)[:60] for each in given)
    called = f"{class_of(owner)}.{name}()"
    types = ", ".join(type_name(each) for each in given)
    said = f"No signature of method: {called} is applicable for argument types: ({types}) values: [{shown}]"
    return Fault("", code="R103", kind=METHOD, said=said, about=name)


class Leave(Exception):
    """A jump: break, continue or return. label: of the loop that it leaves; node_at: its node."""

    def __init__(self, kind: str, value: Any = None, label: str | None = None) -> None:
        self.kind, self.value, self.label = kind, value, label
        self.node_at: Any = None
