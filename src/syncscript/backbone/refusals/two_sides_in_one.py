"""A file that should hold one side holds both.

A sync with a direct connection runs both halves in one place, and its download has both; so has a file that
was merged before. Say which one is meant: `--take first` or `--take second`.
"""

from __future__ import annotations

from syncscript.backbone.registry import page
from syncscript.model import Diagnostic

CODE = page("BB078", "error", __name__, __doc__)


def two_sides_in_one(file: str) -> Diagnostic:
    help = "say which: --take first or second; both sides of one file need no merge, see `backbone swap`"
    return Diagnostic(CODE, f"{file} holds both sides already", help=help)
