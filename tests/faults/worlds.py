"""Two sandbox Jiras with a gate before each, a project between them, and people who work in both.

People talk to the sandboxes directly, the program only through the gates. Knows the parts of
Jira's REST API v2 that a person's clicks come down to.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from tests.faults.gate import Gates
from tests.faults.program import Ended, Program
from tests.faults.sandboxes import EMAIL, TOKEN, Clock, SandboxServer, move_elsewhere, running_sandbox

OUTGOING = """\
replica.summary     = issue.summary
replica.description = issue.description
replica.labels      = issue.labels
replica.comments    = issue.comments
replica.attachments = issue.attachments
"""
INCOMING = """\
if (firstSync) {
    issue.typeName = "Task"
}
issue.summary     = replica.summary
issue.description = replica.description
issue.labels      = replica.labels
issue.comments    = commentHelper.mergeComments(issue, replica)
issue.attachments = attachmentHelper.mergeAttachments(issue, replica)
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """An issue as a person sees it: comments in order, attachments as (name, bytes)."""

    key: str
    summary: str
    description: str
    labels: frozenset[str]
    comments: tuple[str, ...]
    attachments: tuple[tuple[str, bytes], ...]


@dataclass
class People:
    """Those who work in one instance, by their browser: never through a gate, never counted."""

    server: SandboxServer
    project: str
    session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        self.session.trust_env = False
        login = "tester@example.invalid" if self.server.face == "cloud" else "tester"
        self.session.auth = (login, TOKEN)

    def call(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        address = f"{self.server.url}/rest/api/2{path}"
        answer = self.session.request(method, address, json=body, timeout=30, **more)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text[:500]}"
        return answer.json() if answer.content else None

    def creates(self, summary: str, **fields: Any) -> str:
        """The new issue's key."""
        body = {"project": {"key": self.project}, "issuetype": {"name": "Task"}, "summary": summary, **fields}
        key: str = self.call("POST", "/issue", {"fields": body})["key"]
        return key

    def edits(self, key: str, **fields: Any) -> None:
        self.call("PUT", f"/issue/{key}", {"fields": fields})

    def comments(self, key: str, body: str) -> None:
        self.call("POST", f"/issue/{key}/comment", {"body": body})

    def attaches(self, key: str, name: str, content: bytes) -> None:
        self.call("POST", f"/issue/{key}/attachments", files={"file": (name, content)},
                  headers={"X-Atlassian-Token": "no-check"})

    def deletes(self, key: str) -> None:
        self.call("DELETE", f"/issue/{key}")

    def moves(self, key: str) -> str:
        """Into a project that is not under sync; the issue's new key."""
        return move_elsewhere(self.server, key)

    def sees(self) -> list[Seen]:
        """All issues of the project, by number."""
        found: list[Seen] = []
        fields = "summary,description,labels,comment,attachment"
        for issue in self.searched(f"project = {self.project} ORDER BY key ASC", fields):
            found.append(self._seen(issue))
        return found

    def sees_one(self, key: str) -> Seen:
        return self._seen(self.call("GET", f"/issue/{key}"))

    def searched(self, query: str, fields: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        parameters = {"jql": query, "fields": fields, "maxResults": "50"}
        path = "/search/jql" if self.server.face == "cloud" else "/search"
        while True:
            page = self.call("GET", path, params=parameters)
            found += page["issues"]
            if page.get("nextPageToken"):
                parameters["nextPageToken"] = page["nextPageToken"]
            elif len(found) < page.get("total", 0):
                parameters["startAt"] = str(len(found))
            else:
                return found

    def _seen(self, issue: dict[str, Any]) -> Seen:
        fields = issue["fields"]
        comments = self.call("GET", f"/issue/{issue['key']}/comment", params={"maxResults": 1000})["comments"]
        files = tuple(sorted((one["filename"], self._bytes(one["content"])) for one in fields["attachment"]))
        return Seen(issue["key"], fields["summary"], fields["description"] or "", frozenset(fields["labels"]),
                    tuple(one["body"] for one in comments), files)

    def _bytes(self, address: str) -> bytes:
        answer = self.session.get(address, timeout=30)
        assert answer.ok, address
        return answer.content


@dataclass
class World:
    """blue and green: the people; gates: what the program passes; program: the program."""

    blue: People
    green: People
    gates: Gates
    program: Program

    def writes_of_run(self, *arguments: str) -> tuple[Ended, int]:
        """Run once undisturbed: how it ended and how many writes it sent."""
        watch = self.gates.watch()
        ended = self.program.run(*arguments)
        return ended, len(watch.writes)

    def run_until_idle(self, limit: int = 3) -> list[Ended]:
        """Run undisturbed until a run sends no write, which must be soon, and the last one ends well."""
        endings: list[Ended] = []
        for _ in range(limit):
            ended, writes = self.writes_of_run()
            endings.append(ended)
            if writes == 0:
                assert ended.code == 0, ended.said
                return endings
        told = "\n".join(one.said for one in endings)
        raise AssertionError(f"still writing after {limit} runs:\n{told}\n{self.gates.now.writes}")


@contextmanager
def two_jiras(
    folder: Path, *, workers: int = 1, rules: str = INCOMING, faces: tuple[str, str] = ("cloud", "dc"),
    clocks: tuple[Clock, Clock] | None = None, cold: bool = False,
) -> Iterator[World]:
    """Start both sandboxes with an empty project each and write a project of syncscript into `folder`.

    workers: pairs at the same time; cold: every start of the program is a whole new interpreter.
    """
    clocks = clocks or (Clock(), Clock())
    gates = Gates()
    program = Program(folder, cold=cold)
    with (running_sandbox("BLUE", faces[0], clocks[0]) as blue,
          running_sandbox("GREEN", faces[1], clocks[1]) as green):
        gated = (gates.before("BlueJira", blue.url), gates.before("GreenJira", green.url))
        write_project(folder, gated, faces, workers, rules)
        try:
            yield World(People(blue, "BLUE"), People(green, "GREEN"), gates, program)
        finally:
            program.close()
            gates.close()


def write_project(folder: Path, urls: tuple[str, str], faces: tuple[str, str], workers: int,
                  rules: str, projects: tuple[str, str] = ("BLUE", "GREEN")) -> None:
    (folder / "rules").mkdir(exist_ok=True)
    (folder / "rules" / "any.outgoing.sync").write_text(OUTGOING)
    (folder / "rules" / "any.incoming.sync").write_text(rules)
    (folder / "syncscript.toml").write_text(
        _instance("BlueJira", urls[0], faces[0], "BLUE_TOKEN")
        + _instance("GreenJira", urls[1], faces[1], "GREEN_TOKEN")
        + _side("left", "BlueJira", projects[0]) + _side("right", "GreenJira", projects[1]) + f"""
[[connections.blue-green.triggers]]
side = "BlueJira"
query = "issuetype = Task"

[connections.blue-green.policies]
doubt_seconds = 0
workers = {workers}
""")


def _instance(name: str, url: str, face: str, token: str) -> str:
    account = f'email = "{EMAIL}"\n' if face == "cloud" else ""
    return (f'[instances.{name}]\ntracker = "jira-{face}"\nurl = "{url}"\n{account}'
            f'token = "env:{token}"\ntimeout = 20\n\n')


def _side(place: str, instance: str, project: str) -> str:
    return (f'[connections.blue-green.{place}]\ninstance = "{instance}"\nproject = "{project}"\n'
            'outgoing = "rules/any.outgoing.sync"\nincoming = "rules/any.incoming.sync"\n\n')
