"""The issue types of a project, their statuses, and which status leads where.

Jira tells transitions only of an issue, so one issue stands for each status it has; from a status without
an issue nothing is known. Refuses to guess.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote

from syncscript.jql import quoted
from syncscript.language.analysis.schema import Workflow
from syncscript.trackers.jira import searching
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.schemas.asking import Asking

Raw = dict[str, Any]
Note = Callable[[str, str], None]


class Workflows:
    """note: told each issue type with the id of an issue that stands for it."""

    def __init__(self, http: Http, cloud: bool, asking: Asking, note: Note) -> None:
        self._http, self._cloud, self._asking, self._note = http, cloud, asking, note

    def of(self, project: str) -> dict[str, Workflow]:
        """By issue type; empty where they are not told."""
        path = f"/project/{quote(project, safe='')}/statuses"
        types: list[Raw] = self._asking.part(f"statuses of {project}", lambda: self._http.get(path), [])
        found = {str(each["name"]): self._workflow(project, each) for each in types}
        lonely = sum(len(set(each.statuses) - set(each.transitions or ())) for each in found.values())
        if lonely:
            every = sum(len(each.statuses) for each in found.values())
            self._asking.leave_out(f"transitions from {lonely} of {every} statuses of types in {project}",
                                   "there is no issue in them that could show them")
        return found

    def _workflow(self, project: str, told: Raw) -> Workflow:
        statuses = tuple(sorted({str(status["name"]) for status in told["statuses"]}))
        name = str(told["name"])
        transitions: dict[str, tuple[str, ...]] = {}
        for status in statuses:
            issue = self._one(project, name, status)
            if issue is None:
                continue
            self._note(name, issue)
            ways = self._asking.part(f"transitions of {project}", partial(self._ways_out, issue), None)
            if ways is not None:
                transitions[status] = ways
        return Workflow(statuses, transitions or None)

    def _one(self, project: str, type_name: str, status: str) -> str | None:
        """The id of the newest issue of this type in this status."""
        wanted = {"project": project, "issuetype": type_name, "status": status}
        jql = " AND ".join(f"{field} = {quoted(value)}" for field, value in wanted.items())
        found = self._asking.part(
            f"issues of {project}",
            lambda: searching.first(self._http, self._cloud, f"{jql} ORDER BY created DESC", ["status"]),
            None,
        )
        return str(found["id"]) if found else None

    def _ways_out(self, issue: str) -> tuple[str, ...]:
        """Cloud tells those too that a condition hides from this account just now."""
        params = {"includeUnavailableTransitions": "true"} if self._cloud else None
        told = self._http.get(f"/issue/{issue}/transitions", params)["transitions"]
        return tuple(sorted({str(transition["to"]["name"]) for transition in told}))
