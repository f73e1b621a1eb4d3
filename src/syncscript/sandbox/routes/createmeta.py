"""What may be set when an issue is created or edited: the old way, the way by type, and for an issue."""

from __future__ import annotations

from syncscript.sandbox.call import Answer, Call, get
from syncscript.sandbox.faces.createmeta import shown_edit_screen, shown_screen
from syncscript.sandbox.problems import missing, refused
from syncscript.sandbox.records import IssueType, Json, Project


def all_at_once(call: Call) -> Answer:
    """The old create metadata; the fields only with `expand=projects.issuetypes.fields`."""
    keys, ids = set(call.parts("projectKeys")), set(call.parts("projectIds"))
    projects = [p for p in call.world.projects.values()
                if not (keys or ids) or p.key in keys or p.id in ids]
    with_fields = "projects.issuetypes.fields" in call.parts("expand")
    return Answer(json={"expand": "projects",
                        "projects": [_shown_project(call, p, with_fields) for p in projects]})


def _shown_project(call: Call, project: Project, with_fields: bool) -> dict[str, Json]:
    names, ids = set(call.query.getlist("issuetypeNames")), set(call.parts("issuetypeIds"))
    types = [
        t for t in call.world.issue_types.values() if not (names or ids) or t.name in names or t.id in ids
    ]
    shown = call.rendering.project(project.id)
    kept = {key: shown[key] for key in ("self", "id", "key", "name", "avatarUrls")}
    return {"expand": "issuetypes", **kept,
            "issuetypes": [_shown_type(call, project, t, with_fields) for t in types]}


def _shown_type(call: Call, project: Project, issue_type: IssueType, with_fields: bool) -> dict[str, Json]:
    shown = call.rendering.shown_type(issue_type) | {"expand": "fields"}
    if not with_fields:
        return shown
    return shown | {"fields": shown_screen(project, issue_type, call.rendering)}


def _page(call: Call, values: list[Json], name: str) -> Answer:
    """A page of values under the product's own name for them: Data Center says `values`."""
    start, most = call.whole_number("startAt", 0), call.whole_number("maxResults", 50)
    page: dict[str, Json] = {"maxResults": most, "startAt": start, "total": len(values)}
    if not call.face.cloud:
        page["isLast"] = start + most >= len(values)
    return Answer(json=page | {name if call.face.cloud else "values": values[start:start + most]})


def _project(call: Call) -> Project:
    """Cloud's description knows no 404 here: what is asked for wrongly is a bad request."""
    found = call.world.project(call.arguments["project"])
    if found is None and call.face.cloud:
        raise refused(f"No project could be found with key '{call.arguments['project']}'.")
    return found or call.project()


def types(call: Call) -> Answer:
    _project(call)
    return _page(call, [call.rendering.issue_type(i) for i in call.world.issue_types], "issueTypes")


def fields(call: Call) -> Answer:
    project = _project(call)
    found = call.world.issue_types.get(call.arguments["type"])
    if found is None:
        raise missing(f"Issue type with id '{call.arguments['type']}' does not exist in the project.")
    screen = shown_screen(project, found, call.rendering)
    return _page(call, [meta | {"fieldId": name} for name, meta in screen.items()], "fields")


def of_issue(call: Call) -> Answer:
    return Answer(json={"fields": shown_edit_screen(call.issue(), call.rendering)})


ROUTES = (
    get("issue/createmeta", all_at_once),
    get("issue/createmeta/<project>/issuetypes", types),
    get("issue/createmeta/<project>/issuetypes/<type>", fields),
    get("issue/<issue>/editmeta", of_issue),
)
