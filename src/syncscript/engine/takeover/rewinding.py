"""An issue as it was at an earlier moment, as far as its tracker's change history tells.

Fields go back to what they held; what hangs on the issue stays as it is. A history words values as people
read them, so that a former value has the text of the true one and not always its shape. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from syncscript.contracts import FieldChange
from syncscript.engine.merging.predicting import element_name, shown_field, with_field
from syncscript.model import CUSTOM, Canonical, Issue, Json

NAMED = frozenset({"priority", "status", "resolution", "assignee", "reporter", "type", "security"})
"""Fields that rules read as an object with a name."""
SPACED = "labels"
"""The set whose elements have no spaces in them, and stand between spaces in a history."""


def as_it_was(issue: Issue, changes: Sequence[FieldChange], known: Iterable[str] = ()) -> Issue:
    """The issue before these changes of it, oldest first. known: names that elements of its sets may have."""
    payload, fields = dict(issue.payload), dict(issue.fields)
    for name in dict.fromkeys(change.field for change in changes):
        own = [change for change in changes if change.field == name]
        former = _former(name, fields.get(name), own, frozenset(known))
        payload = with_field(payload, name, _shown(name, shown_field(issue.payload, name), former))
        fields[name] = former
    return replace(issue, payload=payload, fields=fields)


def _former(
    name: str, now: Canonical, changes: Sequence[FieldChange], known: frozenset[str]
) -> Canonical:
    if not isinstance(now, frozenset):
        return changes[0].old or None
    value = now
    for change in reversed(changes):
        old, new = (_elements(name, text, known | now) for text in (change.old, change.new))
        value = (value - (new - old)) | (old - new)
    return value


def _elements(name: str, text: str, known: frozenset[str]) -> frozenset[str]:
    """The elements that a history names in one text: as one, between commas or between spaces, whichever
    gives names that are known."""
    whole, spaced = frozenset({text} - {""}), frozenset(text.split())
    listed = frozenset(part.strip() for part in re.split(r"[,;]", text)) - {""}
    if name == SPACED:
        return spaced
    ways = (whole, listed, spaced) if name.startswith(CUSTOM) else (whole, listed)
    fitting = next((parts for parts in ways if parts <= known), None)
    if fitting is not None:
        return fitting
    return spaced if ways[-1] & known and not listed & known else listed


def _shown(name: str, now: Json, former: Canonical) -> Json:
    if isinstance(former, frozenset):
        there = {element_name(element): element for element in now or []}
        return [there.get(one, _element(name, one, now)) for one in sorted(former)]
    if former is None:
        return None
    if isinstance(now, dict):
        key = next((k for k in ("name", "value", "label") if k in now), "name")
        return {key: former}
    return {"name": former} if now is None and name in NAMED else former


def _element(name: str, text: str, siblings: Any) -> Json:
    """An element that is gone, in the shape that its siblings have or had."""
    for sibling in siblings or []:
        if not isinstance(sibling, dict):
            return text
        key = next((k for k in ("label", "name", "value") if sibling.get(k)), None)
        if key:
            return {key: text}
    if name.startswith(CUSTOM):
        return {"value": text}
    return {"label" if name == SPACED else "name": text}
