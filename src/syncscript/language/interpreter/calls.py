"""Calls of methods, helpers, functions and constructors: look-ups in the tables of the builtins.

Refuses to look anywhere else. A wrong number of arguments is told in words, never as a host's error.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from syncscript.language.builtins.registry import (
    CONSTANTS,
    CONSTRUCTORS,
    FUNCTIONS,
    HELPERS,
    METHODS,
    STATICS,
    method_of,
)
from syncscript.language.interpreter import access, writes
from syncscript.language.interpreter.casts import short_name
from syncscript.language.interpreter.class_names import is_kind
from syncscript.language.interpreter.faults import NO_METHOD, NO_VALUE, Fault
from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.misfits import HOST_ERRORS, misfit, unknown_method
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.run import Position, Run
from syncscript.language.interpreter.script_classes import ScriptClass, ScriptObject
from syncscript.language.interpreter.script_objects import pointer
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, ClassName, Closure, Failure, Helper, Value, type_name

SIZES: dict[type, int] = {list: 3, ItemSet: 2, dict: 3, str: 10}
"""A method of a large value costs steps: its size, shifted by this."""
SHORT = 256
"""What comes with the step of the call: characters of a text, places of a list."""


def call(run: Run, position: Position, target: Value, name: str, *arguments: Value) -> Value:
    """`target.name(arguments)`"""
    run.position = position
    kind = type(target)
    if kind in SIZES and len(target) > 256:
        run.spend(len(target) >> SIZES[kind])
    methods = METHODS.get(kind)
    function = methods.get(name) if methods is not None else None
    if function is None:
        return call_otherwise(run, position, target, name, arguments)
    before = run.allocated
    try:
        made = function(run, target, *arguments)
    except HOST_ERRORS as error:
        raise misfit(run, error, function, name, arguments, (target,)) from None
    if type(made) in SIZES and len(made) > SHORT and run.allocated == before and made is not target:
        settle(run, made)
    return made


def settle(run: Run, made: Value) -> None:
    """Charge for a large value that a builtin made of another large one, and did not charge for itself."""
    if type(made) is str:
        run.charge_text(len(made))
    else:
        run.charge(len(made))


def call_safe(run: Run, position: Position, target: Value, name: str, *arguments: Value) -> Value:
    """`target?.name(arguments)`"""
    return None if target is None else call(run, position, target, name, *arguments)


def call_spread(run: Run, position: Position, target: Value, name: str, *arguments: Value) -> Value:
    """`target*.name(arguments)`: null elements give null."""
    if target is None:
        return None
    return [call_safe(run, position, item, name, *arguments) for item in access.elements(run, target)]


def call_otherwise(
    run: Run, position: Position, target: Value, name: str, arguments: tuple[Value, ...]
) -> Value:
    """A name that the type's table does not hold: closures in maps, getters and setters, helpers."""
    if target is None:
        raise Fault(
            f"Cannot call {name}() on null.",
            f"write ?.{name}(...) where the value may be missing",
            said=f"Cannot invoke method {name}() on null object",
            code="R101",
            kind=NO_VALUE,
        )
    if type(target) is Helper:
        return call_helper(run, position, target.name, name, *arguments)
    told = target.invoke(run, position, name, arguments) if isinstance(target, Box) else NotImplemented
    if told is not NotImplemented:
        return told
    if type(target) is ScriptObject and name in METHODS[list] and target.made_of.has("iterator"):
        return call(run, position, access.elements(run, target), name, *arguments)
    inherited = method_of(type(target), name) if isinstance(target, Box) else None
    if inherited is not None:
        return call_native(run, inherited, name, (target, *arguments))
    if type(target) is ClassName and name in STATICS.get(target.name, {}):
        return call_static(run, position, target.name, name, *arguments)
    held = access.call_closure_property(run, target, name)
    if held is not None:
        return run.invoke(held, *arguments)
    field = name[3:4].lower() + name[4:]
    if field and name.startswith("get") and not arguments:
        return access.get(run, target, field)
    if field and name.startswith("set") and len(arguments) == 1 and type(target) is dict:
        writes.put(run, target, field, arguments[0], position)
        return None
    raise unknown_method(target, name, arguments)


def call_helper(run: Run, position: Position, owner: str, name: str, *arguments: Value) -> Value:
    """`nodeHelper.name(arguments)`"""
    run.position = position
    function = HELPERS[owner].get(name)
    if function is None:
        raise Fault(
            f"{owner} has no method {name}().",
            did_you_mean(name, HELPERS[owner]),
            code="R103",
            kind=NO_METHOD,
        )
    return call_native(run, function, f"{owner}.{name}", arguments)


def call_function(run: Run, position: Position, name: str, *arguments: Value) -> Value:
    """A free function such as `store(issue)`."""
    run.position = position
    return call_native(run, FUNCTIONS[name], name, arguments)


def call_named(
    run: Run, position: Position, methods: dict[str, Closure], name: str, *arguments: Value
) -> Value:
    """`"name"(arguments)`: a method of the script, or a free function."""
    run.position = position
    if name in methods:
        return run.invoke(methods[name], *arguments)
    if name in FUNCTIONS:
        return call_function(run, position, name, *arguments)
    near = did_you_mean(name, {*methods, *FUNCTIONS})
    raise Fault(f"There is no function {name}().", near, code="R103", kind=NO_METHOD)


def call_static(run: Run, position: Position, owner: str, name: str, *arguments: Value) -> Value:
    """`Math.max(a, b)`"""
    run.position = position
    return call_native(run, STATICS[owner][name], f"{owner}.{name}", arguments)


def construct(run: Run, position: Position, type_text: str, *arguments: Value) -> Value:
    """`new Type(arguments)`"""
    run.position = position
    name = short_name(type_text)
    if name in CONSTRUCTORS:
        return call_native(run, CONSTRUCTORS[name], f"new {name}", arguments)
    message = None if not arguments or arguments[0] is None else text(arguments[0])
    if name == "ParseException":
        return Failure(name, message, about=arguments[1] if len(arguments) > 1 else None)
    if arguments and type(arguments[0]) is Failure:
        return Failure(name, message, arguments[0])
    return Failure(name, message, arguments[1] if len(arguments) > 1 else None)


def call_native(run: Run, function: Callable[..., Any], name: str, arguments: tuple[Value, ...]) -> Value:
    before = run.allocated
    for argument in arguments:
        if type(argument) in SIZES and len(argument) > SHORT:
            run.spend(len(argument) >> SIZES[type(argument)])
    try:
        made = function(run, *arguments)
    except HOST_ERRORS as error:
        raise misfit(run, error, function, name, arguments) from None
    if type(made) in SIZES and len(made) > SHORT and run.allocated == before:
        settle(run, made)
    return made


def constant(run: Run, owner: str, name: str) -> Value:
    return CONSTANTS[owner][name]


def method_pointer(run: Run, target: Value, name: str) -> Closure:
    """`target.&name` as a closure."""

    if type(target) is ScriptClass:
        return Closure(pointer(run, target, name), 0, 20)

    def pointed(*arguments: Value) -> Value:
        if type(target) is not ClassName:
            return call(run, run.position, target, name, *arguments)
        if name in STATICS.get(target.name, {}):
            return call_static(run, run.position, target.name, name, *arguments)
        return call(run, run.position, arguments[0] if arguments else None, name, *arguments[1:])

    return Closure(pointed, 0, 20)


# ---------------------------------------------------------------------------- exceptions


def throw(run: Run, value: Value) -> Value:
    """`throw value`"""
    if value is None:
        raise Fault("Null cannot be thrown.", 'throw new Exception("...")', code="R115", kind=NO_VALUE)
    if type(value) is ScriptObject and value.made_of.root_exception():
        kind, message = value.title(), value.fields.get("message")
        raise Fault(message or kind, thrown_help(kind), code="R200", kind=kind, value=value)
    if type(value) is not Failure:
        raise Fault(
            f"Only exceptions can be thrown, not {type_name(value)}.",
            'throw new Exception("...")',
            code="R115",
            kind="GroovyCastException",
        )
    message, help = value.message or value.kind, thrown_help(value.kind)
    raise Fault(message, help, code="R200", kind=value.kind, value=value)


def thrown_help(kind: str) -> str:
    return f"the rule itself threw this {kind}: mend what it asks for, or change the rule, then retry"


def caught(error: BaseException) -> Failure | ScriptObject:
    """What went wrong, as the script's `catch` sees it."""
    if isinstance(error, Fault):
        own = error.value
        if isinstance(own, Failure | ScriptObject):
            return own
        return Failure(error.kind, error.said or error.message, about=error.about)
    return Failure("RuntimeException", "these values do not fit this operation")


def is_caught(failure: Failure | ScriptObject, *types: str) -> bool:
    if isinstance(failure, ScriptObject):
        return any(failure.is_a(short_name(t)) for t in types)
    return any(is_kind(failure.kind, short_name(t)) for t in types)
