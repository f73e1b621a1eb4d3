"""What happened to the fields of issues, from Jira's change history.

Knows both deployments' spellings of fields in a history. Fields that never changed are not told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from syncscript.contracts import FieldChange, NotFound, Unavailable
from syncscript.trackers.jira.fields import Fields
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.instants import instant

Raw = dict[str, Any]

PAGE = 100
BULK_PAGE = 10_000
BATCH = 500
ONE_BY_ONE = 2
SPELLINGS = {
    "issuetype": "issuetype", "fix version": "fixVersions", "version": "versions", "component": "components",
    "parent": "parent", "issueparentassociation": "parent", "due date": "duedate", "attachment": "attachment",
}
"""What a history calls a field where it gives no id, in small letters, to Jira's id."""


@dataclass(frozen=True, slots=True)
class Histories:
    """Reads change histories of one Jira."""

    http: Http
    cloud: bool
    fields: Fields

    def of(self, ids: Sequence[str]) -> dict[str, list[FieldChange]]:
        """By issue id, oldest first. One or two are read by themselves: only that is exact to the millisecond
        on Cloud, and reads Data Center's store. Many come with one call a batch."""
        wanted = list(dict.fromkeys(ids))
        if len(wanted) <= ONE_BY_ONE:
            return {issue_id: self._of_one(issue_id) for issue_id in wanted}
        found: dict[str, list[Raw]] = {}
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            for issue_id, change in self._bulk(batch) if self.cloud else self._searched(batch):
                found.setdefault(issue_id, []).append(change)
        return {issue_id: self._fields_of(changes) for issue_id, changes in found.items()}

    def _of_one(self, issue_id: str) -> list[FieldChange]:
        try:
            return self._fields_of(self._one(issue_id))
        except NotFound:
            return []

    def _one(self, issue_id: str) -> Iterable[Raw]:
        if self.cloud:
            yield from self._paged(issue_id)
            return
        raw = self.http.get(f"/issue/{issue_id}", {"fields": "updated", "expand": "changelog"})
        yield from raw["changelog"]["histories"]

    def _paged(self, issue_id: str) -> Iterator[Raw]:
        start = 0
        while True:
            asked = {"startAt": start, "maxResults": PAGE}
            page = self.http.get(f"/issue/{issue_id}/changelog", asked)
            yield from page["values"]
            start += len(page["values"])
            if start >= page["total"]:
                return
            if not page["values"]:
                raise Unavailable(f"Jira told of {page['total']} changes and showed {start}")

    def _bulk(self, ids: Sequence[str]) -> Iterator[tuple[str, Raw]]:
        asked: Raw = {"issueIdsOrKeys": list(ids), "maxResults": BULK_PAGE}
        while True:
            page = self.http.ask("/changelog/bulkfetch", asked)
            for log in page["issueChangeLogs"]:
                yield from ((str(log["issueId"]), change) for change in log["changeHistories"])
            if not page.get("nextPageToken"):
                return
            asked = {**asked, "nextPageToken": page["nextPageToken"]}

    def _searched(self, ids: Sequence[str]) -> Iterator[tuple[str, Raw]]:
        answer = self.http.ask("/search", {
            "jql": f"id in ({', '.join(ids)})", "fields": ["updated"], "expand": ["changelog"],
            "maxResults": len(ids), "validateQuery": False})
        for raw in answer["issues"]:
            yield from ((str(raw["id"]), change) for change in raw["changelog"]["histories"])

    def _fields_of(self, changes: Iterable[Raw]) -> list[FieldChange]:
        told = [(change["created"], item) for change in changes for item in change.get("items") or ()]
        found = [FieldChange(path, instant(at), _text(item, "fromString"), _text(item, "toString"))
                 for at, item in told if (path := _path(item, self.fields))]
        return sorted(found, key=lambda change: change.at)


def _text(item: Raw, name: str) -> str:
    return str(item.get(name) or "")


def _path(item: Raw, fields: Fields) -> str | None:
    called = str(item.get("field", ""))
    if item.get("fieldtype") == "custom" and not item.get("fieldId"):
        field = fields.named(f"customFields.{called}")
    else:
        field = fields.with_id(str(item.get("fieldId") or SPELLINGS.get(called.casefold(), called)))
    return field.path if field else None
