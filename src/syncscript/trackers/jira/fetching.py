"""Reading issues whole by id, and knowing for certain which do not exist.

Cloud reads a hundred with one call from the store. Data Center has no such call: a few are read one by one,
many through the search, and whatever that leaves out, or shows as it was before a change that is known of, is
asked for by itself. Comments and work logs that Jira cut short are read to their end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from syncscript.contracts import NEVER, Fetched, NotFound, Rejected, Unavailable
from syncscript.model import Issue, IssueHead
from syncscript.trackers.jira.fields import Fields
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.instants import instant
from syncscript.trackers.jira.kinds import Site
from syncscript.trackers.jira.outcomes import Forbidden
from syncscript.trackers.jira.payload import MARKER, read_issue, wanted_fields

Raw = dict[str, Any]

BATCH = 100
ONE_BY_ONE = 2
"""Data Center: up to this many are read from the store one by one."""
PAGE = 100
CLOCKS_APART = timedelta(seconds=2)
"""Two clocks that are no further apart than this cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Fetching:
    """Reads issues of one Jira."""

    http: Http
    cloud: bool
    fields: Fields
    site: Site
    seen: dict[str, datetime] = field(default_factory=dict)

    def note(self, heads: Iterable[IssueHead]) -> None:
        """Remember what a search told: of several nodes of a Data Center another may know less."""
        for head in heads if not self.cloud else ():
            self.seen[head.ref.id] = max(head.updated, self.seen.get(head.ref.id, head.updated))

    def fetch(self, ids: Sequence[str], written: Mapping[str, datetime] = NEVER) -> Fetched:
        """Issues by the id they were asked for, and those that Jira calls unknown."""
        found: dict[str, Issue] = {}
        missing: set[str] = set()
        wanted = list(dict.fromkeys(ids))
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start:start + BATCH]
            raws = self._cloud_batch(batch) if self.cloud else self._indexed(batch, written)
            for issue_id in batch:
                raw = raws.get(issue_id) or self.one(issue_id)
                if raw is None:
                    missing.add(issue_id)
                else:
                    found[issue_id] = self._read(raw)
        return Fetched(found, frozenset(missing))

    def one(self, id_or_key: str) -> Raw | None:
        """One issue from the store; None when Jira says that there is none, or none that we may see."""
        fields = ",".join(wanted_fields(self.fields.every()))
        return self.peek(id_or_key, fields)

    def peek(self, id_or_key: str, fields: str) -> Raw | None:
        """The same with fewer fields, as a comma-separated list of Jira's ids."""
        try:
            raw = self.http.get(f"/issue/{id_or_key}", {"fields": fields, "properties": MARKER})
        except (NotFound, Forbidden):
            return None
        return dict(raw)

    def _cloud_batch(self, ids: Sequence[str]) -> dict[str, Raw]:
        """What the bulk read knows of these. What it leaves out, or names as failed, is then read by itself:
        only that read says for certain that an issue is not there."""
        answer = self.http.ask("/issue/bulkfetch", {
            "issueIdsOrKeys": list(ids), "fields": wanted_fields(self.fields.every()),
            "properties": [MARKER]})
        return {str(raw["id"]): raw for raw in answer["issues"]}

    def _indexed(self, ids: Sequence[str], written: Mapping[str, datetime]) -> dict[str, Raw]:
        """What the search knows of these, without issues that have changed since as far as we know."""
        return {issue_id: raw for issue_id, raw in self._dc_batch(ids).items()
                if not self._is_old(raw, written.get(issue_id))}

    def _is_old(self, raw: Raw, written: datetime | None) -> bool:
        updated = instant(raw["fields"]["updated"])
        unseen = written is not None and updated < written + CLOCKS_APART
        return unseen or updated < self.seen.get(str(raw["id"]), updated)

    def _dc_batch(self, ids: Sequence[str]) -> dict[str, Raw]:
        """What the search finds of these. A Data Center that refuses unknown ids is asked by halves."""
        if len(ids) <= ONE_BY_ONE:
            return {}
        try:
            answer = self.http.ask("/search", {
                "jql": f"id in ({', '.join(ids)})", "fields": wanted_fields(self.fields.every()),
                "maxResults": len(ids), "validateQuery": False})
        except Rejected:
            half = len(ids) // 2
            return {**self._dc_batch(ids[:half]), **self._dc_batch(ids[half:])}
        return {str(raw["id"]): raw for raw in answer["issues"]}

    def _read(self, raw: Raw) -> Issue:
        fields = dict(raw["fields"])
        for name, whole in (("comment", self.comments), ("worklog", self.work_logs)):
            shown = fields.get(name) or {f"{name}s": [], "total": 0}
            if shown.get("total", 0) > len(shown[f"{name}s"]):
                fields[name] = {f"{name}s": list(whole(str(raw["id"])))}
        return read_issue({**raw, "fields": fields}, self.fields.every(), self.site)

    def comments(self, id_or_key: str, expand: str | None = None) -> Iterator[Raw]:
        """All comments of an issue, oldest first."""
        return self._pages(id_or_key, "comment", {"orderBy": "created"}, expand)

    def work_logs(self, id_or_key: str, expand: str | None = None) -> Iterator[Raw]:
        """All work that was logged on an issue. A Data Center answers with all of it at once."""
        if not self.cloud:
            return iter(self.http.get(f"/issue/{id_or_key}/worklog")["worklogs"])
        return self._pages(id_or_key, "worklog", {}, expand)

    def _pages(self, id_or_key: str, name: str, asked: Mapping[str, Any], expand: str | None
               ) -> Iterator[Raw]:
        start = 0
        while True:
            more = {"expand": expand} if expand else {}
            page = self.http.get(f"/issue/{id_or_key}/{name}",
                                 {"startAt": start, "maxResults": PAGE, **asked, **more})
            yield from page[f"{name}s"]
            start += len(page[f"{name}s"])
            if start >= page["total"]:
                return
            if not page[f"{name}s"]:
                raise Unavailable(f"Jira told of {page['total']} {name}s and showed {start}")
