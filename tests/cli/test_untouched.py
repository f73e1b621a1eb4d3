"""Who only looks changes nothing: plan and status leave the project's folder byte for byte as it was."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Desk


def everything_below(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file by its path: mode, time of its last change, content. Folders have no content."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mode,
            path.stat().st_mtime_ns if path.is_file() else 0,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in sorted(folder.rglob("*"))
    }


LOOKS = [["plan"], ["plan", "--format", "json"], ["plan", "--detailed-exitcode"], ["status"]]


@pytest.mark.parametrize("arguments", LOOKS)
def test_in_a_fresh_project_nothing_is_made(desk: Desk, arguments: list[str]) -> None:
    desk.blue.add(summary="one", labels={"sync"})
    before = everything_below(desk.folder)
    assert desk.type(*arguments).exit_code in (0, 2)
    assert everything_below(desk.folder) == before


@pytest.mark.parametrize("arguments", [*LOOKS, ["status", "BLUE-1"]])
def test_with_a_state_nothing_changes(desk: Desk, arguments: list[str]) -> None:
    blue = desk.blue.add(summary="one", labels={"sync"})
    desk.type("run")
    desk.blue.edit(blue, summary="two")
    before = everything_below(desk.folder)
    assert desk.type(*arguments).exit_code in (0, 2)
    assert everything_below(desk.folder) == before


@pytest.mark.parametrize("arguments", LOOKS)
def test_the_log_of_a_killed_run_is_read_and_left(desk: Desk, arguments: list[str]) -> None:
    desk.blue.add(summary="one", labels={"sync"})
    desk.type("run")
    state = desk.folder / ".syncscript" / "state.db"
    child = os.fork()
    if not child:
        ended = 1
        try:
            raw = sqlite3.connect(state, isolation_level=None)
            raw.execute("UPDATE pair SET state = 'stopped'")
            ended = 0
        finally:
            os._exit(ended)  # whatever happens: the child is no second run of the tests
    assert os.waitpid(child, 0)[1] == 0
    assert state.with_name("state.db-wal").stat().st_size
    before = everything_below(desk.folder)
    assert desk.type(*arguments).exit_code in (0, 2)
    after = everything_below(desk.folder)
    index = ".syncscript/state.db-shm"
    before.pop(index), after.pop(index)  # SQLite's own index of the log, in memory shared by all readers
    assert after == before


def test_the_empty_state_of_a_full_disk_is_left(desk: Desk) -> None:
    state = desk.folder / ".syncscript" / "state.db"
    state.parent.mkdir()
    state.touch()
    before = everything_below(desk.folder)
    assert desk.type("plan").exit_code == 0
    assert "no run yet" in desk.type("status").stdout
    assert everything_below(desk.folder) == before
