"""The export is of other projects than the connection.

The keys of its issues tell which connector is which side. If a project was moved to another instance under
another key, rewrite the keys first: `syncscript backbone merge --rekey primary:OLD=NEW`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from syncscript.backbone.registry import page
from syncscript.model import Diagnostic

CODE = page("BB073", "error", __name__, __doc__)


def other_projects(found: Sequence[Sequence[str]], known: Mapping[str, str]) -> Diagnostic:
    """found: projects of each connector, that of most issues first; known: the connection's, by side."""
    told = " and ".join(", ".join(projects[:3]) or "no issues" for projects in found)
    wanted = " and ".join(f"{project} ({side})" for side, project in known.items())
    help = (
        "choose another --connection or --first; if a project has another key now, rewrite it: syncscript "
        "backbone merge --rekey"
    )
    return Diagnostic(CODE, f"the export is of {told}; the connection is of {wanted}", help=help)
