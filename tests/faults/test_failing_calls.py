"""Calls that fail: for one issue, for one instance, in the middle of an answer, or inside a rule."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.faults.days import Days
from tests.faults.gate import Asked, Forward, Given, half_an_answer, refused
from tests.faults.invariants import settles
from tests.faults.worlds import INCOMING, two_jiras


def test_500_for_one_issue_of_a_hundred_leaves_the_other_99_alone(tmp_path: Path) -> None:
    def fate(asked: Asked, forward: Forward) -> Given:
        is_the_one = asked.instance == "GreenJira" and asked.creates("issue") and b"issue 57 " in asked.body
        return refused(500)(asked, forward) if is_the_one else forward()

    with two_jiras(tmp_path, workers=4) as world:
        for number in range(100):
            world.blue.creates(f"issue {number} of many")
        world.gates.watch(fate)
        first = world.program.run("run")
        assert len(world.green.sees()) == 99, first.said
        assert "BLUE-58" in first.said and "next run" in first.said, first.said
        assert "BLUE-57" not in first.said
        second, writes = world.writes_of_run()
        assert (second.code, writes) == (0, 1), second.said
        settles(world)


def test_401_in_the_middle_stops_the_connection_and_says_whose_credentials(tmp_path: Path) -> None:
    created: list[Asked] = []

    def fate(asked: Asked, forward: Forward) -> Given:
        if asked.instance == "GreenJira" and asked.creates("issue"):
            created.append(asked)
        if asked.instance == "GreenJira" and len(created) > 3:
            return refused(401)(asked, forward)
        return forward()

    with two_jiras(tmp_path) as world:
        days = Days(world, Random(1))
        for _ in range(8):
            days.new_issue(comments=1, files=0)
        watch = world.gates.watch(fate)
        first = world.program.run("run")
        assert first.code == 1, first.said
        assert "GreenJira" in first.said and "token" in first.said, first.said
        assert len(created) == 4, "it went on knocking: " + ", ".join(map(str, watch.seen))
        settles(world)


POISONED = INCOMING + """
if (replica.summary.contains("poison")) {
    throw new Exception("no such customer")
}
"""


def test_a_rule_that_throws_for_one_issue_stops_only_that_one(tmp_path: Path) -> None:
    with two_jiras(tmp_path, rules=POISONED) as world:
        for name in ("first", "poison", "last"):
            world.blue.creates(f"the {name} issue", description=name)
        first = world.program.run("run")
        assert first.code == 1, first.said
        assert "BLUE-2" in first.said and "any.incoming.sync:" in first.said, first.said
        assert "no such customer" in first.said, first.said
        assert [seen.summary for seen in world.green.sees()] == ["the first issue", "the last issue"]
        again, writes = world.writes_of_run()
        assert (again.code, writes) == (1, 0), again.said
        (tmp_path / "rules" / "any.incoming.sync").write_text(INCOMING)
        mended, writes = world.writes_of_run()
        assert (mended.code, writes) == (0, 1), mended.said
        settles(world)


@pytest.mark.parametrize("page", ["/search/jql", "/issue/bulkfetch"])
def test_half_a_page_is_never_taken_for_a_whole_one(tmp_path: Path, page: str) -> None:
    met: list[Asked] = []

    def fate(asked: Asked, forward: Forward) -> Given:
        if asked.instance != "BlueJira" or page not in asked.path:
            return forward()
        met.append(asked)
        return half_an_answer(asked, forward)

    with two_jiras(tmp_path) as world:
        days = Days(world, Random(1))
        days.new_issue(comments=1, files=0)
        world.program.run("run")
        days.pass_by()
        watch = world.gates.watch(fate)
        ended = world.program.run("run")
        assert met, "no such page was asked for"
        assert ended.code == 1 and "BlueJira" in ended.said and "Traceback" not in ended.said, ended.said
        assert not watch.writes
        settles(world)


def test_rate_limits_are_sat_out(tmp_path: Path) -> None:
    seen: list[Asked] = []

    def fate(asked: Asked, forward: Forward) -> Given:
        if asked.is_write:
            seen.append(asked)
        if asked.is_write and len(seen) % 2:
            return Given(429, (("Retry-After", "0"), ("Content-Type", "application/json")), b"{}")
        return forward()

    with two_jiras(tmp_path) as world:
        Days(world, Random(1)).new_issue(comments=2, files=0)
        world.gates.watch(fate)
        ended = world.program.run("run")
        assert ended.code == 0, ended.said
        settles(world)


