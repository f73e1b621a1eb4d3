"""Jira's fields as the schema names them: its own under the rules' names, custom ones under their own.

Knows what each kind of value is called in a schema. Refuses to know which values there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from syncscript.language.analysis.schema import Field as Told
from syncscript.trackers.jira import kinds
from syncscript.trackers.jira.fields import SYSTEM, Field, custom_fields

WORDS: dict[type[kinds.Kind], str] = {
    kinds.Line: "text", kinds.Rich: "text", kinds.Number: "number", kinds.Date: "date",
    kinds.Instant: "datetime", kinds.Labels: "label", kinds.Person: "user", kinds.People: "user",
    kinds.Choice: "option", kinds.Choices: "option", kinds.Cascade: "option", kinds.Parent: "text",
}
SORTS = {"component": "component", "version": "version"}
READ_ONLY = {
    "id": "text", "key": "text", "created": "datetime", "updated": "datetime",
    "creator": "user", "resolutionDate": "datetime",
}  # fmt: skip
"""What only Jira itself sets, under the names that rules read."""


def told_fields(described: list[dict[str, Any]]) -> dict[str, Told]:
    """The fields that `/field` describes, and Jira's own ones, without their values; by name in rules."""
    told = {field.name: _told(field) for field in SYSTEM}
    told |= {name: Told(name, kind, readonly=True) for name, kind in READ_ONLY.items()}
    addresses = {raw["id"] for raw in described if str(_schema(raw).get("custom", "")).endswith(":url")}
    for each in custom_of(described):
        kind = "url" if each.custom in addresses else each.kind
        key = each.custom if each.name in told else each.name
        told[key] = replace(each, kind=kind)
    return told


def custom_of(described: list[dict[str, Any]]) -> Iterator[Told]:
    """The plain ones first; those that only their own app can fill are read-only."""
    plain = custom_fields(described)
    yield from (_told(field) for field in plain)
    known = {field.id for field in plain}
    for raw in sorted(described, key=lambda raw: (len(raw["id"]), raw["id"])):
        if raw.get("custom") and raw["id"] not in known:
            yield Told(raw["name"], custom=raw["id"], readonly=True)


def _schema(raw: dict[str, Any]) -> dict[str, Any]:
    return raw.get("schema") or {}


def _told(field: Field) -> Told:
    kind = field.kind
    if isinstance(kind, kinds.Named | kinds.NamedSet):
        word = SORTS.get(kind.sort, "option")
    else:
        word = WORDS.get(type(kind), "any")
    return Told(field.name, word, kind.multiple, custom=field.id if field.custom else "")
