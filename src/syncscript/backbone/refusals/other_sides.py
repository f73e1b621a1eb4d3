"""Pairs were taken over under other names of the connection's sides than it has now.

An instance got another name in `syncscript.toml` since. Taken over once more under the new names, every pair
would be there twice. Give the instances their former names, or go on in a new state.
"""

from __future__ import annotations

from collections.abc import Sequence

from syncscript.backbone.registry import page
from syncscript.model import Diagnostic

CODE = page("BB084", "error", __name__, __doc__)


def other_sides(before: Sequence[str], now: Sequence[str]) -> Diagnostic:
    """Names of the sides."""
    message = f"pairs were taken over for {', '.join(sorted(before))}, and the sides are {', '.join(now)} now"
    return Diagnostic(CODE, message, help="give the instances their former names in syncscript.toml")
