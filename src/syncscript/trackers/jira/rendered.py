"""Answers with HTML: a field and the comments of an issue as Jira itself renders them.

Read anew each time, for texts change. Refuses to turn markup into HTML itself.
"""

from __future__ import annotations

from urllib.parse import quote

from syncscript.contracts import NotFound
from syncscript.model import CUSTOM, Json
from syncscript.trackers.jira.questions import Answering, Asked


def _field(asked: Asked) -> Json:
    """Asked as (key of the issue, field). None for a field that Jira does not render."""
    name = asked.text(1)
    field = asked.fields.named(name) or asked.fields.named(CUSTOM + name) if name else None
    return _rendered(asked, field.id).get(field.id) if field else None


def _comments(asked: Asked) -> Json:
    """Asked as (key of the issue). Of each comment its id and its body as HTML."""
    found = _rendered(asked, "comment").get("comment") or {}
    return [{"id": str(c["id"]), "body": c.get("body") or ""} for c in found.get("comments") or ()]


def _rendered(asked: Asked, field_id: str) -> dict[str, Json]:
    if not asked.text():
        return {}
    try:
        params = {"fields": field_id, "expand": "renderedFields"}
        issue = asked.http.get(f"/issue/{quote(asked.text(), safe='')}", params)
    except NotFound:
        return {}
    rendered: dict[str, Json] = issue.get("renderedFields") or {}
    return rendered


RENDERED: dict[str, Answering] = {"getHtmlComments": _comments, "getHtmlField": _field}
