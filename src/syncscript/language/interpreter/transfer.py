"""Comments and attachments on their way from a replica to an issue.

A local one keeps its `id`; a copy of the other side's carries `remoteId` and no `id`; one the rule wrote
has neither. Refuses to know which copies exist already: the engine matches them.
"""

from __future__ import annotations

from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value
from syncscript.model import Json

SEEN_BY = ("internal", "executor", "roleLevel", "groupLevel")
WORK_LOG_FIELDS = ("timeSpent", "comment", "body", "startDate", "executor", "author", "updateAuthor")


def copied_comments(
    comments: list[dict[str, Json]], bodies: list[Json] | None = None
) -> list[dict[str, Json]]:
    """Copies of comments: what of them goes into the issue, and who may see it. One that says nothing is left
    out. bodies: what each says; None: its own text, under a line that tells who wrote it."""
    copies: list[dict[str, Json]] = []
    told = None if bodies is None else iter(bodies)
    for comment in comments:
        get = comment.get
        if told is not None:
            body = next(told)
        elif body := get("body"):
            author = get("author")
            if type(author) is dict and (name := author.get("displayName") or author.get("username")):
                body = f"{name} commented:\n{body if type(body) is str else text(body)}"
            elif type(body) is not str:
                body = text(body)
        if not body:
            continue
        copy = {"remoteId": get("id"), "body": body}
        if internal := get("internal"):
            copy["internal"] = internal
        if executor := get("executor"):
            copy["executor"] = executor
        if role := get("roleLevel"):
            copy["roleLevel"] = role
        if group := get("groupLevel"):
            copy["groupLevel"] = group
        copies.append(copy)
    return copies


def copied_comment(comment: dict[str, Json], body: Json) -> dict[str, Json]:
    """One comment's copy. Without a text it is still told of: what becomes of it is for the engine to say."""
    copies = copied_comments([comment], [body])
    return copies[0] if copies else {"remoteId": comment.get("id")}


def copied_attachments(attachments: list[dict[str, Json]]) -> list[dict[str, Json]]:
    return [
        {"remoteId": get("id"), "filename": get("filename"), "mimetype": get("mimetype"),
         "filesize": get("filesize")}
        for get in [attachment.get for attachment in attachments]
    ]  # fmt: skip


def copied_attachment(attachment: dict[str, Json]) -> dict[str, Json]:
    return copied_attachments([attachment])[0]


def copied_work_log(log: dict[str, Json]) -> dict[str, Json]:
    return {"remoteId": log.get("id")} | {f: log[f] for f in WORK_LOG_FIELDS if log.get(f) is not None}


def taken_over(comment: dict[str, Json]) -> dict[str, Json]:
    return copied_comment(comment, comment.get("body"))


COPIES = {"comments": taken_over, "attachments": copied_attachment, "workLogs": copied_work_log}


def normalise_copies(run: Run) -> None:
    """Entries taken from the replica as they are (`+= replica.addedComments`) become copies."""
    if run.kind != "incoming" or type(run.replica) is not dict:
        return
    for field, copy in COPIES.items():
        if field not in run.written or field in run.own:
            continue
        entries = run.issue.get(field)
        if isinstance(entries, list):
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
