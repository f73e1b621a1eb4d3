"""Every field of an issue: rules that sync them all, a value for each, and how two sides are compared."""

from __future__ import annotations

from typing import Any

from syncscript.richtext import canonical_wiki
from tests.sync.joined import Joined, scripts

OUTGOING = """
replica.key = issue.key
replica.type = issue.type
replica.summary = issue.summary
replica.description = issue.description
replica.environment = issue.environment
replica.labels = issue.labels
replica.priority = issue.priority
replica.status = issue.status
replica.resolution = issue.resolution
replica.assignee = issue.assignee
replica.reporter = issue.reporter
replica.components = issue.components
replica.affectedVersions = issue.affectedVersions
replica.fixVersions = issue.fixVersions
replica.due = issue.due
replica.parentId = issue.parentId
replica.comments = issue.comments
replica.attachments = issue.attachments
replica.customFields."Remote Key" = issue.customFields."Remote Key"
replica.customFields."Release Notes" = issue.customFields."Release Notes"
replica.customFields."Story Points" = issue.customFields."Story Points"
replica.customFields."Start date" = issue.customFields."Start date"
replica.customFields."Deployed At" = issue.customFields."Deployed At"
replica.customFields."Severity" = issue.customFields."Severity"
replica.customFields."Platforms" = issue.customFields."Platforms"
replica.customFields."Region" = issue.customFields."Region"
replica.customFields."10019" = issue.customFields."10019"
replica.customFields."Tags" = issue.customFields."Tags"
replica.customFields."Checklist" = issue.customFields."Checklist"
"""
INCOMING = """
if (firstSync) {
    issue.projectKey = "{project}"
    issue.typeName = nodeHelper.getIssueType(replica.type?.name, issue.projectKey)?.name ?: "Task"
}
issue.summary = replica.summary
issue.description = replica.description
issue.environment = replica.environment
issue.labels = replica.labels
issue.priority = nodeHelper.getPriority(replica.priority?.name)
issue.setStatus(replica.status?.name)
issue.resolution = nodeHelper.getResolution(replica.resolution?.name)
issue.assignee = nodeHelper.getUserByEmail(replica.assignee?.email)
issue.reporter = nodeHelper.getUserByEmail(replica.reporter?.email)
issue.components = replica.components
issue.affectedVersions = replica.affectedVersions
issue.fixVersions = replica.fixVersions
issue.due = replica.due
if (replica.parentId) {
    issue.parentId = nodeHelper.getLocalIssueKeyFromRemoteId(replica.parentId)
}
issue.comments = commentHelper.mergeComments(issue, replica)
issue.attachments = attachmentHelper.mergeAttachments(issue, replica)
issue.customFields."Remote Key".value = replica.customFields."Remote Key"?.value
issue.customFields."10011".value = replica.customFields."Release Notes"?.value
issue.customFields."Story Points".value = replica.customFields."Story Points"?.value
issue.customFields."Start date".value = replica.customFields."Start date"?.value
issue.customFields."Deployed At".value = replica.customFields."Deployed At"?.value
issue.customFields."Severity".value = replica.customFields."Severity"?.value
issue.customFields."customfield_10016".value = replica.customFields."Platforms"?.value
issue.customFields."Region".value = replica.customFields."Region"?.value
issue.customFields."Specification".value = replica.customFields."10019"?.value
issue.customFields."Tags".value = replica.customFields."Tags"?.value
issue.customFields."Checklist".value = replica.customFields."Checklist"?.value
"""
FACES = [("cloud", "dc"), ("dc", "cloud"), ("cloud", "cloud")]
RULES = scripts(OUTGOING, INCOMING)


def account(joined: Joined, side: str, name: str) -> dict[str, str]:
    """A person as that side's Jira wants to be told."""
    server = joined.blue if side == "blue" else joined.green
    user = server.state.world.user_named(name)
    assert user is not None
    return {"accountId": user.id} if server.face == "cloud" else {"name": user.name}


def filled(joined: Joined, side: str) -> dict[str, Any]:
    """A value for every field."""
    return {
        "description": "First line\n\n* one\n* two\n\nh2. Heading\n\n*bold* and {{code}}",
        "environment": "the lobby",
        "labels": ["badge", "lobby"],
        "priority": {"name": "High"},
        "assignee": account(joined, side, "tester"),
        "reporter": account(joined, side, "developer"),
        "components": [{"name": "Reader"}],
        "versions": [{"name": "1.0"}],
        "fixVersions": [{"name": "1.1"}, {"name": "2.0"}],
        "duedate": "2026-03-31",
        "customfield_10010": "R-1",
        "customfield_10011": "A *bold* note",
        "customfield_10012": 5.5,
        "customfield_10013": "2026-01-31",
        "customfield_10014": "2026-01-31T10:20:00.000+0000",
        "customfield_10015": {"value": "Major"},
        "customfield_10016": [{"value": "Linux"}, {"value": "Windows"}],
        "customfield_10017": {"value": "Europe", "child": {"value": "South"}},
        "customfield_10019": "https://example.com/spec",
        "customfield_10020": ["x", "y"],
        "customfield_10021": [{"value": "Tested"}],
    }


RICH = ("description", "environment", "customfield_10011")
CLEARED: dict[str, Any] = {
    "description": None,
    "environment": None,
    "labels": [],
    "assignee": None,
    "components": [],
    "versions": [],
    "fixVersions": [],
    "duedate": None,
    **{f"customfield_{n}": None for n in (10010, 10011, 10012, 10013, 10014, 10015, 10017, 10019)},
    "customfield_10016": [],
    "customfield_10020": [],
    "customfield_10021": [],
}


def plain(fields: Any) -> dict[str, Any]:
    """What a person sees of an issue, without ids and in one notation, in one shape for both faces."""
    names = (
        "summary",
        "environment",
        "description",
        "labels",
        "priority",
        "status",
        "resolution",
        "issuetype",
        "assignee",
        "reporter",
        "components",
        "versions",
        "fixVersions",
        "duedate",
        *(f"customfield_{n}" for n in (*range(10010, 10018), 10019, 10020, 10021)),
    )
    return {
        name: _plain(fields.get(name)) if name not in RICH else canonical_wiki(fields.get(name) or "")
        for name in names
    }


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return sorted(map(str, map(_plain, value))) or None
    if isinstance(value, dict):
        if "child" in value:
            return value["value"], value["child"]["value"]
        return next(value[n] for n in ("emailAddress", "name", "value") if n in value)
    return value or None


def assert_same(two: Joined, blue: str, green: str) -> None:
    assert plain(two.at_green.fields(green)) == plain(two.at_blue.fields(blue))
