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
        files = sorted(files_in(folder))
        if files:
            yield exchange_not_empty(folder, files)


def files_in(folder: str) -> Iterator[str]:
    """Their paths below it, also behind links, which may lead back."""
    seen: set[str] = set()
    for root, folders, names in os.walk(folder, onerror=refuse, followlinks=True):
        if os.path.realpath(root) in seen:
            folders.clear()
            continue
        seen.add(os.path.realpath(root))
        yield from ((Path(root) / name).relative_to(folder).as_posix() for name in names)


def refuse(error: OSError) -> None:
    message = f"{error.filename} cannot be listed: {error.strerror}"
    raise DiagnosticError(Diagnostic("C155", message, help="correct its path or its permissions"))
