"""What the text alone tells of the value in front of a call, so that a misspelt method is found early.

Knows literals, `new`, and variables that are declared with a type. Refuses to guess: maps may hold
closures under any name, and properties may be of any type.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import CONSTRUCTORS, METHODS, PROPERTIES, method_of
from syncscript.language.interpreter.casts import short_name, types_of
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.values import Box
from syncscript.language.syntax import tree


def known_types(e: Emitter, node: tree.Node | None) -> tuple[type, ...]:
    """The types that the value may have; none when the text does not tell."""
    match node:
        case tree.Literal(value=str()):
            return (str,)
        case tree.GString(parts=parts) if not any(isinstance(part, tree.Closure) for part in parts):
            return (str,)
        case tree.New(type=name, sizes=sizes) if not sizes and short_name(name) in CONSTRUCTORS:
            return precise(short_name(name))
        case tree.Name(name=name):
            variable = e.lookup(name)
            return precise(short_name(variable.type)) if variable is not None and variable.type else ()
    return ()


def precise(name: str) -> tuple[type, ...]:
    """The types of a class name; none for maps and lists, which answer to more than their methods."""
    types = types_of(name)
    return types if all(kind is str or issubclass(kind, Box) for kind in types) else ()


def refuse_unknown_method(e: Emitter, node: tree.Call, types: tuple[type, ...]) -> None:
    """Report a method that none of the types has."""
    name = str(node.name)
    if not types or any(has_method(kind, name) for kind in types):
        return
    if e.refuse(node, f"{name}()"):
        return
    known = {n for kind in types for step in kind.__mro__ for n in METHODS.get(step, ())}
    shown = types[0].names[0] if issubclass(types[0], Box) else "String"
    e.report(
        "SEM102",
        node,
        f"{'An' if shown[0] in 'AEIOU' else 'A'} {shown} has no method {name}().",
        did_you_mean(name, known) or "see the reference for the methods of this type",
    )


def has_method(kind: type, name: str) -> bool:
    field = name[3:4].lower() + name[4:]
    return method_of(kind, name) is not None or field in PROPERTIES.get(kind, ())
