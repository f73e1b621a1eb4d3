"""Answers to what rules ask through helpers: `nodeHelper.getUserByEmail(...)` and the like.

One function a question, found by its name; files beside this one hold whole families of them. A miss is None;
wrong arguments are Rejected. Names and users come from lists that are read once.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from urllib.parse import unquote

from syncscript.contracts import NotFound, Rejected
from syncscript.model import Json, Question
from syncscript.trackers.jira.fields import Fields
from syncscript.trackers.jira.forms import Forms
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.kinds import Site
from syncscript.trackers.jira.memberships import MEMBERSHIPS
from syncscript.trackers.jira.options import OPTIONS
from syncscript.trackers.jira.questions import Answering, Asked
from syncscript.trackers.jira.rendered import RENDERED


def read_path(path: str, http: Http) -> Json:
    """What stands at a path of Jira's own interface, for rules that may ask for it. Rejected for others."""
    demand_own_path(path)
    try:
        return http.get(path)
    except NotFound:
        return None


def demand_own_path(path: str) -> None:
    """Rejected for a path that is none of Jira's own interface, however it is spelt."""
    plain = unquote(unquote(path.split("?")[0]))
    if not plain.startswith("/rest/") or "\\" in plain or {"..", "."} & set(plain.split("/")):
        raise Rejected(f"rules cannot reach {path} of Jira", help="write a path below /rest/")


def answer(question: Question, site: Site, fields: Fields, forms: Forms, http: Http) -> Json:
    """The answer as plain data. Rejected for a question that is not known here."""
    answering = ANSWERS.get(question.method)
    if answering is None:
        near = get_close_matches(question.method, ANSWERS, 1)
        known = f"it answers {', '.join(sorted(ANSWERS))}"
        raise Rejected(f"Jira has no answer to {question.helper}.{question.method}",
                       help=f"did you mean {near[0]}?" if near else known)
    return answering(Asked(question.arguments, site, fields, forms, http))


def _user_by_email(asked: Asked) -> Json:
    return asked.site.users.by_email(asked.text()) if asked.text() else None


def _user(asked: Asked) -> Json:
    return asked.site.users.by_key(asked.text()) if asked.text() else None


def _user_by_username(asked: Asked) -> Json:
    return asked.site.users.by_username(asked.text()) if asked.text() else None


def _user_by_full_name(asked: Asked) -> Json:
    return asked.site.users.by_full_name(asked.text()) if asked.text() else None


def _from_list(sort: str) -> Answering:
    return lambda asked: asked.site.names.find(sort, asked.text(), asked.project(1)) if asked.text() else None


def _issue_type(asked: Asked) -> Json:
    """With a project, only the types that it has."""
    if not asked.project(1):
        return _from_list("issue type")(asked)
    project = asked.site.names.project(asked.project(1)) or {}
    wanted = asked.text().casefold()
    return next(({"id": str(t["id"]), "name": t["name"]} for t in project.get("issueTypes", ())
                 if t["name"].casefold() == wanted), None)


def _project(asked: Asked) -> Json:
    found = asked.site.names.project(asked.project(0)) if asked.project(0) else None
    return {"id": str(found["id"]), "key": found["key"], "name": found["name"]} if found else None


def _of_project(sort: str) -> Answering:
    """Components and versions, asked as (name, project) or (project, name)."""
    def find(asked: Asked) -> Json:
        turned = isinstance(asked.arguments[0] if asked.arguments else None, Mapping)
        name, project = (asked.text(1), asked.project(0)) if turned else (asked.text(), asked.project(1))
        if not project:
            raise Rejected(f"a {sort} can only be looked up in a project",
                           help="give the project as the second argument")
        return asked.site.names.find(sort, name, project) if name else None
    return find


def _label(asked: Asked) -> Json:
    return {"label": "_".join(asked.text().split())} if asked.text() else None


def _is_assignable(asked: Asked) -> Json:
    """Asked as (project, user) or (user, project)."""
    users = asked.site.users
    for first, second in ((0, 1), (1, 0)):
        user = users.meant(asked.arguments[second]) if len(asked.arguments) > 1 else None
        if user is not None and asked.project(first):
            return users.assignable(str(user["key"]), asked.project(first))
    return False


def _elsewhere(asked: Asked) -> Json:
    """Records of ServiceNow, which no Jira has."""
    return None


ANSWERS: dict[str, Answering] = {
    **OPTIONS,
    **RENDERED,
    **MEMBERSHIPS,
    "getComponent": _of_project("component"),
    "getIssueType": _issue_type,
    "getLabel": _label,
    "getPriority": _from_list("priority"),
    "getProject": _project,
    "getReference": _elsewhere,
    "getResolution": _from_list("resolution"),
    "getStatus": _from_list("status"),
    "getTableByLink": _elsewhere,
    "getUser": _user,
    "getUserByEmail": _user_by_email,
    "getUserByFullName": _user_by_full_name,
    "getUserByUsername": _user_by_username,
    "getVersion": _of_project("version"),
    "isUserAssignable": _is_assignable,
}
