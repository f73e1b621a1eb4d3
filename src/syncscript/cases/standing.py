"""How the fields of an issue stand while no tracker is there to say: by name, label or value.

Knows the shapes of payloads. Refuses to know what exists in any tracker.
"""

from __future__ import annotations

from collections.abc import Mapping

from syncscript.model import CUSTOM, Canonical, Json

NAMES = ("label", "name", "value", "key", "email", "displayName", "id")
PEOPLE = ("key", "accountId", "email", "username", "displayName")
ELEMENT = {"labels": "label", "components": "name", "fixVersions": "name", "affectedVersions": "name"}
NAMED = frozenset({"status", "priority", "resolution", "type"})
TWINS = {"typeName": ("type", "name"), "projectKey": ("project", "key")}
"""Fields that stand in a payload twice: as a text, and as a part of an object."""


def name_of(value: Json) -> Canonical:
    if not isinstance(value, Mapping):
        return value if isinstance(value, str | bool | int | float | None) else str(value)
    names = PEOPLE if "displayName" in value or "email" in value else NAMES
    found = next((value[name] for name in names if value.get(name) is not None), None)
    return found if found is None else str(found)


def canonical(value: Json) -> Canonical:
    """The value as it is compared: things by their names, lists as sets of those."""
    if isinstance(value, list | tuple):
        return frozenset(str(name_of(item)) for item in value if item is not None)
    return name_of(value)


def content_of(issue: Mapping[str, Json], name: str) -> Json:
    """What an issue holds in a field that is named as in `Outcome.writes`."""
    if name.startswith(CUSTOM):
        custom = (issue.get("customFields") or {}).get(name.removeprefix(CUSTOM))
        return custom.get("value") if isinstance(custom, Mapping) and "value" in custom else custom
    if name in TWINS and name not in issue:
        whole, part = TWINS[name]
        return (issue.get(whole) or {}).get(part)
    return issue.get(name)


def changed_issue(
    issue: Mapping[str, Json], name: str, written: Json, merged: Canonical
) -> dict[str, Json]:
    """The issue with a field as its tracker would show it after the write. merged: elements of a set."""
    if name.startswith(CUSTOM):
        key = name.removeprefix(CUSTOM)
        fields = issue.get("customFields") or {}
        found = fields.get(key)
        known: Mapping[str, Json] = found if isinstance(found, Mapping) else {"name": key}
        return {**issue, "customFields": {**fields, key: {**known, "value": shown(name, written, merged)}}}
    made = {**issue, name: shown(name, written, merged)}
    for text, (whole, part) in TWINS.items():
        if name == text:
            made[whole] = {part: written}
        elif name == whole:
            made[text] = written.get(part) if isinstance(written, Mapping) else written
    return made


def shown(name: str, written: Json, merged: Canonical) -> Json:
    if isinstance(merged, frozenset):
        element = ELEMENT.get(name)
        return [{element: item} if element else item for item in sorted(merged)]
    return {"name": written} if name in NAMED and isinstance(written, str) else written
