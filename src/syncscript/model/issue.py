"""An issue as it was read from a tracker, and the values its fields are compared by.

Knows two views of one issue: the payload that rules see (Exalate's names and shapes, plain JSON
data) and the canonical fields that the engine compares. Refuses to know any tracker's own shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from json.encoder import JSONEncoder, encode_basestring
from typing import Any

Json = Any
"""None, bool, int, float, str, list or dict with str keys, nested."""

Canonical = None | bool | int | float | str | frozenset[str]
"""A field value as it is compared and stored. A frozenset is merged element by element."""

CUSTOM = "customFields."
"""Prefix of a custom field's name among an issue's fields: `customFields.Story Points`."""


TYPED = JSONEncoder(sort_keys=True, ensure_ascii=False).encode
"""A value as a person types it."""


@dataclass(frozen=True, slots=True)
class IssueRef:
    """Which issue, in which instance's numbering. `id` never changes, `key` does when it is moved."""

    id: str
    key: str


@dataclass(frozen=True, slots=True)
class IssueHead:
    """What a search tells of an issue. `version` changes with every write to it."""

    ref: IssueRef
    version: str
    updated: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """The source of a rich text, travelling beside its text.

    origin: where the text was read (`description`, `comments/10010`); text: what rules see;
    format: `adf`; body: the document itself.
    """

    origin: str
    text: str
    format: str
    body: Json


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue, read whole. `complete` is False when a list in it was cut short by the tracker."""

    ref: IssueRef
    version: str
    updated: datetime
    created: datetime
    payload: Mapping[str, Json]
    fields: Mapping[str, Canonical]
    documents: tuple[Document, ...] = ()
    marker: str | None = None

    @property
    def head(self) -> IssueHead:
        return IssueHead(self.ref, self.version, self.updated)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One entry of an issue's change history. `at` is in the tracker's own clock, UTC."""

    field: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """What a rule asks about the world through a helper; arguments are plain data."""

    helper: str
    method: str
    arguments: tuple[Json, ...] = ()

    @property
    def key(self) -> str:
        """A stable text for look-ups of recorded answers: `nodeHelper.getUserByEmail("a@b")`."""
        return key_of(self.helper, self.method, self.arguments)


def key_of(helper: str, method: str, arguments: tuple[Json, ...]) -> str:
    """The key of this question."""
    typed = ", ".join([encode_basestring(a) if type(a) is str else TYPED(a) for a in arguments])
    return f"{helper}.{method}({typed})"


@dataclass(frozen=True, slots=True)
class Provenance:
    """The rule file and place that wrote a value."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Written:
    """A field value that a rule asked for: raw, as the rule left it."""

    value: Json
    by: Provenance


@dataclass(frozen=True, slots=True)
class Settled:
    """A field value that a tracker can hold.

    value: what is compared and stored; shown: what a rule reads there after the write;
    by: the rule line that asked for it.
    """

    value: Canonical
    shown: Json
    by: Provenance


@dataclass(frozen=True, slots=True)
class Draft:
    """An issue to be created: `project` and `type` by key and name, the rest settled."""

    project: str
    type: str
    fields: Mapping[str, Settled] = field(default_factory=dict)
    parent: str | None = None
