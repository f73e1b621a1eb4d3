"""The lists a Jira picks from: priorities, statuses, resolutions, issue types, components, versions.

Knows what was seen in issues already read, and fetches a list at most once when something else is asked
for. Refuses to know fields. Names match whatever their case; the answer has Jira's own spelling.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

from syncscript.contracts import NotFound
from syncscript.trackers.jira.http import Http

Thing = dict[str, Any]

LISTS = {
    "priority": "/priority",
    "status": "/status",
    "resolution": "/resolution",
    "issue type": "/issuetype",
    "component": "/project/{project}/components",
    "version": "/project/{project}/versions",
}


class Names:
    """Named things of one Jira. Safe to use from several threads."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._lock = threading.Lock()
        self._seen: dict[tuple[str, str], dict[str, Thing]] = {}
        self._lists: dict[tuple[str, str], list[Thing]] = {}
        self._projects: dict[str, dict[str, Any] | None] = {}

    def note(self, sort: str, project: str, things: Iterable[Thing]) -> None:
        """Remember things seen in an issue of a project, as `{"id", "name"}`."""
        with self._lock:
            known = self._seen.setdefault(self._key(sort, project), {})
            for thing in things:
                known[thing["name"]] = {"id": str(thing["id"]), "name": thing["name"]}

    def find(self, sort: str, name: str, project: str) -> Thing | None:
        """The thing of this name. Asks Jira only for names (in their exact spelling) not seen before."""
        seen = self._seen.get(self._key(sort, project), {}).get(name.strip())
        if seen is not None:
            return seen
        wanted = name.strip().casefold()
        return next((thing for thing in self.all(sort, project) if thing["name"].casefold() == wanted), None)

    def all(self, sort: str, project: str) -> list[Thing]:
        """Every thing of a sort; empty when there is no such project."""
        key = self._key(sort, project)
        if key not in self._lists:
            try:
                raw = self._http.get(LISTS[sort].format(project=project))
            except NotFound:
                raw = []
            self._lists[key] = [{"id": str(thing["id"]), "name": thing["name"]} for thing in raw]
        return self._lists[key]

    def forget(self, sort: str, project: str) -> None:
        """Ask again for what a project has: something was made there."""
        with self._lock:
            self._lists.pop(self._key(sort, project), None)

    def project(self, key: str) -> dict[str, Any] | None:
        """A project as Jira tells it, with its issue types; None when there is none."""
        if key not in self._projects:
            try:
                self._projects[key] = self._http.get(f"/project/{key}")
            except NotFound:
                self._projects[key] = None
        return self._projects[key]

    def _key(self, sort: str, project: str) -> tuple[str, str]:
        return sort, project if "{project}" in LISTS[sort] else ""
