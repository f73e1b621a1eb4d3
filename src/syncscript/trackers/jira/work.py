"""Logging work on an issue, correcting it and taking it back, and reading what is logged.

On Cloud an entry carries its marker as a property; a Data Center keeps none with it. Knows nothing of id
maps: which entry is whose copy is the engine's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from syncscript.model import Document, EditWork, IssueRef, Json, LogWork, Receipt, RemoveWork, Work
from syncscript.trackers.jira.comments import remove
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.instants import instant, iso, jira_iso
from syncscript.trackers.jira.kinds import Site
from syncscript.trackers.jira.payload import marker_property

ORIGIN = "workLogs/"


def log_work(http: Http, site: Site, ref: IssueRef, operation: LogWork, marker: str,
             documents: tuple[Document, ...]) -> Receipt:
    """One POST. The receipt's detail has the text of the work, as a later read shows it."""
    body = _body(operation.work, operation.source_id, site, documents)
    if site.texts.cloud:
        body["properties"] = [marker_property(marker)]
    return _receipt(ref, http.write("POST", f"/issue/{ref.id}/worklog", body), site)


def edit_work(http: Http, site: Site, ref: IssueRef, operation: EditWork,
              documents: tuple[Document, ...]) -> Receipt:
    """One PUT; NotFound when the entry is gone."""
    body = _body(operation.work, operation.source_id, site, documents)
    return _receipt(ref, http.write("PUT", f"/issue/{ref.id}/worklog/{operation.copy_id}", body), site)


def remove_work(http: Http, ref: IssueRef, operation: RemoveWork) -> Receipt:
    """One DELETE; what is already gone is removed."""
    remove(http, f"/issue/{ref.id}/worklog/{operation.copy_id}")
    return Receipt(ref, operation.copy_id)


def work_in(raw: Mapping[str, Any], site: Site) -> Work:
    """The work of an entry that Jira shows."""
    seconds, started = int(raw["timeSpentSeconds"]), iso(instant(raw["started"]))
    return Work(seconds, started, site.texts.read(raw.get("comment")) or "")


def _body(work: Work, source_id: str, site: Site, documents: tuple[Document, ...]) -> dict[str, Json]:
    """An empty comment is sent too where one may be there already: what was taken back is gone."""
    said = site.texts.written(work.comment, documents, f"{ORIGIN}{source_id}")
    started = jira_iso(datetime.fromisoformat(work.started))
    body: dict[str, Json] = {"timeSpentSeconds": work.seconds, "started": started}
    return body | {"comment": said if said is not None else _NOTHING[site.texts.cloud]}


_NOTHING: dict[bool, Json] = {True: {"type": "doc", "version": 1, "content": []}, False: ""}


def _receipt(ref: IssueRef, answer: Any, site: Site) -> Receipt:
    detail = {"body": work_in(answer, site).text}
    return Receipt(ref, str(answer["id"]), at=instant(answer["updated"]), detail=detail)
