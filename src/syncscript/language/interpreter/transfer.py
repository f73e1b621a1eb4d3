"""Comments and attachments on their way from a replica to an issue.

A local one keeps its `id`; a copy of the other side's carries `remoteId` and no `id`; one the rule wrote
has neither. Refuses to know which copies exist already: the engine matches them.
"""

from __future__ import annotations

from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value
from syncscript.model import Json

COMMENT_FIELDS = ("body", "internal", "executor", "roleLevel", "groupLevel")
WORK_LOG_FIELDS = ("timeSpent", "comment", "body", "startDate", "executor", "author", "updateAuthor")
ATTACHMENT_FIELDS = ("filename", "mimetype", "filesize")


def copied_comment(comment: dict[str, Json]) -> dict[str, Json]:
    """The copy of a replica's comment: what of it goes into the issue."""
    return {"remoteId": comment.get("id")} | {f: comment[f] for f in COMMENT_FIELDS if comment.get(f)}


def copied_attachment(attachment: dict[str, Json]) -> dict[str, Json]:
    return {"remoteId": attachment.get("id")} | {f: attachment.get(f) for f in ATTACHMENT_FIELDS}


def copied_work_log(log: dict[str, Json]) -> dict[str, Json]:
    return {"remoteId": log.get("id")} | {f: log[f] for f in WORK_LOG_FIELDS if log.get(f) is not None}


COPIES = {"comments": copied_comment, "attachments": copied_attachment, "workLogs": copied_work_log}


def normalise_copies(run: Run) -> None:
    """Entries taken from the replica as they are (`+= replica.addedComments`) become copies."""
    if run.kind != "incoming" or type(run.replica) is not dict:
        return
    for field, copy in COPIES.items():
        entries = run.issue.get(field)
        if field in run.written and isinstance(entries, list):
            foreign = {id(entry) for entry in all_of(run.replica, field)}
            run.issue[field] = [copy(entry) if id(entry) in foreign else entry for entry in entries]


def all_of(replica: dict[str, Value], field: str) -> list[Value]:
    """The replica's entries of this field, in all its lists."""
    ending = field[0].upper() + field[1:]
    return [
        entry
        for name, entries in replica.items()
        if (name == field or name.endswith(ending)) and isinstance(entries, list)
        for entry in entries
        if type(entry) is dict
    ]
