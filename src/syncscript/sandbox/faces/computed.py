"""Fields of an issue that are not stored as fields: comments, links, watchers, times spent...

Each is one line of a table: id, name, schema, JQL names, whether `*navigable` has it, how it looks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from syncscript.sandbox.faces.hanging import (
    shown_attachment,
    shown_comments,
    shown_links,
    shown_worklog,
    time_spent,
)
from syncscript.sandbox.faces.rendering import Rendering
from syncscript.sandbox.records import Issue, Json


@dataclass(frozen=True, slots=True)
class ComputedField:
    id: str
    name: str
    schema_type: str
    schema_items: str
    clauses: tuple[str, ...]
    navigable: bool
    show: Callable[[Issue, Rendering], Json]

    @property
    def schema(self) -> dict[str, Json]:
        items = {"items": self.schema_items} if self.schema_items else {}
        return {"type": self.schema_type, **items, "system": self.id}


def _subtasks(issue: Issue, rendering: Rendering) -> Json:
    return [rendering.issue_brief(child) for child in rendering.world.subtasks_of(issue.id)]


def _watches(issue: Issue, rendering: Rendering) -> Json:
    return {"self": rendering.link(f"issue/{issue.key}/watchers"), "watchCount": len(issue.watchers),
            "isWatching": rendering.viewer in issue.watchers}


def _votes(issue: Issue, rendering: Rendering) -> Json:
    return {"self": rendering.link(f"issue/{issue.key}/votes"), "votes": 0, "hasVoted": False}


def _spent(issue: Issue, rendering: Rendering) -> Json:
    return sum(worklog.seconds for worklog in issue.worklogs) or None


def _tracking(issue: Issue, rendering: Rendering) -> Json:
    spent = _spent(issue, rendering)
    return {"timeSpent": time_spent(spent), "timeSpentSeconds": spent} if spent else {}


def _worklog(issue: Issue, rendering: Rendering) -> Json:
    first = issue.worklogs[:20]
    return {"startAt": 0, "maxResults": 20, "total": len(issue.worklogs),
            "worklogs": [shown_worklog(worklog, issue, rendering) for worklog in first]}


def _progress(issue: Issue, rendering: Rendering) -> Json:
    spent = _spent(issue, rendering) or 0
    return {"progress": spent, "total": spent, "percent": 100} if spent else {"progress": 0, "total": 0}


def _attachments(issue: Issue, rendering: Rendering) -> Json:
    return [shown_attachment(attachment, rendering) for attachment in issue.attachments]


def _nothing(issue: Issue, rendering: Rendering) -> Json:
    return None


COMPUTED = (
    ComputedField("comment", "Comment", "comments-page", "", ("comment",), False, shown_comments),
    ComputedField("attachment", "Attachment", "array", "attachment", ("attachments",), False, _attachments),
    ComputedField("worklog", "Log Work", "array", "worklog", (), False, _worklog),
    ComputedField("issuelinks", "Linked Issues", "array", "issuelinks", ("issueLink",), True, shown_links),
    ComputedField("subtasks", "Sub-tasks", "array", "issuelinks", ("subtasks",), True, _subtasks),
    ComputedField("watches", "Watchers", "watches", "", ("watchers",), True, _watches),
    ComputedField("votes", "Votes", "votes", "", ("votes",), True, _votes),
    ComputedField("timetracking", "Time tracking", "timetracking", "", (), False, _tracking),
    ComputedField("timespent", "Time Spent", "number", "", ("timespent",), True, _spent),
    ComputedField("progress", "Progress", "progress", "", ("progress",), True, _progress),
    ComputedField("workratio", "Work Ratio", "number", "", ("workratio",), True, lambda issue, rendering: -1),
    ComputedField("lastViewed", "Last Viewed", "datetime", "", ("lastViewed",), True, _nothing),
    ComputedField("security", "Security Level", "securitylevel", "", ("level",), True, _nothing),
)
