"""When each field of an issue last changed, from Jira's change history.

Knows both deployments' spellings of fields in a history. Fields that never changed are not told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from syncscript.contracts import Unavailable
from syncscript.model import IssueRef
from syncscript.trackers.jira.fields import Fields
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.instants import instant

Raw = dict[str, Any]

PAGE = 100
SPELLINGS = {
    "issuetype": "issuetype", "fix version": "fixVersions", "version": "versions", "component": "components",
    "parent": "parent", "issueparentassociation": "parent", "due date": "duedate", "attachment": "attachment",
}
"""What a history calls a field where it gives no id, in small letters, to Jira's id."""


def changed_at(http: Http, cloud: bool, ref: IssueRef, fields: Fields) -> dict[str, datetime]:
    """The last change of each field, by our names, in Jira's clock."""
    latest: dict[str, datetime] = {}
    for change in _paged(http, ref) if cloud else _expanded(http, ref):
        at = instant(change["created"])
        for item in change.get("items") or ():
            path = _path(item, fields)
            if path and at >= latest.get(path, at):
                latest[path] = at
    return latest


def _paged(http: Http, ref: IssueRef) -> Iterator[Raw]:
    start = 0
    while True:
        page = http.get(f"/issue/{ref.id}/changelog", {"startAt": start, "maxResults": PAGE})
        yield from page["values"]
        start += len(page["values"])
        if start >= page["total"]:
            return
        if not page["values"]:
            raise Unavailable(f"Jira told of {page['total']} changes and showed {start}")


def _expanded(http: Http, ref: IssueRef) -> list[Raw]:
    raw = http.get(f"/issue/{ref.id}", {"fields": "updated", "expand": "changelog"})
    return list(raw["changelog"]["histories"])


def _path(item: Raw, fields: Fields) -> str | None:
    called = str(item.get("field", ""))
    if item.get("fieldtype") == "custom" and not item.get("fieldId"):
        field = fields.named(f"customFields.{called}")
    else:
        field = fields.with_id(str(item.get("fieldId") or SPELLINGS.get(called.casefold(), called)))
    return field.path if field else None
