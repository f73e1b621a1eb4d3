"""Which of its shapes a document has. Refuses to look into the entries."""

from __future__ import annotations

from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from syncscript.backbone.containers import CONNECTORS, FIRST, SECOND, Export, Repair, Side
from syncscript.backbone.entries import LOCAL, REMOTE
from syncscript.backbone.refusals.wrong_container import wrong_container
from syncscript.backbone.wording import kind_of, quoted

CONFIGURATION = frozenset(("integrationKey", "createdUser", "createdDate", "status"))
OF_ENTRIES = frozenset((LOCAL, REMOTE))
DOWNLOAD = "take the file of ••• > Download synchronized issues"


def export_of(document: Any, file: str, repairs: tuple[Repair, ...] = ()) -> Export:
    """Unreadable (BB002) when it is no list of synced issues."""
    if is_configuration(document):
        raise wrong_container("this is a configuration export, not synced-issue data", DOWNLOAD, file)
    if isinstance(document, list):
        return Export((Side(FIRST, document, root=""),), "array", repairs)
    if not isinstance(document, dict):
        raise wrong_container(f"{kind_of(document)} alone is no export of synced issues", DOWNLOAD, file)
    refuse_others(document, file)
    names = [name for name in CONNECTORS if name in document]
    sides = tuple(Side(name, document[name], root=f"/{name}") for name in names)
    others = {key: value for key, value in document.items() if key not in CONNECTORS}
    return Export(sides, "merged" if len(sides) == 2 else "object", repairs, MappingProxyType(others))


def refuse_others(document: dict[str, Any], file: str) -> None:
    for key, value in document.items():
        if key in CONNECTORS:
            if not isinstance(value, list):
                raise wrong_container(f"{key} is {kind_of(value)}, and must be a list", DOWNLOAD, file)
        elif isinstance(value, list) or get_close_matches(key, CONNECTORS, cutoff=0.8):
            raise wrong_container(f"{quoted(key)} is no connector's name, and what is under it would be lost",
                                  f"the names are {FIRST} and {SECOND}; {DOWNLOAD}", file)  # fmt: skip
    if FIRST not in document:
        has = f"has {SECOND} alone" if SECOND in document else f"has neither {FIRST} nor {SECOND}"
        raise wrong_container(f"the object {has}", f"one side alone is named {FIRST}; {DOWNLOAD}", file)


def is_configuration(document: Any) -> bool:
    """Whether it is the export of a configuration, or the REST interface's list of them."""
    if isinstance(document, list):
        return bool(document) and all(map(is_configuration, document))
    if not isinstance(document, dict):
        return False
    halves = [document[name] for name in CONNECTORS if name in document]
    if not halves:
        return OF_ENTRIES.isdisjoint(document) and bool(CONFIGURATION & document.keys())
    are_objects = all(isinstance(half, dict) and OF_ENTRIES.isdisjoint(half) for half in halves)
    return are_objects and (any(halves) or bool(CONFIGURATION & document.keys()))
