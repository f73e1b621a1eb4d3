"""Values of the contract to rows and back.

Knows how a field's base, a source document and a diagnostic look as plain data; a set is told
from a list by being wrapped as `{"set": [...]}`. Knows no SQL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from syncscript.contracts import FieldBase
from syncscript.model import Canonical, Diagnostic, Document, Json
from syncscript.store.columns import compact


def base_as_data(base: Mapping[str, FieldBase]) -> Json:
    return {name: _field_as_data(field) for name, field in base.items()}


def base_from_data(data: Mapping[str, Mapping[str, Json]]) -> dict[str, FieldBase]:
    return {name: _field_from_data(field) for name, field in data.items()}


def _field_as_data(field: FieldBase) -> dict[str, Json]:
    """Only what differs from the usual: most fields were applied as they were asked for."""
    asked, applied = _canonical_as_data(field.asked), _canonical_as_data(field.applied)
    data: dict[str, Json] = {"asked": asked}
    if compact(asked) != compact(applied):
        data["applied"] = applied
    if not field.known_asked:
        data["known_asked"] = False
    if not field.known_applied:
        data["known_applied"] = False
    if field.owned:
        data["owned"] = sorted(field.owned)
    return data


def _field_from_data(data: Mapping[str, Json]) -> FieldBase:
    asked = _canonical_from_data(data["asked"])
    return FieldBase(
        asked=asked,
        applied=_canonical_from_data(data["applied"]) if "applied" in data else asked,
        known_asked=data.get("known_asked", True),
        known_applied=data.get("known_applied", True),
        owned=frozenset(data.get("owned", ())),
    )


def _canonical_as_data(value: Canonical) -> Json:
    return {"set": sorted(value)} if isinstance(value, frozenset) else value


def _canonical_from_data(data: Json) -> Canonical:
    if isinstance(data, dict):
        return frozenset(data["set"])
    value: Canonical = data
    return value


def documents_as_data(documents: Sequence[Document]) -> list[dict[str, Any]]:
    return [asdict(document) for document in documents]


def documents_from_data(data: Sequence[Mapping[str, Any]]) -> tuple[Document, ...]:
    return tuple(Document(**document) for document in data)


def problem_as_data(problem: Diagnostic | None) -> Json:
    return None if problem is None else problem.as_data()


def problem_from_data(data: Json) -> Diagnostic | None:
    return None if data is None else Diagnostic.from_data(data)
