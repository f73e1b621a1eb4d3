"""What the sandbox remembers: users, projects, issues and what hangs on an issue, as frozen values.

Knows no HTTP and no Jira JSON. An issue's `fields` hold plain data by field id: catalogue things by
their id, people by account id, texts with markup as `{"format": "wiki" | "adf", "content": ...}`.
Every instant is UTC with whole milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = Any
"""Plain data, as the json module reads it."""


@dataclass(frozen=True, slots=True)
class User:
    """A person. Cloud shows `id` (accountId), Data Center `name` and `key`; `zone` is an IANA name."""

    id: str
    name: str
    key: str
    display: str
    email: str
    zone: str = "UTC"
    active: bool = True


@dataclass(frozen=True, slots=True)
class Named:
    """A priority or a resolution."""

    id: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """category: `new`, `indeterminate` or `done`."""

    id: str
    name: str
    category: str


@dataclass(frozen=True, slots=True)
class IssueType:
    id: str
    name: str
    subtask: bool = False
    level: int = 0
    description: str = ""


@dataclass(frozen=True, slots=True)
class LinkType:
    id: str
    name: str
    inward: str
    outward: str


@dataclass(frozen=True, slots=True)
class Component:
    id: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """release_date: `yyyy-mm-dd` or None."""

    id: str
    name: str
    description: str = ""
    released: bool = False
    archived: bool = False
    release_date: str | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """`next_number` is the number of the next issue's key; numbers are never used again."""

    id: str
    key: str
    name: str
    lead: str
    next_number: int = 1
    components: tuple[Component, ...] = ()
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a select field, with the choices below it (cascading)."""

    id: str
    value: str
    children: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """A field an issue can have. `kind` names an entry of the kinds package.

    clauses: the names JQL knows it by; settable: may stand in create and edit; navigable: part
    of `*navigable`.
    """

    id: str
    name: str
    kind: str
    clauses: tuple[str, ...] = ()
    settable: bool = True
    navigable: bool = True
    required: bool = False
    options: tuple[Option, ...] = ()

    @property
    def custom(self) -> bool:
        return self.id.startswith("customfield_")

    @property
    def number(self) -> int:
        """The number of a custom field."""
        return int(self.id.removeprefix("customfield_"))


@dataclass(frozen=True, slots=True)
class Comment:
    id: str
    author: str
    editor: str
    created: datetime
    updated: datetime
    body: dict[str, Json]
    visibility: dict[str, Json] | None = None
    properties: dict[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attachment:
    """size in bytes; the bytes themselves are kept under the id, outside the issue."""

    id: str
    filename: str
    author: str
    created: datetime
    size: int
    mimetype: str


@dataclass(frozen=True, slots=True)
class Worklog:
    id: str
    author: str
    editor: str
    created: datetime
    updated: datetime
    started: datetime
    seconds: int
    comment: dict[str, Json] | None = None
    visibility: dict[str, Json] | None = None
    properties: dict[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RemoteLink:
    id: str
    global_id: str | None
    body: dict[str, Json]


@dataclass(frozen=True, slots=True)
class ChangeItem:
    """One field of one change: identifiers and texts before and after."""

    field: str
    field_id: str
    custom: bool
    old: str | None
    old_text: str | None
    new: str | None
    new_text: str | None


@dataclass(frozen=True, slots=True)
class Change:
    id: str
    author: str
    created: datetime
    items: tuple[ChangeItem, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """`source` blocks `target`: ids of issues; `type` the id of a link type."""

    id: str
    type: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue whole. `updated` is later after every write, by at least a millisecond."""

    id: str
    key: str
    project: str
    creator: str
    created: datetime
    updated: datetime
    fields: dict[str, Json]
    comments: tuple[Comment, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    worklogs: tuple[Worklog, ...] = ()
    remote_links: tuple[RemoteLink, ...] = ()
    history: tuple[Change, ...] = ()
    watchers: tuple[str, ...] = ()
    properties: dict[str, Json] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """The number in the key."""
        return int(self.key.rpartition("-")[2])
