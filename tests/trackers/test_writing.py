"""Each write: one request, its body, and what is recorded of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from syncscript.contracts import Content, NotFound, Rejected, Unavailable
from syncscript.model import (
    AddAttachment,
    AddComment,
    Document,
    Draft,
    EditComment,
    FieldWrite,
    IssueRef,
    Operation,
    Provenance,
    Receipt,
    RemoveAttachment,
    RemoveComment,
    Settled,
    Sources,
    Transition,
    UpdateFields,
    Written,
)
from tests.trackers.fake_jira import NOW, FakeJira, Reply, Sent, raw_issue, raw_user

HERE = Provenance("green.incoming.sync", 7)
REF = IssueRef("10001", "BLUE-1")
NOTHING = Sources()
MARKER = "0123456789abcdef01234567"
DOCUMENT = {
    "type": "doc",
    "version": 1,
    "content": [
        {
            "type": "panel",
            "attrs": {"panelType": "note"},
            "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Look out"}]}],
        }
    ],
}


def settled(jira: FakeJira, **values: Any) -> dict[str, Settled]:
    written = {
        name.replace("cf_", "customFields.").replace("__", " "): Written(v, HERE)
        for name, v in values.items()
    }
    settlement = jira.tracker.settle(written, None, "BLUE")
    assert not settlement.problems
    return dict(settlement.fields)


def apply(jira: FakeJira, operation: Operation, sources: Sources = NOTHING, **more: Any) -> Receipt:
    return jira.tracker.apply(REF, operation, MARKER, sources, **more)


def ready(deployment: str = "cloud", **settings: Any) -> FakeJira:
    jira = FakeJira(deployment, **settings)
    jira.on("GET /priority", [{"id": "2", "name": "High"}])
    jira.on("GET /project/BLUE/components", [{"id": "7", "name": "Importer"}])
    jira.on("GET /user/search", [raw_user(1, deployment == "cloud")])
    return jira.on("POST /issue", Reply({"id": "10001", "key": "BLUE-1"}, 201))


@pytest.mark.parametrize("deployment", ["cloud", "dc"])
def test_a_create_is_one_write_with_its_marker(deployment: str) -> None:
    jira = ready(deployment)
    fields = settled(
        jira,
        summary="Title",
        description="text",
        labels=["a", "b"],
        priority="high",
        components="importer",
        assignee="tester1@example.invalid",
        due="2026-01-31",
        cf_Story__Points=5,
        cf_Severity="Major",
        cf_Platforms=["Linux"],
    )
    before = len(jira.sent)
    receipt = jira.tracker.create(Draft("BLUE", "Task", fields, parent="10009"), MARKER, NOTHING)
    assert receipt.ref == REF
    [sent] = jira.sent[before:]
    cloud = deployment == "cloud"
    text = {
        "type": "doc",
        "version": 1,
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": "text"}]}],
    }
    assert sent.body == {
        "fields": {
            "project": {"key": "BLUE"},
            "issuetype": {"name": "Task"},
            "parent": {"id": "10009"},
            "summary": "Title",
            "description": text if cloud else "text",
            "labels": ["a", "b"],
            "priority": {"name": "High"},
            "components": [{"name": "Importer"}],
            "duedate": "2026-01-31",
            "assignee": {"accountId": "account-1"} if cloud else {"name": "user1"},
            "customfield_10012": 5,
            "customfield_10015": {"value": "Major"},
            "customfield_10016": [{"value": "Linux"}],
        },
        "properties": [{"key": "syncscript", "value": {"marker": MARKER}}],
    }


def test_a_marker_label_can_be_asked_for_and_is_not_shown() -> None:
    jira = ready(marker_label=True)
    jira.tracker.create(Draft("BLUE", "Task", settled(jira, labels="a")), MARKER, NOTHING)
    labels = jira.sent[-1].body["fields"]["labels"]
    assert labels == ["a", "syncscript-0123456789ab"]
    jira.on("POST /issue/bulkfetch", {"issues": [raw_issue(1, labels=labels)], "issueErrors": []})
    assert jira.tracker.fetch(["10001"]).issues["10001"].fields["labels"] == frozenset({"a"})


def test_an_untouched_text_keeps_its_document() -> None:
    jira = ready()
    fields = {"description": Settled("panel text", "panel text", HERE)}
    sources = Sources((Document("description", "panel text", "adf", DOCUMENT),))
    jira.tracker.create(Draft("BLUE", "Task", fields), MARKER, sources)
    assert jira.sent[-1].body["fields"]["description"] == DOCUMENT


def write(new: Any, shown: Any, add: set[str] = frozenset(), remove: set[str] = frozenset()) -> FieldWrite:  # type: ignore[assignment]
    return FieldWrite(None, Settled(new, shown, HERE), frozenset(add), frozenset(remove))


def test_an_update_is_one_put_and_tells_the_version() -> None:
    jira = ready().on("PUT /issue/10001", {"fields": {"updated": "2026-03-01T13:00:00.123+0100"}})
    receipt = apply(
        jira,
        UpdateFields(
            {
                "summary": write("New", "New"),
                "due": write(None, None),
                "labels": write(frozenset("abc"), [{"label": x} for x in "abc"], {"b", "a"}, {"z"}),
                "components": write(frozenset({"Importer"}), [{"name": "Importer"}], {"Importer"}),
                "customFields.Platforms": write(frozenset({"Linux"}), [{"value": "Linux"}], {"Linux"}),
                "parentId": write(None, None),
            }
        ),
    )
    assert receipt.version == "2026-03-01T12:00:00.123+00:00"
    sent = jira.sent[-1]
    assert sent.params == {"returnIssue": "true"}
    assert sent.body == {
        "fields": {"summary": "New", "duedate": None},
        "update": {
            "labels": [{"add": "a"}, {"add": "b"}, {"remove": "z"}],
            "components": [{"add": {"name": "Importer"}}],
            "customfield_10016": [{"add": {"value": "Linux"}}],
            "parent": [{"set": {"none": True}}],
        },
    }
    assert jira.tracker.calls.writes == 1


def test_on_data_center_an_update_tells_no_version() -> None:
    jira = ready("dc").on("PUT /issue/10001", Reply(None, 204))
    assert apply(jira, UpdateFields({"summary": write("New", "New")})).version is None
    assert jira.sent[-1].params == {}
    assert len(jira.sent) == 1


def transition(number: int, to: str, **fields: Any) -> dict[str, Any]:
    return {"id": str(number), "name": f"To {to}", "to": {"id": str(number), "name": to}, "fields": fields}


REQUIRED = {"required": True, "hasDefaultValue": False}
WAYS = {
    "transitions": [
        transition(1, "In Progress"),
        transition(2, "Done", summary=REQUIRED),
        transition(3, "Done", resolution=REQUIRED),
    ]
}
START = Transition("In progress", "To Do", HERE)


def moving() -> FakeJira:
    jira = (
        ready().on("GET /issue/10001/transitions", WAYS).on("POST /issue/10001/transitions", Reply(None, 204))
    )
    jira.on("POST /issue/bulkfetch", {"issues": [raw_issue(1), raw_issue(2)], "issueErrors": []})
    jira.on("POST /issue/10002/transitions", Reply(None, 204)).on("GET /issue/10002/transitions", WAYS)
    jira.tracker.fetch(["10001", "10002"])
    jira.sent.clear()
    return jira


def test_a_transition_is_found_and_remembered_for_the_next_issue() -> None:
    jira = moving()
    apply(jira, START)
    jira.tracker.apply(IssueRef("10002", "BLUE-2"), START, MARKER, NOTHING)
    assert jira.calls() == [
        "GET /issue/10001/transitions",
        "POST /issue/10001/transitions",
        "POST /issue/10002/transitions",
    ]
    assert jira.sent[1].body == {"transition": {"id": "1"}}


def test_the_resolution_goes_with_the_transition_that_takes_it() -> None:
    jira = moving()
    apply(jira, Transition("Done", "To Do", HERE, resolution="Fixed"))
    assert jira.sent[-1].body == {"transition": {"id": "3"}, "fields": {"resolution": {"name": "Fixed"}}}


def test_a_known_transition_that_is_refused_is_read_again() -> None:
    jira = moving()
    apply(jira, START)
    jira.on("POST /issue/10001/transitions", Reply({"errorMessages": ["not valid"]}, 400), Reply(None, 204))
    jira.on("GET /issue/10001/transitions", {"transitions": [transition(9, "In Progress")]})
    apply(jira, START)
    assert jira.sent[-1].body == {"transition": {"id": "9"}}


def test_an_unreachable_status_names_the_ways() -> None:
    jira = moving().on("GET /issue/10001", raw_issue(1))
    with pytest.raises(Rejected, match="from To Do to Closed") as caught:
        apply(jira, Transition("Closed", "To Do", HERE))
    assert "Done, In Progress" in caught.value.help


def test_being_there_already_is_enough() -> None:
    jira = moving().on("GET /issue/10001", raw_issue(1))
    assert apply(jira, Transition("to do", None, HERE)).detail == {"already": "To Do"}
    assert jira.tracker.calls.writes == 0


ADDED = {"id": "77", "body": "text\r\n", "updated": "2026-03-01T12:00:00.000+0000"}


@pytest.mark.parametrize("deployment", ["cloud", "dc"])
def test_a_comment_carries_its_marker(deployment: str) -> None:
    jira = ready(deployment).on("POST /issue/10001/comment", Reply(ADDED, 201))
    receipt = apply(jira, AddComment("5", "text", HERE))
    assert (receipt.result_id, receipt.detail) == ("77", {"body": "text"})
    cloud = deployment == "cloud"
    assert jira.sent[-1].body["properties"] == [{"key": "syncscript", "value": {"marker": MARKER}}]
    assert isinstance(jira.sent[-1].body["body"], dict if cloud else str)


def test_a_comment_keeps_its_document_and_stays_internal() -> None:
    jira = ready().on("POST /issue/10001/comment", Reply(ADDED, 201))
    sources = Sources((Document("comments/5", "text", "adf", DOCUMENT),))
    apply(jira, AddComment("5", "text", HERE, internal=True), sources)
    assert jira.sent[-1].body["body"] == DOCUMENT
    assert {"key": "sd.public.comment", "value": {"internal": True}} in jira.sent[-1].body["properties"]


def test_comments_are_edited_and_removed() -> None:
    jira = (
        ready()
        .on("PUT /issue/10001/comment/77", ADDED)
        .on("DELETE /issue/10001/comment/77", Reply(None, 204))
    )
    assert apply(jira, EditComment("77", "5", "old", "text", HERE)).result_id == "77"
    apply(jira, RemoveComment("77", "5", "text"))
    apply(jira, RemoveComment("78", "6", "text"))
    apply(jira, RemoveAttachment("79", "6", "a.txt"))
    assert jira.calls() == [
        "PUT /issue/10001/comment/77",
        "DELETE /issue/10001/comment/77",
        "DELETE /issue/10001/comment/78",
        "DELETE /attachment/79",
    ]
    with pytest.raises(NotFound):
        apply(jira, EditComment("78", "5", "old", "text", HERE))


@contextmanager
def bytes_of(*chunks: bytes, size: int | None = None) -> Iterator[Content]:
    yield Content(iter(chunks), size)


def added_file(size: int) -> Reply:
    return Reply([{"id": "88", "size": size, "filename": "a.txt", "created": "2026-03-01T12:00:00.000+0000"}])


@pytest.mark.parametrize("told", [None, 6])
def test_an_attachment_is_streamed_and_summed(told: int | None) -> None:
    jira = ready().on("POST /issue/10001/attachments", added_file(6))
    operation = AddAttachment("5", 'a "b"\r\n.txt', "text/plain\r\nX: y", 6, HERE)
    receipt = apply(jira, operation, content=lambda: bytes_of(b"abc", b"def", size=told))
    assert receipt.result_id == "88"
    assert receipt.detail == {"sha256": hashlib.sha256(b"abcdef").hexdigest(), "size": 6}
    sent = jira.sent[-1]
    assert sent.headers["X-Atlassian-Token"] == "no-check"
    head, _, rest = sent.body.partition(b"\r\n\r\n")
    assert b'name="file"; filename="a %22b%22%0D%0A.txt"' in head
    assert b"Content-Type: application/octet-stream" in head
    assert rest.startswith(b"abcdef\r\n--")


@pytest.mark.parametrize("chunks", [(b"abc",), (b"abc", b"defg")])
def test_an_attachment_of_another_size_is_not_sent(chunks: tuple[bytes, ...]) -> None:
    jira = ready().on("POST /issue/10001/attachments", added_file(6))
    with pytest.raises(Unavailable) as caught:
        apply(jira, AddAttachment("5", "a.txt", "text/plain", 6, HERE), content=lambda: bytes_of(*chunks))
    assert not caught.value.doubtful


def test_a_damaged_attachment_is_taken_away_again() -> None:
    jira = (
        ready()
        .on("POST /issue/10001/attachments", added_file(5))
        .on("DELETE /attachment/88", Reply(None, 204))
    )
    with pytest.raises(Unavailable, match="5 of 6"):
        apply(jira, AddAttachment("5", "a.txt", "text/plain", 6, HERE), content=lambda: bytes_of(b"abcdef"))
    assert jira.calls()[-1] == "DELETE /attachment/88"


def marked(number: int, marker: str = MARKER) -> dict[str, Any]:
    return {**raw_issue(number), "properties": {"syncscript": {"marker": marker}}}


@pytest.mark.parametrize("deployment", ["cloud", "dc"])
def test_a_lost_create_is_found_by_its_key(deployment: str) -> None:
    jira = FakeJira(deployment)

    def bulk(sent: Sent) -> Reply:
        known = [raw for raw in (marked(42), raw_issue(43)) if raw["key"] in sent.body["issueIdsOrKeys"]]
        return Reply({"issues": known, "issueErrors": []})

    jira.on("POST /issue/bulkfetch", bulk).on("GET /issue/BLUE-42", marked(42)).on(
        "GET /issue/BLUE-43", raw_issue(43)
    )
    jira.on("POST /search/jql", {"issues": []}).on("POST /search", {"issues": [], "total": 0})
    assert jira.tracker.find_created(MARKER, "BLUE", 40, NOW) == [IssueRef("10042", "BLUE-42")]
    probes = [call for call in jira.calls() if call.startswith("GET /issue/BLUE")]
    assert len(probes) == (0 if deployment == "cloud" else 1 + 2 + 20)


@pytest.mark.parametrize("deployment", ["cloud", "dc"])
def test_lost_creates_are_found_by_search_oldest_first(deployment: str) -> None:
    jira = FakeJira(deployment).on("POST /issue/bulkfetch", {"issues": [], "issueErrors": []})
    found = {"issues": [marked(7), marked(5), marked(6, "other")], "total": 3}
    jira.on("POST /search/jql", found).on("POST /search", found)
    for number in (5, 6, 7):
        jira.on(f"GET /issue/{10_000 + number}", marked(number, "other" if number == 6 else MARKER))
    refs = jira.tracker.find_created(MARKER, "BLUE", 40, NOW - timedelta(minutes=2))
    assert [ref.key for ref in refs] == ["BLUE-5", "BLUE-7"]
    assert 'created >= "-4m"' in next(s.body["jql"] for s in jira.sent if "search" in s.path)


def comment(number: int, body: str, author: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": str(number), "body": body, "author": raw_user(author), "created": NOW.isoformat(), **more}


def carrying(marker: str) -> dict[str, Any]:
    return {"properties": [{"key": "syncscript", "value": {"marker": marker}}]}


@pytest.mark.parametrize(
    ("comments", "found"),
    [
        ([comment(1, "text", **carrying(MARKER))], ["1"]),
        ([comment(1, "text", **carrying("other"))], []),
        ([comment(1, "text")], ["1"]),
        ([comment(1, "text", author=2)], []),
        ([comment(1, "else")], []),
        ([comment(1, "text", created="2020-01-01T00:00:00.000+0000")], []),
        ([comment(2, "text"), comment(3, "x", **carrying(MARKER))], ["3"]),
    ],
)
def test_lost_comments_are_found(comments: list[dict[str, Any]], found: list[str]) -> None:
    jira = FakeJira("cloud").on("GET /issue/10001/comment", {"comments": comments, "total": len(comments)})
    jira.on("GET /myself", raw_user(1))
    assert jira.tracker.find_added(REF, AddComment("5", "text", HERE), MARKER, NOW) == found


def test_lost_attachments_are_found() -> None:
    files = [
        {"id": str(n), "filename": name, "size": size, "author": raw_user(author), "created": NOW.isoformat()}
        for n, name, size, author in (
            (1, "a.txt", 6, 1),
            (2, "a.txt", 7, 1),
            (3, "b.txt", 6, 1),
            (4, "a.txt", 6, 2),
        )
    ]
    jira = FakeJira().on("GET /issue/10001", {"fields": {"attachment": files}}).on("GET /myself", raw_user(1))
    operation = AddAttachment("5", "a.txt", "text/plain", 6, HERE)
    assert jira.tracker.find_added(REF, operation, MARKER, NOW) == ["1"]


def test_the_high_water_is_asked_once_and_raised_by_creates() -> None:
    jira = ready().on("POST /search/jql", {"issues": [raw_issue(0)]})
    assert jira.tracker.high_water("BLUE") == 0
    jira.tracker.create(Draft("BLUE", "Task"), MARKER, NOTHING)
    assert jira.tracker.high_water("BLUE") == 1
    assert jira.calls().count("POST /search/jql") == 1
    assert FakeJira().on("POST /search/jql", {"issues": []}).tracker.high_water("BLUE") == 0
