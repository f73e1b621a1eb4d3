"""A tracker shows none of many issues of the export.

So many issues are not deleted at once. The address leads to another instance, the account may not browse the
project, or the export is of another project with the same key. Nothing was concluded, and nothing is taken
over with `--check-exists` until the tracker shows some of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from syncscript.backbone.registry import page
from syncscript.model import Diagnostic

CODE = page("BB082", "error", __name__, __doc__)


def none_there(instance: str, keys: Sequence[str]) -> Diagnostic:
    message = f"{instance} shows none of the first {len(keys)} issues ({keys[0]}, {keys[1]}...)"
    help = "look at its address and at what its account may browse, and that the export is of this project"
    return Diagnostic(CODE, message, help=help)
