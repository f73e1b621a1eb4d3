"""Everything a rule can call, one file a function family. The examples in the docstrings are tests.

The package finds its own files; adding a builtin means adding a function to a file, or a file.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from syncscript.language.builtins import registry
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.values import ItemRange, Value


def discover() -> None:
    """Import every file of this package, so that all builtins are announced."""
    for module in pkgutil.iter_modules(__path__, __name__ + "."):
        import_module(module.name)
    ranges = registry.METHODS.setdefault(ItemRange, {})
    for name, made in registry.METHODS[list].items():
        ranges.setdefault(name, refused if name in registry.CHANGING else made)
    registry.PROPERTIES.setdefault(ItemRange, {}).update(registry.PROPERTIES[list])


def refused(run: object, value: Value, *arguments: Value) -> Value:
    """What changes a list does not change a range."""
    raise Fault(
        "A range cannot be changed.",
        "make a list of it: toList()",
        kind="UnsupportedOperationException",
        code="R116",
    )
