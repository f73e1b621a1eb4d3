"""Two sandboxes, the real connector and the real language, wired as a project is: for the main job."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from syncscript.config.secret import Secret
from syncscript.contracts import Store, Tracker
from syncscript.engine import Connection, Engine, Policy, Side, Trigger
from syncscript.language import compile_rule
from syncscript.sandbox import SandboxServer
from syncscript.trackers import open_tracker
from tests.fresh_state import state_at

OUTGOING = """
replica.key = issue.key
replica.type = issue.type
replica.assignee = issue.assignee
replica.reporter = issue.reporter
replica.summary = issue.summary
replica.description = issue.description
replica.labels = issue.labels
replica.comments = issue.comments
replica.resolution = issue.resolution
replica.status = issue.status
replica.parentId = issue.parentId
replica.priority = issue.priority
replica.attachments = issue.attachments
replica.project = issue.project
"""

INCOMING = """
if (firstSync) {
    issue.projectKey = "%s"
    issue.typeName = nodeHelper.getIssueType(replica.type?.name, issue.projectKey)?.name ?: "Task"
}
issue.summary = replica.summary
issue.description = replica.description
issue.comments = commentHelper.mergeComments(issue, replica)
issue.attachments = attachmentHelper.mergeAttachments(issue, replica)
issue.labels = replica.labels
issue.priority = nodeHelper.getPriority(replica.priority?.name)
issue.assignee = nodeHelper.getUserByEmail(replica.assignee?.email)
def statusMapping = [%s]
def remoteStatus = replica.status?.name
issue.setStatus(statusMapping[remoteStatus] ?: remoteStatus)
"""


def incoming(project: str, statuses: str = ":") -> str:
    return INCOMING % (project, statuses)


@dataclass
class Rig:
    blue: SandboxServer
    green: SandboxServer
    trackers: Mapping[str, Tracker]
    connection: Connection
    store: Store

    @property
    def engine(self) -> Engine:
        return Engine(self.connection, self.store)

    def calls(self) -> dict[str, tuple[int, int]]:
        """Instance -> (reads, writes) that its sandbox has received."""
        return {
            name: (
                sum(r.kind == "read" for r in server.requests),
                sum(r.kind == "write" for r in server.requests),
            )
            for name, server in (("Blue", self.blue), ("Green", self.green))
        }


def tracker_of(server: SandboxServer, name: str) -> Tracker:
    settings: dict[str, Any] = {
        "name": name,
        "url": server.url,
        "secret": Secret(server.token),
        "email": None,
        "username": None,
        "ca_file": None,
        "timeout": 20,
    }
    if server.face == "cloud":
        settings["email"] = server.email
    return open_tracker(f"jira-{server.face}", settings)


@contextmanager
def rig(
    folder: Path,
    *,
    faces: tuple[str, str] = ("cloud", "cloud"),
    policy: Policy | None = None,
    statuses: str = ":",
    green_trigger: bool = False,
    outgoing: str = OUTGOING,
) -> Iterator[Rig]:
    with (
        SandboxServer(faces[0], projects=["BLUE"]) as blue,
        SandboxServer(faces[1], projects=["GREEN"]) as green,
    ):
        trackers = {"Blue": tracker_of(blue, "Blue"), "Green": tracker_of(green, "Green")}
        sides = (
            Side(
                "Blue",
                trackers["Blue"],
                "BLUE",
                compile_rule(outgoing, kind="outgoing", name="blue.outgoing.sync"),
                compile_rule(incoming("BLUE", statuses), kind="incoming", name="blue.incoming.sync"),
                (Trigger("project = BLUE"),),
            ),
            Side(
                "Green",
                trackers["Green"],
                "GREEN",
                compile_rule(outgoing, kind="outgoing", name="green.outgoing.sync"),
                compile_rule(incoming("GREEN", statuses), kind="incoming", name="green.incoming.sync"),
                (Trigger("project = GREEN"),) if green_trigger else (),
            ),
        )
        store = state_at(folder / "state.db")
        try:
            yield Rig(blue, green, trackers, Connection("c", sides, policy or Policy()), store)
        finally:
            store.close()
