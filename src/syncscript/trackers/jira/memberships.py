"""Answers about groups, roles and permissions: who belongs to which, and what this account may do.

Roles hold people and groups. What this account may not see is refused with what to grant, never taken for an
empty answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from syncscript.contracts import NotFound, Rejected
from syncscript.model import Json
from syncscript.trackers.jira.outcomes import Forbidden
from syncscript.trackers.jira.questions import Answering, Asked
from syncscript.trackers.jira.users import User

PAGE = 50
EDIT_ALL = "EDIT_ALL_COMMENTS"


def _is_member(asked: Asked) -> Json:
    """Asked as (user, group) or (group, user)."""
    user, place = _user(asked)
    return user is not None and asked.text(1 - place).casefold() in _groups_of(asked, user)


def _in_group(asked: Asked) -> Json:
    return list(_members(asked, asked.text())) if asked.text() else []


def _has_role(asked: Asked) -> Json:
    """Asked as (user, role, project) or (role, user, project)."""
    user, place = _user(asked)
    if user is None:
        return False
    groups = _groups_of(asked, user)
    return any(
        _actor_user(asked, actor) == user or _actor_group(actor).casefold() in groups
        for actor in _actors(asked, asked.text(1 - place), asked.project(2))
    )


def _with_role(asked: Asked) -> Json:
    """Asked as (role, project): the people of the role, and of the groups in it."""
    found: dict[str, User] = {}
    for actor in _actors(asked, asked.text(), asked.project(1)):
        group, user = _actor_group(actor), _actor_user(asked, actor)
        people = _members(asked, group) if group else [user] if user else []
        found.update({str(one["key"]): one for one in people})
    return list(found.values())


def _may_edit_comments(asked: Asked) -> Json:
    """Asked as ([key of an issue]): whether this account may edit everybody's comments."""
    params = {"permissions": EDIT_ALL} | ({"issueKey": asked.text()} if asked.text() else {})
    held = _read(asked, "/mypermissions", params)["permissions"].get(EDIT_ALL) or {}
    return bool(held.get("havePermission"))


def _user(asked: Asked) -> tuple[User | None, int]:
    """The user among the first two arguments, and its place."""
    for place in (0, 1):
        value = asked.arguments[place] if place < len(asked.arguments) else None
        user = asked.site.users.meant(value) if value else None
        if user is not None:
            return user, place
    return None, 0


def _groups_of(asked: Asked, user: User) -> set[str]:
    """The names of a user's groups, in small letters."""
    if asked.site.users.cloud:
        groups = _read(asked, "/user/groups", {"accountId": str(user["key"])})
    else:
        whole = _read(asked, "/user", {"username": str(user["username"]), "expand": "groups"})
        groups = (whole.get("groups") or {}).get("items") or []
    return {str(group["name"]).casefold() for group in groups}


def _members(asked: Asked, group: str) -> Iterator[User]:
    start = 0
    while True:
        params: dict[str, str | int] = {"groupname": group, "startAt": start, "maxResults": PAGE}
        try:
            page = _read(asked, "/group/member", params)
        except NotFound:
            return
        seen = [asked.site.users.seen(raw) for raw in page["values"]]
        yield from [user for user in seen if user is not None]
        start += len(seen)
        if not seen or page.get("isLast") or start >= page.get("total", start):
            return


def _actors(asked: Asked, role: str, project: str) -> list[dict[str, Any]]:
    """Who stands in a role of a project, people and groups."""
    if not project:
        raise Rejected(f"who has the role {role!r} is known only for a project",
                       help="give the project's key as the last argument")
    path = f"/project/{quote(project, safe='')}/role"
    try:
        roles = {name.casefold(): str(link) for name, link in _read(asked, path).items()}
        link = roles.get(role.casefold())
        found = _read(asked, f"{path}/{link.rstrip('/').rpartition('/')[2]}") if link else {}
    except NotFound:
        return []
    return list(found.get("actors") or ())


def _actor_user(asked: Asked, actor: Mapping[str, Any]) -> User | None:
    if actor.get("type") != "atlassian-user-role-actor":
        return None
    users, told = asked.site.users, actor.get("actorUser") or {}
    return users.by_key(str(told.get("accountId"))) if users.cloud else users.by_username(str(actor["name"]))


def _actor_group(actor: Mapping[str, Any]) -> str:
    if actor.get("type") != "atlassian-group-role-actor":
        return ""
    return str((actor.get("actorGroup") or {}).get("name") or actor.get("name") or "")


def _read(asked: Asked, path: str, params: Mapping[str, str | int] | None = None) -> Any:
    """Rejected, for this one rule, where the account may not look."""
    try:
        return asked.http.get(path, params)
    except Forbidden as error:
        raise Rejected(f"this account may not see who belongs where: {error}",
                       help="let it browse users and groups, or leave the question out of the rule") from None


MEMBERSHIPS: dict[str, Answering] = {
    "canUserEditComments": _may_edit_comments,
    "findInGroup": _in_group,
    "findWithRole": _with_role,
    "hasRole": _has_role,
    "isGroupMember": _is_member,
}
