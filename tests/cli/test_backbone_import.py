"""`syncscript backbone import`: what a person types and sees, what is kept, and every way to be refused."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from syncscript.cli.group import syncscript
from syncscript.store import open_store
from tests.backbone.entries import both
from tests.cli.conftest import Desk
from tests.cli.imports import bytes_of, in_step, merged, take


def test_pairs_are_taken_over_and_the_sync_goes_on(desk: Desk) -> None:
    in_step(desk, 2)
    file = merged(desk, both(), both(2, 2))
    result = take(desk, file, "--yes")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "blue-green: 2 added, 0 updated, 0 unchanged"
    assert "the state is new" in result.stderr
    desk.type("run")
    assert desk.blue.writes == desk.green.writes == []
    desk.blue.edit(next(iter(desk.blue.issues.values())), summary="two")
    assert desk.type("run").exit_code == 0
    assert [kind for kind, _ in desk.green.writes] == ["update"]
    again = take(desk, file, "--yes")
    assert (again.exit_code, again.stdout) == (0, "blue-green: 0 added, 0 updated, 2 unchanged\n")


def test_a_dry_run_counts_and_leaves_every_byte(desk: Desk) -> None:
    take(desk, merged(desk, both()), "--yes")
    news = {"blue": {"outgoingMessageSequenceId": 3}, "green": {"incomingMessageSequenceId": 3}}
    file = merged(desk, both(**news), both(2, 2))
    before = bytes_of(desk.folder)
    result = take(desk, file, "--dry-run")
    assert (result.exit_code, result.stdout) == (
        0, "blue-green: 1 to add, 1 to update, 0 unchanged, 0 in conflict\n")  # fmt: skip
    assert bytes_of(desk.folder) == before


def test_a_dry_run_makes_no_state(desk: Desk) -> None:
    before = bytes_of(desk.folder)
    assert take(desk, merged(desk, both()), "--dry-run").exit_code == 0
    assert bytes_of(desk.folder) == before


def test_nobody_to_ask_is_no_yes(desk: Desk) -> None:
    result = take(desk, merged(desk, both()))
    assert result.exit_code == 2 and "C145" in result.stderr
    assert "1 to add" in take(desk, merged(desk, both()), "--dry-run").stdout


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 4)])
def test_a_person_is_asked_first(
    desk: Desk, answer: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("syncscript.cli.show.paint.is_terminal", lambda stream: True)
    typed = ["backbone", "import", merged(desk, both()), "--connection", "blue-green"]
    result = CliRunner().invoke(syncscript, [*typed, "--project", str(desk.folder)], input=f"{answer}\n")
    assert result.exit_code == code, result.stderr
    assert "1 to add, 0 to update" in result.stderr
    assert "1 added" in result.stdout or "nothing was taken over" in result.stderr


def test_slips_are_mended_on_demand_and_told(desk: Desk) -> None:
    file = merged(desk, both())
    text = Path(file).read_text()
    Path(file).write_text(text.replace('], "secondConnector"', '] "secondConnector"'))
    strict = take(desk, file, "--dry-run")
    assert strict.exit_code == 3 and "--lenient" in strict.stderr
    mended = take(desk, file, "--yes", "--lenient")
    assert mended.exit_code == 0 and "repaired line 1 column" in mended.stderr


def test_what_the_export_leaves_open_is_said_in_words(desk: Desk) -> None:
    lost = both(blue={"outgoingMessageSequenceId": 9, "comments": [{"localId": "5"}]})
    deaf = both(2, 2, green={"incomingChangesIgnored": True}, blue={"comments": [{"localId": "6"}]})
    moved = both(3, 3, blue={"localIssueKey": "ELSE-3"}, green={"remoteIssueKey": "ELSE-3"})
    file = merged(desk, lost, deaf, moved)
    for options in (["--dry-run"], ["--yes"]):
        said = take(desk, file, "--allow-moved", *options).stdout
        assert "1 pair with messages that never arrived: a run sends" in said
        assert "and 1 comment or attachment without a copy" in said
        assert "1 comment or attachment without a copy, and no message lost: not sent" in said
        assert "1 pair with an issue that ignores incoming changes: stays so" in said
        assert "1 issue of another project: looked for by key" in said


def test_an_error_that_is_allowed_is_told_and_does_not_stop_it(desk: Desk) -> None:
    more = both(blue={"incomingMessageSequenceId": 9})
    alone = Path(merged(desk, more, both(2, 2)))
    data = json.loads(alone.read_text())
    del data["secondConnector"][1]
    data["firstConnector"].append(7)
    alone.write_text(json.dumps(data))
    codes = ("BB031", "BB020", "BB004")
    assert take(desk, str(alone), "--yes").exit_code == 1
    done = take(desk, str(alone), "--yes", *(part for code in codes for part in ("--allow", code)))
    assert done.exit_code == 0 and "blue-green: 1 added" in done.stdout
    assert all(f"warning[{code}]" in done.stderr for code in codes)


def test_a_time_that_nobody_can_know_does_not_stop_the_run(desk: Desk) -> None:
    in_step(desk, 2)
    strange = dict.fromkeys(("lastOutgoingChange", "lastChangeSeen", "lastIncomingChange"), 10**18)
    file = merged(desk, both(blue=strange, green=strange), both(2, 2))
    assert take(desk, file, "--yes").exit_code == 0
    assert desk.type("run").exit_code == 0
    assert desk.blue.writes == desk.green.writes == []


def test_a_pair_that_no_run_looked_for_yet_can_be_taken_back(desk: Desk) -> None:
    take(desk, merged(desk, both(), both(2, 2)), "--yes")
    right = merged(desk, both(1, 7), both(2, 2))
    refused = take(desk, right, "--yes")
    assert "syncscript unsync BLUE-1, then import again" in refused.stderr
    ended = desk.type("unsync", "blue-1")
    assert ended.exit_code == 0 and "BlueJira BLUE-1 = GreenJira GREEN-1: no longer taken" in ended.stdout
    assert take(desk, right, "--yes").stdout.startswith("blue-green: 1 added, 0 updated, 1 unchanged")
    assert desk.type("unsync", "BLUE-9").exit_code == 2


def test_an_empty_export_changes_nothing(desk: Desk) -> None:
    path = desk.folder.parent / "empty.json"
    path.write_text('{"firstConnector": [], "secondConnector": []}')
    result = take(desk, str(path), "--yes", "--first", "BlueJira")
    assert (result.exit_code, result.stdout) == (0, "blue-green: 0 added, 0 updated, 0 unchanged\n")


@pytest.mark.parametrize("options", [["--yes"], ["--dry-run"]])
def test_a_run_that_goes_on_is_waited_for(desk: Desk, options: list[str]) -> None:
    file = merged(desk, both())
    take(desk, file, "--yes")
    store = open_store(desk.folder / ".syncscript" / "state.db")
    with store.lock("syncscript run"):
        assert take(desk, file, *options).exit_code == 75
    store.close()


def test_gone_and_moved_issues_are_listed_without_a_write(desk: Desk) -> None:
    in_step(desk, 3)
    desk.green.move(desk.green.issues["5001"], "ELSE-1")
    del desk.blue.issues["1002"]
    result = take(desk, merged(desk, *(both(n, n) for n in (1, 2, 3))), "--check-exists", "--dry-run")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "6 issues asked for: 1 gone or hidden, 1 moved"
    assert "[BB080] firstConnector BLUE-3→GREEN-3: BlueJira does not show" in result.stderr
    assert "[BB081] secondConnector GREEN-2→BLUE-2: moved: GreenJira has it as ELSE-1 now" in result.stderr
    assert desk.blue.writes == desk.green.writes == []


def test_plan_and_run_tell_what_was_found_of_the_pairs(desk: Desk) -> None:
    in_step(desk, 3)
    take(desk, merged(desk, *(both(n, n) for n in (1, 2, 3))), "--yes")
    desk.green.move(desk.green.issues["5001"], "ELSE-1")
    del desk.blue.issues["1002"]
    for command in ("plan", "run"):
        result = desk.type(command)
        assert result.exit_code in (0, 1)
        assert "moved since; kept in step under the new key: GREEN-2 (now ELSE-1)" in result.stdout
        assert "BLUE-3 was deleted, or this account may not see it" in result.stdout
    assert desk.blue.writes == desk.green.writes == []


def as_a_process(desk: Desk, file: str, largest: int = resource.RLIM_INFINITY) -> tuple[int, str]:
    """The command by itself, that can write no file beyond this size, as on a disk that gets full."""
    command = [sys.executable, "-m", "syncscript", "backbone", "import", file, "--connection", "blue-green",
               "--yes", "--project", str(desk.folder)]  # fmt: skip

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))

    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=60, preexec_fn=limited
    )
    return done.returncode, done.stderr


def test_a_disk_that_gets_full_keeps_nothing_and_loses_nothing(desk: Desk) -> None:
    take(desk, merged(desk, both()), "--yes")
    many = merged(desk, *(both(n, n) for n in range(1, 1001)), name="many.json")
    code, said = as_a_process(desk, many, 300_000)
    assert code == 1 and "run again" in said and "Traceback" not in said, said
    assert "999 to add, 0 to update, 1 unchanged" in take(desk, many, "--dry-run").stdout
    assert as_a_process(desk, many)[0] == 0
    assert "0 to add, 0 to update, 1,000 unchanged" in take(desk, many, "--dry-run").stdout


def test_a_damaged_state_needs_a_person(desk: Desk) -> None:
    file = merged(desk, both())
    take(desk, file, "--yes")
    state = desk.folder / ".syncscript" / "state.db"
    with state.open("r+b") as raw:
        raw.write(b"no database")
    assert take(desk, file, "--yes").exit_code == 7
