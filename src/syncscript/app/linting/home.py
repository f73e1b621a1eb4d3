"""The project that a rule file belongs to: the nearest syncscript.toml above it, read as plain data.

Knows which file is which side's rule, and what lint was told in `[lint]`. Takes everything that is not as
it should be for absent: the configuration's own checks tell it.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from syncscript.app.discovering import whole_path

FILE_NAME = "syncscript.toml"


class Role(NamedTuple):
    """What a file is to a connection. here, there: names of the side that it runs for and of the other;
    for a mapping the left and the right one. partners: rule files of the other side that read what this
    one sends, or send what it reads; contract: a file that tells it in their place; after: the connection's
    three other rule files in the order in which they run after this one, none where one is missing;
    project: of the side that it runs for; moved: a side of the connection moved to the cloud. Paths start at
    the root.
    """

    kind: str
    here: str
    there: str
    here_schema: str
    there_schema: str
    partners: tuple[str, ...] = ()
    contract: str = ""
    hosts: tuple[str, ...] = ()
    cloud: bool = False
    after: tuple[str, ...] = ()
    project: str = ""
    moved: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """All files whose contents matter to what is found."""
        return tuple(dict.fromkeys(
            (self.here_schema, self.there_schema, *self.partners, self.contract, *self.after)
        ))  # fmt: skip


class Home(NamedTuple):
    """root: the folder; roles: by the file's path from there; data: all of syncscript.toml."""

    root: Path
    data: Mapping[str, Any] = {}
    roles: Mapping[str, tuple[Role, ...]] = {}

    def choice(self, key: str, otherwise: Any) -> Any:
        """A value of `[lint]`."""
        found = table(self.data, "lint").get(key)
        return found if found is not None else otherwise

    def path_of(self, file: Path) -> str:
        """A file's path from the root, with slashes; its whole path where it lies elsewhere."""
        return (
            whole_path(file)
            .removeprefix(f"{whole_path(self.root).rstrip(os.sep)}{os.sep}")
            .replace(os.sep, "/")
        )


def table(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = data.get(key)
    return found if isinstance(found, dict) else {}


def word(data: Mapping[str, Any], key: str) -> str:
    found = data.get(key)
    return found if isinstance(found, str) else ""


def home_in(root: Path) -> Home:
    """The project in a folder; a file that is no TOML tells nothing here."""
    try:
        return home_of(root, (root / FILE_NAME).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return Home(root)


def home_of(root: Path, text: str) -> Home:
    """The same with a text that may not be saved yet."""
    try:
        data = tomllib.loads(text)
    except ValueError:
        return Home(root)
    roles: dict[str, tuple[Role, ...]] = {}
    for connection in table(data, "connections").values():
        if isinstance(connection, dict):
            for file, role in roles_in(connection, data):
                roles[file] = (*roles.get(file, ()), role)
    return Home(root, data, {file: tuple(dict.fromkeys(each)) for file, each in roles.items()})


def roles_in(connection: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[tuple[str, Role]]:
    left, right = table(connection, "left"), table(connection, "right")
    names = side_names(left, right)
    moved = bool(word(connection, "moved_to_cloud"))
    if mapping := word(connection, "mapping"):
        schemas = (schema_of(left, data), schema_of(right, data))
        yield path(mapping), Role("mapping", *names, *schemas, moved=moved)
        return
    for ours, theirs in ((0, 1), (1, 0)):
        for kind, answer in (("outgoing", "incoming"), ("incoming", "outgoing")):
            if file := word((left, right)[ours], kind):
                sides = ((left, right)[ours], (left, right)[theirs])
                partner = word(sides[1], answer)
                role = role_of(kind, sides, (names[ours], names[theirs]), partner, data)
                yield path(file), role._replace(moved=moved)


def role_of(
    kind: str,
    sides: tuple[Mapping[str, Any], Mapping[str, Any]],
    names: tuple[str, str],
    partner: str,
    data: Mapping[str, Any],
) -> Role:
    """sides, names: the one that it runs for, and the other."""
    side, other = sides
    contract = word(table(table(data, "lint"), "contracts"), names[1])
    partners = (path(partner),) if partner and not contract else ()
    instance = table(table(data, "instances"), word(side, "instance"))
    schemas = (schema_of(side, data), schema_of(other, data))
    cloud = instance.get("tracker") == "jira-cloud"
    after = () if contract else after_in(kind, side, other)
    project = word(side, "project")
    return Role(kind, *names, *schemas, partners, contract, hosts_of(side), cloud, after, project)


def after_in(kind: str, side: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    """The round of a change: from here there, from there here."""
    rules = [(side, "outgoing"), (other, "incoming"), (other, "outgoing"), (side, "incoming")]
    following = rules[1:] if kind == "outgoing" else rules[:3]
    files = [word(whose, which) for whose, which in following]
    return tuple(path(file) for file in files) if all(files) else ()


def hosts_of(side: Mapping[str, Any]) -> tuple[str, ...]:
    found = side.get("hosts")
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def schema_of(side: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    return f"{word(table(data, 'lint'), 'schemas') or 'schemas'}/{word(side, 'instance')}.json"


def side_names(left: Mapping[str, Any], right: Mapping[str, Any]) -> tuple[str, str]:
    """As `config.settings.names_of_sides` tells; a test makes them agree."""
    twice = word(left, "instance") == word(right, "instance")
    ours, theirs = (word(s, "name") or word(s, "project" if twice else "instance") for s in (left, right))
    return ours, theirs


def path(written: str) -> str:
    return Path(written).as_posix()


def homes_of(files: list[Path]) -> dict[Path, Path | None]:
    """The root of the project of each file; None for files of no project."""
    known: dict[Path, Path | None] = {
        file.absolute().parent: file.absolute().parent for file in files if file.name == FILE_NAME
    }
    return {file: root_above(file.absolute().parent, known) for file in files}


def root_above(folder: Path, known: dict[Path, Path | None]) -> Path | None:
    if folder not in known:
        above = None if folder.parent == folder else folder.parent
        is_root = (folder / FILE_NAME).is_file()
        known[folder] = folder if is_root else above and root_above(above, known)
    return known[folder]
