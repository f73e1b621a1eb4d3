"""What the outside sees: one module a product, and how issues look to it."""

from __future__ import annotations

import importlib
import pkgutil

from syncscript.sandbox.faces.face import Face


def _found() -> dict[str, Face]:
    modules = (importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    return {module.FACE.name: module.FACE for module in modules if hasattr(module, "FACE")}


def face_called(name: str) -> Face:
    """The face `cloud` or `dc`. ValueError for another name."""
    faces = _found()
    if name not in faces:
        raise ValueError(f"no such face: {name}; there are {', '.join(sorted(faces))}")
    return faces[name]


__all__ = ["Face", "face_called"]
