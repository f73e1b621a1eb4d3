"""A project that `--rekey` should rename has no issue on that side.

Keys are compared as a whole: SP is not SP2. Look whether the side and the old key are right; nothing is
renamed by a rule that fits nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from syncscript.backbone.registry import page
from syncscript.model import Diagnostic

CODE = page("BB079", "error", __name__, __doc__)


def project_not_there(role: str, projects: Sequence[str]) -> Diagnostic:
    told = f"no issue of the {role} is of {', '.join(projects)}"
    return Diagnostic(CODE, told, help="--rekey SIDE:OLD=NEW has the key that is in that side's file as OLD")
