"""The fields of an issue as Exalate names them, and which of them a name nearly is.

Refuses to know custom fields, and to say that any other name is wrong: issues are open objects.
"""

from __future__ import annotations

from difflib import get_close_matches

FIELDS = (
    "id", "key", "summary", "description", "environment", "type", "typeName", "project", "projectKey",
    "status", "priority", "resolution", "assignee", "assignees", "reporter", "creator", "labels",
    "components", "affectedVersions", "fixVersions", "due", "created", "updated", "resolutionDate",
    "parentId", "parent", "customFields", "customKeys", "comments", "attachments", "workLogs", "issueLinks",
    "remoteIssueLinks", "watchers", "originalEstimate", "remainingEstimate", "timeSpent", "securityLevel",
    "addedComments", "changedComments", "removedComments", "addedAttachments", "removedAttachments",
    "addedWorkLogs", "changedWorkLogs", "removedWorkLogs", "entityType", "tableName",
)  # fmt: skip
"""Fields of an issue as Exalate names them. Others may be there too."""
NEAR = 0.88
SHORTEST, LONGEST = 5, 24
SMALL = {name.lower(): name for name in FIELDS}


def field_meant_by(name: str) -> str | None:
    """The field that differs from this name by a slip; None where none is that near."""
    if name in FIELDS or not SHORTEST <= len(name) <= LONGEST or not name[0].islower():
        return None
    near = get_close_matches(name.lower(), SMALL, 1, NEAR)
    return SMALL[near[0]] if near else None
