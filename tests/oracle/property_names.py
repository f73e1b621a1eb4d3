"""The names of properties and of what gets and sets them."""

from __future__ import annotations

from syncscript.language.interpreter.faults import Fault
from tests.oracle.faults import PROPERTY, failure


def capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def small(name: str) -> str:
    return name[:1].lower() + name[1:]


def no_property(owner: str, name: str) -> Fault:
    fault = failure("R102", PROPERTY, f"{owner} has no property {name}.")
    fault.about = name
    return fault
