"""The things of a world as one product's JSON: people, statuses, projects and their like.

Shapes follow answers recorded from Jira Cloud. Whole issues are in issue_view.
"""

from __future__ import annotations

from dataclasses import dataclass

from syncscript.sandbox.faces.face import Face, avatar_urls
from syncscript.sandbox.records import Component, Issue, IssueType, Json, LinkType, Version
from syncscript.sandbox.world import World

_CATEGORIES: dict[str, tuple[int, str, str]] = {
    "new": (2, "blue-gray", "To Do"),
    "indeterminate": (4, "yellow", "In Progress"),
    "done": (3, "green", "Done"),
}
CATEGORY_NAMES = {key: name for key, (_, _, name) in _CATEGORIES.items()}


@dataclass(frozen=True, slots=True)
class Rendering:
    """Who asks for what: the product, the version of its API, and the address it is reached at.

    viewer: account id of the person who asks; comment_limit: comments shown inside an issue.
    """

    world: World
    face: Face
    api: int
    base: str
    viewer: str
    comment_limit: int = 5000

    def link(self, path: str) -> str:
        """The address of a resource of the API."""
        return f"{self.base}/rest/api/{self.api}/{path}"

    def user(self, user_id: str | None) -> dict[str, Json] | None:
        if user_id is None:
            return None
        return self.face.show_user(self.world.users[user_id], f"{self.base}/rest/api/{self.api}")

    def priority(self, priority_id: str) -> dict[str, Json]:
        priority = self.world.priorities[priority_id]
        icon = f"{self.base}/images/icons/priorities/{priority.name.lower()}.svg"
        return {"self": self.link(f"priority/{priority.id}"), "iconUrl": icon, "name": priority.name,
                "id": priority.id}

    def resolution(self, resolution_id: str) -> dict[str, Json]:
        resolution = self.world.resolutions[resolution_id]
        return {"self": self.link(f"resolution/{resolution.id}"), "id": resolution.id,
                "description": resolution.description, "name": resolution.name}

    def category(self, key: str) -> dict[str, Json]:
        number, colour, name = _CATEGORIES[key]
        return {"self": self.link(f"statuscategory/{number}"), "id": number, "key": key, "colorName": colour,
                "name": name}

    def status(self, status_id: str) -> dict[str, Json]:
        status = self.world.statuses[status_id]
        return {"self": self.link(f"status/{status.id}"), "description": "", "iconUrl": f"{self.base}/",
                "name": status.name, "id": status.id, "statusCategory": self.category(status.category)}

    def issue_type(self, type_id: str) -> dict[str, Json]:
        return self.shown_type(self.world.issue_types[type_id])

    def shown_type(self, issue_type: IssueType) -> dict[str, Json]:
        shown = {
            "self": self.link(f"issuetype/{issue_type.id}"), "id": issue_type.id,
            "description": issue_type.description,
            "iconUrl": f"{self.base}/secure/viewavatar?size=medium&avatarId=10318&avatarType=issuetype",
            "name": issue_type.name, "subtask": issue_type.subtask, "avatarId": 10318,
        }
        return shown | {"hierarchyLevel": issue_type.level} if self.face.cloud else shown

    def link_type(self, link_type: LinkType) -> dict[str, Json]:
        return {"id": link_type.id, "name": link_type.name, "inward": link_type.inward,
                "outward": link_type.outward, "self": self.link(f"issueLinkType/{link_type.id}")}

    def project(self, project_id: str) -> dict[str, Json]:
        project = self.world.projects[project_id]
        shown: dict[str, Json] = {
            "self": self.link(f"project/{project.id}"), "id": project.id, "key": project.key,
            "name": project.name, "projectTypeKey": "software",
        }
        if self.face.cloud:
            shown["simplified"] = False
        return shown | {"avatarUrls": avatar_urls(f"{self.base}/secure/projectavatar?pid={project.id}")}

    def component(self, component: Component) -> dict[str, Json]:
        shown = {"self": self.link(f"component/{component.id}"), "id": component.id, "name": component.name}
        return shown | {"description": component.description} if component.description else shown

    def version(self, version: Version) -> dict[str, Json]:
        shown: dict[str, Json] = {
            "self": self.link(f"version/{version.id}"), "id": version.id, "description": version.description,
            "name": version.name, "archived": version.archived, "released": version.released,
        }
        return shown | {"releaseDate": version.release_date} if version.release_date else shown

    def issue_brief(self, issue: Issue) -> dict[str, Json]:
        """An issue as its parent, children and linked issues show it."""
        fields = issue.fields
        shown = {
            "summary": fields["summary"], "status": self.status(fields["status"]),
            "priority": self.priority(fields["priority"]) if fields.get("priority") else None,
            "issuetype": self.issue_type(fields["issuetype"]),
        }
        return {"id": issue.id, "key": issue.key, "self": self.link(f"issue/{issue.id}"), "fields": shown}
