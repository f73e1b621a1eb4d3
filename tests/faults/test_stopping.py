"""Ctrl-C and SIGTERM in the middle of a write: it is finished and recorded, the lock is free again."""

from __future__ import annotations

import signal
from pathlib import Path
from random import Random

import pytest

from tests.faults.days import Days
from tests.faults.gate import Asked, Fate, Forward, Given
from tests.faults.invariants import settles
from tests.faults.program import Program
from tests.faults.worlds import two_jiras


def signalled_at(program: Program, thing: str, number: signal.Signals) -> Fate:
    """The signal comes, and is heard, while the first create of `thing` in Green is in flight."""
    sent: list[Asked] = []

    def fate(asked: Asked, forward: Forward) -> Given:
        if sent or asked.instance != "GreenJira" or not asked.creates(thing):
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
        watch = world.gates.watch(signalled_at(world.program, thing, number))
        stopped = world.program.run("run")
        assert stopped.code == 128 + number, stopped
        assert "next run goes on" in stopped.said, stopped
        before = [asked.path for asked in watch.writes if asked.creates(thing)]
        world.run_until_idle()
        assert before, "nothing was in flight"
        settles(world)
