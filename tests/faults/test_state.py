"""The state on bad days, seen from the command line: full disk, damage, a newer schema, a second run."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path
from random import Random

from tests.faults.days import Days
from tests.faults.gate import Asked, Forward, Given
from tests.faults.invariants import settles
from tests.faults.program import Program
from tests.faults.worlds import two_jiras


def test_a_disk_that_gets_full_loses_nothing(tmp_path: Path) -> None:
    """The limit is a file size: writes beyond it fail as they do on a full disk."""
    with two_jiras(tmp_path) as world:
        days = Days(world, Random(1))
        days.new_issue(comments=1, files=0)
        world.run_until_idle()
        for _ in range(6):
            days.new_issue(comments=2, files=1)
        size = (tmp_path / ".syncscript" / "state.db").stat().st_size
        full = world.program.run("run", largest_file=size + 8_192)
        assert full.code == 1, full.said
        assert "run again" in full.said and "Traceback" not in full.said, full.said
        settles(world)


def test_a_second_run_says_who_holds_the_state(tmp_path: Path) -> None:
    arrived, go_on = threading.Event(), threading.Event()

    def fate(asked: Asked, forward: Forward) -> Given:
        arrived.set()
        go_on.wait(60)
        return forward()

    with two_jiras(tmp_path) as world:
        Days(world, Random(1)).new_issue(comments=1, files=0)
        world.gates.watch(fate)
        first = world.program.start("run")
        assert arrived.wait(60)
        other = Program(tmp_path, name="second")
        second = other.run("run")
        assert second.code == 75, second.said
        assert str(first) in second.said and "wait" in second.said, second.said
        status = other.run("status")
        assert status.code == 0, status.said
        go_on.set()
        assert world.program.ended().code == 0
        settles(world)


def test_a_damaged_state_needs_a_person(tmp_path: Path) -> None:
    with two_jiras(tmp_path) as world:
        Days(world, Random(1)).new_issue(comments=1, files=0)
        world.run_until_idle()
        state = tmp_path / ".syncscript" / "state.db"
        content = bytearray(state.read_bytes())
        for at in range(2 * 4096, len(content), 4096):
            content[at:at + 64] = os.urandom(64)
        state.write_bytes(content)
        ended, writes = world.writes_of_run()
        assert (ended.code, writes) == (7, 0), ended.said
        assert "backup" in ended.said, ended.said


def test_the_state_of_a_newer_version_needs_a_person(tmp_path: Path) -> None:
    with two_jiras(tmp_path) as world:
        world.run_until_idle()
        state = sqlite3.connect(tmp_path / ".syncscript" / "state.db")
        state.execute("UPDATE alembic_version SET version_num = '9999'")
        state.commit()
        state.close()
        ended, writes = world.writes_of_run()
        assert (ended.code, writes) == (7, 0), ended.said
        assert "newer" in ended.said and "install" in ended.said, ended.said
