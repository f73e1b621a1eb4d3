"""The side that would come first is not of the project that `--first-project` names.

Exports do not tell who was primary: with the two files in each other's place, or the wrong `--migrating`, the
merge would set the new sync up on the wrong side. The side that stays, and sets the new sync up, comes first.
"""

from __future__ import annotations

from syncscript.backbone.registry import page
from syncscript.backbone.wording import listed
from syncscript.model import Diagnostic

CODE = page("BB077", "error", __name__, __doc__)


def other_first_project(found: list[str], wanted: str) -> Diagnostic:
    told = f"the first connector is of {listed(found) or 'no project'}, not of {wanted}"
    return Diagnostic(CODE, told, help="compare --primary, --secondary and --migrating with your sync")
