"""Finding what a write without an answer has left behind.

Created issues are looked for by key above the highest number known, which reads the store, and then by
search; comments, attachments and work logs in the issue's own lists. Refuses to decide what to do
with what it finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from syncscript.contracts import NotFound
from syncscript.jql import quoted
from syncscript.model import AddAttachment, AddComment, IssueRef, LogWork, Operation
from syncscript.trackers.jira.fetching import Fetching
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.instants import instant, relative
from syncscript.trackers.jira.kinds.labels import marker_label
from syncscript.trackers.jira.payload import MARKER, Raw, in_order, marker_in
from syncscript.trackers.jira.searching import search
from syncscript.trackers.jira.settings import JiraSettings
from syncscript.trackers.jira.work import work_in

SILENCE = 20
"""So many keys in a row without an issue are the end of a project."""
PROBES = 40
"""Keys probed with one call on Cloud."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Looks for lost writes in one Jira. `since` is in our clock, `now` too."""

    http: Http
    settings: JiraSettings
    fetching: Fetching

    def created(self, marker: str, project: str, above: int, since: datetime, now: datetime,
                ) -> list[IssueRef]:
        """Issues with this marker, oldest first."""
        probed = list(self._by_key(project, above))
        known = {str(raw["id"]) for raw in probed}
        searched = self._by_search(marker, project, since, now)
        fresh = [raw for raw in searched if str(raw["id"]) not in known]
        if not self.settings.cloud:
            fresh = [raw for raw in (self._peek(str(raw["id"])) for raw in fresh) if raw]
        found = [raw for raw in (*probed, *fresh) if marker_in(raw.get("properties")) == marker]
        found.sort(key=lambda raw: (instant(raw["fields"]["created"]), int(raw["id"])))
        return [IssueRef(str(raw["id"]), str(raw["key"])) for raw in found]

    def added(self, ref: IssueRef, operation: Operation, marker: str, since: datetime) -> list[str]:
        """Ids of comments, attachments or work logs that a doubtful add may have left, oldest first."""
        earliest = since + self.http.clock_offset - timedelta(seconds=self.settings.find_skew)
        if isinstance(operation, AddComment):
            return self._comments(ref, operation, marker, earliest)
        if isinstance(operation, AddAttachment):
            raw = self.http.get(f"/issue/{ref.id}", {"fields": "attachment"})
            return [str(a["id"]) for a in in_order(raw["fields"]["attachment"])
                    if self._is_attachment(a, operation, earliest)]
        if isinstance(operation, LogWork):
            return self._work_logs(ref, operation, marker, earliest)
        return []

    def _by_key(self, project: str, above: int) -> Iterator[Raw]:
        number, silence = above, 0
        while silence < SILENCE:
            keys = [f"{project}-{number + step}" for step in range(1, self._step + 1)]
            number += self._step
            for raw in self._probe(keys):
                silence = 0 if raw else silence + 1
                if raw:
                    yield raw
                if silence == SILENCE:
                    return

    @property
    def _step(self) -> int:
        return PROBES if self.settings.cloud else 1

    def _probe(self, keys: list[str]) -> Sequence[Raw | None]:
        if not self.settings.cloud:
            return [self._peek(key) for key in keys]
        answer = self.http.ask("/issue/bulkfetch", {
            "issueIdsOrKeys": keys, "fields": ["created"], "properties": [MARKER]})
        found = {str(raw["key"]): raw for raw in answer["issues"]}
        moved = [raw for key, raw in found.items() if key not in keys]
        return [*moved, *(found.get(key) for key in keys)]

    def _peek(self, id_or_key: str) -> Raw | None:
        return self.fetching.peek(id_or_key, "created")

    def _by_search(self, marker: str, project: str, since: datetime, now: datetime) -> Sequence[Raw]:
        window = now - since + timedelta(seconds=self.settings.find_skew)
        jql = f"project = {quoted(project)} AND created >= {relative(window)}"
        if self.settings.marker_label:
            jql += f" AND labels = {quoted(marker_label(marker))}"
        return search(self.http, self.settings.cloud, f"{jql} ORDER BY key ASC", ["created"], [MARKER])

    def _comments(self, ref: IssueRef, operation: AddComment, marker: str, earliest: datetime) -> list[str]:
        """Those with the marker; where no property was kept, ours of that time with the same text."""
        recent = [raw for raw in in_order(self.fetching.comments(ref.id, "properties"))
                  if instant(raw["created"]) >= earliest]
        markers = {str(raw["id"]): self._marker_of(raw) for raw in recent}
        marked = [comment_id for comment_id, carried in markers.items() if carried == marker]
        return marked or [str(raw["id"]) for raw in recent
                          if markers[str(raw["id"])] is None and self._is_ours(raw)
                          and self._reads_like(raw, operation.body)]

    def _work_logs(self, ref: IssueRef, operation: LogWork, marker: str, earliest: datetime) -> list[str]:
        """Those with the marker; a Data Center keeps none: ours of that time with the same work."""
        recent = [raw for raw in in_order(self.fetching.work_logs(ref.id, "properties"))
                  if instant(raw["created"]) >= earliest]
        if self.settings.cloud:
            return [str(raw["id"]) for raw in recent if marker_in(raw.get("properties")) == marker]
        return [str(raw["id"]) for raw in recent if self._is_ours(raw) and self._is_same(raw, operation)]

    def _is_same(self, raw: Raw, operation: LogWork) -> bool:
        there, sent = work_in(raw, self.fetching.site), operation.work
        return (there.seconds, there.started) == (sent.seconds, sent.started) and self._reads_like(
            raw, sent.comment, "comment")

    def _marker_of(self, raw: Raw) -> str | None:
        return marker_in(raw.get("properties")) or marker_in({MARKER: self._property(str(raw["id"]))})

    def _property(self, comment_id: str) -> Any:
        try:
            return self.http.get(f"/comment/{comment_id}/properties/{MARKER}")["value"]
        except NotFound:
            return None

    def _is_attachment(self, raw: Raw, operation: AddAttachment, earliest: datetime) -> bool:
        return (raw["filename"] == operation.filename and int(raw["size"]) == operation.size
                and instant(raw["created"]) >= earliest and self._is_ours(raw))

    def _is_ours(self, raw: Raw) -> bool:
        users = self.fetching.site.users
        author = users.seen(raw.get("author"))
        return author is not None and author["key"] == users.myself()["key"]

    def _reads_like(self, raw: Raw, text: str, name: str = "body") -> bool:
        texts = self.fetching.site.texts
        return (texts.read(raw.get(name)) or "") in (texts.as_kept(text), text.rstrip())
