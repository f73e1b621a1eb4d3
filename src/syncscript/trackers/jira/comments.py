"""Adding, editing and removing comments.

A new comment carries its marker as a property. Knows nothing of id maps: which comment is whose copy is the
engine's business.
"""

from __future__ import annotations

from typing import Any

from syncscript.contracts import NotFound
from syncscript.model import AddComment, Document, EditComment, IssueRef, Json, Receipt, RemoveComment
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.instants import instant
from syncscript.trackers.jira.kinds import Site
from syncscript.trackers.jira.payload import marker_property

INTERNAL = {"key": "sd.public.comment", "value": {"internal": True}}
"""How a service project is told that only agents may see a comment."""


def add_comment(http: Http, site: Site, ref: IssueRef, operation: AddComment, marker: str,
                documents: tuple[Document, ...]) -> Receipt:
    """One POST. The receipt's detail has `body`, as a later read shows it."""
    properties: list[Json] = [marker_property(marker)]
    if operation.internal:
        properties.append(INTERNAL)
    body = {"body": _body(operation.body, operation.source_id, site, documents), "properties": properties}
    return _receipt(ref, http.write("POST", f"/issue/{ref.id}/comment", body), site)


def edit_comment(http: Http, site: Site, ref: IssueRef, operation: EditComment,
                 documents: tuple[Document, ...]) -> Receipt:
    """One PUT; NotFound when the comment is gone."""
    body = {"body": _body(operation.body, operation.source_id, site, documents)}
    return _receipt(ref, http.write("PUT", f"/issue/{ref.id}/comment/{operation.copy_id}", body), site)


def remove_comment(http: Http, ref: IssueRef, operation: RemoveComment) -> Receipt:
    """One DELETE; what is already gone is removed."""
    remove(http, f"/issue/{ref.id}/comment/{operation.copy_id}")
    return Receipt(ref, operation.copy_id)


def remove(http: Http, path: str) -> None:
    """Delete what is at a path, or find it gone."""
    try:
        http.write("DELETE", path)
    except NotFound:
        return


def _body(text: str, source_id: str | None, site: Site, documents: tuple[Document, ...]) -> Json:
    return site.texts.written(text, documents, f"comments/{source_id}")


def _receipt(ref: IssueRef, answer: Any, site: Site) -> Receipt:
    return Receipt(ref, str(answer["id"]), at=instant(answer["updated"]),
                   detail={"body": site.texts.read(answer.get("body")) or ""})
