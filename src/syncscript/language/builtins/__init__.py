"""Everything a rule can call, one file a function family. The examples in the docstrings are tests.

The package finds its own files; adding a builtin means adding a function to a file, or a file.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module


def discover() -> None:
    """Import every file of this package, so that all builtins are announced."""
    for module in pkgutil.iter_modules(__path__, __name__ + "."):
        import_module(module.name)
