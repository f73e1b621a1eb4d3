"""A Jira issue's JSON as the project's Issue: what rules see, what is compared, and source documents.

Knows the shape of Jira's answers. Refuses to send anything: lists that Jira cut short are completed
before by `fetching`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from syncscript.model import CUSTOM, Canonical, Document, Issue, IssueRef, Json
from syncscript.trackers.jira.fields import Field
from syncscript.trackers.jira.instants import instant, iso
from syncscript.trackers.jira.kinds import Named, NamedSet, Rich, Site

MARKER = "syncscript"
"""Key of the property that carries a marker, on issues and on comments."""

TWIN = "syncscript.pair"
"""Key of the property that tells an issue's twin, `{"remoteKey": "ABC-1"}`, apart from the marker: apps may
index it for searches."""

Raw = Mapping[str, Any]

BESIDE = ("created", "updated", "creator", "project", "resolutiondate", "comment", "attachment", "worklog")
"""What is read of an issue beside the fields that rules may set, by Jira's ids."""


def wanted_fields(fields: Iterable[Field]) -> list[str]:
    """The ids to ask Jira for, so that `read_issue` finds everything it needs."""
    return [*(field.id for field in fields), *BESIDE]


def read_issue(raw: Raw, fields: Iterable[Field], site: Site) -> Issue:
    """The issue whole. Remembers the names and users it holds."""
    values: Raw = raw["fields"]
    project = str(values["project"]["key"])
    payload, canonical = _identity(raw, values, site), dict[str, Canonical]()
    documents: list[Document] = []
    for field in fields:
        value = values.get(field.id)
        shown = field.kind.shown(value, site)
        _place(payload, field, shown)
        canonical[field.path] = field.kind.canonical(shown)
        _remember(field, project, shown, site)
        if isinstance(field.kind, Rich) and (document := site.texts.document(field.path, value, shown)):
            documents.append(document)
    comments = in_order(values.get("comment", {}).get("comments", []))
    payload["comments"] = read = [read_comment(comment, site) for comment in comments]
    documents += [d for c, shown in zip(comments, read, strict=True)
                  if (d := site.texts.document(f"comments/{c['id']}", c.get("body"), shown["body"]))]
    attachments = in_order(values.get("attachment") or [])
    payload["attachments"] = [read_attachment(attachment, site) for attachment in attachments]
    logged = in_order((values.get("worklog") or {}).get("worklogs", []))
    payload["workLogs"] = logs = [read_work_log(entry, site) for entry in logged]
    documents += [d for w, shown in zip(logged, logs, strict=True)
                  if (d := site.texts.document(f"workLogs/{w['id']}", w.get("comment"), shown["comment"]))]
    updated = instant(values["updated"])
    return Issue(IssueRef(str(raw["id"]), str(raw["key"])), iso(updated), updated, instant(values["created"]),
                 payload, canonical, tuple(documents), marker_in(raw.get("properties")))


def read_comment(raw: Raw, site: Site) -> dict[str, Json]:
    """A comment as rules see it."""
    return {
        "id": str(raw["id"]), "author": site.users.seen(raw.get("author")),
        "updateAuthor": site.users.seen(raw.get("updateAuthor")),
        "body": site.texts.read(raw.get("body")) or "",
        "created": iso(instant(raw["created"])), "updated": iso(instant(raw["updated"])),
        "internal": raw.get("jsdPublic") is False, **_seen_by(raw),
    }


def read_attachment(raw: Raw, site: Site) -> dict[str, Json]:
    """An attachment as rules see it; `filesize` in bytes."""
    return {
        "id": str(raw["id"]), "filename": raw["filename"], "mimetype": raw.get("mimeType"),
        "filesize": raw["size"], "created": iso(instant(raw["created"])),
        "author": site.users.seen(raw.get("author")),
    }


def read_work_log(raw: Raw, site: Site) -> dict[str, Json]:
    """Logged work as rules see it, its text under both of the names that they use; `timeSpent` in seconds."""
    said = site.texts.read(raw.get("comment")) or ""
    return {
        "id": str(raw["id"]), "timeSpent": int(raw["timeSpentSeconds"]), "comment": said, "body": said,
        "startDate": iso(instant(raw["started"])),
        "created": iso(instant(raw["created"])), "updated": iso(instant(raw["updated"])),
        "author": site.users.seen(raw.get("author")),
        "updateAuthor": site.users.seen(raw.get("updateAuthor")), **_seen_by(raw),
    }


def _seen_by(raw: Raw) -> dict[str, Json]:
    """The role or group that alone may see an entry."""
    visibility = raw.get("visibility") or {}
    return {
        "roleLevel": visibility.get("value") if visibility.get("type") == "role" else None,
        "groupLevel": visibility.get("value") if visibility.get("type") == "group" else None,
    }


def in_order(entries: Iterable[Raw]) -> list[Raw]:
    """Comments, attachments or work logs in the order of their creation."""
    return sorted(entries, key=lambda entry: (instant(entry["created"]), int(entry["id"])))


def marker_in(properties: Any) -> str | None:
    """The marker among entity properties, given as a map or as a list of key and value."""
    if isinstance(properties, list):
        properties = {entry.get("key"): entry.get("value") for entry in properties}
    if not isinstance(properties, Mapping):
        return None
    value = properties.get(MARKER)
    return value.get("marker") if isinstance(value, Mapping) else None


def marker_property(marker: str) -> dict[str, Json]:
    """The property that carries a marker."""
    return {"key": MARKER, "value": {"marker": marker}}


def _identity(raw: Raw, values: Raw, site: Site) -> dict[str, Json]:
    project, kind, parent = values["project"], values.get("issuetype"), values.get("parent")
    resolved = values.get("resolutiondate")
    return {
        "id": str(raw["id"]), "key": str(raw["key"]),
        "project": {"id": str(project["id"]), "key": project["key"], "name": project.get("name")},
        "projectKey": project["key"], "typeName": kind["name"] if kind else None,
        "creator": site.users.seen(values.get("creator")),
        "created": iso(instant(values["created"])), "updated": iso(instant(values["updated"])),
        "resolutionDate": iso(instant(resolved)) if resolved else None,
        "parent": {"id": str(parent["id"]), "key": parent.get("key")} if parent else None,
        "customFields": {},
    }


def _place(payload: dict[str, Json], field: Field, shown: Json) -> None:
    if field.path.startswith(CUSTOM):
        payload["customFields"][field.name] = {"id": field.id, "name": field.name, "value": shown}
    else:
        payload[field.name] = shown


def _remember(field: Field, project: str, shown: Json, site: Site) -> None:
    if isinstance(field.kind, Named) and shown:
        site.names.note(field.kind.sort, project, [shown])
    if isinstance(field.kind, NamedSet) and shown:
        site.names.note(field.kind.sort, project, shown)
