"""An issue of the export was moved, and its tracker has it under another key now.

Told by `import --check-exists`, and no hindrance: the pair is found by the old key, which the tracker still
knows, and is kept in step under the new one. Nothing is rewritten in the export.
"""

from __future__ import annotations

from syncscript.backbone.findings import Finding, Level
from syncscript.backbone.registry import page

CODE = page("BB081", "warning", __name__, __doc__)


def issue_moved(instance: str, connector: str, pointer: str, keys: tuple[str, str], now: str) -> Finding:
    """keys: of the issue, and of its partner, as the export has them; now: the issue's present key."""
    message = f"moved: {instance} has it as {now} now"
    return Finding(CODE, Level.WARNING, connector, pointer, *keys, message)
