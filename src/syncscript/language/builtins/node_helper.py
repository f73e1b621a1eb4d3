"""nodeHelper: questions about the tracker on this side. A miss is null and leaves a note in the trace.

Knows which arguments make a question; a null argument finds nothing and asks nothing. Refuses to know how
a question is answered.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import helper
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.numbers import is_number
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value, a_type
from syncscript.model import Json

NAMING = ("name", "key", "label", "value", "displayName", "id")


def named(value: Value) -> Json:
    """The name by which a value is looked up: a text, a number as text, or the name in an object."""
    if type(value) is str:
        return value.strip() or None
    if is_number(value):
        return text(value)
    if type(value) is dict:
        return next((value[n] for n in NAMING if value.get(n)), None)
    return None if value is None else refuse(value)


def refuse(value: Value) -> Json:
    raise Fault(
        f"{a_type(value, first=True)} cannot be looked up.", "give a name", kind=BAD_ARGUMENT, code="R108"
    )


def nothing_to_find(run: Run, call: str) -> None:
    """Null, with a note: Exalate would be silent."""
    run.tell("note", f"{call} was given nothing to look for")


def ask_by_name(run: Run, method: str, wanted: Value, *more: Value) -> Json:
    """Ask by name; further arguments are given only when they are there."""
    name = named(wanted)
    if name is None:
        return nothing_to_find(run, f"nodeHelper.{method}")
    rest = [named(m) for m in more if m is not None]
    return run.ask("nodeHelper", method, name, *[r for r in rest if r is not None])


@helper("nodeHelper.getIssueType", lookup=True)
def get_issue_type(run: Run, name: Value, project: Value = None) -> Json:
    """The issue type of this name, in a project if one is given; null if there is none."""
    return ask_by_name(run, "getIssueType", name, project)


@helper("nodeHelper.getUserByEmail", lookup=True)
def get_user_by_email(run: Run, email: Value, project: Value = None) -> Json:
    """The user with this address; null when unknown or hidden."""
    return ask_by_name(run, "getUserByEmail", email, project)


@helper("nodeHelper.getUser", lookup=True)
def get_user(run: Run, key: Value, project: Value = None) -> Json:
    """The user with this account id or key."""
    return ask_by_name(run, "getUser", key.get("key") if type(key) is dict else key, project)


@helper("nodeHelper.getUserByUsername", lookup=True)
def get_user_by_username(run: Run, name: Value) -> Json:
    return ask_by_name(run, "getUserByUsername", name)


@helper("nodeHelper.getUserByFullName", lookup=True)
def get_user_by_full_name(run: Run, name: Value) -> Json:
    return ask_by_name(run, "getUserByFullName", name)


@helper("nodeHelper.isUserAssignable")
def is_user_assignable(run: Run, project: Value, user: Value) -> bool:
    """Whether the user may be assigned to issues of the project."""
    who = user.get("key") if type(user) is dict else named(user)
    if who is None:
        nothing_to_find(run, "nodeHelper.isUserAssignable")
        return False
    return bool(run.ask("nodeHelper", "isUserAssignable", named(project), who))


@helper("nodeHelper.getPriority", lookup=True)
def get_priority(run: Run, priority: Value, project: Value = None) -> Json:
    """By name, or of the same name as a priority object."""
    return ask_by_name(run, "getPriority", priority)


@helper("nodeHelper.getStatus", lookup=True)
def get_status(run: Run, status: Value, project: Value = None) -> Json:
    return ask_by_name(run, "getStatus", status, project)


@helper("nodeHelper.getResolution", lookup=True)
def get_resolution(run: Run, resolution: Value) -> Json:
    return ask_by_name(run, "getResolution", resolution)


@helper("nodeHelper.getProject", lookup=True)
def get_project(run: Run, key: Value) -> Json:
    return ask_by_name(run, "getProject", key.get("key") if type(key) is dict else key)


@helper("nodeHelper.getVersion", lookup=True)
def get_version(run: Run, name: Value, project: Value = None) -> Json:
    """The version of this name, of the issue's project unless another is given."""
    return ask_in_project(run, "getVersion", name, project)


@helper("nodeHelper.getComponent", lookup=True)
def get_component(run: Run, name: Value, project: Value = None) -> Json:
    """The component of this name, of the issue's project unless another is given."""
    return ask_in_project(run, "getComponent", name, project)


def ask_in_project(run: Run, method: str, one: Value, other: Value) -> Json:
    """Asked as (name, project), (issue or project, name) or (name)."""
    name, project = (other, one) if type(one) is dict and type(other) is str else (one, other)
    if type(project) is dict and (project is run.issue or "projectKey" in project):
        project = project_of(project)
    return ask_by_name(run, method, name, project or project_of(run.issue))


def project_of(issue: Value) -> Json:
    """The key of the project that an issue is in or gets; null while nobody has said."""
    if type(issue) is not dict:
        return None
    project = issue.get("projectKey") or issue.get("project")
    return project.get("key") if type(project) is dict else project


@helper("nodeHelper.getLabel", lookup=True)
def get_label(run: Run, label: Value) -> Json:
    """A label object; labels need not exist before they are used. Jira's labels hold no spaces."""
    name = named(label)
    return nothing_to_find(run, "nodeHelper.getLabel") if name is None else {"label": name}


def ask_for_all(run: Run, method: str, asked: list[Json], *place: Json) -> Json:
    """Ask with all of these; one that is missing makes the question one about nothing. place: asked first."""
    if None in asked or not asked:
        return nothing_to_find(run, f"nodeHelper.{method}")
    return run.ask("nodeHelper", method, *place, *asked)


@helper("nodeHelper.getReference", lookup=True)
def get_reference(run: Run, *arguments: Value) -> Json:
    """A reference to a record of ServiceNow; other trackers have none."""
    return of_service_now(run, "getReference", [named(a) for a in arguments])


def of_service_now(run: Run, method: str, asked: list[Json]) -> Json:
    found = ask_for_all(run, method, asked)
    if found is None and None not in asked:
        run.tell("note", f"nodeHelper.{method} finds records of ServiceNow only")
    return found


@helper("nodeHelper.createVersion")
def create_version(run: Run, issue: Value, name: Value, description: Value = "") -> Json:
    """The version of this name; when it is missing the plan creates it."""
    return make(run, "createVersion", name, description)


@helper("nodeHelper.createComponent")
def create_component(run: Run, issue: Value, name: Value, description: Value = "", *more: Value) -> Json:
    """The component of this name; when it is missing the plan creates it."""
    return make(run, "createComponent", name, description)


def make(run: Run, method: str, name: Value, description: Value) -> Json:
    wanted = named(name)
    if wanted is None:
        return nothing_to_find(run, f"nodeHelper.{method}")
    found = ask_by_name(run, method.replace("create", "get"), wanted, project_of(run.issue))
    if found is not None:
        return found
    run.plan({"operation": method, "name": wanted, "description": text(description or ""),
              "line": run.position[0]})  # fmt: skip
    return {"name": wanted}


@helper("nodeHelper.getHtmlField")
def get_html_field(run: Run, issue: Value, field: Value) -> Json:
    """A field of the issue as HTML, as the tracker renders it."""
    key = issue.get("key") if type(issue) is dict else None
    return run.ask("nodeHelper", "getHtmlField", key, named(field))


@helper("nodeHelper.getHtmlComments")
def get_html_comments(run: Run, issue: Value) -> Json:
    """The issue's comments with their bodies as HTML, as the tracker renders them."""
    if type(issue) is not dict or not issue.get("comments"):
        return []
    found = run.ask("nodeHelper", "getHtmlComments", issue.get("key")) or []
    bodies = {c.get("id"): c.get("body") for c in found if type(c) is dict}
    run.charge(4 * len(issue["comments"]))
    return [{**c, "body": bodies.get(c.get("id"), c.get("body"))} for c in issue["comments"]]


@helper("nodeHelper.getTableByLink", lookup=True)
def get_table_by_link(run: Run, link: Value) -> Json:
    """The record that a ServiceNow link stands for."""
    wanted = link.get("link") if type(link) is dict else link
    return of_service_now(run, "getTableByLink", [named(wanted)])


@helper("nodeHelper.canUserEditComments")
def can_user_edit_comments(run: Run, *arguments: Value) -> bool:
    """Whether the sync's own account may edit everybody's comments."""
    issue = next((a for a in arguments if type(a) is dict), run.issue)
    key = issue.get("key") if type(issue) is dict else None
    return bool(run.ask("nodeHelper", "canUserEditComments", *([key] if type(key) is str else [])))


@helper("nodeHelper.addHTTPHeader")
def add_http_header(run: Run, name: Value, value: Value = None) -> None:
    """Leaves a note only: the sync sends its own headers."""
    run.tell("note", "nodeHelper.addHTTPHeader does nothing here: the sync sends its own headers")
