"""Which of its shapes a document has. Refuses to look into the entries."""

from __future__ import annotations

from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from syncscript.backbone.containers import CONNECTORS, FIRST, SECOND, Export, Repair, Side
from syncscript.backbone.refusals.wrong_container import wrong_container
from syncscript.backbone.wording import quoted

CONFIGURATION = frozenset(("integrationKey", "createdUser", "createdDate", "status"))
DOWNLOAD = "take the file of ••• > Download synchronized issues"


def export_of(document: Any, file: str, repairs: tuple[Repair, ...] = ()) -> Export:
    """Unreadable (BB002) when it is no list of synced issues."""
    if isinstance(document, list):
        return Export((Side(FIRST, document, root=""),), "array", repairs)
    if not isinstance(document, dict):
        raise wrong_container(f"a single {spoken(document)} is no export of synced issues", DOWNLOAD, file)
    refuse_others(document, file)
    names = [name for name in CONNECTORS if name in document]
    sides = tuple(Side(name, document[name], root=f"/{name}") for name in names)
    others = {key: value for key, value in document.items() if key not in CONNECTORS}
    return Export(sides, "merged" if len(sides) == 2 else "object", repairs, MappingProxyType(others))


def refuse_others(document: dict[str, Any], file: str) -> None:
    if is_configuration(document):
        raise wrong_container("this is a configuration export, not synced-issue data", DOWNLOAD, file)
    for key, value in document.items():
        if key in CONNECTORS:
            if not isinstance(value, list):
                raise wrong_container(f"{key} is a {spoken(value)}, and must be a list", DOWNLOAD, file)
        elif isinstance(value, list) or get_close_matches(key, CONNECTORS, cutoff=0.8):
            raise wrong_container(f"{quoted(key)} is no connector's name, and what is under it would be lost",
                                  f"the names are {FIRST} and {SECOND}", file)  # fmt: skip
    if FIRST not in document:
        has = f"has {SECOND} alone" if SECOND in document else f"has neither {FIRST} nor {SECOND}"
        raise wrong_container(f"the object {has}", f"one side alone is named {FIRST}; {DOWNLOAD}", file)


def is_configuration(document: dict[str, Any]) -> bool:
    if any(isinstance(document.get(name), dict) for name in CONNECTORS):
        return True
    return not any(name in document for name in CONNECTORS) and bool(CONFIGURATION & document.keys())


def spoken(value: Any) -> str:
    words = {dict: "object", list: "list", str: "text", bool: "truth value", type(None): "null"}
    return words.get(type(value), "number")
