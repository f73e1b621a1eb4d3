"""A tracker does not show an issue of the export: it was deleted, or the account may not see it.

Told by `import --check-exists`, and no hindrance. The pair of an issue that is gone is taken over and stands
still, so that no trigger makes the other issue a new twin; where both are gone, nothing is left to keep in
step. If the issue is there for people, give the account of that instance the permission to browse its
project, and its security level, before the first run.
"""

from __future__ import annotations

from syncscript.backbone.findings import Finding, Level
from syncscript.backbone.registry import page

CODE = page("BB080", "warning", __name__, __doc__)


def issue_not_there(instance: str, connector: str, pointer: str, keys: tuple[str, str]) -> Finding:
    """keys: of the issue, and of its partner."""
    message = f"{instance} does not show this issue: deleted, or hidden from its account"
    return Finding(CODE, Level.WARNING, connector, pointer, *keys, message)
