"""The projects of the export fit the connection both ways round, so they do not tell which connector is which
side.

That is so where both projects have the same key, and where the export is empty. Say which instance the first
connector belongs to, with `--first`.
"""

from __future__ import annotations

from collections.abc import Iterable

from syncscript.backbone.registry import page
from syncscript.model import Diagnostic

CODE = page("BB074", "error", __name__, __doc__)


def side_undecided(sides: Iterable[str]) -> Diagnostic:
    names = " or ".join(f"--first {side}" for side in sides)
    message = "the projects do not tell which side comes first in the export"
    return Diagnostic(CODE, message, help=f"say whose firstConnector is: {names}")
