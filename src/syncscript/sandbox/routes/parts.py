"""One component or one version of a project: shown, changed, counted, deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from syncscript.sandbox.call import Answer, Call, delete, get, put
from syncscript.sandbox.problems import missing
from syncscript.sandbox.records import Component, Issue, Project, Version
from syncscript.sandbox.routes.projects import new_name, shown_component, shown_version


def _component(call: Call) -> tuple[Project, Component]:
    wanted = call.arguments["id"]
    found = next(((p, c) for p in call.world.projects.values() for c in p.components if c.id == wanted), None)
    if found is None:
        raise missing(f"The component with id {wanted} does not exist.")
    return found


def _version(call: Call) -> tuple[Project, Version]:
    wanted = call.arguments["id"]
    found = next(((p, v) for p in call.world.projects.values() for v in p.versions if v.id == wanted), None)
    if found is None:
        raise missing(f"Could not find version for id '{wanted}'")
    return found


def component(call: Call) -> Answer:
    return Answer(json=shown_component(call, *_component(call)))


def version(call: Call) -> Answer:
    return Answer(json=shown_version(call, *_version(call)))


def change_component(call: Call) -> Answer:
    project, old = _component(call)
    body, others = call.body(), [c for c in project.components if c != old]
    name = new_name(body, [c.name for c in others], "component") if "name" in body else old.name
    new = replace(old, name=name, description=str(body.get("description", old.description) or ""))
    _put(call, replace(project, components=tuple(new if c == old else c for c in project.components)))
    return Answer(json=shown_component(call, project, new))


def change_version(call: Call) -> Answer:
    project, old = _version(call)
    body, others = call.body(), [v for v in project.versions if v != old]
    name = new_name(body, [v.name for v in others], "version") if "name" in body else old.name
    new = replace(
        old, name=name, description=str(body.get("description", old.description) or ""),
        released=bool(body.get("released", old.released)), archived=bool(body.get("archived", old.archived)),
        release_date=body.get("releaseDate", old.release_date),
    )  # fmt: skip
    _put(call, replace(project, versions=tuple(new if v == old else v for v in project.versions)))
    return Answer(json=shown_version(call, project, new))


def delete_component(call: Call) -> Answer:
    project, gone = _component(call)
    _let_go(call, gone.id, ("components",))
    _put(call, replace(project, components=tuple(c for c in project.components if c != gone)))
    return Answer(204)


def delete_version(call: Call) -> Answer:
    project, gone = _version(call)
    _let_go(call, gone.id, ("versions", "fixVersions"))
    _put(call, replace(project, versions=tuple(v for v in project.versions if v != gone)))
    return Answer(204)


def component_counts(call: Call) -> Answer:
    _, found = _component(call)
    link = call.rendering.link(f"component/{found.id}")
    return Answer(json={"self": link, "issueCount": len(_holding(call, found.id, "components"))})


def version_counts(call: Call) -> Answer:
    _, found = _version(call)
    return Answer(json={
        "self": call.rendering.link(f"version/{found.id}"),
        "issuesFixedCount": len(_holding(call, found.id, "fixVersions")),
        "issuesAffectedCount": len(_holding(call, found.id, "versions")),
        "issueCountWithCustomFieldsShowingVersion": 0, "customFieldUsage": [],
    })  # fmt: skip


def _holding(call: Call, part_id: str, field: str) -> list[Issue]:
    return [i for i in call.world.issues.values() if part_id in (i.fields.get(field) or ())]


def _let_go(call: Call, part_id: str, fields: Iterable[str]) -> None:
    """Issues lose it without a line of history."""
    for field in fields:
        for issue in _holding(call, part_id, field):
            kept = [one for one in issue.fields[field] if one != part_id]
            call.state.put(replace(issue, fields={**issue.fields, field: kept}))


def _put(call: Call, project: Project) -> None:
    call.state.put_project(project)


ROUTES = (
    get("component/<id>", component),
    put("component/<id>", change_component),
    delete("component/<id>", delete_component),
    get("component/<id>/relatedIssueCounts", component_counts),
    get("version/<id>", version),
    put("version/<id>", change_version),
    delete("version/<id>", delete_version),
    get("version/<id>/relatedIssueCounts", version_counts),
)
