"""Users: one, all, by the beginnings of their names, and those who may be assigned."""

from __future__ import annotations

from collections.abc import Iterable

from syncscript.sandbox.call import CLOUD, Answer, Call, get
from syncscript.sandbox.problems import JiraProblem, missing, refused
from syncscript.sandbox.records import User
from syncscript.sandbox.routes.groups import groups_of

MOST = 1000


def _starts(user: User, text: str, *, cloud: bool) -> bool:
    """Whether a word of the name, or the address, begins with `text` (case ignored)."""
    wanted = text.casefold()
    names = [user.display, user.email, *user.display.split()]
    names += [] if cloud else [user.name]
    return any(name.casefold().startswith(wanted) for name in names)


def _page(call: Call, users: Iterable[User]) -> Answer:
    start, most = call.whole_number("startAt", 0), min(call.whole_number("maxResults", 50), MOST)
    return Answer(json=[call.rendering.user(user.id) for user in list(users)[start:start + most]])


def _matching(call: Call) -> list[User]:
    active = [user for user in call.world.users.values() if user.active]
    if call.face.cloud and call.query.get("accountId"):
        return [user for user in active if user.id == call.query["accountId"]]
    text = call.query.get("query" if call.face.cloud else "username", "")
    if text == "." and not call.face.cloud:
        return active
    return [user for user in active if _starts(user, text, cloud=call.face.cloud)]


def search(call: Call) -> Answer:
    needed = ("query", "accountId", "property") if call.face.cloud else ("username",)
    if not any(name in call.query for name in needed):
        raise refused(
            "The query parameters 'query', 'property' or 'accountId' must be provided."
            if call.face.cloud
            else "The username query parameter was not provided"
        )
    return _page(call, _matching(call))


def assignable(call: Call) -> Answer:
    if not any(name in call.query for name in ("project", "issueKey", "issueId")):
        raise refused("You must specify a valid project or issue.")
    return _page(call, _matching(call))


def everyone(call: Call) -> Answer:
    return _page(call, call.world.users.values())


def one(call: Call) -> Answer:
    if call.face.cloud:
        found = call.world.users.get(call.query.get("accountId", ""))
    else:
        wanted = (call.query.get("username") or call.query.get("key") or "").casefold()
        found = next(
            (u for u in call.world.users.values() if wanted in (u.name.casefold(), u.key.casefold())), None
        )
    if found is None:
        raise missing(
            "Specified user does not exist or you do not have required permissions"
            if call.face.cloud
            else f"The user named '{call.query.get('username', '')}' does not exist"
        )
    shown = call.rendering.user(found.id) or {}
    if "groups" in call.parts("expand"):
        held = groups_of(call, found)
        shown = shown | {"groups": {"size": len(held), "items": held}}
    return Answer(json=shown)


def several(call: Call) -> Answer:
    ids = call.query.getlist("accountId")
    if not ids:
        raise JiraProblem(400, ["Account IDs must be provided."])
    found = [call.rendering.user(i) for i in ids if i in call.world.users]
    return Answer(json={"maxResults": 50, "startAt": 0, "total": len(found), "isLast": True, "values": found})


PERMISSIONS = (
    "ADD_COMMENTS", "ASSIGN_ISSUES", "BROWSE_PROJECTS", "CREATE_ATTACHMENTS", "CREATE_ISSUES",
    "DELETE_ALL_ATTACHMENTS", "DELETE_ALL_COMMENTS", "DELETE_ISSUES", "EDIT_ALL_COMMENTS", "EDIT_ISSUES",
    "LINK_ISSUES", "MODIFY_REPORTER", "TRANSITION_ISSUES", "WORK_ON_ISSUES",
)  # fmt: skip


def permissions(call: Call) -> Answer:
    """Everybody may do everything in a sandbox."""
    asked = call.parts("permissions") or PERMISSIONS
    held = {
        key: {"id": str(number), "key": key, "name": key.replace("_", " ").capitalize(), "type": "PROJECT",
              "description": "", "havePermission": True}
        for number, key in enumerate(PERMISSIONS) if key in asked
    }  # fmt: skip
    return Answer(json={"permissions": held})


ROUTES = (
    get("mypermissions", permissions),
    get("user", one),
    get("user/search", search),
    get("user/assignable/search", assignable),
    get("user/bulk", several, CLOUD),
    get("users/search", everyone, CLOUD),
    get("users", everyone, CLOUD),
)
