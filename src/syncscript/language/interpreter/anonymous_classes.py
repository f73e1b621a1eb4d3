"""`new Type(arguments) { members }` as Python: a class made where it stands, which sees the names around.

Above it can be a class or interface of the script, or an interface of Java's that only names its methods.
Refuses to know how members are written; that is in `classes`.
"""

from __future__ import annotations

import ast

from syncscript.language.interpreter.arguments import argument_list
from syncscript.language.interpreter.casts import short_name
from syncscript.language.interpreter.class_names import ANCESTORS
from syncscript.language.interpreter.classes import ClassScope, class_parts
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.functional import FUNCTIONAL
from syncscript.language.interpreter.python_tree import load, running
from syncscript.language.syntax import tree

INTERFACES = FUNCTIONAL.keys() | {"Object", "Iterator", "Iterable", "Comparable", "Serializable", "Cloneable"}


def new_of_body(e: Emitter, node: tree.New, body: tree.ClassDefinition) -> ast.expr:
    """The object; the class goes in front of the statement that makes it."""
    wanted = short_name(node.type)
    if wanted not in e.classes and wanted not in INTERFACES and wanted not in ANCESTORS:
        return filled(e, node, body) or refused(e, node, wanted)
    scope = ClassScope(body, e.fresh("k", wanted), inside=True)
    if wanted in e.classes:
        scope.bases = [e.classes[wanted]]
    elif wanted in ANCESTORS:
        scope.exception = wanted
    arguments = argument_list(e, node.arguments)
    functions, made, filling = class_parts(e, scope)
    e.pending += [*functions, made, *filling]
    return running("new_object", e.position(node), load(scope.python), *arguments)


def filled(e: Emitter, node: tree.New, body: tree.ClassDefinition) -> ast.expr | None:
    """`new ArrayList() {{ add(x) }}`: only a block, which fills the new object; None when there is more."""
    blocks = [member for member in body.members if isinstance(member, tree.Initializer)]
    if not blocks or len(blocks) < len(body.members):
        return None
    written = [statement for block in blocks for statement in block.body]
    closure = tree.Closure(body.start, body.end, None, written)
    plain = tree.New(node.start, body.start, node.type, node.arguments)
    given = [tree.Argument(closure.start, closure.end, closure)]
    return e.expr(tree.Call(node.start, node.end, plain, "tap", given))


def refused(e: Emitter, node: tree.New, wanted: str) -> ast.expr:
    if not e.refuse(node, node.type):
        help = "take a closure, or a class or interface of this file"
        e.report("SEM104", node, f"{wanted} cannot be extended in a rule.", help)
    return ast.Constant(None)
