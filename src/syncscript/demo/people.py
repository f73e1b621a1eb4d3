"""People at work in a Jira, over its public REST interface: they file, edit, comment and move issues.

Knows what differs between Cloud (rich documents, account ids) and Data Center (wiki markup, names).
Refuses to know the sync.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import requests

from syncscript.demo.issues import Sample, Text, plain

TIMEOUT = 30.0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in to one Jira. `name` is what a table shows."""

    name: str
    account: str
    password: str
    url: str
    is_cloud: bool

    # -------------------------------------------------------------------- what people do

    def file(self, project: str, sample: Sample) -> str:
        """Create an issue with its comments and files; its key."""
        fields = {
            "project": {"key": project},
            "issuetype": {"name": sample.type},
            "summary": sample.summary,
            "description": self._body(sample.description),
            "priority": {"name": sample.priority},
            "labels": list(sample.labels),
        }
        key = str(self._call("POST", "issue", {"fields": fields})["key"])
        for text in sample.comments:
            self.comment(key, text)
        for name, content in sample.files:
            self.attach(key, name, content)
        if sample.status:
            self.move(key, sample.status)
        return key

    def edit(self, key: str, **fields: Any) -> None:
        self._call("PUT", f"issue/{key}", {"fields": fields})

    def add_label(self, key: str, label: str) -> None:
        self._call("PUT", f"issue/{key}", {"update": {"labels": [{"add": label}]}})

    def remove_label(self, key: str, label: str) -> None:
        self._call("PUT", f"issue/{key}", {"update": {"labels": [{"remove": label}]}})

    def comment(self, key: str, text: Text) -> str:
        """The new comment's id."""
        return str(self._call("POST", f"issue/{key}/comment", {"body": self._body(text)})["id"])

    def edit_comment(self, key: str, comment: str, text: str) -> None:
        self._call("PUT", f"issue/{key}/comment/{comment}", {"body": self._body(text)})

    def attach(self, key: str, name: str, content: bytes) -> None:
        header = {"X-Atlassian-Token": "no-check"}
        self._send("POST", f"issue/{key}/attachments", files={"file": (name, content)}, headers=header)

    def move(self, key: str, status: str) -> None:
        """By the transition that leads to the status of this name."""
        found = self._call("GET", f"issue/{key}/transitions")["transitions"]
        transition = next(t for t in found if t["to"]["name"] == status)
        self._call("POST", f"issue/{key}/transitions", {"transition": {"id": transition["id"]}})

    def look(self, key: str) -> dict[str, Any]:
        """The fields of an issue, as this Jira gives them."""
        fields: dict[str, Any] = self._call("GET", f"issue/{key}")["fields"]
        return fields

    # -------------------------------------------------------------------- how

    def _body(self, text: Text) -> Text:
        return plain(text) if self.is_cloud and isinstance(text, str) else text

    def _address(self, path: str) -> str:
        return f"{self.url}/rest/api/{3 if self.is_cloud else 2}/{path}"

    def _call(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        answer = self._send(method, path, json=body)
        data: dict[str, Any] = answer.json() if answer.content else {}
        return data

    def _send(self, method: str, path: str, **more: Any) -> requests.Response:
        """A call to this machine never goes through a proxy. requests.HTTPError when it is refused."""
        with requests.Session() as session:
            session.trust_env = False
            session.auth = (self.account, self.password)
            answer = session.request(method, self._address(path), timeout=TIMEOUT, **more)
        answer.raise_for_status()
        return answer
