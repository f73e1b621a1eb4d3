"""The two sides of the export are the other way round than in the one that was taken over before.

That happens where both projects have the same key, and `--first` names the wrong side. Nothing is taken over:
every issue would get the number of its twin. Name the other side.
"""

from __future__ import annotations

from syncscript.backbone.registry import page
from syncscript.backbone.wording import quoted
from syncscript.model import Diagnostic

CODE = page("BB083", "error", __name__, __doc__)


def turned_round(connector: str, before: str, now: str) -> Diagnostic:
    """before, now: the sides that a connector was and would be of."""
    message = f"connector {quoted(connector)} was that of {before} before, and would be that of {now} now"
    return Diagnostic(CODE, message, help="give the other side to --first")
