"""Where builtins announce themselves: methods of values, helper methods, functions, statics, constructors.

A file of this package decorates its functions; nothing else lists them. Signatures: a method takes
(run, receiver, *arguments), everything else (run, *arguments). Refuses to know the interpreter.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Builtin = TypeVar("Builtin", bound=Callable[..., Any])

METHODS: dict[type, dict[str, Callable[..., Any]]] = {}
PROPERTIES: dict[type, dict[str, Callable[..., Any]]] = {}
HELPERS: dict[str, dict[str, Callable[..., Any]]] = {}
FUNCTIONS: dict[str, Callable[..., Any]] = {}
STATICS: dict[str, dict[str, Callable[..., Any]]] = {}
CONSTANTS: dict[str, dict[str, Any]] = {}
CONSTRUCTORS: dict[str, Callable[..., Any]] = {}
CHANGING: set[str] = set()
"""Names of methods that change their receiver."""
LOOKUPS: set[tuple[str, str]] = set()
"""Helper methods whose result is absent when their first argument is."""


def method(names: str, *types: type, changes: bool = False) -> Callable[[Builtin], Builtin]:
    """A method, by one or more names, of values of these types."""

    def announce(function: Builtin) -> Builtin:
        for kind in types:
            METHODS.setdefault(kind, {}).update(dict.fromkeys(names.split(), function))
        if changes:
            CHANGING.update(names.split())
        return function

    return announce


def method_of(kind: type, name: str) -> Callable[..., Any] | None:
    """The method of this name, of the type itself or of a type above it."""
    for step in kind.__mro__:
        if name in METHODS.get(step, ()):
            return METHODS[step][name]
    return None


def attribute(name: str, *types: type) -> Callable[[Builtin], Builtin]:
    """A property, computed by (run, receiver), of values of these types."""

    def announce(function: Builtin) -> Builtin:
        for kind in types:
            PROPERTIES.setdefault(kind, {})[name] = function
        return function

    return announce


def helper(path: str, *, lookup: bool = False) -> Callable[[Builtin], Builtin]:
    """A method of a helper object, such as `nodeHelper.getUser`."""

    def announce(function: Builtin) -> Builtin:
        owner, name = path.split(".")
        HELPERS.setdefault(owner, {})[name] = function
        if lookup:
            LOOKUPS.add((owner, name))
        return function

    return announce


def function(name: str) -> Callable[[Builtin], Builtin]:
    """A free function."""

    def announce(made: Builtin) -> Builtin:
        FUNCTIONS[name] = made
        return made

    return announce


def static(path: str) -> Callable[[Builtin], Builtin]:
    """A static method, such as `Math.max`."""

    def announce(made: Builtin) -> Builtin:
        owner, name = path.split(".")
        STATICS.setdefault(owner, {})[name] = made
        return made

    return announce


def constructor(names: str) -> Callable[[Builtin], Builtin]:
    """What `new Name(...)` makes."""

    def announce(made: Builtin) -> Builtin:
        CONSTRUCTORS.update(dict.fromkeys(names.split(), made))
        return made

    return announce
