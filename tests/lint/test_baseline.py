"""A baseline knows findings by what stands on their lines."""

from __future__ import annotations

import json

import pytest

from tests.lint.desk import BAD, GOOD, LintDesk

RULE = ("--select", "assignment-in-condition,stale-baseline-entry")


@pytest.fixture
def known(desk: LintDesk) -> LintDesk:
    desk.write("rules/a.incoming.sync", BAD)
    assert desk.type(*RULE, "--write-baseline", "known.json").exit_code == 0
    return desk


def test_what_is_known_is_not_told_again(known: LintDesk) -> None:
    result = known.type(*RULE, "--baseline", "known.json")
    assert (result.exit_code, "1 known to the baseline" in result.stderr) == (0, True)


def test_lines_may_move(known: LintDesk) -> None:
    known.write("rules/a.incoming.sync", GOOD * 3 + BAD)
    assert known.names(*RULE, "--baseline", "known.json") == []


def test_a_second_one_of_the_same_content_is_told(known: LintDesk) -> None:
    known.write("rules/a.incoming.sync", BAD + BAD)
    assert known.names(*RULE, "--baseline", "known.json") == ["assignment-in-condition"]


def test_an_edited_line_is_told_and_so_is_its_entry(known: LintDesk) -> None:
    known.write("rules/a.incoming.sync", BAD.replace("Trivial", "High"))
    names = known.names(*RULE, "--baseline", "known.json")
    assert names == ["assignment-in-condition", "stale-baseline-entry"]


def test_a_file_may_move(known: LintDesk) -> None:
    """One that is still there and has a copy is told in the copy; so is a second one of the same content."""
    known.write("rules/new/b.incoming.sync", GOOD + BAD)
    assert known.names(*RULE, "--baseline", "known.json") == ["assignment-in-condition"]
    (known.folder / "rules/a.incoming.sync").unlink()
    assert known.names(*RULE, "--baseline", "known.json") == []
    known.write("rules/c.incoming.sync", BAD)
    assert known.names(*RULE, "--baseline", "known.json") == ["assignment-in-condition"]


def test_entries_of_files_that_were_not_judged_are_not_told(known: LintDesk) -> None:
    known.write("rules/b.incoming.sync", GOOD)
    assert known.names(*RULE, "--baseline", "known.json", "rules/b.incoming.sync") == []


def test_entries_of_rules_that_did_not_run_are_not_told(known: LintDesk) -> None:
    other = ("--select", "invalid-regex,stale-baseline-entry")
    assert known.names(*other, "--baseline", "known.json") == []


def test_it_holds_no_line_of_a_rule(known: LintDesk) -> None:
    written = known.read("known.json")
    (entry,) = json.loads(written)["findings"]
    assert (entry["file"], entry["rule"], entry["count"]) == (
        "rules/a.incoming.sync",
        "assignment-in-condition",
        1,
    )
    assert "Trivial" not in written


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{}]}']
)
def test_what_is_no_baseline_is_refused(known: LintDesk, text: str) -> None:
    known.write("known.json", text)
    assert known.type(*RULE, "--baseline", "known.json").exit_code == 2
