"""The resources of the API. One module a resource; each lists its routes in `ROUTES`."""

from __future__ import annotations

import importlib
import pkgutil

from syncscript.sandbox.call import Route


def routes_of(face: str) -> list[Route]:
    """Every route that this product has."""
    modules = (importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    return [route for module in modules for route in getattr(module, "ROUTES", ()) if face in route.faces]
