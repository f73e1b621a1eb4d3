"""Jira Cloud: account ids, REST v3 with ADF and v2 with wiki markup."""

from __future__ import annotations

from syncscript.sandbox.faces.face import Face, avatar_urls
from syncscript.sandbox.records import Json, User


def show_user(user: User, api_address: str) -> dict[str, Json]:
    """Without the address of those who hide it."""
    shown = {
        "self": f"{api_address}/user?accountId={user.id}",
        "accountId": user.id,
        "emailAddress": user.email,
        "avatarUrls": avatar_urls(f"{api_address}/universal_avatar/view/type/user?avatar=1"),
        "displayName": user.display,
        "active": user.active,
        "timeZone": user.zone,
        "accountType": "atlassian",
    }
    return shown if user.email else {k: v for k, v in shown.items() if k != "emailAddress"}


FACE = Face(
    "cloud", "Cloud", "1001.0.0-SNAPSHOT", 100283, (3, 2), show_user,
    {
        "no issue": "Issue does not exist or you do not have permission to see it.",
        "no project": "No project could be found with key '{0}'.",
        "project required": "Specify a valid project ID or key",
        "type required": "Specify an issue type",
        "project invalid": "Specify a valid project ID or key",
        "unauthorised": "Client must be authenticated to access this resource.",
        "no comment": "Can not find a comment for the id: {0}.",
        "no attachment": "The attachment with id '{0}' does not exist",
    },
)
