"""The types of what closures and loops are given.

Knows which methods give a closure the items of a list or the entries of a map, and in which place. None
where it cannot know, and for the parameters of methods: what one caller hands over, the next one does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from syncscript.language.analysis.issue_model import LIST, NUMBER, Type, entry_of
from syncscript.language.analysis.names import Variable
from syncscript.language.analysis.value_kinds import NEVER_NULL, declared_as
from syncscript.language.syntax import tree

if TYPE_CHECKING:
    from syncscript.language.analysis.types import Types

BY_ITEM = frozenset({
    "each", "collect", "find", "findAll", "any", "every", "findResult", "findResults", "count",
    "collectMany", "sum", "groupBy", "unique", "sort", "max", "min", "findIndexOf", "collectEntries",
    "takeWhile", "dropWhile", "eachWithIndex", "removeAll", "retainAll", "removeIf", "countBy", "split",
    "toSorted", "toUnique", "forEach", "reverseEach", "grep", "findLastIndexOf", "findIndexValues",
})  # fmt: skip
"""Methods of a list that give its items to a closure, the item first."""
PAIRS = frozenset({"sort", "toSorted", "max", "min", "unique", "toUnique"})
"""Those that give two items to a closure with two parameters."""
BY_ENTRY = frozenset({
    "each", "collect", "find", "findAll", "any", "every", "count", "collectEntries", "sort", "findResult",
    "collectMany", "max", "min", "forEach",
})  # fmt: skip
WITH_ITSELF = frozenset({"with", "tap"})


def of_parameter(types: Types, variable: Variable) -> Type | None:
    """What a parameter of a closure, or the variable of a loop, is given from outside."""
    node = variable.node
    if not isinstance(node, tree.Parameter):
        return None
    if node.varargs:
        return LIST
    if node.type not in (None, "def"):
        return declared_as(node.type)
    if variable.sort == "loop":
        loop = types.parents.get(id(node))
        return of_items(types, loop.iterable) if isinstance(loop, tree.ForIn) else None
    function = variable.function
    if not isinstance(function, tree.Closure) or function.parameters is None:
        return None
    return of_given(types, function, function.parameters.index(node), len(function.parameters))


def of_implicit(types: Types, node: tree.Name) -> Type | None:
    """`it`: what the nearest closure without parameters of its own is given."""
    above = types.parents.get(id(node))
    while above is not None and not (isinstance(above, tree.Closure) and above.parameters is None):
        above = types.parents.get(id(above))
    return of_given(types, above, 0, 1) if isinstance(above, tree.Closure) else None


def of_given(types: Types, closure: tree.Closure, place: int, count: int) -> Type | None:
    """What a closure gets in this place, of as many parameters as it names."""
    argument = types.parents.get(id(closure))
    call = types.parents.get(id(argument)) if isinstance(argument, tree.Argument) else None
    if not isinstance(call, tree.Call) or call.target is None or not isinstance(call.name, str):
        return None
    target = types.of(call.target)
    if target is None:
        return None
    if call.spread:
        target = target.item if target.name == "list" else None
    if target is None:
        return None
    if call.name in WITH_ITSELF:
        return target.surely() if count == 1 else None
    if target.name == "map":
        return of_entry(target, call.name, place, count)
    return of_item(target, call.name, place, count) if target.name == "list" else None


def of_item(target: Type, name: str, place: int, count: int) -> Type | None:
    if name == "inject":
        return target.item if (place, count) == (1, 2) else None
    if name not in BY_ITEM:
        return None
    if name == "eachWithIndex":
        return target.item if place == 0 else NUMBER
    return target.item if count == 1 or (count == 2 and name in PAIRS) else None


def of_entry(target: Type, name: str, place: int, count: int) -> Type | None:
    if name not in BY_ENTRY or target.item is None:
        return None
    if count == 1:
        return entry_of(target.item)
    return target.item.surely() if (place, count) == (1, 2) and name not in PAIRS else None


def of_items(types: Types, node: tree.Node) -> Type | None:
    """One of those that a loop goes through."""
    found = types.of(node)
    if found is None or found.item is None:
        return None
    return entry_of(found.item) if found.name == "map" else found.item


def held_by(written: str | None, value: Type | None) -> Type | None:
    """What a variable holds that is given this value; written: the type in front of it, None for `def`."""
    found = declared_as(written)
    if written is None or (value is not None and found is not None and value.name == found.name):
        return value
    may_be_null = value is not None and value.nullable and str(written) not in NEVER_NULL
    return found.or_null() if found is not None and may_be_null else found
