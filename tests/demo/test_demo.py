"""The demo, told to the end: what it promises is what it leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from syncscript.cli.group import syncscript
from syncscript.demo import sandboxes
from syncscript.demo.people import Person
from syncscript.sandbox import TOKEN

SOURCES = Path(__file__).parents[2] / "src"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Result]]:
    """The folder that the demo left, and what it printed."""
    folder = tmp_path_factory.mktemp("demo") / "syncscript-demo"
    yield folder, CliRunner(env={"COLUMNS": "120"}).invoke(syncscript, ["demo", str(folder)])


def part(result: Result, heading: str) -> str:
    """The text below a heading, up to the next one."""
    text: str = result.stdout.partition(heading)[2]
    return text.partition("\n====")[2].partition("\n====")[0]


def test_every_step_succeeds(told: tuple[Path, Result]) -> None:
    folder, result = told
    assert result.exit_code == 0, result.output
    (only,) = result.stderr.splitlines()
    assert only.startswith(f"the state is new: {folder}")


def test_the_plan_names_rule_lines_and_counts(told: tuple[Path, Result]) -> None:
    plan = part(told[1], "3. Preview")
    assert "BlueJira BLUE-1 -> GreenJira a new issue" in plan
    assert "# rules/green.incoming.sync:16" in plan
    assert "Plan: 7 to create, 0 to update" in plan
    assert "BLUE-6" not in plan, "no trigger matches it"


def test_the_first_run_brings_everything(told: tuple[Path, Result]) -> None:
    run = part(told[1], "4. Run")
    assert "blue-green: 7 created, 0 updated" in run
    assert "5 comments added, 1 attachments added" in run


def test_concurrent_edits_of_different_fields_both_live(told: tuple[Path, Result]) -> None:
    second = part(told[1], "6. The second run")
    rows = [line for line in second.splitlines() if "BLUE-1 " in line or "GREEN-3 " in line]
    shown = [line for line in rows if line.startswith("│")]
    assert len(shown) == 2
    for row in shown:
        assert "Highest" in row
        assert "encoding sync" in row


def test_an_edit_of_the_same_field_is_a_recorded_conflict(told: tuple[Path, Result]) -> None:
    second = part(told[1], "6. The second run")
    assert "1 in conflict" in second
    assert "GreenJira wins (policy newest)" in second


def test_the_third_run_finds_nothing_to_do(told: tuple[Path, Result]) -> None:
    assert "blue-green: nothing to do" in part(told[1], "7. The third run")


def test_what_it_leaves_is_clean_and_tested(told: tuple[Path, Result]) -> None:
    for command in (["lint"], ["test", "--threshold", "100"]):
        result = CliRunner().invoke(syncscript, [*command, str(told[0])])
        assert result.exit_code == 0, result.output


def test_a_used_folder_is_refused(told: tuple[Path, Result]) -> None:
    again = CliRunner().invoke(syncscript, ["demo", str(told[0])])
    assert again.exit_code == 2
    assert "exists and is not empty" in again.stderr


def test_secrets_are_for_their_owner_alone(told: tuple[Path, Result]) -> None:
    for file in (told[0] / "secrets").iterdir():
        assert file.stat().st_mode & 0o077 == 0


def test_what_is_left_can_be_played_on_with(told: tuple[Path, Result]) -> None:
    folder, result = told
    address = next(word for word in result.stdout.split() if "/rest/api/3" in word).split("/rest")[0]
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    script = subprocess.Popen(
        [str(folder / "start-sandboxes")], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert script.stdout is not None
        lines = [script.stdout.readline() for _ in range(4)]
        assert any("sandbox: Jira Data Center" in line for line in lines)
        person = Person("Blue Support", "support@example.invalid", TOKEN, address, True)
        person.edit("BLUE-3", summary="Weeks begin on Monday")
        plan = CliRunner().invoke(syncscript, ["plan", "--project", str(folder)])
        assert '-> "Weeks begin on Monday"' in plan.stdout, plan.output
        run = CliRunner().invoke(syncscript, ["run", "--project", str(folder)])
        assert run.stdout == "blue-green: 0 created, 1 updated\n"
    finally:
        script.send_signal(signal.SIGTERM)
        script.wait(20)
    with sandboxes.running_jiras(folder) as jiras:
        assert jiras.green_person.look("GREEN-5")["summary"] == "Weeks begin on Monday"
