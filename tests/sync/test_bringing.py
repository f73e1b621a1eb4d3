"""syncHelper.exalate: a rule brings other issues of its side under sync."""

from __future__ import annotations

from pathlib import Path

from tests.sync.joined import joined, scripts

OUTGOING = """
    replica.summary = issue.summary
    if (issue.environment) syncHelper.exalate(issue.environment)
"""
INCOMING = """
    issue.projectKey = "{project}"
    issue.typeName = "Task"
    issue.summary = replica.summary
"""


def test_an_outgoing_rule_brings_another_issue_of_its_side(tmp_path: Path) -> None:
    with joined(tmp_path, scripts(OUTGOING, INCOMING)) as pair:
        alone = pair.at_green.create("GREEN", "alone")
        blue = pair.at_blue.create("BLUE", "asked")
        pair.settle()
        assert pair.at_blue.keys("BLUE") == [blue]
        pair.at_green.edit(pair.twin(blue), environment=alone)
        pair.run()  # sees the rule's wish; the next one does it
        pair.settle()
        assert pair.at_blue.fields(pair.twin(alone))["summary"] == "alone"
        assert (len(pair.at_blue.keys("BLUE")), len(pair.at_green.keys("GREEN"))) == (2, 2)
        pair.assert_quiet()


def test_an_incoming_rule_brings_another_issue_of_its_side(tmp_path: Path) -> None:
    incoming = INCOMING + 'if ("{project}" == "GREEN") syncHelper.exalate("GREEN-1")'
    with joined(tmp_path, scripts("replica.summary = issue.summary", incoming)) as pair:
        pair.at_green.create("GREEN", "was there")
        pair.at_blue.create("BLUE", "new")
        pair.settle()
        assert sorted(str(pair.at_blue.fields(key)["summary"]) for key in pair.at_blue.keys("BLUE")) == [
            "new",
            "was there",
        ]
        assert len(pair.at_green.keys("GREEN")) == 2
        pair.assert_quiet()


def test_an_issue_that_is_not_there_is_told_and_holds_nobody_up(tmp_path: Path) -> None:
    with joined(tmp_path, scripts(OUTGOING, INCOMING)) as pair:
        key = pair.at_blue.create("BLUE", "one", environment="BLUE-404")
        summary = pair.run_anyhow()
        assert [problem.code for problem in summary.problems] == ["E414"]
        assert pair.at_green.fields(pair.twin(key))["summary"] == "one"
