"""What hangs on an issue as JSON: comments, attachments, worklogs, links, watchers, history."""

from __future__ import annotations

from urllib.parse import quote

from syncscript.sandbox.bodies import show_body
from syncscript.sandbox.faces.rendering import Rendering
from syncscript.sandbox.instants import jira_text
from syncscript.sandbox.records import Attachment, Change, ChangeItem, Comment, Issue, Json, Link, Worklog

INTERNAL = "sd.public.comment"
"""The comment property by which Jira Service Management marks internal comments."""


def shown_comment(
    comment: Comment, issue: Issue, rendering: Rendering, *, properties: bool = False
) -> dict[str, Json]:
    internal = comment.properties.get(INTERNAL)
    shown: dict[str, Json] = {
        "self": rendering.link(f"issue/{issue.id}/comment/{comment.id}"), "id": comment.id,
        "author": rendering.user(comment.author), "body": show_body(comment.body, rendering.api),
        "updateAuthor": rendering.user(comment.editor), "created": jira_text(comment.created),
        "updated": jira_text(comment.updated),
    }
    if comment.visibility:
        shown["visibility"] = comment.visibility
    if rendering.face.cloud:
        shown["jsdPublic"] = not (isinstance(internal, dict) and internal.get("internal"))
    if properties:
        shown["properties"] = [{"key": k, "value": v} for k, v in comment.properties.items()]
    return shown


def shown_comments(issue: Issue, rendering: Rendering) -> dict[str, Json]:
    """The comments inside an issue: the first ones up to the limit, with the right total."""
    inside = issue.comments[:rendering.comment_limit]
    page: dict[str, Json] = {"comments": [shown_comment(c, issue, rendering) for c in inside]}
    if rendering.face.cloud:
        page |= {"self": rendering.link(f"issue/{issue.id}/comment")}
    return page | {"maxResults": len(inside), "total": len(issue.comments), "startAt": 0}


def content_address(attachment: Attachment, rendering: Rendering) -> str:
    if rendering.face.cloud:
        return rendering.link(f"attachment/content/{attachment.id}")
    return f"{rendering.base}/secure/attachment/{attachment.id}/{quote(attachment.filename)}"


def shown_attachment(attachment: Attachment, rendering: Rendering) -> dict[str, Json]:
    shown: dict[str, Json] = {
        "self": rendering.link(f"attachment/{attachment.id}"), "id": attachment.id,
        "filename": attachment.filename, "author": rendering.user(attachment.author),
        "created": jira_text(attachment.created), "size": attachment.size, "mimeType": attachment.mimetype,
        "content": content_address(attachment, rendering),
    }
    if attachment.mimetype.startswith("image/"):
        shown["thumbnail"] = rendering.link(f"attachment/thumbnail/{attachment.id}")
    return shown


def time_spent(seconds: int) -> str:
    """`1w 2d 3h 4m`, in weeks of five days of eight hours."""
    minutes = seconds // 60
    parts = []
    for size, unit in ((5 * 8 * 60, "w"), (8 * 60, "d"), (60, "h"), (1, "m")):
        count, minutes = divmod(minutes, size)
        if count:
            parts.append(f"{count}{unit}")
    return " ".join(parts) or "0m"


def shown_worklog(
    worklog: Worklog, issue: Issue, rendering: Rendering, *, properties: bool = False
) -> dict[str, Json]:
    shown: dict[str, Json] = {
        "self": rendering.link(f"issue/{issue.id}/worklog/{worklog.id}"),
        "author": rendering.user(worklog.author), "updateAuthor": rendering.user(worklog.editor),
        "created": jira_text(worklog.created), "updated": jira_text(worklog.updated),
        "started": jira_text(worklog.started), "timeSpent": time_spent(worklog.seconds),
        "timeSpentSeconds": worklog.seconds, "id": worklog.id, "issueId": issue.id,
    }
    if properties and rendering.face.cloud:
        shown["properties"] = [{"key": k, "value": v} for k, v in worklog.properties.items()]
    optional = {"comment": show_body(worklog.comment, rendering.api), "visibility": worklog.visibility}
    return shown | {key: value for key, value in optional.items() if value is not None}


def shown_link(link: Link, issue: Issue, rendering: Rendering) -> dict[str, Json] | None:
    """A link as `issue` sees it; None when the other issue is gone."""
    outward = link.source == issue.id
    other = rendering.world.issues.get(link.target if outward else link.source)
    if other is None:
        return None
    return {"id": link.id, "self": rendering.link(f"issueLink/{link.id}"),
            "type": rendering.link_type(rendering.world.link_types[link.type]),
            "outwardIssue" if outward else "inwardIssue": rendering.issue_brief(other)}


def shown_links(issue: Issue, rendering: Rendering) -> list[Json]:
    shown = (shown_link(link, issue, rendering) for link in rendering.world.links_of(issue.id))
    return [link for link in shown if link is not None]


def shown_change(change: Change, rendering: Rendering) -> dict[str, Json]:
    return {"id": change.id, "author": rendering.user(change.author), "created": jira_text(change.created),
            "items": [_shown_item(item, rendering) for item in change.items]}


def _shown_item(item: ChangeItem, rendering: Rendering) -> dict[str, Json]:
    shown: dict[str, Json] = {"field": item.field, "fieldtype": "custom" if item.custom else "jira"}
    if rendering.face.cloud:
        shown["fieldId"] = item.field_id
    return shown | {"from": item.old, "fromString": item.old_text, "to": item.new, "toString": item.new_text}
