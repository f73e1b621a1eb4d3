"""Groups and project roles: everybody is a user and a developer, whoever leads a project administers it.

Nothing of this can be changed. Cloud tells a user's groups at a place of their own, Data Center with the
user.
"""

from __future__ import annotations

from syncscript.sandbox.call import CLOUD, Answer, Call, get
from syncscript.sandbox.problems import missing
from syncscript.sandbox.records import Json, Project, User

USERS, ADMINISTRATORS = "jira-software-users", "jira-administrators"
ROLES = {"10002": "Administrators", "10003": "Developers", "10004": "Users"}


def members(call: Call, group: str) -> list[User]:
    """The active people of a group. 404 when there is no such group."""
    leads = {project.lead for project in call.world.projects.values()}
    active = [user for user in call.world.users.values() if user.active]
    if group == USERS:
        return active
    if group == ADMINISTRATORS:
        return [user for user in active if user.id in leads]
    raise missing(f"The group named '{group}' does not exist.")


def groups_of(call: Call, user: User) -> list[Json]:
    held = [name for name in (USERS, ADMINISTRATORS) if user in members(call, name)]
    return [_shown_group(call, name) for name in held]


def _shown_group(call: Call, name: str) -> dict[str, Json]:
    shown: dict[str, Json] = {"name": name, "self": call.rendering.link(f"group?groupname={name}")}
    return shown | ({"groupId": f"id-of-{name}"} if call.face.cloud else {})


def group_members(call: Call) -> Answer:
    found = members(call, call.query.get("groupname", ""))
    start, most = call.whole_number("startAt", 0), min(call.whole_number("maxResults", 50), 50)
    shown = [call.rendering.user(user.id) for user in found[start:start + most]]
    return Answer(json={"maxResults": most, "startAt": start, "total": len(found),
                        "isLast": start + most >= len(found), "values": shown})


def groups_of_user(call: Call) -> Answer:
    user = call.world.users.get(call.query.get("accountId", ""))
    if user is None:
        raise missing("The user does not exist.")
    return Answer(json=groups_of(call, user))


def roles(call: Call) -> Answer:
    key = call.project().key
    return Answer(json={n: call.rendering.link(f"project/{key}/role/{i}") for i, n in ROLES.items()})


def role(call: Call) -> Answer:
    project, wanted = call.project(), call.arguments["role"]
    if wanted not in ROLES:
        raise missing(f"Can not retrieve a role actor for a null project role id {wanted}.")
    link = call.rendering.link(f"project/{project.key}/role/{wanted}")
    return Answer(json={"self": link, "name": ROLES[wanted], "id": int(wanted), "description": "",
                        "actors": [_actor(call, project, ROLES[wanted])]})


def _actor(call: Call, project: Project, name: str) -> dict[str, Json]:
    """Whoever leads the project administers it; the other roles hold everybody's group."""
    if name != "Administrators":
        told = {"actorGroup": _shown_group(call, USERS) | {"displayName": USERS}} if call.face.cloud else {}
        return {"id": 10100, "displayName": USERS, "type": "atlassian-group-role-actor", "name": USERS} | told
    lead = call.world.users[project.lead]
    person = {"id": 10101, "displayName": lead.display, "type": "atlassian-user-role-actor"}
    return person | ({"actorUser": {"accountId": lead.id}} if call.face.cloud else {"name": lead.name})


ROUTES = (
    get("group/member", group_members),
    get("user/groups", groups_of_user, CLOUD),
    get("project/<project>/role", roles),
    get("project/<project>/role/<role>", role),
)
