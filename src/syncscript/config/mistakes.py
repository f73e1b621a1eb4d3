"""From what pydantic complains about to messages a person can act on.

Knows how each complaint reads and what the next act is. Never repeats a value of the file: it may
be a secret that stands in the wrong place.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from syncscript.config.places import Path
from syncscript.config.settings import ProjectSettings
from syncscript.config.single_values import (
    LITERAL_SECRET,
    WRONG_ADDRESS,
    WRONG_PATH,
    WRONG_QUERY,
    WRONG_REFERENCE,
)
from syncscript.model import Diagnostic, Span

Places = Mapping[Path, Span]

_SECRET_HELP = (
    'write where the secret is kept instead: token = "env:BLUE_TOKEN", "file:secrets/blue" '
    '(readable by you alone) or "keyring:service/user"; and replace a secret that was ever committed'
)


def dotted(path: Sequence[str | int]) -> str:
    """A key as a person writes it: `connections.blue-green.triggers[0].query`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".")


def place_of(path: Path, places: Places, file: str) -> Span:
    """Where a key stands; for a missing one, where the nearest table around it begins."""
    while path:
        if path in places:
            return places[path]
        path = path[:-1]
    return Span(file, 1, 1, 1, 2)


def mistakes_of(error: ValidationError, places: Places, file: str) -> list[Diagnostic]:
    """One diagnostic for each complaint, in the order of the complaints.

    A key that is missing because it stands there misspelled is told once, as the misspelled one.
    """
    details = error.errors(include_url=False, include_input=False)
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    return [
        _mistake(detail, places, file)
        for detail in details
        if detail["type"] != "missing" or not _is_misspelled(detail["loc"], unknown)
    ]


def _is_misspelled(missing: tuple[str | int, ...], unknown: Sequence[tuple[str | int, ...]]) -> bool:
    beside = [str(path[-1]) for path in unknown if path[:-1] == missing[:-1]]
    return bool(_nearest(str(missing[-1]), beside))


def _nearest(name: str, known: Sequence[str]) -> list[str]:
    return difflib.get_close_matches(name, known, n=1, cutoff=0.6)


def near(name: str, known: Sequence[str]) -> str:
    """`did you mean "x"?` when something is near, else what is known."""
    matches = _nearest(name, known)
    if matches:
        return f'did you mean "{matches[0]}"?'
    return f"known here: {', '.join(known)}" if known else "none is known here"


def _mistake(detail: ErrorDetails, places: Places, file: str) -> Diagnostic:
    path: Path = tuple(part for part in detail["loc"] if part != "[key]")
    span = place_of(path, places, file)
    key = dotted(path)
    kind = detail["type"]
    if kind == "extra_forbidden":
        return Diagnostic("C102", f"unknown key {key}", span, near(str(path[-1]), _keys_of(path[:-1])))
    if kind == "missing":
        return Diagnostic("C103", f"{key} is missing", span, _example_of(path))
    if kind == LITERAL_SECRET:
        return Diagnostic("C105", f"{key}: {detail['msg']}", span, _SECRET_HELP)
    if kind == "too_short" and path in (("instances",), ("connections",)):
        return Diagnostic("C103", f"{key} is empty", span, _example_of(path))
    if kind in (WRONG_REFERENCE, WRONG_ADDRESS, WRONG_PATH, WRONG_QUERY):
        return Diagnostic("C106", f"{key}: {detail['msg']}", span, _example_of(path))
    return Diagnostic("C104", f"{key}: {_lower_first(detail['msg'])}", span, _example_of(path))


def _lower_first(message: str) -> str:
    text = message[:1].lower() + message[1:]
    return text.replace("input should be", "must be").replace("dictionary", "table")


def _keys_of(path: Path) -> list[str]:
    model = _shape_at(path)
    return list(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else []


def _example_of(path: Path) -> str:
    field = _field_at(path)
    if field is None:
        return ""
    name, told = str(path[-1]), (field.description or "").rstrip(".")
    if not field.examples:
        return told
    shown = " or ".join(_as_toml(example) for example in field.examples)
    return f"{told}; for example: {name} = {shown}" if told else f"for example: {name} = {shown}"


def _as_toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def _field_at(path: Path) -> FieldInfo | None:
    model = _shape_at(path[:-1])
    if isinstance(model, type) and issubclass(model, BaseModel) and path:
        return model.model_fields.get(str(path[-1]))
    return None


def _shape_at(path: Path) -> Any:
    """The model, or other type, that the settings hold at a path; None when there is no such path."""
    shape: Any = ProjectSettings
    for part in path:
        shape = _step(shape, part)
    return shape


def _step(shape: Any, part: str | int) -> Any:
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        field = shape.model_fields.get(str(part))
        return _without_none(field.annotation) if field else None
    origin, arguments = get_origin(shape), get_args(shape)
    if origin is dict:
        return arguments[1]
    return arguments[0] if origin is list else None


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, UnionType):
        return next(a for a in get_args(annotation) if a is not type(None))
    return annotation
