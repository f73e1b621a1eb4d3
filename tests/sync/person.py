"""A person at one sandbox: what somebody does in the browser, as bare HTTP calls.

Speaks version 2 of the API (wiki markup) on both faces, and version 3 where a test asks for documents.
Knows nothing of the connector, so that the two cannot share a mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import requests

from syncscript.sandbox import SandboxServer

Json = Any


class Person:
    """The sandbox's own account, typing. Every method raises requests.HTTPError when Jira refuses."""

    def __init__(self, server: SandboxServer) -> None:
        self._server = server
        self._http = requests.Session()
        if server.face == "cloud":
            self._http.auth = (server.email, server.token)
        else:
            self._http.headers["Authorization"] = f"Bearer {server.token}"
        self._http.headers["X-Atlassian-Token"] = "no-check"

    def call(self, method: str, path: str, body: Json = None, *, api: int = 2, **more: Any) -> Json:
        address = f"{self._server.url}/rest/api/{api}/{path}"
        answer = self._http.request(method, address, json=body, timeout=30, **more)
        if not answer.ok:
            raise requests.HTTPError(f"{method} {path}: {answer.status_code} {answer.text}")
        return answer.json() if answer.content else None

    # ---------------------------------------------------------------- writing

    def create(self, project: str, summary: str, *, type: str = "Task", api: int = 2, **fields: Json) -> str:
        """The key of the new issue."""
        whole = {"project": {"key": project}, "summary": summary, "issuetype": {"name": type}, **fields}
        return str(self.call("POST", "issue", {"fields": whole}, api=api)["key"])

    def edit(self, key: str, *, api: int = 2, **fields: Json) -> None:
        self.call("PUT", f"issue/{key}", {"fields": fields}, api=api)

    def label(self, key: str, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        steps = [*({"add": one} for one in add), *({"remove": one} for one in remove)]
        self.call("PUT", f"issue/{key}", {"update": {"labels": steps}})

    def move(self, key: str, status: str, **fields: Json) -> None:
        """By whichever transition leads there."""
        offered = self.call("GET", f"issue/{key}/transitions")["transitions"]
        chosen = next(t for t in offered if t["to"]["name"] == status)
        body: dict[str, Json] = {"transition": {"id": chosen["id"]}}
        self.call("POST", f"issue/{key}/transitions", {**body, "fields": fields} if fields else body)

    def comment(self, key: str, body: Json, *, api: int = 2) -> str:
        return str(self.call("POST", f"issue/{key}/comment", {"body": body}, api=api)["id"])

    def edit_comment(self, key: str, comment: str, body: Json, *, api: int = 2) -> None:
        self.call("PUT", f"issue/{key}/comment/{comment}", {"body": body}, api=api)

    def remove_comment(self, key: str, comment: str) -> None:
        self.call("DELETE", f"issue/{key}/comment/{comment}")

    def attach(self, key: str, name: str, content: bytes) -> str:
        made = self.call("POST", f"issue/{key}/attachments", files={"file": (name, content)})
        return str(made[0]["id"])

    def component(self, project: str, name: str) -> None:
        self.call("POST", "component", {"project": project, "name": name})

    def version(self, project: str, name: str) -> None:
        self.call("POST", "version", {"project": project, "name": name})

    # ---------------------------------------------------------------- reading

    def fields(self, key: str, *, api: int = 2) -> Mapping[str, Json]:
        return dict(self.call("GET", f"issue/{key}", api=api)["fields"])

    def comments(self, key: str, *, api: int = 2) -> list[Json]:
        """Bodies, oldest first."""
        answer = self.call("GET", f"issue/{key}/comment", params={"maxResults": 1000}, api=api)
        return [comment["body"] for comment in answer["comments"]]

    def files(self, key: str) -> dict[str, bytes]:
        """The bytes of the attachments by name."""
        return {
            a["filename"]: self._http.get(a["content"], timeout=30).content
            for a in self.fields(key)["attachment"]
        }

    def keys(self, project: str) -> list[str]:
        """All issues of a project in the order of their creation."""
        issues = self._server.state.world.issues.values()
        found = [i for i in issues if i.key.startswith(f"{project}-")]
        return [i.key for i in sorted(found, key=lambda i: int(i.id))]
