"""A connector's whole working day against a sandbox, recorded: every operation of the tracker contract.

Knows which calls make up a day, not what is right about them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from syncscript.contracts import Content, NotFound, TrackerError
from syncscript.model import (
    AddAttachment,
    AddComment,
    Document,
    Draft,
    EditComment,
    EditWork,
    FieldWrite,
    Issue,
    IssueRef,
    LogWork,
    MakePart,
    Operation,
    Provenance,
    Question,
    RemoveAttachment,
    RemoveComment,
    RemoveWork,
    Settled,
    Sources,
    Transition,
    UpdateFields,
    Work,
    Written,
)
from syncscript.richtext import adf_to_wiki
from syncscript.sandbox import SandboxServer
from syncscript.trackers.jira import JiraSettings, JiraTracker
from tests.judges.recording import Exchange, Recorder

HERE = Provenance("judged.sync", 1)
PROJECT = "BLUE"
_BYTES = b"what stands in the file"

_RICH = {
    "version": 1,
    "type": "doc",
    "content": [
        {
            "type": "paragraph",
            "content": [
                {"type": "text", "text": "Seen by "},
                {"type": "status", "attrs": {"text": "Everyone", "color": "green"}},
            ],
        },
        {
            "type": "expand",
            "attrs": {"title": "More"},
            "content": [
                {
                    "type": "paragraph",
                    "content": [{"type": "text", "text": "inside", "marks": [{"type": "strong"}]}],
                }
            ],
        },
    ],
}
_SOURCE = Document("description", adf_to_wiki(_RICH), "adf", _RICH)

_VALUES: dict[str, Any] = {
    "summary": "Drawn up by a rule",
    "description": _SOURCE.text,
    "environment": "h1. Linux\n* one\n** two\n\n||a||b||\n|1|{{2}}|",
    "labels": [{"label": "red"}, {"label": "green"}],
    "priority": {"name": "High"},
    "assignee": {"email": "tester@example.invalid"},
    "due": "2026-05-01",
    "customFields.Remote Key": "GREEN-1",
    "customFields.Release Notes": "{code:java}\nint x;\n{code}",
    "customFields.Story Points": 3,
    "customFields.Start date": "2026-04-01",
    "customFields.Deployed At": "2026-04-01T10:00:00.000+0000",
    "customFields.Severity": "Major",
    "customFields.Platforms": ["Linux", "Windows"],
    "customFields.Region": {"value": "Europe", "child": {"value": "North"}},
    "customFields.Reviewer": {"email": "developer@example.invalid"},
    "customFields.Specification": "https://example.invalid/spec",
    "customFields.Tags": ["one"],
    "customFields.Checklist": ["Tested"],
    "customFields.Approvers": [{"email": "admin@example.invalid"}],
}
_QUESTIONS = (
    ("getUserByEmail", "tester@example.invalid"),
    ("getUserByEmail", "nobody@example.invalid"),
    ("getUserByFullName", "Green Tester"),
    ("getPriority", "High"),
    ("getStatus", "Done"),
    ("getResolution", "Done"),
    ("getIssueType", "Bug"),
    ("getProject", PROJECT),
    ("getProject", "NONE"),
    ("getLabel", "a b"),
)


class Token:
    """The sandbox's token as a secret."""

    def reveal(self) -> str:
        return SandboxServer.token


@contextmanager
def recorded_tracker(server: SandboxServer, recorder: Recorder) -> Iterator[JiraTracker]:
    """A connector to this sandbox whose every exchange is recorded."""
    deployment: Literal["cloud", "dc"] = "cloud" if server.face == "cloud" else "dc"
    email = server.email if deployment == "cloud" else None
    yield JiraTracker(
        "BlueJira",
        JiraSettings(deployment, server.url, Token(), email=email),
        sleep=lambda seconds: None,
        sessions=recorder.session,
    )


def whole_day(face: str) -> list[Exchange]:
    """The exchanges of one day with the contract's operations."""
    recorder = Recorder()
    with SandboxServer(face, projects=(PROJECT,)) as server, recorded_tracker(server, recorder) as tracker:
        tracker.describe()
        _look_around(tracker)
        parent = tracker.create(
            Draft(PROJECT, "Task", _settled(tracker, {"summary": "Parent"})), "marker-0", Sources()
        ).ref
        issue = _create(tracker)
        _edit(tracker, issue)
        _comment(tracker, issue)
        _log_work(tracker, issue)
        _attach(tracker, issue)
        _read_back(tracker, issue, parent)
    return recorder.exchanges


def _look_around(tracker: JiraTracker) -> None:
    for method, argument in _QUESTIONS:
        tracker.answer(Question("nodeHelper", method, (argument,)))
    tracker.answer(Question("nodeHelper", "isUserAssignable", (PROJECT, {"email": "tester@example.invalid"})))
    for method in ("getComponent", "getVersion"):
        tracker.answer(Question("nodeHelper", method, ("none", PROJECT)))
    tracker.high_water(PROJECT)
    assert tracker.create_form(PROJECT, "bug").type == "Bug"
    assert tracker.create_form("NOWHERE", "Bug").refusal
    assert tracker.create_form(PROJECT, "No such type").refusal


def _settled(tracker: JiraTracker, values: dict[str, Any], issue: Issue | None = None) -> dict[str, Settled]:
    written = {name: Written(value, HERE) for name, value in values.items()}
    settlement = tracker.settle(written, issue, PROJECT)
    assert not settlement.problems, settlement.problems
    return dict(settlement.fields)


def _create(tracker: JiraTracker) -> IssueRef:
    before = datetime.now(UTC)
    above = tracker.high_water(PROJECT)
    ref = tracker.create(
        Draft(PROJECT, "Bug", _settled(tracker, _VALUES)), "marker-1", Sources((_SOURCE,))
    ).ref
    assert ref in tracker.find_created("marker-1", PROJECT, above, before)
    assert tracker.find_created("marker-none", PROJECT, above + 10, before) == []
    return ref


def _apply(tracker: JiraTracker, ref: IssueRef, operation: Operation, **more: Any) -> str:
    return tracker.apply(ref, operation, "marker-2", Sources((_SOURCE,)), **more).result_id or ""


def _edit(tracker: JiraTracker, ref: IssueRef) -> None:
    issue = tracker.fetch([ref.id]).issues[ref.id]
    changed = {
        **_VALUES,
        "summary": "Changed",
        "description": f"Somebody wrote:\n{_SOURCE.text}",
        "environment": None,
        "assignee": None,
        "due": None,
        "labels": [{"label": "red"}, {"label": "blue"}],
        "customFields.Severity": None,
        "customFields.Story Points": 5,
    }
    writes = {}
    for path, new in _settled(tracker, changed, issue).items():
        old, value = issue.fields.get(path), new.value
        sets = isinstance(old, frozenset) and isinstance(value, frozenset)
        writes[path] = (
            FieldWrite(old, new, add=value - old, remove=old - value) if sets else FieldWrite(old, new)
        )
    _apply(tracker, ref, UpdateFields({path: w for path, w in writes.items() if w.old != w.new.value}))
    _apply(tracker, ref, Transition("In Progress", "To Do", HERE))
    _apply(tracker, ref, Transition("Done", "In Progress", HERE, resolution="Done"))


def _comment(tracker: JiraTracker, ref: IssueRef) -> None:
    before = datetime.now(UTC)
    made = AddComment("10010", "*Blue Admin*: [~accountid:x] see http://x.example/a", HERE)
    comment_id = _apply(tracker, ref, made)
    assert tracker.find_added(ref, made, "marker-2", before) == [comment_id]
    _apply(tracker, ref, AddComment(None, "for agents", HERE, internal=True))
    _apply(tracker, ref, EditComment(comment_id, "10010", made.body, "new text", HERE))
    _apply(tracker, ref, RemoveComment(comment_id, "10010", "new text"))
    _apply(tracker, ref, RemoveComment(comment_id, "10010", "new text"))


def _log_work(tracker: JiraTracker, ref: IssueRef) -> None:
    before, work = datetime.now(UTC), Work(3600, "2026-01-31T08:15:00.000+00:00", "read *it*")
    made = LogWork("30010", work, HERE)
    logged = _apply(tracker, ref, made)
    assert tracker.find_added(ref, made, "marker-2", before) == [logged]
    _apply(tracker, ref, EditWork(logged, "30010", work.text, Work(60, work.started), HERE))
    _apply(tracker, ref, RemoveWork(logged, "30010", ""))
    for sort in ("version", "component"):
        tracker.make(MakePart(sort, PROJECT, "Made by a rule", "why", HERE))


def _attach(tracker: JiraTracker, ref: IssueRef) -> None:
    @contextmanager
    def opened() -> Iterator[Content]:
        yield Content(iter([_BYTES]), len(_BYTES))

    before = datetime.now(UTC)
    made = AddAttachment("20010", "two words.txt", "text/plain", len(_BYTES), HERE)
    attachment_id = _apply(tracker, ref, made, content=opened)
    assert tracker.find_added(ref, made, "marker-2", before) == [attachment_id]
    with tracker.open_attachment(attachment_id) as content:
        assert b"".join(content.chunks) == _BYTES
    _apply(tracker, ref, RemoveAttachment(attachment_id, "20010", made.filename))


def _read_back(tracker: JiraTracker, ref: IssueRef, parent: IssueRef) -> None:
    heads = tracker.changes(PROJECT, timedelta(hours=1), "labels = red")
    assert [head.ref for head in heads] == [ref]
    assert len(tracker.changes(PROJECT, None)) == 2
    fetched = tracker.fetch([ref.id, parent.id, "999999"])
    assert set(fetched.issues) == {ref.id, parent.id} and fetched.missing == {"999999"}
    assert tracker.history([ref.id])
    for refused in (
        lambda: tracker.changes(PROJECT, None, "no such = thing"),
        lambda: _apply(tracker, IssueRef("999999", "BLUE-9"), AddComment("1", "x", HERE)),
    ):
        try:
            refused()
        except (NotFound, TrackerError):
            continue
        raise AssertionError("a wrong call was not refused")
