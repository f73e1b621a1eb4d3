"""What must agree between the parts of a project: names with names, rule files with the disk.

Judges only parts that are right by themselves, so that one mistake is told once and hides no
other. Refuses to read what is inside rule files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from syncscript.config.mistakes import Places, dotted, near, place_of
from syncscript.config.places import Path
from syncscript.config.settings import InstanceSettings, SideSettings, TriggerSettings, names_of_sides
from syncscript.model import Diagnostic, Severity

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Ground:
    """What the parts are judged against. `instances`: all names, also of those with mistakes."""

    root: FilePath
    file: str
    places: Places
    instances: Sequence[str]

    def mistake(
        self, code: str, path: Path, message: str, help: str, severity: Severity = Severity.ERROR
    ) -> Diagnostic:
        return Diagnostic(code, message, place_of(path, self.places, self.file), help, severity)


def disagreements(data: Mapping[str, Any], ground: Ground) -> Iterator[Diagnostic]:
    """All mistakes and warnings between the parts of a parsed file, right or wrong as a whole."""
    for name, table in tables(data, "instances").items():
        instance = _when_right(InstanceSettings, table)
        if instance:
            yield from _about_instance(name, instance, ground)
    for name, table in tables(data, "connections").items():
        if isinstance(table, dict):
            yield from _about_connection(("connections", name), table, ground)


def tables(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The tables under a key, none when something else stands there."""
    found = data.get(key)
    return found if isinstance(found, dict) else {}


def _when_right(model: type[Model], table: object) -> Model | None:
    try:
        return model.model_validate(table)
    except ValidationError:
        return None  # told already, with all other mistakes of the file


def _about_instance(name: str, instance: InstanceSettings, ground: Ground) -> Iterator[Diagnostic]:
    at: Path = ("instances", name)
    key = dotted(at)
    if instance.tracker == "jira-cloud":
        yield from _about_cloud_account(at, instance, ground)
    elif instance.email:
        yield ground.mistake(
            "C111",
            (*at, "email"),
            f"{key}.email: Jira Data Center does not sign in with an e-mail address",
            "take it out (personal access token), or write username (password)",
        )
    if instance.ca_file and not (ground.root / FilePath(instance.ca_file).expanduser()).is_file():
        yield ground.mistake(
            "C112",
            (*at, "ca_file"),
            f"{key}.ca_file: there is no file {instance.ca_file}",
            "save the certificates there in PEM form, or correct the path",
        )
    address = urlsplit(instance.url)
    if address.scheme == "http" and address.hostname not in _LOOPBACK:
        yield ground.mistake(
            "C113",
            (*at, "url"),
            f"{key} is spoken to without TLS: its token travels readable",
            "use https:// where the tracker offers it",
            Severity.WARNING,
        )


def _about_cloud_account(at: Path, instance: InstanceSettings, ground: Ground) -> Iterator[Diagnostic]:
    if not instance.email:
        yield ground.mistake(
            "C110",
            at,
            f"{dotted(at)}.email is missing: Jira Cloud signs in with an e-mail address and an API token",
            'add the account, for example: email = "sync@example.com"',
        )
    if instance.username:
        yield ground.mistake(
            "C111",
            (*at, "username"),
            f"{dotted(at)}.username: Jira Cloud knows no user names",
            "write the account's e-mail address as email",
        )


def _about_connection(at: Path, table: dict[str, Any], ground: Ground) -> Iterator[Diagnostic]:
    mapping = table.get("mapping")
    left, right = (_when_right(SideSettings, table.get(place)) for place in ("left", "right"))
    for place, side in (("left", left), ("right", right)):
        if side:
            yield from _about_side((*at, place), side, mapping is not None, ground)
    if isinstance(mapping, str):
        yield from _missing_file((*at, "mapping"), mapping, ground)
    if left and right and {left.instance, right.instance} <= set(ground.instances):
        yield from _about_names(at, names_of_sides(left, right), table, ground)


def _about_names(
    at: Path, names: tuple[str, str], table: dict[str, Any], ground: Ground
) -> Iterator[Diagnostic]:
    if names[0] == names[1]:
        yield ground.mistake(
            "C122",
            (*at, "right"),
            f"{dotted(at)}: both sides are called {names[0]}",
            'give one side another project, or each side its own name: name = "Inbox"',
        )
        return
    moved = table.get("moved_to_cloud")
    if isinstance(moved, str) and moved not in names:
        path: Path = (*at, "moved_to_cloud")
        yield ground.mistake(
            "C125", path, f"{dotted(path)}: no side of this connection is called {moved}", near(moved, names)
        )
    triggers = table.get("triggers")
    for index, found in enumerate(triggers if isinstance(triggers, list) else []):
        trigger = _when_right(TriggerSettings, found)
        if trigger and trigger.side not in names:
            path = (*at, "triggers", index, "side")
            yield ground.mistake(
                "C121",
                path,
                f"{dotted(path)}: no side of this connection is called {trigger.side}",
                near(trigger.side, names),
            )


def _about_side(at: Path, side: SideSettings, is_mapped: bool, ground: Ground) -> Iterator[Diagnostic]:
    if side.instance not in ground.instances:
        yield ground.mistake(
            "C120",
            (*at, "instance"),
            f"{dotted(at)}.instance: there is no instance {side.instance}",
            near(side.instance, ground.instances),
        )
    for key, file in (("outgoing", side.outgoing), ("incoming", side.incoming)):
        if is_mapped and file:
            yield ground.mistake(
                "C124",
                (*at, key),
                f"{dotted(at)}.{key} stands beside a mapping file",
                "a connection takes either one mapping file or outgoing and incoming files",
            )
        elif file:
            yield from _missing_file((*at, key), file, ground)
        elif not is_mapped:
            yield ground.mistake(
                "C103",
                at,
                f"{dotted(at)}.{key} is missing",
                "name a rule file, for example: "
                f'{key} = "rules/{side.project.lower()}.{key}.sync"; '
                "or one mapping file for both sides",
            )


def _missing_file(path: Path, file: str, ground: Ground) -> Iterator[Diagnostic]:
    path_on_disk = ground.root / file
    if path_on_disk.is_dir():
        yield ground.mistake(
            "C123",
            path,
            f"{dotted(path)}: {file} is a folder",
            "name the rule file in it",
        )
    elif not path_on_disk.is_file():
        yield ground.mistake(
            "C123",
            path,
            f"{dotted(path)}: there is no file {file}",
            f"write it (syncscript init shows a set to start from), or correct the path; "
            f"it is looked for in {ground.root}",
        )
