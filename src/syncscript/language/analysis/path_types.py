"""The types of what paths lead to: fields of issues and of what is in them, entries of maps, items of lists.

None where it cannot know: issues are open, and hold more than the model names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from syncscript.language.analysis.issue_model import BAG, CUSTOM, ISSUE, MODEL, NUMBER, Type, listed
from syncscript.language.mapping_sides import OBJECTS
from syncscript.language.syntax import tree

if TYPE_CHECKING:
    from syncscript.language.analysis.types import Types


def of_path(types: Types, node: tree.Property) -> Type | None:
    if types.mapping and node.name in OBJECTS and type(node.target) is tree.Name:
        return None if id(node.target) in types.names.meant else ISSUE
    target = types.of(node.target)
    if target is None or not isinstance(node.name, str):
        return None
    found = field_of(target, node.name)
    return found.or_null() if found is not None and node.safe and target.nullable else found


def field_of(target: Type, name: str) -> Type | None:
    if target.name == BAG.name:
        return CUSTOM
    if target.name == "list":
        inner = field_of(target.item, name) if target.item is not None else None
        return listed(inner.surely()) if inner is not None else None
    if target.name == "entry":
        return target.item if name == "value" else None
    return MODEL.get(target.name, {}).get(name)


def of_element(types: Types, node: tree.Index) -> Type | None:
    """Nothing is said of null: who asks for an entry or an item by its number may know that it is there."""
    target = types.of(node.target)
    if target is None or len(node.keys) != 1:
        return None
    if target.name == BAG.name:
        return CUSTOM
    is_one = target.name == "map" or (target.name == "list" and types.of(node.keys[0]) == NUMBER)
    return target.item.surely() if is_one and target.item is not None else None
