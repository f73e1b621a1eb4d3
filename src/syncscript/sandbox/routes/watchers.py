"""Who watches an issue."""

from __future__ import annotations

from dataclasses import replace

from syncscript.sandbox.call import Answer, Call, delete, get, post
from syncscript.sandbox.kinds.people import user_meant
from syncscript.sandbox.problems import FieldProblem, missing, refused
from syncscript.sandbox.records import User


def list_watchers(call: Call) -> Answer:
    issue = call.issue()
    return Answer(
        json={
            "self": call.rendering.link(f"issue/{issue.key}/watchers"),
            "isWatching": call.user.id in issue.watchers,
            "watchCount": len(issue.watchers),
            "watchers": [call.rendering.user(i) for i in issue.watchers],
        }
    )


def _user(call: Call, identifier: str) -> User:
    named = {"accountId": identifier} if call.face.cloud else {"name": identifier}
    try:
        found = user_meant(named, call.world, call.face.name)
    except FieldProblem as problem:
        raise refused(str(problem)) from None
    if found is None:
        raise missing("The user does not exist.")
    return found


def add_watcher(call: Call) -> Answer:
    """The body is a bare string with the user's identifier; without one the caller watches."""
    issue, given = call.issue(), call.any_body() if call.request.get_data() else None
    user = call.user if given is None else _user(call, str(given))
    call.state.put(replace(issue, watchers=tuple(dict.fromkeys((*issue.watchers, user.id)))))
    return Answer(204)


def remove_watcher(call: Call) -> Answer:
    issue = call.issue()
    user = _user(call, call.query.get("accountId" if call.face.cloud else "username", ""))
    call.state.put(replace(issue, watchers=tuple(i for i in issue.watchers if i != user.id)))
    return Answer(204)


ROUTES = (
    get("issue/<issue>/watchers", list_watchers),
    post("issue/<issue>/watchers", add_watcher),
    delete("issue/<issue>/watchers", remove_watcher),
)
