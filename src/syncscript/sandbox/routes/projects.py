"""Projects with their components, versions and statuses; making components and versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from syncscript.sandbox.call import CLOUD, Answer, Call, get, post
from syncscript.sandbox.problems import JiraProblem
from syncscript.sandbox.records import Component, Json, Project, Version


def projects(call: Call) -> Answer:
    return Answer(json=[call.rendering.project(i) for i in call.world.projects])


def search_projects(call: Call) -> Answer:
    wanted = call.query.get("query", "").casefold()
    keys = {key.upper() for key in call.query.getlist("keys")}
    found = [p for p in call.world.projects.values()
             if wanted in p.key.casefold() + " " + p.name.casefold() and (not keys or p.key in keys)]
    return _page(call, [call.rendering.project(p.id) for p in found], "project/search")


def _page(call: Call, values: Sequence[Json], path: str) -> Answer:
    start, most = call.whole_number("startAt", 0), call.whole_number("maxResults", 50)
    page = list(values[start:start + most])
    return Answer(
        json={
            "self": call.rendering.link(path),
            "maxResults": most,
            "startAt": start,
            "total": len(values),
            "isLast": start + most >= len(values),
            "values": page,
        }
    )


def get_project(call: Call) -> Answer:
    project, rendering = call.project(), call.rendering
    return Answer(
        json=rendering.project(project.id)
        | {
            "description": "",
            "lead": rendering.user(project.lead),
            "components": [shown_component(call, project, c) for c in project.components],
            "issueTypes": [rendering.issue_type(i) for i in call.world.issue_types],
            "assigneeType": "UNASSIGNED",
            "versions": [shown_version(call, project, v) for v in project.versions],
            "roles": {},
        }
    )


def shown_component(call: Call, project: Project, component: Component) -> dict[str, Json]:
    return call.rendering.component(component) | {
        "assigneeType": "PROJECT_DEFAULT",
        "realAssigneeType": "PROJECT_DEFAULT",
        "isAssigneeTypeValid": False,
        "project": project.key,
        "projectId": int(project.id),
    }


def shown_version(call: Call, project: Project, version: Version) -> dict[str, Json]:
    return call.rendering.version(version) | {"projectId": int(project.id)}


def components(call: Call) -> Answer:
    project = call.project()
    return Answer(json=[shown_component(call, project, c) for c in project.components])


def versions(call: Call) -> Answer:
    project = call.project()
    return Answer(json=[shown_version(call, project, v) for v in project.versions])


def version_page(call: Call) -> Answer:
    project = call.project()
    shown = [shown_version(call, project, v) for v in project.versions]
    return _page(call, shown, f"project/{project.key}/version")


def statuses(call: Call) -> Answer:
    """The statuses of each type; all types share the one workflow."""
    call.project()
    shown = [call.rendering.status(i) for i in call.world.statuses]
    return Answer(json=[
        {"self": call.rendering.link(f"issuetype/{t.id}"), "id": t.id, "name": t.name, "subtask": t.subtask,
         "statuses": shown} for t in call.world.issue_types.values()])


def _named_project(call: Call, body: dict[str, Json]) -> Project:
    wanted = body.get("projectId") or body.get("project")
    found = call.world.project(str(wanted)) if wanted else None
    if found is None:
        raise JiraProblem(400, (), {"project": "A project must be specified."})
    return found


def new_name(body: dict[str, Json], taken: Sequence[str], what: str) -> str:
    name = str(body.get("name") or "").strip()
    if not name:
        raise JiraProblem(
            400, (), {"name": f"The {what} name specified is invalid - cannot be an empty string."}
        )
    if name.casefold() in (one.casefold() for one in taken):
        raise JiraProblem(400, (), {"name": f"A {what} with the name {name} already exists in this project."})
    return name


def make_component(call: Call) -> Answer:
    body = call.body()
    project = _named_project(call, body)
    name = new_name(body, [c.name for c in project.components], "component")
    made = Component(call.state.next_id("component"), name, str(body.get("description") or ""))
    call.state.put_project(replace(project, components=(*project.components, made)))
    return Answer(201, shown_component(call, project, made))


def make_version(call: Call) -> Answer:
    body = call.body()
    project = _named_project(call, body)
    name = new_name(body, [v.name for v in project.versions], "version")
    made = Version(call.state.next_id("version"), name, str(body.get("description") or ""),
                   bool(body.get("released")), bool(body.get("archived")), body.get("releaseDate"))
    call.state.put_project(replace(project, versions=(*project.versions, made)))
    return Answer(201, shown_version(call, project, made))


ROUTES = (
    get("project", projects),
    get("project/search", search_projects, CLOUD),
    get("project/<project>", get_project),
    get("project/<project>/components", components),
    get("project/<project>/versions", versions),
    get("project/<project>/version", version_page),
    get("project/<project>/statuses", statuses),
    post("component", make_component),
    post("version", make_version),
)
