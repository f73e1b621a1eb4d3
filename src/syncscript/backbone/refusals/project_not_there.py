"""A project that `--rekey` should rename has no issue on that side.

Keys are compared as a whole: SP is not SP2. Look whether the side and the old key are right; nothing is
renamed by a rule that fits nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from syncscript.backbone.registry import page
from syncscript.backbone.wording import listed
from syncscript.model import Diagnostic

CODE = page("BB079", "error", __name__, __doc__)


def project_not_there(role: str, projects: Sequence[str], found: Sequence[str]) -> Diagnostic:
    """found: the projects that the side's issues are of."""
    told = f"no issue of the {role} is of {', '.join(projects)}; they are of {listed(found) or 'no project'}"
    return Diagnostic(CODE, told, help="--rekey SIDE:OLD=NEW has the key that is in that side's file as OLD")
