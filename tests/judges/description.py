"""Atlassian's OpenAPI description of a Jira, made ready for plain JSON Schema.

Knows how an operation is found for a request, and OpenAPI's `nullable`. Judges nothing.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.judges.patches import CLOUD, DATA_CENTER, patched

SHARED = Path(__file__).parents[3] / "shared"

_FORMATS = jsonschema.FormatChecker(formats=())


@_FORMATS.checks("date-time")
def _is_instant(value: object) -> bool:
    """Jira writes its times without a colon in the offset."""
    pattern = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)"
    return not isinstance(value, str) or re.fullmatch(pattern, value) is not None


@_FORMATS.checks("date")
def _is_day(value: object) -> bool:
    return not isinstance(value, str) or re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None


@dataclass(frozen=True)
class Operation:
    """What the description says of one method on one path."""

    method: str
    template: str
    pattern: re.Pattern[str]
    told: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.method} {self.template}"

    @property
    def query(self) -> dict[str, dict[str, Any]]:
        return {p["name"]: p for p in self.told["parameters"] if p["in"] == "query"}


class Description:
    """A whole description."""

    def __init__(self, document: dict[str, Any], prefix: str) -> None:
        self._components = document["components"]
        self._operations = [
            Operation(method.upper(), prefix + template, _pattern(prefix + template), _told(told, item))
            for template, item in document["paths"].items()
            for method, told in item.items()
            if method in ("get", "put", "post", "delete", "patch")
        ]
        self._operations.sort(key=lambda operation: operation.template.count("{"))

    def operation(self, method: str, path: str) -> Operation | None:
        """The operation of this request; a literal path counts more than one with parameters."""
        return next((o for o in self._operations if o.method == method and o.pattern.fullmatch(path)), None)

    def complaints(self, schema: dict[str, Any], value: Any) -> list[str]:
        """What JSON Schema has against a value: place and words."""
        judge = jsonschema.Draft4Validator(
            {**schema, "components": self._components}, format_checker=_FORMATS
        )
        return [
            f"{'/'.join(map(str, error.absolute_path)) or '(whole)'}: {error.message[:200]}"
            for error in judge.iter_errors(value)
        ]

    def known_keys(self, schema: dict[str, Any]) -> set[str] | None:
        """The keys an object of this schema may have; None when the schema does not say."""
        reference = schema.get("$ref")
        if reference:
            schema = self._components["schemas"][reference.rpartition("/")[2]]
        properties = schema.get("properties")
        return set(properties) if properties and schema.get("additionalProperties") is not True else None


def _told(told: dict[str, Any], item: dict[str, Any]) -> dict[str, Any]:
    more = told.get("x-more-parameters", [])
    return {**told, "parameters": [*item.get("parameters", []), *told.get("parameters", []), *more]}


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(
        "".join(
            "[^/]+" if part.startswith("{") else re.escape(part)
            for part in re.split(r"(\{[^}]*\})", template)
        )
    )


def _with_null(schema: Any) -> Any:
    """The schema with OpenAPI's `nullable` as JSON Schema's type `null`."""
    if isinstance(schema, list):
        return [_with_null(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: _with_null(part) for key, part in schema.items()}
    if result.pop("nullable", None) is True:
        if isinstance(result.get("type"), str):
            result["type"] = [result["type"], "null"]
        if isinstance(result.get("enum"), list):
            result["enum"] = [*result["enum"], None]
    return result


def _load(name: str, prefix: str, patches: Any) -> Description:
    path = SHARED / "specs" / name
    if not path.is_file():
        pytest.skip(f"Atlassian's description is absent: ../shared/specs/{name}")
    return Description(_with_null(patched(json.loads(path.read_text(encoding="utf-8")), patches)), prefix)


@cache
def cloud() -> Description:
    """Jira Cloud, REST v3."""
    return _load("jira-cloud-v3.json", "", CLOUD)


@cache
def data_center() -> Description:
    """Jira Data Center, REST v2."""
    return _load("jira-dc-10.3.24-v2.json", "/rest", DATA_CENTER)
