"""Whether the folders of a file exchange are empty. Refuses to open what lies in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from syncscript.backbone import Finding
from syncscript.backbone.refusals.exchange_not_empty import exchange_not_empty
from syncscript.model import Diagnostic, DiagnosticError


def left_in(folders: Iterable[str]) -> Iterator[Finding]:
    """One finding a folder with files in it, at any depth. DiagnosticError for one that cannot be listed."""
    for folder in folders:
        files = sorted(
            str((Path(root) / name).relative_to(folder))
            for root, _, names in os.walk(folder, onerror=refuse)
            for name in names
        )
        if files:
            yield exchange_not_empty(folder, len(files), files[0])


def refuse(error: OSError) -> None:
    message = f"{error.filename} cannot be listed: {error.strerror}"
    raise DiagnosticError(Diagnostic("C155", message, help="correct its path or its permissions"))
