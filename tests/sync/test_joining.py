"""A rule that joins an issue which exists, instead of creating one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.joined import Joined, joined, scripts

OUTGOING = """
    replica.key = issue.key
    replica.summary = issue.summary
    replica.description = issue.description
    replica.comments = issue.comments
    replica.customKeys.twin = issue.environment
"""
REST = """
    issue.summary = replica.summary
    issue.comments = commentHelper.mergeComments(issue, replica, { it })
"""
BY_RETURN = (
    """
    if (firstSync && replica.customKeys.twin) {
        issue.key = replica.customKeys.twin
        return
    }
    issue.projectKey = "{project}"
"""
    + REST
)
AND_ON = (
    """
    if (firstSync) issue.key = replica.customKeys.twin
"""
    + REST
)
BY_TUPLE = (
    """
    if (firstSync) {
        def found = new com.exalate.basic.domain.BasicIssueKey(null, replica.customKeys.twin)
        replica.comments.each { c ->
            traces.add(new com.exalate.basic.domain.BasicNonPersistentTrace()
                .setType(com.exalate.api.domain.twintrace.TraceType.COMMENT).setToSynchronize(true)
                .setLocalId(replica.description).setRemoteId(c.id as String))
        }
        return new scala.Tuple2(found, scala.collection.JavaConverters.asScalaBuffer(traces).toSeq())
    }
"""
    + REST
)


def two(pair: Joined, twin: str = "GREEN-1") -> tuple[str, str]:
    """An issue at green, and one at blue that names it."""
    green = pair.at_green.create("GREEN", "mine")
    return pair.at_blue.create("BLUE", "theirs", environment=twin), green


def test_it_is_taken_as_it_is_and_kept_in_step_from_then_on(tmp_path: Path) -> None:
    with joined(tmp_path, scripts(OUTGOING, BY_RETURN)) as pair:
        blue, green = two(pair)
        (planned,) = [p for p in pair.plan().pairs if p.notices]
        assert (planned.operations, planned.notices[0].code) == ((), "E471")
        before = pair.writes()
        summary = pair.run()
        assert [notice.code for notice in summary.notices] == ["E471"]
        assert pair.writes() == before
        assert (pair.twin(blue), pair.at_green.keys("GREEN")) == (green, [green])
        pair.assert_quiet()
        pair.at_blue.edit(blue, summary="changed")
        pair.settle()
        assert pair.at_green.fields(green)["summary"] == "changed"
        pair.at_green.edit(green, summary="changed back")
        pair.settle()
        assert pair.at_blue.fields(blue)["summary"] == "changed back"


def test_a_rule_that_goes_on_writes_at_once(tmp_path: Path) -> None:
    with joined(tmp_path, scripts(OUTGOING, AND_ON)) as pair:
        blue, green = two(pair)
        pair.at_blue.comment(blue, "hello")
        pair.settle()
        assert pair.twin(blue) == green
        assert pair.at_green.fields(green)["summary"] == pair.at_blue.fields(blue)["summary"]
        assert pair.at_green.comments(green) == ["hello"]
        pair.assert_quiet()


def test_comments_that_are_copies_already_are_not_made_again(tmp_path: Path) -> None:
    with joined(tmp_path, scripts(OUTGOING, BY_TUPLE)) as pair:
        green = pair.at_green.create("GREEN", "mine")
        same = pair.at_green.comment(green, "hello")
        blue = pair.at_blue.create("BLUE", "theirs", environment=green, description=same)
        pair.at_blue.comment(blue, "hello")
        pair.settle()
        pair.at_blue.comment(blue, "more")
        pair.settle()
        assert pair.at_green.comments(green) == ["hello", "more"]
        assert pair.at_blue.comments(blue) == ["hello", "more"]


@pytest.mark.parametrize("twin", ["GREEN-404", "../../user", "no key at all"])
def test_an_issue_that_is_not_there_is_told_at_the_rules_line(tmp_path: Path, twin: str) -> None:
    with joined(tmp_path, scripts(OUTGOING, BY_RETURN)) as pair:
        two(pair, twin)
        (failed,) = pair.run_anyhow().failed
        assert (failed.diagnostic.code, failed.diagnostic.span and failed.diagnostic.span.line) == ("E412", 3)


def test_nobody_joins_what_is_in_another_pair(tmp_path: Path) -> None:
    with joined(tmp_path, scripts(OUTGOING, BY_RETURN)) as pair:
        first, green = two(pair)
        pair.run()
        pair.at_blue.create("BLUE", "second", environment=green)
        (failed,) = pair.run_anyhow().failed
        assert failed.diagnostic.code == "E413"
        assert first in failed.diagnostic.message


def test_of_two_that_join_the_same_at_once_one_is_told(tmp_path: Path) -> None:
    with joined(tmp_path, scripts(OUTGOING, AND_ON)) as pair:
        two(pair)
        pair.at_blue.create("BLUE", "second", environment="GREEN-1")
        summary = pair.run_anyhow()
        assert [failed.diagnostic.code for failed in summary.failed] == ["E413"]
        assert pair.at_green.keys("GREEN") == ["GREEN-1"]
