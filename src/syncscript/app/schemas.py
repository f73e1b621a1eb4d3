"""The schemas of a project: asked from its trackers, kept as `schemas/<Instance>.json` beside the rules,
or in the folder that `[lint]` names.

Knows the file, so that whoever checks rules needs no network. Refuses to judge what is in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from syncscript.app.writing_files import write_file
from syncscript.config import Project
from syncscript.contracts import SchemaReading, SchemaSource, TrackerError
from syncscript.language.analysis.schema import Schema, schema_as_data, schema_from_data
from syncscript.model import Diagnostic, DiagnosticError

FOLDER = "schemas"


def shown_path(instance: str, folder: str = FOLDER) -> str:
    """Where an instance's schema is kept, from the project's root."""
    return f"{folder}/{instance}.json"


def asked_schema(
    project: Project, instance: str, environment: Mapping[str, str], keys: Sequence[str], *, users: bool
) -> SchemaReading:
    """The schema as the tracker tells it now. keys: of projects; none: those of the connections.

    DiagnosticError for an instance that is not configured, and for whatever the tracker refuses.
    """
    from syncscript.app.connecting import tracker_of

    demand_instance(project, instance)
    tracker = tracker_of(project, instance, environment)
    if not isinstance(tracker, SchemaSource):
        problem = f"the tracker of {instance} cannot tell its fields and values"
        help = "write the file by hand, or lint without it"
        raise DiagnosticError(Diagnostic("C185", problem, help=help))
    try:
        return tracker.schema(keys or keys_of(project, instance), users=users)
    except TrackerError as error:
        raise DiagnosticError(error.diagnostic) from error


def demand_instance(project: Project, instance: str) -> None:
    """DiagnosticError for one that is not configured."""
    if instance not in project.settings.instances:
        known = ", ".join(project.settings.instances)
        raise DiagnosticError(Diagnostic("C140", f"there is no instance {instance}", help=f"known: {known}"))


def keys_of(project: Project, instance: str) -> tuple[str, ...]:
    """The projects of an instance that connections name, each once."""
    sides = (side for each in project.settings.connections.values() for side in each.sides)
    return tuple(dict.fromkeys(side.project for side in sides if side.instance == instance))


def kept_schema(root: Path, instance: str, folder: str = FOLDER) -> Schema | None:
    """The schema in the project's file; None where there is none. DiagnosticError for a file of no use."""
    path, shown = root / shown_path(instance, folder), shown_path(instance, folder)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(shown, instance, str(error)) from error
    try:
        return schema_from_data(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise unreadable(shown, instance, f"it holds no schema ({type(error).__name__})") from error


def unreadable(shown: str, instance: str, why: str) -> DiagnosticError:
    help = f"make it anew: syncscript schema pull {instance}"
    return DiagnosticError(Diagnostic("C186", f"{shown} cannot be read: {why}", help=help))


def keep_schema(root: Path, schema: Schema, folder: str = FOLDER) -> bool:
    """Write the schema into the project, whole or not at all; whether the file is another one now."""
    shown = shown_path(schema.instance, folder)
    path = root / shown
    text = json.dumps(schema_as_data(schema), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    try:
        if path.is_file() and path.read_bytes() == text.encode():
            return False
    except OSError:
        pass  # What cannot be read may be written all the same, and else is told below.
    write_file(path, text.encode(), shown)
    return True
