"""Who works in a project: those who may be given its issues, and those whom its issues name.

Issues that name people who are known already are not read. Refuses to know what is wanted with anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from syncscript.contracts import Person
from syncscript.jql import quoted
from syncscript.trackers.jira import searching
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.paging import identity, unframed
from syncscript.trackers.jira.users import Users

NAMED = ("reporter", "assignee")
MOST_LEFT_OUT = 200
"""People whom a query leaves out by name; Jira refuses queries that are too long."""


def people_of(http: Http, users: Users, project: str) -> list[Person]:
    """Each once."""
    found = {identity(raw): raw for raw in assignable(http, users.cloud, project)}
    for raw in named(http, users.cloud, project, found):
        found.setdefault(identity(raw), raw)
    return [
        Person(str(one["key"]), str(one["displayName"] or ""), str(one["email"] or "") or None)
        for one in (users.seen(raw) or {} for raw in found.values())
    ]


def assignable(http: Http, cloud: bool, project: str) -> Iterator[dict[str, Any]]:
    """Those who may be given issues now."""
    wanted = {"project": project} | ({} if cloud else {"username": ""})
    yield from unframed(http, "/user/assignable/search", wanted)


def named(http: Http, cloud: bool, project: str, known: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Those whom issues name: who only reports, and who left."""
    for issue in searching.search(http, cloud, naming_others(project, cloud, known), NAMED):
        yield from (raw for field in NAMED if (raw := issue["fields"].get(field)))


def naming_others(project: str, cloud: bool, known: dict[str, Any]) -> str:
    """A query for the issues that name anybody else; for all issues where too many are known."""
    whose = f"project = {quoted(project)}"
    if not known or len(known) > MOST_LEFT_OUT:
        return whose
    listed = ", ".join(quoted(str(raw["accountId" if cloud else "name"])) for raw in known.values())
    return f"{whose} AND ({' OR '.join(f'{field} not in ({listed})' for field in NAMED)})"
