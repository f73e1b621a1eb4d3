"""A Data Center whose search lags: what we wrote ourselves is not read from an index that has not seen it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from syncscript.engine import Policy
from tests.sync.joined import Joined, joined, scripts

OUTGOING = """
replica.summary = issue.summary
replica.labels = issue.labels
replica.comments = issue.comments
"""
INCOMING = """
issue.projectKey = "{project}"
issue.typeName = "Task"
issue.summary = replica.summary
issue.labels = replica.labels
issue.comments = commentHelper.mergeComments(issue, replica)
"""
MANY = 5


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Joined]:
    with joined(tmp_path, scripts(OUTGOING, INCOMING), faces=("cloud", "dc")) as both:
        yield both


def test_own_writes_are_met_again_before_search_sees_them(two: Joined) -> None:
    keys = [two.at_blue.create("BLUE", f"Badge reader {n}") for n in range(MANY)]
    two.settle()
    two.green.set_search_lag(600)
    comments = {key: two.at_blue.comment(key, "First") for key in keys}
    for key in keys:
        two.at_blue.edit(key, summary="Second", labels=["second"])
    two.run()
    for key in keys:
        two.at_blue.edit(key, summary="Third", labels=["third"])
        two.at_blue.edit_comment(key, comments[key], "First, corrected")
    summary = two.run()
    assert summary.conflicts == ()
    two.green.catch_up_search()
    for key in keys:
        green = two.at_green.fields(two.twin(key))
        assert (green["summary"], green["labels"]) == ("Third", ["third"])
        (comment,) = two.at_green.comments(two.twin(key))
        assert comment.splitlines()[-1] == "First, corrected"


def test_what_search_has_surely_seen_is_read_in_bulk(tmp_path: Path) -> None:
    rules, policy = scripts(OUTGOING, INCOMING), Policy(overlap=timedelta(0))
    with joined(tmp_path, rules, faces=("cloud", "dc"), policy=policy) as two:
        read_in_bulk(two)


def read_in_bulk(two: Joined) -> None:
    keys = [two.at_blue.create("BLUE", f"Badge reader {n}") for n in range(MANY)]
    two.settle()
    for key in (two.twin(key) for key in keys):
        two.at_green.edit(key, labels=["seen"])
    before = len(two.green.requests)
    two.run()
    assert [r.path for r in two.green.requests[before:] if "/issue/" in r.path] == []
