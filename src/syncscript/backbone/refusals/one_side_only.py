"""The file holds one side of a sync, and what is asked for needs both.

Each side knows only its own half: which of its comments it sent, and which messages it received. Merge the
exports of both sides first: `syncscript backbone merge`.
"""

from __future__ import annotations

from syncscript.backbone.registry import page
from syncscript.model import Diagnostic

CODE = page("BB072", "error", __name__, __doc__)


def one_side_only(file: str) -> Diagnostic:
    return Diagnostic(CODE, f"{file} holds one side only", help="merge both sides: syncscript backbone merge")
