"""A sync by exchanged files, as an admin leaves it behind: two halves that know their own side alone.

Each half asks its tracker's REST API what people did, writes a message with a number of its own for each
issue, and applies the other half's messages in their order. It knows what its own account wrote, keeps the
ids that it learns, and tells all that in an export of the shape that samples show. Nothing of syncscript.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.faults.sandboxes import TOKEN, SandboxServer
from tests.faults.worlds import People

FIELDS = ("summary", "description", "labels")
INTERNAL = "internal"
"""A comment that begins so is none of the partner's business: it is listed, and never sent."""


@dataclass(frozen=True, slots=True)
class Item:
    """A comment or a file. told: its author or its name; content: its text or its bytes."""

    id: str
    told: str
    content: Any


@dataclass(frozen=True, slots=True)
class Message:
    """key: of the issue where it was sent."""

    key: str
    number: int
    fields: dict[str, Any]
    comments: tuple[Item, ...]
    files: tuple[Item, ...]


@dataclass
class Synced:
    """What a half remembers of an issue. fields: as it last sent or received them."""

    id: int
    key: str
    partner: str = ""
    first: int = 0
    sent: int = 0
    received: int = 0
    last_sent: int = 0
    last_seen: int = 0
    last_received: int = 0
    fields: dict[str, Any] = field(default_factory=dict)
    comments: list[dict[str, str]] = field(default_factory=list)
    files: list[dict[str, str]] = field(default_factory=list)
    sent_files: set[str] = field(default_factory=set)
    ignores_incoming: bool = False

    def knows(self, comment: str) -> bool:
        return any(one.get("localId") == comment for one in self.comments)

    def knows_file(self, file: str) -> bool:
        return file in self.sent_files or any(one.get("localId") == file for one in self.files)


class Half:
    """One side's program; `account` is its user, whose writes are never sent."""

    def __init__(self, server: SandboxServer, project: str, clock: Callable[[], datetime]) -> None:
        self.project = project
        self.account = People(server, project)
        self.account.session.auth = (server.email if server.face == "cloud" else server.name, TOKEN)
        self.synced: dict[str, Synced] = {}
        self.outbox: list[Message] = []
        self._clock = clock

    def now(self) -> int:
        return int(self._clock().timestamp() * 1000)

    def look(self) -> None:
        """Write a message for each issue that people changed."""
        query = {"jql": f"project = {self.project} ORDER BY key ASC", "maxResults": "100",
                 "fields": "comment,attachment," + ",".join(FIELDS)}  # fmt: skip
        path = "/search/jql" if self.account.server.face == "cloud" else "/search"
        for issue in self.account.call("GET", path, params=query)["issues"]:
            self._look_at(issue["key"], issue["fields"])

    def _look_at(self, key: str, found: dict[str, Any]) -> None:
        known = self.synced.setdefault(key, Synced(len(self.synced) + 41, key, first=self.now()))
        fields = {name: found[name] for name in FIELDS}
        comments = [one for one in self._comments(key) if not known.knows(one.id)]
        known.comments += [{"localId": one.id} for one in comments]
        sent = tuple(one for one in comments if not one.content.startswith(INTERNAL))
        files = tuple(self._file(one) for one in found["attachment"] if not known.knows_file(one["id"]))
        known.sent_files |= {one.id for one in files}
        known.last_seen = self.now()
        if fields == known.fields and not sent and not files:
            return
        known.fields = fields
        known.sent += 1
        known.last_sent = self.now()
        self.outbox.append(Message(key, known.sent, fields, sent, files))

    def _comments(self, key: str) -> list[Item]:
        listed = self.account.call("GET", f"/issue/{key}/comment", params={"maxResults": 1000})["comments"]
        return [Item(one["id"], one["author"]["displayName"], one["body"]) for one in listed]

    def _file(self, one: dict[str, Any]) -> Item:
        return Item(one["id"], one["filename"], self.account.session.get(one["content"], timeout=30).content)

    def take(self, message: Message) -> str:
        """Apply a message of the partner's; the key of the issue here."""
        known = next((one for one in self.synced.values() if one.partner == message.key), None)
        known = known or self._created(message)
        known.received += 1
        known.last_received = self.now()
        if known.ignores_incoming:
            return known.key
        if known.fields != message.fields:
            self.account.edits(known.key, **message.fields)
            known.fields = message.fields
        for one in message.comments:
            text = {"body": f"{one.told} wrote: {one.content}"}
            made = self.account.call("POST", f"/issue/{known.key}/comment", text)
            known.comments.append({"remoteId": one.id, "localId": made["id"]})
        for one in message.files:
            answer = self.account.call(
                "POST", f"/issue/{known.key}/attachments", files={"file": (one.told, one.content)},
                headers={"X-Atlassian-Token": "no-check"})  # fmt: skip
            known.files.append({"remoteId": one.id, "localId": answer[0]["id"]})
        return known.key

    def _created(self, message: Message) -> Synced:
        key = self.account.creates(**message.fields)
        made = Synced(len(self.synced) + 41, key, message.key, self.now(), fields=message.fields)
        self.synced[key] = made
        return made

    def entries(self) -> list[dict[str, Any]]:
        """Of its export: every issue that has a partner."""
        return [self._entry(one) for one in self.synced.values() if one.partner]

    def _entry(self, one: Synced) -> dict[str, Any]:
        told = {
            "id": one.id, "connectorKey": f"CON-7-{self.project}", "localIssueKey": one.key,
            "remoteIssueKey": one.partner, "firstSyncDate": one.first, "lastOutgoingChange": one.last_sent,
            "lastChangeSeen": one.last_seen, "outgoingMessageSequenceId": one.sent,
            "lastIncomingChange": one.last_received, "incomingMessageSequenceId": one.received,
            "attachments": one.files, "comments": one.comments,
            "incomingChangesIgnored": one.ignores_incoming,
        }  # fmt: skip
        optional = ("attachments", "comments", "lastOutgoingChange", "lastIncomingChange")
        return {name: value for name, value in told.items() if value or name not in optional}


@dataclass
class FileExchange:
    """Both halves, and the files that somebody carries between them."""

    blue: Half
    green: Half

    def carry(self) -> None:
        """What people did on either side crosses, until there is nothing to send."""
        for _ in range(3):
            self.blue.look()
            self.green.look()
            self._deliver(self.blue, self.green)
            self._deliver(self.green, self.blue)

    def lose(self) -> list[str]:
        """Messages are written, and their files never arrive; the keys of their issues."""
        self.blue.look()
        self.green.look()
        lost = [message.key for half in (self.blue, self.green) for message in half.outbox]
        self.blue.outbox, self.green.outbox = [], []
        return lost

    def _deliver(self, sender: Half, receiver: Half) -> None:
        for message in sender.outbox:
            sender.synced[message.key].partner = receiver.take(message)
        sender.outbox = []
