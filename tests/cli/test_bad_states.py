"""A state that is damaged, halved, emptied or closed to this account: the exit code, and the next act."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Desk

PERSON_NEEDED = 7
CONFIGURATION = 2


def drop_a_table(state: Path) -> None:
    raw = sqlite3.connect(state)
    raw.execute("DROP TABLE copy")
    raw.close()


def cut_in_half(state: Path) -> None:
    os.truncate(state, state.stat().st_size // 2)


def cut_in_a_page(state: Path) -> None:
    os.truncate(state, 20_000)


def write_over_the_head(state: Path) -> None:
    with state.open("r+b") as file:
        file.write(b"no database")


@pytest.mark.parametrize("damage", [drop_a_table, cut_in_half, cut_in_a_page, write_over_the_head])
@pytest.mark.parametrize("command", ["plan", "run", "status", "status BLUE-1", "unsync BLUE-1"])
def test_a_damaged_state_needs_a_person(desk: Desk, damage: Callable[[Path], None], command: str) -> None:
    desk.blue.add(summary="one", labels={"sync"})
    desk.type("run")
    damage(desk.folder / ".syncscript" / "state.db")
    result = desk.type(*command.split())
    assert (result.exit_code, result.stdout) == (PERSON_NEEDED, "")
    assert "error[S007]" in result.stderr
    assert "restore the state from a backup" in result.stderr


def test_an_emptied_state_is_not_run_on_and_no_pair_is_found_in_it(desk: Desk) -> None:
    desk.blue.add(summary="one", labels={"sync"})
    desk.type("run")
    state = desk.folder / ".syncscript" / "state.db"
    state.write_bytes(b"")
    for act in ("retry", "unsync"):
        result = desk.type(act, "BLUE-1")
        assert result.exit_code == CONFIGURATION
        assert f"there is no state at {state} yet" in result.stderr
    assert desk.type("plan").exit_code == PERSON_NEEDED
    assert state.stat().st_size == 0
    assert desk.type("run").exit_code == PERSON_NEEDED
    assert desk.type("run").exit_code == PERSON_NEEDED, "the tables that the first try made change nothing"
    assert len(desk.green.issues) == 1


def as_nobody_special(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command without root's right to ignore modes."""
    stripped = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] if os.geteuid() == 0 else []
    if stripped and not shutil.which("setpriv"):
        pytest.skip("root may write everywhere, and setpriv is not here to take that right away")
    command = [*stripped, sys.executable, "-m", "syncscript", *arguments, "--project", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize(("file", "directory"), [(0o400, 0o755), (0o600, 0o555), (0o400, 0o555)])
def test_a_state_that_may_only_be_read_can_be_looked_at(desk: Desk, file: int, directory: int) -> None:
    desk.blue.add(summary="one", labels={"sync"})
    desk.type("run")
    home = desk.folder / ".syncscript"
    for path in home.iterdir():
        path.chmod(file)
    home.chmod(directory)
    try:
        status = as_nobody_special(desk.folder, "status", "BLUE-1")
        run = as_nobody_special(desk.folder, "run")
    finally:
        home.chmod(0o755)
    assert (status.returncode, status.stderr) == (0, "")
    assert "BlueJira BLUE-1 = GreenJira GREEN-1" in status.stdout
    assert run.returncode == CONFIGURATION
    assert "error[S005]" in run.stderr
    assert "give this account the right to" in run.stderr


def test_a_folder_that_may_not_be_written_gets_no_state(desk: Desk) -> None:
    desk.folder.chmod(0o555)
    try:
        run = as_nobody_special(desk.folder, "run")
    finally:
        desk.folder.chmod(0o755)
    assert run.returncode == CONFIGURATION
    assert "the state may not be opened" in run.stderr
    assert "give this account the right to" in run.stderr
