"""`new` as Python: objects of known classes, of the script's own classes, and arrays.

A class that no rule can make is a diagnostic. Refuses to know how an object is built.
"""

from __future__ import annotations

import ast

from syncscript.language.builtins.registry import CONSTRUCTORS
from syncscript.language.interpreter.anonymous_classes import new_of_body
from syncscript.language.interpreter.arguments import argument_list
from syncscript.language.interpreter.casts import short_name
from syncscript.language.interpreter.class_names import ANCESTORS
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.expressions import expression
from syncscript.language.interpreter.first_items import first_item
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.python_tree import (
    constant,
    load,
    running,
)
from syncscript.language.syntax import tree


@expression(tree.New)
def new(e: Emitter, node: tree.New) -> ast.expr:
    wanted = short_name(node.type)
    if node.sizes:
        return running("new_array", constant(first_item(wanted)), *[e.expr(size) for size in node.sizes])
    if isinstance(node.body, tree.ClassDefinition):
        return new_of_body(e, node, node.body)
    if wanted in e.classes:
        return new_of_script(e, node, wanted)
    known = wanted in CONSTRUCTORS or wanted in ANCESTORS or wanted.endswith("Exception")
    if not known and not e.refuse(node, node.type.split("<")[0]):
        e.report(
            "SEM104",
            node,
            f"new {wanted}(...) is not available in a rule.",
            did_you_mean(wanted, {*CONSTRUCTORS, *ANCESTORS}) or "only the classes of the reference are",
        )
    return running("construct", e.position(node), constant(wanted), *argument_list(e, node.arguments))


def new_of_script(e: Emitter, node: tree.New, wanted: str) -> ast.expr:
    """An object of a class that the script defines."""
    of = e.classes[wanted]
    if of.node.kind not in ("class", "enum"):
        message = f"{wanted} is no class: it makes no objects."
        e.report("SEM104", node, message, "make one of a class that implements it")
    return running("new_object", e.position(node), load(of.python), *argument_list(e, node.arguments))
