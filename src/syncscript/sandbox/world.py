"""Everything one sandbox remembers, and how things in it are found by what people call them.

A World is plain data, so that it can be written to a file whole. Only `state` changes it; this file
answers questions. Refuses to know HTTP, JSON shapes and time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from syncscript.sandbox import catalogue
from syncscript.sandbox.records import (
    Attachment,
    Comment,
    FieldDefinition,
    Issue,
    IssueType,
    Link,
    LinkType,
    Named,
    Project,
    Status,
    User,
)
from syncscript.sandbox.workflow import TransitionRule, default_transitions


class HasIdAndName(Protocol):
    """What can be found by its id or by its name."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


Thing = TypeVar("Thing", bound=HasIdAndName)


def by_id(things: Iterable[Thing]) -> dict[str, Thing]:
    """The things under their ids, in their order."""
    return {thing.id: thing for thing in things}


def named(things: Mapping[str, Thing], name: str) -> Thing | None:
    """The thing of this name, case ignored."""
    wanted = name.casefold()
    return next((thing for thing in things.values() if thing.name.casefold() == wanted), None)


@dataclass(slots=True)
class World:
    """`keys` holds every key an issue ever had, `children` the ids of issues by their parent's id.

    `last_ids` is the highest id given out, per sort of thing.
    """

    users: dict[str, User] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    children: dict[str, set[str]] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    priorities: dict[str, Named] = field(default_factory=lambda: by_id(catalogue.PRIORITIES))
    resolutions: dict[str, Named] = field(default_factory=lambda: by_id(catalogue.RESOLUTIONS))
    statuses: dict[str, Status] = field(default_factory=lambda: by_id(catalogue.STATUSES))
    issue_types: dict[str, IssueType] = field(default_factory=lambda: by_id(catalogue.ISSUE_TYPES))
    link_types: dict[str, LinkType] = field(default_factory=lambda: by_id(catalogue.LINK_TYPES))
    fields: dict[str, FieldDefinition] = field(default_factory=lambda: by_id(catalogue.FIELDS))
    transitions: dict[str, TransitionRule] = field(
        default_factory=lambda: by_id(default_transitions(catalogue.STATUSES)))
    last_ids: dict[str, int] = field(default_factory=dict)

    def issue(self, id_or_key: str) -> Issue | None:
        """The issue with this id, key, or a key it had before it was moved (case ignored)."""
        if id_or_key.isdigit():
            return self.issues.get(id_or_key)
        return self.issues.get(self.keys.get(id_or_key.upper(), ""))

    def project(self, id_or_key: str) -> Project | None:
        if id_or_key in self.projects:
            return self.projects[id_or_key]
        wanted = id_or_key.upper()
        return next((p for p in self.projects.values() if p.key == wanted), None)

    def user_named(self, text: str) -> User | None:
        """The user whose account id, name, key, e-mail address or display name this is (case ignored)."""
        if text in self.users:
            return self.users[text]
        wanted = text.casefold()
        return next((u for u in self.users.values()
                     if wanted in (u.name.casefold(), u.key.casefold(), u.email.casefold(),
                                   u.display.casefold())), None)

    def field_called(self, text: str) -> FieldDefinition | None:
        """The field with this id or JQL clause name (case ignored)."""
        if text in self.fields:
            return self.fields[text]
        wanted = text.casefold()
        return next((f for f in self.fields.values()
                     if wanted in (clause.casefold() for clause in f.clauses)), None)

    def attachment(self, attachment_id: str) -> tuple[Issue, Attachment] | None:
        """The attachment with the issue it hangs on."""
        return next(((issue, attachment) for issue in self.issues.values()
                     for attachment in issue.attachments if attachment.id == attachment_id), None)

    def comment(self, comment_id: str) -> tuple[Issue, Comment] | None:
        """The comment with the issue it hangs on."""
        return next(((issue, comment) for issue in self.issues.values()
                     for comment in issue.comments if comment.id == comment_id), None)

    def links_of(self, issue_id: str) -> list[Link]:
        return [link for link in self.links.values() if issue_id in (link.source, link.target)]

    def subtasks_of(self, issue_id: str) -> list[Issue]:
        """Children that are sub-tasks, by id."""
        children = (self.issues[i] for i in sorted(self.children.get(issue_id, ()), key=int))
        return [child for child in children if self.issue_types[child.fields["issuetype"]].subtask]
