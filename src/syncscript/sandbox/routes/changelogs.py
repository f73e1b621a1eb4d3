"""The change history: of one issue in pages, and of many at once. Oldest first."""

from __future__ import annotations

from dataclasses import replace

from syncscript.sandbox.call import CLOUD, Answer, Call, asks, get
from syncscript.sandbox.faces.hanging import shown_change
from syncscript.sandbox.problems import refused
from syncscript.sandbox.records import Change, Json
from syncscript.sandbox.shapes import natural_of, texts_of

MOST_ISSUES = 1000
MOST_FIELDS = 10


def of_issue(call: Call) -> Answer:
    issue = call.issue()
    start, most = call.whole_number("startAt", 0), min(call.whole_number("maxResults", 100), 100)
    total = len(issue.history)
    return Answer(json={
        "self": call.rendering.link(f"issue/{issue.key}/changelog?maxResults={most}&startAt={start}"),
        "maxResults": most, "startAt": start, "total": total, "isLast": start + most >= total,
        "values": [shown_change(change, call.rendering) for change in issue.history[start:start + most]]})


def of_many(call: Call) -> Answer:
    """Changes of up to 1,000 issues, of up to 10 fields; `nextPageToken` is where to go on."""
    body = call.body()
    ids = texts_of(body.get("issueIdsOrKeys"), "issueIdsOrKeys")
    fields = texts_of(body.get("fieldIds"), "fieldIds")
    if not ids or len(ids) > MOST_ISSUES:
        raise refused(f"The number of issues must be between 1 and {MOST_ISSUES}.")
    if len(fields) > MOST_FIELDS:
        raise refused(f"The number of field IDs must not exceed {MOST_FIELDS}.")
    start = natural_of(body.get("nextPageToken"), "nextPageToken")
    most = natural_of(body.get("maxResults"), "maxResults", 1000)
    found = {issue.id: issue for issue in map(call.world.issue, ids) if issue is not None}
    every = [(issue.id, change) for issue in found.values() for change in _about(issue.history, fields)]
    every.sort(key=lambda pair: (pair[1].created, int(pair[1].id)))
    by_issue: dict[str, list[Json]] = {}
    for issue_id, change in every[start:start + most]:
        by_issue.setdefault(issue_id, []).append(shown_change(change, call.rendering))
    answer: dict[str, Json] = {
        "issueChangeLogs": [{"issueId": i, "changeHistories": histories} for i, histories in by_issue.items()]
    }
    if start + most < len(every):
        answer["nextPageToken"] = str(start + most)
    return Answer(json=answer)


def _about(history: tuple[Change, ...], fields: list[str]) -> list[Change]:
    """The changes of these fields, all of them when none are named."""
    if not fields:
        return list(history)
    cut = (replace(c, items=tuple(item for item in c.items if item.field_id in fields)) for c in history)
    return [change for change in cut if change.items]


ROUTES = (
    get("issue/<issue>/changelog", of_issue, CLOUD),
    asks("changelog/bulkfetch", of_many, CLOUD),
)
