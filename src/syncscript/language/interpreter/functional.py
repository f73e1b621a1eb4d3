"""Objects of the script where a builtin wants a closure: those with the one method of a known interface.

Knows the interfaces of Java's with one method. Refuses to know which builtin calls it.
"""

from __future__ import annotations

from syncscript.language.interpreter import calls
from syncscript.language.interpreter.run import Position, Run
from syncscript.language.interpreter.script_classes import ScriptObject
from syncscript.language.interpreter.values import Closure, Value

FUNCTIONAL: dict[str, tuple[str, int]] = {
    "Comparator": ("compare", 2), "Runnable": ("run", 0), "Callable": ("call", 0), "Supplier": ("get", 0),
    "Function": ("apply", 1), "UnaryOperator": ("apply", 1), "Predicate": ("test", 1),
    "Consumer": ("accept", 1), "BiFunction": ("apply", 2), "BinaryOperator": ("apply", 2),
    "BiPredicate": ("test", 2), "BiConsumer": ("accept", 2),
}
"""The method of each interface, and how many arguments it takes."""


def call_taking_objects(run: Run, position: Position, target: Value, name: str, *arguments: Value) -> Value:
    """`target.name(arguments)` in a script whose own objects may stand for closures."""
    if type(target) is not ScriptObject:
        arguments = tuple(as_closure(run, each) for each in arguments)
    return calls.call(run, position, target, name, *arguments)


def as_closure(run: Run, value: Value) -> Value:
    """The object's one method as a closure; any other value as it is."""
    if type(value) is not ScriptObject:
        return value
    for interface, (method, amount) in FUNCTIONAL.items():
        if value.is_a(interface):
            bound = calls.method_pointer(run, value, method).function
            return Closure(bound, amount, amount, orders=interface == "Comparator")
    return value
