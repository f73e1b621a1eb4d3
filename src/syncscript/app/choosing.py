"""Which connections of a project are meant. Knows names only."""

from __future__ import annotations

from collections.abc import Sequence

from syncscript.config import ConnectionSettings, Project
from syncscript.model import Diagnostic, DiagnosticError


def chosen_connections(project: Project, only: Sequence[str]) -> dict[str, ConnectionSettings]:
    """The wanted connections by name; all when none is named. DiagnosticError for unknown names."""
    known = project.settings.connections
    unknown = [name for name in only if name not in known]
    if unknown:
        raise DiagnosticError(
            *(
                Diagnostic("C140", f"there is no connection {name}", help=f"known here: {', '.join(known)}")
                for name in unknown
            )
        )
    return {name: settings for name, settings in known.items() if not only or name in only}
