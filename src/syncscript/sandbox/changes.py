"""Writes to one issue as pure operations: the issue before, the issue after.

Each moves `updated` and writes the change history that Jira writes. Refuses to know requests: values
come in their stored form, and ids and the time as arguments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from syncscript.sandbox.instants import later
from syncscript.sandbox.kinds import kind_of
from syncscript.sandbox.records import (
    Attachment,
    Change,
    ChangeItem,
    Comment,
    Issue,
    Json,
    RemoteLink,
    Worklog,
)
from syncscript.sandbox.world import World

_SILENT = frozenset({"statuscategorychangedate", "resolutiondate"})


@dataclass(frozen=True, slots=True)
class Write:
    """Who writes, when, and the id its line of history gets."""

    author: str
    now: datetime
    change_id: str


def touched(issue: Issue, now: datetime) -> Issue:
    return replace(issue, updated=later(now, issue.updated))


def edited(issue: Issue, values: Mapping[str, Json], world: World, write: Write) -> Issue:
    """The issue with these field values.

    An edit that changes nothing moves `updated` too: of the two ways a Jira may take, the one that
    is harder on a sync.
    """
    items = tuple(_item(field_id, issue.fields.get(field_id), value, world)
                  for field_id, value in values.items()
                  if field_id not in _SILENT and _differs(issue.fields.get(field_id), value))
    return recorded(replace(issue, fields={**issue.fields, **values}), items, write)


def recorded(issue: Issue, items: tuple[ChangeItem, ...], write: Write) -> Issue:
    """The issue with one more line of history, if there is anything to tell."""
    moved = touched(issue, write.now)
    if not items:
        return moved
    change = Change(write.change_id, write.author, moved.updated, items)
    return replace(moved, history=(*moved.history, change))


def _differs(old: Json, new: Json) -> bool:
    return (old or None) != (new or None)


def _item(field_id: str, old: Json, new: Json, world: World) -> ChangeItem:
    definition = world.fields[field_id]
    kind = kind_of(definition)
    name = definition.name if definition.custom else field_id
    old_id, old_text = kind.label(old, definition, world)
    new_id, new_text = kind.label(new, definition, world)
    return ChangeItem(name, field_id, definition.custom, old_id, old_text, new_id, new_text)


def system_item(
    name: str, old: tuple[str | None, str | None], new: tuple[str | None, str | None]
) -> ChangeItem:
    """A line of history about something that is not a field: Attachment, Link, Key."""
    return ChangeItem(name, name.lower(), False, *old, *new)


def with_comment(issue: Issue, comment: Comment, now: datetime) -> Issue:
    """The issue with a new comment, or with the comment of the same id replaced."""
    others = issue.comments
    if any(c.id == comment.id for c in others):
        comments = tuple(comment if c.id == comment.id else c for c in others)
    else:
        comments = (*others, comment)
    return touched(replace(issue, comments=comments), now)


def without_comment(issue: Issue, comment_id: str, now: datetime) -> Issue:
    return touched(replace(issue, comments=tuple(c for c in issue.comments if c.id != comment_id)), now)


def with_attachment(issue: Issue, attachment: Attachment, write: Write) -> Issue:
    item = system_item("Attachment", (None, None), (attachment.id, attachment.filename))
    return recorded(replace(issue, attachments=(*issue.attachments, attachment)), (item,), write)


def without_attachment(issue: Issue, attachment: Attachment, write: Write) -> Issue:
    item = system_item("Attachment", (attachment.id, attachment.filename), (None, None))
    kept = tuple(a for a in issue.attachments if a.id != attachment.id)
    return recorded(replace(issue, attachments=kept), (item,), write)


def with_worklog(issue: Issue, worklog: Worklog, now: datetime) -> Issue:
    """The issue with a new worklog, or with the one of the same id replaced."""
    others = tuple(w for w in issue.worklogs if w.id != worklog.id)
    worklogs = tuple(sorted((*others, worklog), key=lambda w: int(w.id)))
    return touched(replace(issue, worklogs=worklogs), now)


def without_worklog(issue: Issue, worklog_id: str, now: datetime) -> Issue:
    return touched(replace(issue, worklogs=tuple(w for w in issue.worklogs if w.id != worklog_id)), now)


def with_remote_link(issue: Issue, link: RemoteLink, now: datetime) -> Issue:
    """The issue with a new remote link, or with the one of the same id replaced."""
    links = {one.id: one for one in issue.remote_links} | {link.id: link}
    return touched(replace(issue, remote_links=tuple(links.values())), now)


def without_remote_link(issue: Issue, link_id: str, now: datetime) -> Issue:
    return touched(replace(issue, remote_links=tuple(r for r in issue.remote_links if r.id != link_id)), now)


def with_property(issue: Issue, key: str, value: Json) -> Issue:
    """Entity properties do not move `updated`."""
    return replace(issue, properties={**issue.properties, key: value})


def without_property(issue: Issue, key: str) -> Issue:
    return replace(issue, properties={k: v for k, v in issue.properties.items() if k != key})


def moved_to(issue: Issue, project_id: str, key: str, world: World, write: Write) -> Issue:
    """The issue in another project under a new key. Components and versions stay behind, as in Jira."""
    items = (
        system_item("Key", (None, issue.key), (None, key)),
        system_item("project", (issue.project, world.projects[issue.project].name),
                    (project_id, world.projects[project_id].name)),
    )
    left: dict[str, Json] = {"components": [], "versions": [], "fixVersions": []}
    return recorded(
        replace(issue, project=project_id, key=key, fields={**issue.fields, **left}), items, write
    )
