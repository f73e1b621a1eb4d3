"""plan, run, status and retry on a project whose trackers are in memory."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from syncscript.app.writing_files import write_file
from syncscript.cli.group import syncscript
from syncscript.cli.stopping import end_on_sigterm, stop_flag
from syncscript.config import load_project
from syncscript.contracts import Rejected, Unauthorised
from syncscript.store import open_store

from .conftest import Desk


def test_plan_shows_and_writes_nothing(desk: Desk) -> None:
    desk.blue.add(summary="one", labels={"sync"})
    result = desk.type("plan")
    assert result.exit_code == 0
    assert '+ summary = "one"  # rules/test.sync:1' in result.stdout
    assert result.stdout.splitlines()[-1] == "Plan: 1 to create, 0 to update."
    assert not desk.green.writes


def test_detailed_exit_codes(desk: Desk) -> None:
    desk.blue.add(summary="one", labels={"sync"})
    assert desk.type("plan", "--detailed-exitcode").exit_code == 2
    assert desk.type("run").exit_code == 0
    assert desk.type("plan", "--detailed-exitcode").exit_code == 0
    desk.blue.faults["changes"] = [Unauthorised("wrong token", help="renew it")]
    result = desk.type("plan", "--detailed-exitcode")
    assert result.exit_code == 1
    assert "wrong token" in result.stdout
    assert desk.type("plan", "--detailed-exitcode", "--connection", "none").exit_code == 1
    assert desk.type("plan", "--connection", "none").exit_code == 2
    assert desk.type("plan", "--detailed-exitcode", "--bogus").exit_code == 1


def test_a_run_a_second_run_and_what_they_say(desk: Desk) -> None:
    desk.blue.add(summary="one", labels={"sync"})
    first = desk.type("run")
    assert (first.exit_code, first.stdout) == (0, "blue-green: 1 created, 0 updated\n")
    assert desk.twin().fields["summary"] == "one"
    second = desk.type("run")
    assert (second.exit_code, second.stdout) == (0, "blue-green: nothing to do\n")
    assert desk.type("run", "--quiet").stdout == ""


def test_json_of_plan_and_run(desk: Desk) -> None:
    desk.blue.add(summary="one", labels={"sync"})
    plan = desk.data("plan")
    assert (plan["changes"], plan["counts"]) == (True, {"create": 1})
    created = plan["connections"][0]["pairs"][0]["operations"][0]["draft"]["fields"]["summary"]
    assert created["by"] == {"file": "rules/test.sync", "line": 1, "column": 1}
    run = desk.data("run")
    assert run["connections"][0]["writes"] == {"create": 1}
    lines = [json.loads(line) for line in desk.type("run", "--format", "jsonl").stdout.splitlines()]
    assert lines[-1]["event"] == "summary"
    assert {line["event"] for line in lines[:-1]} == {"progress"}


def test_a_failed_pair_is_told_and_retried(desk: Desk) -> None:
    desk.blue.add(summary="one", labels={"sync"})
    desk.green.faults["create"] = [Rejected("summary is too long", help="shorten it")]
    failed = desk.type("run")
    assert failed.exit_code == 1
    assert "failed BlueJira BLUE-1: GreenJira: summary is too long" in failed.stdout
    assert "help: shorten it" in failed.stdout
    status = desk.type("status")
    assert status.exit_code == 0
    assert "failed BlueJira BLUE-1 (blue-green)" in status.stdout
    assert desk.type("run").exit_code == 1, "the pair waits for a person"
    assert not desk.green.issues
    retried = desk.type("retry", "blue-1")
    assert (retried.exit_code, retried.stdout) == (
        0,
        "BlueJira BLUE-1: the next run tries it again (blue-green)\n",
    )
    assert desk.type("run").exit_code == 0
    assert desk.twin().fields["summary"] == "one"


def test_status_of_everything_and_of_one_pair(desk: Desk) -> None:
    assert desk.type("status").stdout == "no run yet: syncscript run makes the first one\n"
    desk.blue.add(summary="one", labels={"sync"})
    desk.type("run")
    data = desk.data("status")["connections"][0]
    assert (data["connection"], data["pairs"], data["failed"]) == ("blue-green", 1, 0)
    text = desk.type("status", "GREEN-1").stdout
    assert text.startswith("BlueJira BLUE-1 = GreenJira GREEN-1\n  https://blue.example.com/browse/BLUE-1\n")
    assert 'summary: "one"  # rules/test.sync:1' in text
    assert desk.type("status", "GREEN-1", "--connection", "blue-green").stdout == text
    other = desk.type("status", "GREEN-1", "--connection", "other")
    assert (other.exit_code, "there is no connection other" in other.stderr) == (2, True)
    unknown = desk.type("status", "BLUE-77")
    assert unknown.exit_code == 2
    assert "BLUE-77 is not under sync" in unknown.stderr


def test_conflicts_are_told_with_both_values(desk: Desk) -> None:
    blue = desk.blue.add(summary="one", labels={"sync"})
    desk.type("run")
    desk.blue.edit(blue, summary="from blue")
    desk.green.edit(desk.twin(), summary="from green")
    text = desk.type("run").stdout
    assert "1 in conflict" in text
    assert '"from blue"' in text
    assert '"from green"' in text
    assert "conflicts" in desk.type("status", "BLUE-1").stdout


def test_the_lock_of_another_run_is_75(desk: Desk) -> None:
    desk.type("run")
    store = open_store(desk.folder / ".syncscript/state.db")
    with store.lock("syncscript run"):
        held = desk.type("run")
        assert held.exit_code == 75
        assert "another run holds the state" in held.stderr
        assert desk.type("plan").exit_code == 75
        assert desk.type("plan", "--detailed-exitcode").exit_code == 1
    store.close()


def test_a_damaged_state_is_7(desk: Desk) -> None:
    desk.type("run")
    (desk.folder / ".syncscript/state.db").write_bytes(b"this is not a database, it is a text" * 300)
    result = desk.type("run")
    assert result.exit_code == 7
    assert "help:" in result.stderr


def test_an_unexpected_error_is_short_and_leaves_details_without_secrets(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object) -> None:
        raise RuntimeError("nobody thought of this: blue-canary")

    desk.type("run")
    monkeypatch.setattr(desk.blue, "changes", broken)
    result = desk.type("run")
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert "[X001]: this should not have happened: RuntimeError: nobody thought of this" in result.stderr
    (log,) = (desk.folder / ".syncscript").glob("crash-*.log")
    details = log.read_text(encoding="utf-8")
    assert "Traceback" in details
    assert "canary" not in details + result.output
    assert str(log) in result.stderr
    assert log.stat().st_mode & 0o077 == 0


def test_secrets_are_asked_for_only_when_a_tracker_is_needed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BLUE_TOKEN")
    monkeypatch.delenv("GREEN_TOKEN")
    assert desk.type("status").exit_code == 0
    result = desk.type("plan")
    assert result.exit_code == 2
    assert "BLUE_TOKEN is not set" in result.stderr
    assert "GREEN_TOKEN is not set" in result.stderr


def test_mistakes_in_the_project_are_all_told(desk: Desk) -> None:
    settings = desk.folder / "syncscript.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("removals", "removal").replace("jira-dc", "trac"), encoding="utf-8")
    result = desk.type("plan")
    assert result.exit_code == 2
    assert "syncscript.toml:14:1: error[C104]" in result.stderr
    assert 'did you mean "removals"?' in result.stderr


def test_a_stop_finishes_the_call_in_flight_and_releases_the_lock(desk: Desk) -> None:
    for number in range(5):
        desk.blue.add(summary=f"s{number}", labels={"sync"})
    desk.green.on_write = lambda kind: os.kill(os.getpid(), signal.SIGINT) if not desk.green.writes else None
    stopped = desk.type("run")
    assert stopped.exit_code == 130
    assert "stopped on request" in stopped.stdout
    assert len(desk.green.issues) == 1
    desk.green.on_write = lambda kind: None
    assert desk.type("run").exit_code == 0
    assert len(desk.green.issues) == 5


def test_sigterm_is_143() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with stop_flag() as flag:
        assert not flag.is_set()
        os.kill(os.getpid(), signal.SIGTERM)
        assert flag.is_set()
    assert flag.exit_code == 143
    assert signal.getsignal(signal.SIGTERM) == before


def test_sigterm_leaves_no_half_written_file(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"one"
        os.kill(os.getpid(), signal.SIGTERM)
        yield b"two"

    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        end_on_sigterm()
        with pytest.raises(SystemExit) as ended:
            write_file(tmp_path / "out", pieces())
    finally:
        signal.signal(signal.SIGTERM, before)
    assert (ended.value.code, list(tmp_path.iterdir())) == (143, [])


def test_init_writes_once(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert CliRunner().invoke(syncscript, ["init", str(folder)]).exit_code == 0
    linted = CliRunner().invoke(syncscript, ["lint", "--no-cache", str(folder)])
    assert linted.exit_code == 0, linted.output
    tested = CliRunner().invoke(syncscript, ["test", "--threshold", "100", str(folder)])
    assert tested.exit_code == 0, tested.output
    again = CliRunner().invoke(syncscript, ["init", str(folder)])
    assert again.exit_code == 2
    assert "exists; nothing was written" in again.stderr


def test_init_from_a_shipped_project(tmp_path: Path) -> None:
    assert "qa-to-development" in CliRunner().invoke(syncscript, ["init", "--from", "list"]).output.split()
    folder = tmp_path / "new"
    made = CliRunner().invoke(syncscript, ["init", "--from", "qa-to-development", str(folder)])
    assert made.exit_code == 0, made.output
    assert not load_project(folder).warnings
    assert (folder / "syncscript.toml").read_text("utf-8").startswith("#:schema ./syncscript.schema.json\n")
    assert CliRunner().invoke(syncscript, ["test", str(folder)]).exit_code == 0
    unknown = CliRunner().invoke(syncscript, ["init", "--from", "qa-to-developers", str(tmp_path / "other")])
    assert unknown.exit_code == 2
    assert 'did you mean "qa-to-development"?' in unknown.stderr
    assert not (tmp_path / "other").exists()


def test_no_project_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(syncscript, ["run"])
    assert result.exit_code == 2
    assert "there is no syncscript.toml" in result.stderr


def test_unknown_commands_are_met_with_the_nearest() -> None:
    result = CliRunner().invoke(syncscript, ["pla"])
    assert result.exit_code == 2
    assert "Did you mean 'plan'?" in result.stderr


def test_a_query_that_the_tracker_refuses_is_told_with_its_line(desk: Desk) -> None:
    desk.green.faults["changes"] = [Rejected("Field 'labls' does not exist")] * 3
    plan = desk.type("plan")
    assert plan.exit_code == 1
    lines = (desk.folder / "syncscript.toml").read_text(encoding="utf-8").splitlines()
    told = re.search(r"\(syncscript.toml:(\d+):1\)", plan.stdout)
    assert told, plan.stdout
    assert lines[int(told[1]) - 1] in ('project = "GREEN"', 'query = "sync"')
    assert "correct the" in plan.stdout
