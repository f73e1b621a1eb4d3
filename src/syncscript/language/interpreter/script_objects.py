"""What compiled classes call while a rule runs: making objects, their own fields, `super`, operators.

Refuses to know how objects answer; that is in `script_classes`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from syncscript.language.interpreter.faults import BAD_CAST, NO_METHOD, Fault
from syncscript.language.interpreter.map_keys import entries_of
from syncscript.language.interpreter.operators import bits, stepped
from syncscript.language.interpreter.run import Position, Run
from syncscript.language.interpreter.script_classes import ScriptClass, ScriptObject
from syncscript.language.interpreter.script_methods import nearest, no_fit
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Value, type_name


def own(run: Run, this: Value, name: str) -> Value:
    """A field as the methods of its class see it, past its getter."""
    return this.fields[name] if name in this.fields else this.read(run, name)


def new_object(run: Run, position: Position, of: ScriptClass, *arguments: Value) -> ScriptObject:
    """`new Name(arguments)`"""
    run.position = position
    run.charge(2 + len(of.types))
    of.made += 1
    made = ScriptObject(of, of.made)
    construct(run, made, of, arguments)
    return made


def construct(run: Run, this: ScriptObject, of: ScriptClass, arguments: tuple[Value, ...]) -> None:
    """Runs the constructor of a class; a map for a constructor without parameters sets properties."""
    if of.kind == "body":
        construct_above(run, this, of, *arguments)
        return
    chosen = nearest(of.constructors, arguments)
    named = len(arguments) == 1 and type(arguments[0]) is dict
    if chosen is None and named:
        plain = nearest(of.constructors, ())
        if plain is not None or not of.constructors:
            construct(run, this, of, ())
            for name, value in entries_of(arguments[0]):
                this.write(run, name, value)
            return
    if chosen is not None:
        chosen.call(run, this, arguments)
    elif of.constructors or (arguments and not of.exception):
        raise no_fit(f"new {of.name}", arguments, "GroovyRuntimeException")
    else:
        construct_above(run, this, of, *arguments)


def construct_above(run: Run, this: ScriptObject, of: ScriptClass, *arguments: Value) -> None:
    """`super(arguments)`, then the fields of the class itself."""
    parents = [base for base in of.bases if base.kind in ("class", "enum", "body")]
    for base in of.bases:
        if base not in parents:
            base.initialise(this)
    if parents:
        construct(run, this, parents[0], arguments)
    elif of.exception:
        this.fields["message"] = text(arguments[0]) if arguments and arguments[0] is not None else None
        this.fields["cause"] = arguments[1] if len(arguments) > 1 else None
    of.initialise(this)


def construct_again(run: Run, this: ScriptObject, of: ScriptClass, *arguments: Value) -> None:
    """`this(arguments)` at the start of a constructor."""
    construct(run, this, of, arguments)


def call_super(
    run: Run, position: Position, this: Value, of: ScriptClass, name: str, *arguments: Value
) -> Value:
    """`super.name(arguments)`: the method as the classes above define it."""
    for base in of.bases:
        method = base.method(name, arguments)
        if method is not None:
            return method.call(run, this, arguments)
    if name == "toString" and not arguments:
        return f"{this.title()}@{this.number}"
    if name == "getMessage" and not arguments:
        return this.fields.get("message")
    raise Fault(f"No class above {of.name} has a method {name}().", code="R103", kind=NO_METHOD)


def add_constant(run: Run, position: Position, of: ScriptClass, name: str, *arguments: Value) -> None:
    """A name of an enum."""
    made = ScriptObject(of, len(of.constants) + 1, {"name": name, "ordinal": len(of.constants)})
    construct(run, made, of, arguments)
    of.constants.append(made)
    of.fields[name] = made


def add_special_constant(
    run: Run, position: Position, of: ScriptClass, special: ScriptClass, name: str, *arguments: Value
) -> None:
    """A name of an enum that has members of its own."""
    made = ScriptObject(special, len(of.constants) + 1, {"name": name, "ordinal": len(of.constants)})
    construct(run, made, special, arguments)
    of.constants.append(made)
    of.fields[name] = made


def as_object(run: Run, value: Value, of: ScriptClass) -> Value:
    """`value as Name`: a map becomes an object with these properties, a list the arguments of one."""
    if value is None or (isinstance(value, ScriptObject) and value.is_a(of.name)):
        return value
    if of.kind == "enum":
        return of.constant((value,))
    if type(value) is dict:
        return new_object(run, run.position, of, value)
    if isinstance(value, list):
        return new_object(run, run.position, of, *value)
    raise Fault(f"Cannot make a {of.name} of a {type_name(value)}.", code="R112", kind=BAD_CAST)


def operated(
    run: Run, method: str, otherwise: Callable[..., Value], takes_run: bool, left: Value, right: Value
) -> Value:
    """An operator that a class may define: its method, else what the operator does on other values."""
    told = left.own(method, right) if isinstance(left, ScriptObject) else NotImplemented
    if told is not NotImplemented:
        return told
    return otherwise(run, left, right) if takes_run else otherwise(left, right)


def operated_bits(run: Run, method: str, operator: str, left: Value, right: Value) -> Value:
    told = left.own(method, right) if isinstance(left, ScriptObject) else NotImplemented
    return bits(run, operator, left, right) if told is NotImplemented else told


def operated_alone(
    run: Run, method: str, otherwise: Callable[..., Value], takes_run: bool, value: Value
) -> Value:
    """An operator in front of one value."""
    told = value.own(method) if isinstance(value, ScriptObject) else NotImplemented
    if told is not NotImplemented:
        return told
    return otherwise(run, value) if takes_run else otherwise(value)


def operated_step(run: Run, value: Value, by: int) -> Value:
    """`++` and `--`"""
    method = "next" if by > 0 else "previous"
    told = value.own(method) if isinstance(value, ScriptObject) else NotImplemented
    return stepped(run, value, by) if told is NotImplemented else told


def pointer(run: Run, of: ScriptClass, name: str) -> Callable[..., Any]:
    """`Name::name`: its constructor, a static method, or a method of the first argument."""

    def pointed(*arguments: Value) -> Value:
        if name == "new":
            return new_object(run, run.position, of, *arguments)
        static = (
            of.method(name, arguments, static=True) if any(name in c.statics for c in of.line()) else None
        )
        if static is not None:
            return static.call(run, of, arguments)
        told = NotImplemented
        if arguments and isinstance(arguments[0], Box):
            told = arguments[0].invoke(run, run.position, name, arguments[1:])
        if told is NotImplemented:
            raise no_fit(f"{of.name}.{name}", arguments, NO_METHOD)
        return told

    return pointed
