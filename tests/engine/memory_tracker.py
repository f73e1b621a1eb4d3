"""A tracker in memory that fails on demand: calls that are refused, answers that are lost.

Implements contracts.Tracker as far as fields go, so that the engine's decisions are tested without HTTP.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from syncscript.contracts import (
    NEVER,
    Capabilities,
    Content,
    CreateForm,
    Description,
    Fetched,
    FieldChange,
    NotFound,
    Settlement,
    Unavailable,
)
from syncscript.model import (
    AddAttachment,
    AddComment,
    CreateIssue,
    Diagnostic,
    EditComment,
    EditWork,
    Issue,
    IssueHead,
    IssueRef,
    LogWork,
    Provenance,
    Question,
    Receipt,
    RemoveAttachment,
    RemoveComment,
    RemoveWork,
    Settled,
    Transition,
    UpdateFields,
    Written,
)
from tests.engine.clock import Clock
from tests.engine.people import SETS, PeoplesTracker, Stored

BY = Provenance("rules/test.sync", 1)


class MemoryTracker(PeoplesTracker):
    """`faults`: call name -> exceptions to raise, one a call; `lost`: apply first, then raise."""

    def __init__(self, name: str, project: str, clock: Clock, prefix: int = 1000) -> None:
        super().__init__(name, project, clock, prefix)
        self.capabilities = Capabilities()
        self.clock_offset = timedelta(0)
        self.reads: list[str] = []
        self.writes: list[tuple[str, Any]] = []
        self.parts: set[tuple[str, str, str]] = set()
        self.sent: list[tuple[str, str, str | None]] = []
        self.twins: dict[str, str] = {}
        self.faults: dict[str, list[Exception]] = {}
        self.lost: dict[str, list[Exception]] = {}
        self.shows_markers = True
        self.marks_attachments = True
        self.on_write: Callable[[str], None] = lambda kind: None

    def describe(self) -> Description:
        return Description("memory", "memory", "memory:", "1", self.name)

    def url_of(self, key: str) -> str:
        return f"memory:/browse/{key}"

    def changes(self, project: str, window: timedelta | None, query: str | None = None) -> list[IssueHead]:
        self._read("changes")
        since = datetime.min.replace(tzinfo=UTC) if window is None else self.clock.now - window
        found = [i for i in self.issues.values() if i.key.startswith(project + "-") and i.updated >= since]
        if query is not None and query != "all":
            found = [i for i in found if query in i.fields.get("labels", ())]
        heads = [IssueHead(IssueRef(i.id, i.key), i.updated.isoformat(), i.updated) for i in found]
        return sorted(heads, key=lambda h: (h.updated, h.ref.id))

    def fetch(self, ids: Sequence[str], written: Mapping[str, datetime] = NEVER) -> Fetched:
        self._read("fetch")
        found = {i: self._issue(self.issues[i]) for i in ids if i in self.issues}
        return Fetched(found, frozenset(set(ids) - set(found)))

    def look_up(self, keys: Sequence[str]) -> Mapping[str, IssueHead]:
        self._read("look_up")
        found = {key: i for i in self.issues.values() for key in (i.key, *i.former)}
        return {k: self._issue(found[k]).head for k in keys if k in found}

    def _issue(self, i: Stored) -> Issue:
        shown = {n: ([{"label": x} for x in sorted(v)] if n in SETS else v) for n, v in i.fields.items()}
        payload = {
            "id": i.id,
            "key": i.key,
            **shown,
            "comments": [dict(c) for c in i.comments],
            "attachments": [
                {"id": a["id"], "filename": a["filename"], "filesize": len(a["data"]),
                 "author": a.get("author")} for a in i.attachments
            ],
            "workLogs": [dict(w) for w in i.work],
        }
        canonical = {n: frozenset(v) if n in SETS else v for n, v in i.fields.items()}
        return Issue(
            IssueRef(i.id, i.key),
            i.updated.isoformat(),
            i.updated,
            i.created,
            payload,
            canonical,
            (),
            i.marker if self.shows_markers else None,
        )

    def create_form(self, project: str, type: str) -> CreateForm:
        return CreateForm(type)

    def settle(
        self,
        written: Mapping[str, Written],
        issue: Issue | None,
        project: str,
        form: Callable[[], CreateForm | None] = lambda: None,
        made: Any = (),
    ) -> Settlement:
        problems = [Diagnostic("X", f"no field {n}") for n in written if n == "nonsense"]
        fields = {n: self._settled(n, w) for n, w in written.items() if n != "nonsense"}
        return Settlement(fields, tuple(problems))

    def _settled(self, name: str, written: Written) -> Settled:
        value = written.value
        if name in SETS:
            names = [e["label"] if isinstance(e, Mapping) else e for e in value or []]
            return Settled(frozenset(names), [{"label": n} for n in names], written.by)
        if isinstance(value, Mapping):
            value = value.get("name")
        return Settled(value, value, written.by)

    def answer(self, question: Question) -> Any:
        self._read("answer")
        return None

    def high_water(self, project: str) -> int:
        return max([int(i.key.split("-")[1]) for i in self.issues.values()], default=0)

    def create(self, draft: Any, marker: str, sources: Any) -> Receipt:
        with self._write("create", draft):
            number, now = next(self.numbers), self.clock.tick()
            fields = {
                n: set(s.value) if isinstance(s.value, frozenset) else s.value
                for n, s in draft.fields.items()
            }
            fields.setdefault("status", "To Do")
            new = Stored(str(next(self.ids)), f"{draft.project}-{number}", fields, now, now, marker=marker)
            self.issues[new.id] = new
        return Receipt(IssueRef(new.id, new.key), version=new.updated.isoformat())

    def find_created(self, marker: str, project: str, above: int, since: datetime) -> list[IssueRef]:
        self._read("find_created")
        return [IssueRef(i.id, i.key) for i in self.issues.values() if i.marker == marker]

    def apply(self, ref: IssueRef, operation: Any, marker: str, sources: Any, content: Any = None) -> Receipt:
        with self._write(operation.kind, operation):
            if ref.id not in self.issues:
                raise NotFound(f"{ref.key} does not exist")
            issue = self.issues[ref.id]
            result = self._applied(issue, operation, marker, content)
            issue.updated = self.clock.tick()
        work = getattr(operation, "work", None)
        detail = {"body": work.text if work else getattr(operation, "body", "")}
        return Receipt(ref, result_id=result, version=issue.updated.isoformat(), detail=detail)

    def _applied(self, issue: Stored, operation: Any, marker: str, content: Any) -> str | None:
        match operation:
            case UpdateFields():
                for name, write in operation.fields.items():
                    value = write.new.value
                    if isinstance(value, frozenset):
                        value = (set(issue.fields.get(name, ())) | write.add) - write.remove
                    self._set(issue, name, value)
            case Transition():
                self._set(issue, "status", operation.status)
            case AddComment():
                comment_id = str(next(self.ids))
                issue.comments.append(
                    {"id": comment_id, "body": operation.body, "author": {"displayName": "Sync"}}
                )
                issue.comment_markers[comment_id] = marker
                return comment_id
            case EditComment():
                next(c for c in issue.comments if c["id"] == operation.copy_id)["body"] = operation.body
            case RemoveComment():
                issue.comments = [c for c in issue.comments if c["id"] != operation.copy_id]
            case AddAttachment():
                attachment_id = str(next(self.ids))
                with content() as stream:
                    data = b"".join(stream.chunks)
                issue.attachments.append({"id": attachment_id, "filename": operation.filename, "data": data})
                issue.comment_markers[attachment_id] = marker
                return attachment_id
            case RemoveAttachment():
                issue.attachments = [a for a in issue.attachments if a["id"] != operation.copy_id]
            case LogWork():
                entry_id = str(next(self.ids))
                author = {"displayName": "Sync"}
                issue.work.append({"id": entry_id, **operation.work.entry, "author": author})
                issue.comment_markers[entry_id] = marker
                return entry_id
            case EditWork():
                found = next((w for w in issue.work if w["id"] == operation.copy_id), None)
                if found is None:
                    raise NotFound("no such work log")
                found.update(operation.work.entry)
            case RemoveWork():
                issue.work = [w for w in issue.work if w["id"] != operation.copy_id]
            case CreateIssue():
                raise AssertionError("creates go through create()")
        return None

    def make(self, part: Any) -> None:
        with self._write("make", part):
            self.parts.add((part.sort, part.project, part.name))

    def note_twin(self, ref: IssueRef, key: str) -> None:
        with self._write("note", (ref.key, key)):
            if ref.id not in self.issues:
                raise NotFound(f"{ref.key} does not exist")
            self.twins[ref.key] = key

    def send(self, method: str, path: str, body: str | None, headers: Any) -> None:
        with self._write("http", (method, path, body)):
            self.sent.append((method, path, body))

    def find_added(self, ref: IssueRef, operation: Any, marker: str, since: datetime) -> list[str]:
        self._read("find_added")
        if isinstance(operation, AddAttachment) and not self.marks_attachments:
            looks = (operation.filename, operation.size)
            found = self.issues[ref.id].attachments
            return [a["id"] for a in found if (a["filename"], len(a["data"])) == looks]
        return [i for i, m in self.issues[ref.id].comment_markers.items() if m == marker]

    @contextmanager
    def open_attachment(self, attachment_id: str) -> Any:
        for issue in self.issues.values():
            for attachment in issue.attachments:
                if attachment["id"] == attachment_id:
                    yield Content(iter([attachment["data"]]), len(attachment["data"]))
                    return
        raise NotFound(f"no attachment {attachment_id}")

    def history(self, ids: Sequence[str]) -> Mapping[str, Sequence[FieldChange]]:
        self._read("history")
        return {i: list(self.issues[i].history) for i in ids if i in self.issues}

    def _read(self, name: str) -> None:
        self.reads.append(name)
        if self.faults.get(name):
            raise self.faults[name].pop(0)

    @contextmanager
    def _write(self, kind: str, what: Any) -> Any:
        self.on_write(kind)
        if self.faults.get(kind):
            raise self.faults[kind].pop(0)
        yield
        self.writes.append((kind, what))
        if self.lost.get(kind):
            raise self.lost[kind].pop(0)


def lost_answer() -> Unavailable:
    return Unavailable("the answer was lost", doubtful=True)
