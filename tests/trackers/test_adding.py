"""Comments and attachments: what is sent for each, and what is taken away again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from syncscript.contracts import Content, NotFound, Unavailable
from syncscript.model import (
    AddAttachment,
    AddComment,
    Document,
    EditComment,
    RemoveAttachment,
    RemoveComment,
    Sources,
)
from tests.trackers.fake_jira import Reply
from tests.trackers.writing import DOCUMENT, HERE, MARKER, apply, ready

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
