"""`issue.comments += replica.addedComments`, as many scripts have it: a comment comes once, and stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.joined import Joined, joined, scripts

OUTGOING = """
replica.summary = issue.summary
replica.comments = issue.comments
replica.attachments = issue.attachments
"""
INCOMING = """
if (firstSync) {
    issue.projectKey = "{project}"
    issue.typeName = "Task"
}
issue.summary = replica.summary
issue.comments += replica.addedComments
issue.attachments += replica.addedAttachments
"""


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Joined]:
    with joined(tmp_path, scripts(OUTGOING, INCOMING)) as both:
        yield both


def test_what_came_with_an_earlier_message_stays(pair: Joined) -> None:
    key = pair.at_blue.create("BLUE", "one")
    pair.at_blue.comment(key, "first")
    pair.at_blue.attach(key, "a.txt", b"a")
    pair.settle()
    pair.at_blue.comment(key, "second")
    pair.at_blue.attach(key, "b.txt", b"b")
    pair.settle()
    pair.at_blue.edit(key, summary="two")
    pair.settle()
    twin = pair.twin(key)
    assert pair.at_green.comments(twin) == ["first", "second"]
    assert pair.at_green.files(twin) == {"a.txt": b"a", "b.txt": b"b"}


def test_a_rule_that_lets_them_go_still_removes_them(tmp_path: Path) -> None:
    rule = INCOMING.replace("issue.comments +=", "issue.comments = issue.comments.findAll { !it.remoteId } +")
    with joined(tmp_path, scripts(OUTGOING, rule)) as pair:
        key = pair.at_blue.create("BLUE", "one")
        pair.at_blue.comment(key, "first")
        pair.settle()
        pair.at_green.comment(pair.twin(key), "own")
        pair.at_blue.edit(key, summary="two")
        pair.settle()
        assert pair.at_green.comments(pair.twin(key)) == ["own"]
