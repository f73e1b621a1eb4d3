"""Parts of a request's JSON in the shape they must have; any other shape is refused with 400.

Knows shapes alone. What the parts mean is for those who ask.
"""

from __future__ import annotations

from syncscript.sandbox.problems import JiraProblem, refused
from syncscript.sandbox.records import Json


def _wrong(name: str, shape: str) -> JiraProblem:
    return refused(f"Invalid request payload: '{name}' must be {shape}.")


def object_of(value: Json, name: str) -> dict[str, Json]:
    """An object; an empty one for null."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _wrong(name, "an object")
    return value


def list_of(value: Json, name: str) -> list[Json]:
    """A list; an empty one for null."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise _wrong(name, "an array")
    return value


def objects_of(value: Json, name: str) -> list[dict[str, Json]]:
    """A list of objects."""
    objects = list_of(value, name)
    if not all(isinstance(one, dict) for one in objects):
        raise _wrong(name, "an array of objects")
    return objects


def texts_of(value: Json, name: str) -> list[str]:
    """A list of texts or numbers, as texts; a text with commas is such a list too."""
    parts = value.split(",") if isinstance(value, str) else list_of(value, name)
    if not all(isinstance(one, str | int) for one in parts):
        raise _wrong(name, "an array of strings")
    return [str(one) for one in parts]


def natural_of(value: Json, name: str, default: int = 0) -> int:
    """A whole number that is not negative, given as a number or its digits."""
    if value is None or value == "":
        return default
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).isdigit():
        raise _wrong(name, "a number that is not negative")
    return int(value)


def properties_of(value: Json) -> dict[str, Json]:
    """Entity properties as requests list them, `[{"key": ..., "value": ...}]`, by key."""
    listed = objects_of(value, "properties")
    if not all(isinstance(one.get("key"), str) for one in listed):
        raise _wrong("properties", "an array of objects with a key")
    return {one["key"]: one.get("value") for one in listed}
