"""Cascading choices as scripts written for Exalate read them: `.value.parent.value` and `.value.child.value`.

The data has the lower option in the upper one. Refuses to touch the inputs: what changes is copied.
"""

from __future__ import annotations

from typing import Any


def name_parents(owner: dict[str, Any]) -> None:
    """Each option of a custom field of this issue or replica names itself as `parent` too."""
    fields = owner.get("customFields")
    if type(fields) is dict:
        owner["customFields"] = {name: with_parent(field) for name, field in fields.items()}


def with_parent(field: Any) -> Any:
    option = field.get("value") if type(field) is dict else None
    if type(option) is not dict or "value" not in option or "parent" in option:
        return field
    upper = {key: part for key, part in option.items() if key != "child"}
    return {**field, "value": {**option, "parent": upper}}
