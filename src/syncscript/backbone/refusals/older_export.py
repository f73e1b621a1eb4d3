"""The export knows less of a pair than the one that was taken over before: it counts fewer messages, or its
last one is earlier.

Nothing of it is taken over. What the former sync copied since would be forgotten, and copied once more. Stop
both sides, download both exports again, merge them, and import that.
"""

from __future__ import annotations

from collections.abc import Mapping

from syncscript.backbone.refusals.other_partner import told
from syncscript.backbone.registry import page
from syncscript.model import Diagnostic

CODE = page("BB071", "error", __name__, __doc__)


def older_export(keys: Mapping[str, str], side: str, name: str, now: int, before: int) -> Diagnostic:
    """keys: of the pair, by side; side, name: whose entry tells less, and which of its numbers."""
    message = f"{told(keys)}: {name} of {side} is {now}, and the export taken over before had {before}"
    help = "this export is older: download both again, merge them, and import that"
    return Diagnostic(CODE, message, help=help)
