"""Ctrl-C and SIGTERM in the middle of a write: it is finished and recorded, the lock is free again."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.backbone.entries import both
from tests.faults.days import Days
from tests.faults.gate import Asked, Fate, Forward, Given
from tests.faults.invariants import settles
from tests.faults.program import Program
from tests.faults.worlds import two_jiras


def signalled_at(program: Program, is_it: Callable[[Asked], bool], number: signal.Signals) -> Fate:
    """The signal comes, and is heard, while the first such request to Green is in flight."""
    sent: list[Asked] = []

    def fate(asked: Asked, forward: Forward) -> Given:
        if sent or asked.instance != "GreenJira" or not is_it(asked):
            return forward()
        sent.append(asked)
        given = forward()
        program.interrupt(number, "stopping")
        return given

    return fate


@pytest.mark.parametrize(("thing", "number"), [
    ("issue", signal.SIGINT), ("comment", signal.SIGTERM), ("attachments", signal.SIGINT),
])
def test_a_signal_ends_the_run_after_the_call_in_flight(
    tmp_path: Path, thing: str, number: signal.Signals,
) -> None:
    with two_jiras(tmp_path, workers=2) as world:
        days = Days(world, Random(1))
        for _ in range(3):
            days.new_issue(comments=1, files=1)
        watch = world.gates.watch(signalled_at(world.program, lambda asked: asked.creates(thing), number))
        stopped = world.program.run("run")
        assert stopped.code == 128 + number, stopped
        assert "next run goes on" in stopped.said, stopped
        before = [asked.path for asked in watch.writes if asked.creates(thing)]
        world.run_until_idle()
        assert before, "nothing was in flight"
        settles(world)


def test_a_resync_that_is_signalled_goes_on_behind_what_is_done(tmp_path: Path) -> None:
    """Three pairs of a former sync, left different; the signal comes while the first is written."""
    resync = ("backbone", "resync", "--connection", "blue-green", "--fields", "summary", "--direction", "out")
    with two_jiras(tmp_path) as world:
        for number in range(1, 4):
            world.blue.creates(f"blue {number}")
            world.green.creates(f"green {number}")
        entries = zip(*(both(number, number) for number in range(1, 4)), strict=True)
        merged = dict(zip(("firstConnector", "secondConnector"), entries, strict=True))
        (tmp_path / "merged.json").write_text(json.dumps(merged))
        file = str(tmp_path / "merged.json")
        assert world.program.run("backbone", "import", file, "--connection", "blue-green", "--yes").code == 0
        first = world.gates.watch(signalled_at(world.program, lambda asked: asked.is_write, signal.SIGTERM))
        stopped = world.program.run(*resync)
        assert (stopped.code, "goes on" in stopped.said) == (143, True), stopped
        second = world.gates.watch()
        assert world.program.run(*resync).code == 0
        assert len(first.writes) == 1
        assert len(second.writes) == 8, "two updates, and the twins' keys of all three"
        assert not {asked.path for asked in first.writes} & {asked.path for asked in second.writes}
        assert [seen.summary for seen in world.green.sees()] == ["blue 1", "blue 2", "blue 3"]
        found = world.green.searched("project = GREEN and backbone.remoteKey is not empty", "summary")
        assert len(found) == 3
