"""The kinds of fields. One module a family; each names its kinds in `KINDS`."""

from __future__ import annotations

import importlib
import pkgutil

from syncscript.sandbox.kinds.kind import Kind, Reading
from syncscript.sandbox.records import FieldDefinition


def _found() -> dict[str, Kind]:
    modules = (importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    return {kind.name: kind for module in modules for kind in getattr(module, "KINDS", ())}


_KINDS = _found()


def kind_of(definition: FieldDefinition) -> Kind:
    """The kind that a field is of."""
    return _KINDS[definition.kind]


__all__ = ["Kind", "Reading", "kind_of"]
