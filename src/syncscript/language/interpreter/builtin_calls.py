"""Calls of helpers and of the static methods of known classes, as Python.

What neither has is a diagnostic with the nearest name. Refuses to know what a builtin does.
"""

from __future__ import annotations

import ast

from syncscript.language.builtins.registry import HELPERS, STATICS
from syncscript.language.interpreter.arguments import argument_list, check_arguments
from syncscript.language.interpreter.casts import is_class
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.out_of_reach import ADVICE
from syncscript.language.interpreter.python_tree import (
    constant,
    running,
)
from syncscript.language.syntax import tree

OF_CLASSES = ("isInstance", "isAssignableFrom", "getSimpleName", "getName")
"""Methods that each class has as a value."""


def helper_call(e: Emitter, node: tree.Call, owner: str) -> ast.expr:
    wanted = str(node.name)
    function = HELPERS[owner].get(wanted)
    if function is None:
        near = did_you_mean(wanted, HELPERS[owner])
        e.report(
            "SEM102",
            node,
            f"{owner} has no method {wanted}().",
            near or f"it has: {', '.join(sorted(HELPERS[owner]))}",
        )
        return constant(None)
    check_arguments(e, node, function, f"{owner}.{wanted}")
    return running(
        "call_helper",
        e.position(node),
        constant(owner),
        constant(wanted),
        *argument_list(e, node.arguments),
    )


def helper_property(e: Emitter, node: tree.Property, owner: str) -> ast.expr:
    """`syncHelper.trackerUrl` is `syncHelper.getTrackerUrl()`; a helper has nothing else inside."""
    wanted = str(node.name)
    getter = f"get{wanted[:1].upper()}{wanted[1:]}"
    if getter in HELPERS[owner]:
        return e.expr(tree.Call(node.start, node.end, node.target, getter, []))
    near = did_you_mean(wanted, HELPERS[owner])
    methods = f"it has only methods: {', '.join(f'{name}()' for name in sorted(HELPERS[owner]))}"
    e.report("SEM102", node, f"{owner} has no property {wanted}.", near or methods)
    return constant(None)


def static_call(e: Emitter, node: tree.Call, dotted: str) -> ast.expr:
    """dotted: the class, with its package if that is written."""
    owner = dotted.rsplit(".", 1)[-1]
    methods, wanted = STATICS.get(owner), str(node.name)
    is_value = owner == "class" or is_class(owner)
    if is_value and node.target is not None and wanted in OF_CLASSES and wanted not in (methods or ()):
        arguments = argument_list(e, node.arguments)
        return running("call", e.position(node), e.expr(node.target), constant(wanted), *arguments)
    if methods is None:
        e.unknown(node, dotted, {*STATICS, *HELPERS, *e.visible()})
        return constant(None)
    if f"{owner}.{wanted}" in ADVICE:
        e.refuse(node, f"{owner}.{wanted}")
        return constant(None)
    if wanted not in methods:
        e.report(
            "SEM102",
            node,
            f"{owner} has no method {wanted}().",
            did_you_mean(wanted, methods) or f"it has: {', '.join(sorted(methods))}",
        )
        return constant(None)
    check_arguments(e, node, methods[wanted], f"{owner}.{wanted}")
    return running(
        "call_static", e.position(node), constant(owner), constant(wanted), *argument_list(e, node.arguments)
    )
