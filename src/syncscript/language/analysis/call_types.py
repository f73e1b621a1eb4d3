"""The types of what calls give: helpers, the script's own methods and closures, methods of values.

None where it cannot know: for methods that nobody announced, and for those whose ways out are not all seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from syncscript.language.analysis.guards import implied
from syncscript.language.analysis.issue_model import (
    ANY,
    DATE,
    FOUND_BY,
    LIST,
    NULL,
    TEXT,
    Type,
    listed,
    mapped,
)
from syncscript.language.analysis.jumps import leaves
from syncscript.language.analysis.operation_types import all_joined, joined
from syncscript.language.analysis.survey import is_of_script
from syncscript.language.analysis.value_flow import results_of
from syncscript.language.analysis.value_kinds import declared_as, returned_by
from syncscript.language.syntax import tree

if TYPE_CHECKING:
    from syncscript.language.analysis.types import Types

ONE_OF_THEM = frozenset({"first", "last", "head", "min", "max", "getFirst", "getLast"})
SAME_ITEMS = frozenset({
    "findAll", "sort", "unique", "reverse", "take", "drop", "toSorted", "toUnique", "tail", "init",
    "minus", "dropRight", "takeRight", "takeWhile", "dropWhile", "each", "grep", "toList", "asList", "clone",
    "eachWithIndex", "reverseEach", "subList", "asImmutable", "asReversed", "intersect",
})  # fmt: skip
PICKING = frozenset({"findAll", "grep", "takeWhile"})
"""What their closures are true for is what they give."""
SAME_ENTRIES = frozenset({"findAll", "sort", "toSorted", "each", "clone", "asImmutable", "take", "drop"})


def of_call(types: Types, node: tree.Call) -> Type | None:
    if not isinstance(node.name, str):
        return None
    if is_of_script(node):
        return of_own(types, node, node.name)
    if node.target is None:
        return None
    if isinstance(node.target, tree.Name) and node.target.name in FOUND_BY:
        return FOUND_BY[node.target.name].get(node.name)
    target = types.of(node.target)
    if target is None:
        return None
    if node.spread:
        inner = of_method(types, target.item, node) if target.name == "list" and target.item else None
        return None if inner is None else listed(inner)
    found = of_method(types, target, node)
    return found.or_null() if found is not None and node.safe and target.nullable else found


def of_new(types: Types, node: tree.New) -> Type | None:
    return DATE if node.type in ("Date", "java.util.Date") else None


# ---------------------------------------------------------------------------- the script's own


def of_own(types: Types, node: tree.Call, name: str) -> Type | None:
    variable = types.names.meant.get(id(node))
    if variable is not None:
        made = None if variable.writes else variable.value
        return of_body(types, made.body) if isinstance(made, tree.Closure) else None
    methods = [each for each in types.survey.of(tree.Method) if each.name == name]
    if len(methods) != 1:
        return None
    return declared_as(methods[0].type) or of_body(types, methods[0].body.body)


def of_body(types: Types, body: list[tree.Node]) -> Type | None:
    """What a method or closure gives back; None unless it ends with a value or a way out."""
    last = body[-1] if body else None
    if last is None or not (isinstance(last, tree.ExpressionStatement) or leaves(last)):
        return None
    if len(body) == 1 and isinstance(last, tree.ExpressionStatement):
        given = [last.expression]
    else:
        given = results_of(body)
    if any(isinstance(each, tree.Assignment) for each in given):
        return None
    return all_joined(types.worth(each) for each in given)


# ---------------------------------------------------------------------------- methods of values


def of_method(types: Types, target: Type, node: tree.Call) -> Type | None:
    name = str(node.name)
    if name in ("with", "tap"):
        return target.surely() if name == "tap" else of_closure(types, node)
    if target.name == "list":
        found = of_list_method(types, target, name, node)
    else:
        found = of_map_method(types, target, name, node) if target.name == "map" else None
    if found is not None:
        return found if found is not ANY else None
    return TEXT if name == "toString" else returned_by(target, name)


def of_list_method(types: Types, target: Type, name: str, node: tree.Call) -> Type | None:
    closure = closure_of(node)
    if name in ("find", "findResult"):
        if closure is None:
            return None
        return (target.item or ANY).or_null() if name == "find" else ANY.or_null()
    if name in ONE_OF_THEM:
        return target.item or ANY
    if name in SAME_ITEMS:
        return picked(target.surely(), closure) if name in PICKING else target.surely()
    if name == "collect":
        given = of_closure(types, node) if closure is not None else None
        return LIST if given is None or given == NULL else listed(given)
    if name == "groupBy" and target.item is not None:
        return mapped(listed(target.item))
    if name == "plus":
        return LIST
    return None


def of_map_method(types: Types, target: Type, name: str, node: tree.Call) -> Type | None:
    if name in ("get", "getAt") and target.item is not None:
        return target.item.surely()
    if name == "getOrDefault" and target.item is not None and len(node.arguments) == 2:
        otherwise = types.worth(node.arguments[1].value)
        return (None if otherwise is None else joined(target.item, otherwise)) or ANY
    if name == "values" and target.item is not None:
        return listed(target.item)
    if name in SAME_ENTRIES:
        return target.surely()
    if name == "collect" and closure_of(node) is not None:
        given = of_closure(types, node)
        return LIST if given is None or given == NULL else listed(given)
    return None


def picked(kind: Type, closure: tree.Closure | None) -> Type:
    """`findAll { it }`, `findAll { it?.name }`: null is not among what it gives."""
    if kind.item is None or not kind.item.nullable or closure is None or len(closure.body) != 1:
        return kind
    name = closure.parameters[0].name if closure.parameters else "it"
    asked = closure.body[0]
    value = asked.value if isinstance(asked, tree.Return) else getattr(asked, "expression", None)
    return listed(kind.item.surely()) if value is not None and (name,) in implied(value, True) else kind


def closure_of(node: tree.Call) -> tree.Closure | None:
    last = node.arguments[-1].value if node.arguments else None
    return last if isinstance(last, tree.Closure) else None


def of_closure(types: Types, node: tree.Call) -> Type | None:
    """What the closure gives that a call ends with."""
    closure = closure_of(node)
    return None if closure is None else of_body(types, closure.body)
