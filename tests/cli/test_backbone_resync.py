"""`syncscript backbone resync` and `status`: what a person types and sees, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from syncscript.contracts import Rejected
from tests.backbone.entries import both
from tests.cli.conftest import Desk
from tests.cli.test_backbone_import import bytes_of, in_step, merged, take
from tests.engine.memory_tracker import lost_answer


def left_different(desk: Desk, number: int = 3, **changes: Any) -> list[Any]:
    """So many pairs whose summaries the former sync left different, taken over; the green issues."""
    in_step(desk, number)
    greens = list(desk.green.issues.values())
    for issue in greens:
        issue.fields["summary"] = "another"
    desk.clock.tick(60)
    pairs = [both(n + 1, n + 1, **changes.get(f"t{n}", {})) for n in range(number)]
    assert take(desk, merged(desk, *pairs), "--yes").exit_code == 0
    return greens


def resync(desk: Desk, *options: str) -> Any:
    return desk.type("backbone", "resync", "--connection", "blue-green", *options)


def status(desk: Desk, *options: str) -> Any:
    return desk.type("backbone", "status", "--connection", "blue-green", *options)


def test_fields_are_sent_again_and_counted(desk: Desk) -> None:
    greens = left_different(desk)
    assert "0 paired, 0 resynced, 3 pending, 0 failed, 0 ignored, 0 gone" in status(desk).stdout
    result = resync(desk, "--direction", "out", "--fields", "summary")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "blue-green: 0 created, 3 updated, 6 keys of twins noted",
        "blue-green: 3 paired, 3 resynced, 0 pending, 0 failed, 0 ignored, 0 gone",
    ]
    assert [issue.fields["summary"] for issue in greens] == ["one"] * 3
    news = {"blue": {"outgoingMessageSequenceId": 3}, "green": {"incomingMessageSequenceId": 3}}
    take(desk, merged(desk, both(**news), both(2, 2), both(3, 3)), "--yes")
    assert "2 paired, 3 resynced, 0 pending" in status(desk).stdout, "searches still find all"
    again = resync(desk, "--direction", "out", "--fields", "summary")
    assert (again.exit_code, again.stdout.splitlines()[0]) == (0, "blue-green: nothing written")
    desk.blue.add(summary="new", labels={"sync"})
    desk.type("run")
    told = status(desk).stdout.splitlines()
    assert told[0].endswith("3 paired, 3 resynced, 0 pending, 0 failed, 0 ignored, 0 gone")
    assert told[1] == "  1 more pair was not taken over: runs keep them in step, a resync leaves them"
    assert told[-1] == "  GreenJira: project = GREEN and backbone.remoteKey is not empty"


def test_a_dry_run_tells_what_would_be_written_and_leaves_every_byte(desk: Desk) -> None:
    left_different(desk)
    before = bytes_of(desk.folder)
    result = resync(desk, "--direction", "out", "--fields", "summary", "--dry-run")
    assert result.exit_code == 0
    assert result.stdout.count('"another"') == 3
    assert bytes_of(desk.folder) == before
    assert desk.green.writes == desk.blue.writes == []


def test_what_failed_is_told_with_its_reason_and_tried_on_demand(desk: Desk) -> None:
    greens = left_different(desk, 23)
    desk.green.faults["update"] = [Rejected("Team is required", help="fill it in")] * 22
    result = resync(desk, "--direction", "out", "--fields", "summary")
    assert result.exit_code == 1
    assert "23 paired, 1 resynced, 0 pending, 22 failed" in result.stdout
    assert result.stdout.count("Team is required") == 20 and "  and 2 more\n" in result.stdout
    data = json.loads(status(desk, "--format", "json").stdout)
    assert (data["resynced"], len(data["failed"]), data["noted"]) == (1, 22, {"BlueJira": 1, "GreenJira": 1})
    assert data["failed"][0]["diagnostic"]["message"] == "GreenJira: Team is required"
    assert resync(desk, "--direction", "out", "--fields", "summary").exit_code == 1
    assert "22 failed" in status(desk).stdout
    result = resync(desk, "--direction", "out", "--fields", "summary", "--retry-failed")
    assert (result.exit_code, {g.fields["summary"] for g in greens}) == (0, {"one"})
    assert "23 resynced, 0 pending, 0 failed" in status(desk).stdout


def test_a_part_is_done_and_told_as_pending(desk: Desk) -> None:
    left_different(desk, 3, t2={"green": {"incomingChangesIgnored": True}})
    assert resync(desk, "--fields", "Summary,Priority", "--limit", "2").exit_code == 0
    assert "3 paired, 2 resynced, 1 pending, 0 failed, 1 ignored, 0 gone" in status(desk).stdout
    data = json.loads(resync(desk, "--fields", "summary", "--format", "json").stdout)
    assert (data["format"], data["standing"]["resynced"], data["standing"]["pending"]) == (1, 3, 0)


@pytest.mark.parametrize(("options", "code", "words"), [
    (["--fields", "summary,comments"], "C198", "comments are never sent again"),
    (["--fields", "status"], "C198", "--status"),
    ([], "C198", "no field is named"),
])  # fmt: skip
def test_what_cannot_be_sent_again_is_refused(
    desk: Desk, options: list[str], code: str, words: str
) -> None:
    left_different(desk)
    result = resync(desk, *options)
    assert (result.exit_code, code in result.stderr, words in result.stderr) == (2, True, True)


def test_without_a_takeover_there_is_nothing_to_send_again(desk: Desk, tmp_path: Path) -> None:
    result = resync(desk, "--fields", "summary")
    assert (result.exit_code, "C199" in result.stderr) == (2, True)
    assert "0 paired" in status(desk).stdout


def test_a_lost_issue_is_told_as_gone(desk: Desk) -> None:
    left_different(desk)
    del desk.green.issues[next(iter(desk.green.issues))]
    assert resync(desk, "--fields", "summary").exit_code == 0
    told = status(desk).stdout
    assert "2 paired, 2 resynced, 0 pending, 0 failed, 0 ignored, 1 gone" in told
    assert "gone BlueJira BLUE-1 = GreenJira GREEN-1" in told


def test_a_pair_whose_answer_was_lost_waits_for_the_same_command(desk: Desk) -> None:
    left_different(desk, 1)
    desk.green.lost["update"] = [lost_answer()]
    result = resync(desk, "--direction", "out", "--fields", "summary")
    assert (result.exit_code, "call it again for what is left" in result.stdout) == (1, True)
    assert "1 paired, 0 resynced, 1 pending, 0 failed" in result.stdout
    result = resync(desk, "--direction", "out", "--fields", "summary")
    assert (result.exit_code, "1 resynced, 0 pending" in result.stdout) == (0, True)
