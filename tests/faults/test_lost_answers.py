"""A create that the tracker did, or did not do, while its answer was lost: one effect all the same.

One world for each kind of create; in it every issue meets another fate, with undisturbed ones in between.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.faults.days import Days
from tests.faults.gate import (
    Asked,
    Fate,
    Forward,
    Given,
    answer_is_lost,
    fails_after,
    half_an_answer,
    never_arrives,
    passes,
)
from tests.faults.invariants import settles
from tests.faults.worlds import two_jiras

FATES: tuple[Fate, ...] = (
    answer_is_lost, passes, fails_after(504), passes, fails_after(500), passes, half_an_answer, passes,
    never_arrives,
)
NEVER_ARRIVED = FATES.index(never_arrives)


def one_after_another(thing: str, met: list[Asked]) -> Fate:
    """The creates of this thing in Green meet one fate after another, in the order they come."""
    def chosen(asked: Asked, forward: Forward) -> Given:
        if asked.instance != "GreenJira" or not asked.creates(thing) or len(met) >= len(FATES):
            return forward()
        met.append(asked)
        return FATES[len(met) - 1](asked, forward)

    return chosen


@pytest.mark.parametrize("thing", ["issue", "comment", "attachments"])
def test_what_was_done_is_found_and_what_was_not_is_done_once(tmp_path: Path, thing: str) -> None:
    met: list[Asked] = []
    with two_jiras(tmp_path) as world:
        days = Days(world, Random(1))
        for _ in FATES:
            days.new_issue(comments=1, files=1)
        world.gates.watch(one_after_another(thing, met))
        first = world.program.run("run")
        assert len(met) == len(FATES), first.said
        watch = world.gates.watch()
        second = world.program.run("run")
        again = [asked for asked in watch.writes if asked.creates(thing)]
        assert len(again) == 1, f"{again}\n{first.said}\n{second.said}"
        assert second.code == 0, second.said
        for number, fate in enumerate(FATES):
            assert (f"BlueJira BLUE-{number + 1}" in first.said) == (fate is not passes), first.said
        assert "next run" in first.said
        settles(world)
