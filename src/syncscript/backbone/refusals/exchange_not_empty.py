"""A folder of the file exchange still holds files, so messages are on their way.

Exports that are taken now do not know what these messages will change, and a migration would lose them. Let
both sides work through what waits, look into the troubleshooting tab for issues in error, and download both
exports again when the folders are empty. Messages that were processed may lie in a sub-folder of their own:
empty it, or name only the folders of those that wait, each with its `--exchange-dir`.
"""

from __future__ import annotations

from collections import Counter

from syncscript.backbone.findings import Finding, Level
from syncscript.backbone.registry import page
from syncscript.backbone.wording import brief, counted, listed

CODE = page("BB032", "error", __name__, __doc__)


def exchange_not_empty(folder: str, files: list[str]) -> Finding:
    """files: their paths below the folder, at least one."""
    by_folder = Counter(path.rpartition("/")[0] or "itself" for path in files)
    parts = listed([f"{number:,} in {brief(name)}" for name, number in by_folder.items()])
    where = f" ({parts})" if len(by_folder) > 1 else ""
    told = f"{folder} holds {counted(len(files), 'file')}{where}, as {files[0]}: not drained"
    return Finding(CODE, Level.ERROR, "", "", "", "", told)
