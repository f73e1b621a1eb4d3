"""Everything a rule can call, one file a function family. The examples in the docstrings are tests.

The package finds its own files; adding a builtin means adding a function to a file, or a file.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from syncscript.language.builtins import registry
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.item_lists import (
    ItemHeap,
    ItemRange,
    ItemSet,
    ItemStack,
    KeyView,
    ValueView,
)
from syncscript.language.interpreter.map_keys import ListKey
from syncscript.language.interpreter.values import Value, a_type


@cache
def discover() -> None:
    """Import every file of this package, so that all builtins are announced; once is enough."""
    from syncscript.language.builtins import map_views

    for module in pkgutil.iter_modules(__path__, __name__ + "."):
        import_module(module.name)
    for kind in (ItemRange, ListKey, ItemStack, ItemHeap):
        table = registry.METHODS.setdefault(kind, {})
        for name, made in registry.METHODS[list].items():
            fixed = kind is not ItemStack and name in registry.CHANGING
            table.setdefault(name, refused if fixed else made)
    map_views.announce_views()
    plain_of = {ItemRange: list, ListKey: list, ItemStack: list, ItemHeap: list, ValueView: list}
    plain_of[KeyView] = ItemSet
    for view, plain in plain_of.items():
        properties = registry.PROPERTIES.setdefault(view, {})
        registry.PROPERTIES[view] = {**registry.PROPERTIES[plain], **properties}


def refused(run: object, value: Value, *arguments: Value) -> Value:
    """What changes a list does not change a range, a key or the order of a queue."""
    raise Fault(
        f"{a_type(value, first=True)} cannot be changed this way.",
        "make a list of it: toList()",
        kind="UnsupportedOperationException",
        code="R116",
    )
