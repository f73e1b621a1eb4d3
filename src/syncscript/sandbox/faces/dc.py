"""Jira Data Center: user names and keys, REST v2 with wiki markup."""

from __future__ import annotations

from syncscript.sandbox.faces.face import Face, avatar_urls
from syncscript.sandbox.records import Json, User


def show_user(user: User, api_address: str) -> dict[str, Json]:
    return {
        "self": f"{api_address}/user?username={user.name}",
        "name": user.name,
        "key": user.key,
        "emailAddress": user.email,
        "avatarUrls": avatar_urls(f"{api_address}/useravatar?avatarId=1"),
        "displayName": user.display,
        "active": user.active,
        "timeZone": user.zone,
    }


FACE = Face(
    "dc", "Server", "10.3.24", 10030024, (2,), show_user,
    {
        "no issue": "Issue Does Not Exist",
        "no project": "No project could be found with key '{0}'.",
        "project required": "project is required",
        "type required": "issue type is required",
        "project invalid": "valid project is required",
        "unauthorised": "You do not have the permission to see the specified issue.",
        "no comment": "Can not find a comment for the id: {0}.",
        "no attachment": "The attachment with id '{0}' does not exist",
    },
)
