"""The state file: a whole World as JSON, replaced in one step so that a crash leaves the old one."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from syncscript.model import Diagnostic, DiagnosticError
from syncscript.sandbox.world import World


@cache
def _world() -> TypeAdapter[World]:
    """Built at the first use: most sandboxes live in memory."""
    return TypeAdapter(World)


def read_world(path: Path) -> World | None:
    """The stored world, None when there is no file. DiagnosticError when the file is not one of ours."""
    if not path.is_file():
        return None
    try:
        return _world().validate_json(path.read_bytes())
    except ValidationError as error:
        raise DiagnosticError(Diagnostic(
            "B001", f"{path} is not the state of a sandbox: {error.errors()[0]['msg']}",
            help="name another file, or remove this one to start afresh")) from error


def write_world(path: Path, world: World) -> None:
    """Replace the state file as a whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as out:
        out.write(_world().dump_json(world))
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)


def files_folder(path: Path) -> Path:
    """The folder beside a state file that holds the attachments' bytes."""
    return path.with_name(path.name + ".files")
