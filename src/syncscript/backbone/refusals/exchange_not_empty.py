"""A folder of the file exchange still holds files, so messages are on their way.

Exports that are taken now do not know what these messages will change, and a migration would lose them. Let
both sides work through what waits, look into the troubleshooting tab for issues in error, and download both
exports again when the folders are empty.
"""

from __future__ import annotations

from syncscript.backbone.findings import Finding, Level
from syncscript.backbone.registry import page

CODE = page("BB032", "error", __name__, __doc__)


def exchange_not_empty(folder: str, files: int, one_of_them: str) -> Finding:
    many = "1 file" if files == 1 else f"{files:,} files"
    return Finding(CODE, Level.ERROR, "", "", "", "", f"{folder} holds {many}, as {one_of_them}: not drained")
