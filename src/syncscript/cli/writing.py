"""Files of a new project, written only where none of them exists yet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from syncscript.model import Diagnostic, DiagnosticError


def write_new_files(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write texts by path below `folder`, and return their paths. DiagnosticError, before the first
    write, for each file that exists.

    A .gitignore or README.md that exists is kept as it is: they hold hints only.
    """
    kept = {name for name in (".gitignore", "README.md") if (folder / name).exists()}
    wanted = {folder / name: text for name, text in files.items() if name not in kept}
    existing = [path for path in wanted if path.exists()]
    if existing:
        raise DiagnosticError(
            *(
                Diagnostic(
                    "C151",
                    f"{path} exists; nothing was written",
                    help="name an empty folder: syncscript init DIR",
                )
                for path in existing
            )
        )
    try:
        for path, text in wanted.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise DiagnosticError(
            Diagnostic(
                "C152",
                f"{error.filename} cannot be written: {error.strerror}",
                help="correct the folder's permissions, or name another folder",
            )
        ) from error
    return list(wanted)
