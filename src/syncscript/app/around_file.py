"""What is around one rule file: its kind, and the schemas of the sides that it runs for.

For whoever looks at one file after the other and must not stop at a project with mistakes: what cannot be
read is unknown. Read again when a file of the project changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from syncscript.app.schemas import kept_schema, schema_path
from syncscript.config import FILE_NAME, ConnectionSettings, Project, load_project
from syncscript.language.analysis.schema import Schema
from syncscript.language.lint import Surroundings
from syncscript.language.lint.surroundings import UNKNOWN
from syncscript.language.rule_files import kind_of
from syncscript.model import DiagnosticError

Stamp = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Context:
    """kind: outgoing, incoming or mapping."""

    kind: str
    surroundings: Surroundings = UNKNOWN


def context_of(file: Path) -> Context:
    """By the connection that names the file, else by its name; incoming where nothing tells."""
    root = next((each for each in file.absolute().parents if (each / FILE_NAME).is_file()), None)
    found = read_context(root, file.absolute(), stamp_of(root)) if root is not None else None
    return found or Context(kind_by_name(file.name))


def kind_by_name(name: str) -> str:
    try:
        return kind_of(name)
    except DiagnosticError:
        return "incoming"


def stamp_of(root: Path) -> Stamp:
    files = [root / FILE_NAME, *sorted(schema_path(root, "x").parent.glob("*.json"))]
    return tuple((str(each), each.stat().st_mtime_ns) for each in files if each.is_file())


@lru_cache(maxsize=256)
def read_context(root: Path, file: Path, stamp: Stamp) -> Context | None:
    try:
        project = load_project(root)
    except DiagnosticError:
        return None
    found = (context_in(project, each, file) for each in project.settings.connections.values())
    return next((context for context in found if context is not None), None)


def context_in(project: Project, connection: ConnectionSettings, file: Path) -> Context | None:
    schemas = [schema_for(project.root, side.instance, name)
               for side, name in zip(connection.sides, connection.side_names, strict=True)]  # fmt: skip
    if connection.mapping and (project.root / connection.mapping).resolve() == file.resolve():
        return Context("mapping", Surroundings(schemas[0], schemas[1]))
    for number, side in enumerate(connection.sides):
        for kind, named in (("outgoing", side.outgoing), ("incoming", side.incoming)):
            if named and (project.root / named).resolve() == file.resolve():
                is_cloud = project.settings.instances[side.instance].tracker == "jira-cloud"
                around = Surroundings(schemas[number], schemas[1 - number], cloud=is_cloud)
                return Context(kind, replace(around, hosts=tuple(side.hosts)))
    return None


def schema_for(root: Path, instance: str, side: str) -> Schema | None:
    """Under the name that the rules use for the side."""
    try:
        found = kept_schema(root, instance)
    except DiagnosticError:
        return None
    return replace(found, instance=side) if found is not None else None
