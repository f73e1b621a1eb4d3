"""Issues: create (one or many), get, edit, delete, assign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from syncscript.sandbox import catalogue, changes
from syncscript.sandbox.call import Answer, Call, delete, get, post, put
from syncscript.sandbox.faces.issue_view import Selection, shown_issue
from syncscript.sandbox.fieldwrites import SEPARATE, values_of
from syncscript.sandbox.instants import jira_text
from syncscript.sandbox.problems import JiraProblem, refused
from syncscript.sandbox.records import Comment, FieldDefinition, Issue, Json, Project
from syncscript.sandbox.routes.comments import comment_from
from syncscript.sandbox.routes.links import PlannedLink, planned_link, put_link
from syncscript.sandbox.routes.properties import properties_in
from syncscript.sandbox.routes.transitions import rule_in, transition_issue
from syncscript.sandbox.shapes import object_of, objects_of

MOST_CREATED = 50


def selection_of(call: Call, default: str = "*all") -> Selection:
    """What a GET's query asks to see of an issue."""
    return Selection(tuple(call.parts("fields")) or (default,), tuple(call.parts("properties")),
                     frozenset(call.parts("expand")))


def get_issue(call: Call) -> Answer:
    return Answer(json=shown_issue(call.issue(), call.rendering, selection_of(call)))


def create_issue(call: Call) -> Answer:
    body = call.body()
    issue = created_from(call, body)
    _put_whole(call, issue, _rest_of(call, body, issue))
    return Answer(201, _reference(call, issue))


def _reference(call: Call, issue: Issue) -> dict[str, Json]:
    return {"id": issue.id, "key": issue.key, "self": call.rendering.link(f"issue/{issue.id}")}


def create_issues(call: Call) -> Answer:
    """Each that can be created is created; the others are told with their place in the request."""
    drafts = objects_of(call.body().get("issueUpdates"), "issueUpdates")
    if len(drafts) > MOST_CREATED:
        raise refused(f"The maximum number of issues that can be created at once is {MOST_CREATED}.")
    made: list[Json] = []
    errors: list[Json] = []
    for place, draft in enumerate(drafts):
        try:
            made.append(_reference(call, call.state.put(created_from(call, draft))))
        except JiraProblem as problem:
            errors.append(
                {"status": problem.status, "elementErrors": problem.body, "failedElementNumber": place}
            )
    return Answer(201 if made else 400, {"issues": made, "errors": errors})


def created_from(call: Call, body: Mapping[str, Json]) -> Issue:
    """The issue that a create's body describes; nothing is changed but the numbers used up."""
    project = _project_in(call, body)
    given = values_of(body, {}, call.reading(project), _on_create_screen)
    values = {"priority": catalogue.DEFAULT_PRIORITY, "reporter": call.user.id} | {
        name: value for name, value in given.items() if value is not None and value != []}
    _check_needed(call, values)
    properties = properties_in(body)
    now = call.now
    fields = values | {"status": catalogue.INITIAL_STATUS, "statuscategorychangedate": jira_text(now)}
    return Issue(
        call.state.next_id("issue"),
        call.state.next_key(project.id),
        project.id,
        call.user.id,
        now,
        now,
        fields,
        watchers=(call.user.id,),
        properties=properties,
    )


def _project_in(call: Call, body: Mapping[str, Json]) -> Project:
    named = object_of(body.get("fields"), "fields").get("project")
    wanted = named.get("id") or named.get("key") if isinstance(named, dict) else None
    found = call.world.project(str(wanted)) if wanted else None
    if found is None:
        words = "project required" if wanted is None or call.face.cloud else "project invalid"
        raise JiraProblem(400, (), {"project": call.words(words)})
    return found


def _on_create_screen(definition: FieldDefinition) -> bool:
    return definition.settable and definition.id != "resolution"


def _check_needed(call: Call, values: Mapping[str, Json]) -> None:
    errors = {}
    if "summary" not in values:
        errors["summary"] = "You must specify a summary of the issue."
    if "issuetype" not in values:
        errors["issuetype"] = call.words("type required")
    elif call.world.issue_types[values["issuetype"]].subtask and "parent" not in values:
        errors["parent"] = "Issue type is a sub-task but parent issue key or id not specified."
    for definition in call.world.fields.values():
        if definition.required and definition.settable and definition.custom and definition.id not in values:
            errors[definition.id] = f"{definition.name} is required."
    if errors:
        raise JiraProblem(400, (), errors)


@dataclass(frozen=True, slots=True)
class _Rest:
    """What the `update` part of a create or an edit adds to an issue beside its fields."""

    comments: list[Comment]
    links: list[PlannedLink]


def _rest_of(call: Call, body: Mapping[str, Json], issue: Issue) -> _Rest:
    """Read all of it before anything is changed, so that a refused call leaves nothing behind."""
    update = object_of(body.get("update"), "update")
    added = {
        part: [object_of(verb["add"], part) for verb in objects_of(update.get(part), part) if "add" in verb]
        for part in SEPARATE
    }
    return _Rest([comment_from(call, one) for one in added["comment"]],
                 [planned_link(call, one, issue) for one in added["issuelinks"]])


def _put_whole(call: Call, issue: Issue, rest: _Rest) -> Issue:
    """Write the issue and the rest; the issue as it is then."""
    for comment in rest.comments:
        issue = changes.with_comment(issue, comment, call.now)
    call.state.put(issue)
    for link in rest.links:
        put_link(call, link)
    return call.world.issues[issue.id]


def edit_issue(call: Call) -> Answer:
    issue, body = call.issue(), call.body()
    values = values_of(
        body, issue.fields, call.reading(call.world.projects[issue.project]), _on_create_screen
    )
    properties, rest = properties_in(body), _rest_of(call, body, issue)
    if not values and not properties and not body.get("update") and not body.get("transition"):
        raise refused("Field 'fields' or 'update' must be provided.")
    if body.get("transition"):
        rule_in(call, issue, body)
    after = changes.edited(issue, values, call.world, call.write()) if values else issue
    issue = _put_whole(call, replace(after, properties={**after.properties, **properties}), rest)
    if body.get("transition"):
        transition_issue(call, issue, {"transition": body["transition"]})
    if call.face.cloud and call.query.get("returnIssue") == "true":
        return Answer(json=shown_issue(call.world.issues[issue.id], call.rendering, selection_of(call)))
    return Answer(204)


def delete_issue(call: Call) -> Answer:
    issue = call.issue()
    children = call.world.subtasks_of(issue.id)
    if children and call.query.get("deleteSubtasks", "").casefold() != "true":
        raise refused(
            f"The issue '{issue.key}' has subtasks.  You must specify the 'deleteSubtasks' parameter "
            "to delete this issue and all its subtasks."
        )
    for one in (*children, issue):
        call.state.remove(one)
    return Answer(204)


def assign(call: Call) -> Answer:
    issue = call.issue()
    reading = call.reading(call.world.projects[issue.project])
    values = values_of({"fields": {"assignee": call.body()}}, issue.fields, reading, _on_create_screen)
    call.state.put(changes.edited(issue, values, call.world, call.write()))
    return Answer(204)


ROUTES = (
    post("issue", create_issue),
    post("issue/bulk", create_issues),
    get("issue/<issue>", get_issue),
    put("issue/<issue>", edit_issue),
    delete("issue/<issue>", delete_issue),
    put("issue/<issue>/assignee", assign),
)
