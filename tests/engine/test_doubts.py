"""Writes in doubt hold nothing up, are made once, and keep what belongs to them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from syncscript.contracts import Unavailable
from syncscript.engine.effects import writing
from syncscript.language import RuleFailure
from syncscript.model import Diagnostic
from tests.engine.dying import dying_once
from tests.engine.memory_tracker import lost_answer
from tests.engine.python_rules import ALL, PythonRule, receive
from tests.engine.world import World, synced


def test_a_label_whose_write_was_not_noted_still_goes_with_its_original(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path / "s.db")
    blue, green = synced(world)
    world.blue.edit(blue, labels={"a", "b"})
    dying_once(monkeypatch, writing, "_record")
    with pytest.raises(KeyboardInterrupt):
        world.run()
    world.run()
    assert green.fields["labels"] == {"a", "b"}
    world.blue.edit(blue, labels={"a"})
    world.run()
    world.settle_down()
    assert blue.fields["labels"] == green.fields["labels"] == {"a"}


def test_a_comment_in_doubt_whose_original_goes_holds_nothing_up_and_leaves_nothing(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    blue, green = synced(world)
    world.blue.comment(blue, "short-lived")
    world.green.lost["comment"] = [lost_answer()]
    world.run()
    blue.comments.clear()
    world.blue.edit(blue)
    world.green.edit(green, description="x")
    for _ in range(3):
        world.clock.tick(130)
        world.run()
    assert blue.fields["description"] == "x"
    assert not green.comments and not blue.comments


def test_a_comment_that_never_came_and_is_gone_holds_nothing_up(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    blue, green = synced(world)
    world.blue.comment(blue, "short-lived")
    world.green.faults["comment"] = [lost_answer()]
    world.run()
    blue.comments.clear()
    world.blue.edit(blue)
    world.green.edit(green, description="x")
    for _ in range(3):
        world.clock.tick(130)
        world.run()
    assert blue.fields["description"] == "x" and not green.comments


def returning_when_told(issue: Any, replica: Any, context: Any) -> Any:
    if replica["summary"] == "not now":
        return "return"
    return receive(*ALL).script(issue, replica, context)


def throwing_when_told(issue: Any, replica: Any, context: Any) -> Any:
    if replica["summary"] == "not now":
        raise RuleFailure(Diagnostic("RUN1", "no"))
    return receive(*ALL).script(issue, replica, context)


@pytest.mark.parametrize("script", [returning_when_told, throwing_when_told])
@pytest.mark.parametrize("arrived", [True, False])
def test_a_create_in_doubt_does_not_hold_newcomers_up_for_ever(
    tmp_path: Path, script: Any, arrived: bool
) -> None:
    world = World(tmp_path / "s.db", green_trigger=True, incoming=PythonRule("in", "incoming", script))
    blue = world.blue.add(summary="one")
    (world.green.lost if arrived else world.green.faults)["create"] = [lost_answer()]
    world.run()
    world.blue.edit(blue, summary="not now")
    world.green.add(summary="newcomer")
    for _ in range(4):
        world.clock.tick(130)
        world.run()
    assert {i.fields["summary"] for i in world.blue.issues.values()} == {"not now", "newcomer"}
    world.blue.edit(blue, summary="now")
    for _ in range(3):
        world.clock.tick(130)
        world.run()
    assert sorted(i.fields["summary"] for i in world.green.issues.values()) == ["newcomer", "now"]


def test_a_comment_the_rule_wrote_is_made_once_though_others_come_before_it(tmp_path: Path) -> None:
    def noting(issue: Any, replica: Any, context: Any) -> None:
        receive(*ALL).script(issue, replica, context)
        if replica["summary"] == "two":
            context["written"]["comments"] = [*context["written"]["comments"], {"body": "it is two now"}]

    world = World(tmp_path / "s.db", incoming=PythonRule("in", "incoming", noting))
    blue, green = synced(world)
    world.blue.edit(blue, summary="two")
    world.blue.attach(blue, "a.txt", b"x")
    world.green.faults["attach"] = [Unavailable("503")]
    world.run()
    world.blue.comment(blue, "one more")
    world.run()
    world.settle_down()
    assert [c["body"] for c in green.comments].count("it is two now") == 1


def test_a_comment_named_twice_by_a_rule_is_made_once(tmp_path: Path) -> None:
    def twice(issue: Any, replica: Any, context: Any) -> None:
        receive(*ALL).script(issue, replica, context)
        for listed in ("comments", "attachments"):
            context["written"][listed] = context["written"][listed] * 2

    world = World(tmp_path / "s.db", incoming=PythonRule("in", "incoming", twice))
    blue = world.blue.add(summary="one")
    world.blue.comment(blue, "c")
    world.blue.attach(blue, "a.txt", b"x")
    world.run()
    green = world.green.only()
    world.blue.comment(blue, "d")
    world.run()
    world.settle_down()
    assert len(green.comments) == 2 and len(green.attachments) == 1


@pytest.mark.parametrize("kind", ["create", "comment"])
def test_what_a_lost_answer_left_gets_the_newer_text(tmp_path: Path, kind: str) -> None:
    world = World(tmp_path / "s.db", green_trigger=True)
    blue = world.blue.add(summary="old")
    world.blue.comment(blue, "old")
    world.green.lost[kind] = [lost_answer()]
    world.run()
    blue.comments[0]["body"] = "new"
    world.blue.edit(blue, summary="new")
    world.run()
    world.settle_down()
    green = world.green.only()
    assert (blue.fields["summary"], green.fields["summary"]) == ("new", "new")
    assert [c["body"] for c in green.comments] == ["Tester commented:\nnew"]
    assert len(blue.comments) == 1


def test_labels_of_a_create_found_again_by_a_pair_that_stands_still_are_still_ours(tmp_path: Path) -> None:
    incoming = PythonRule("in", "incoming", throwing_when_told)
    world = World(tmp_path / "s.db", incoming=incoming)
    blue = world.blue.add(summary="one", labels={"a", "b"})
    world.green.lost["create"] = [lost_answer()]
    world.run()
    world.blue.edit(blue, summary="not now")
    world.run()
    world.clock.tick(130)
    world.run()
    world.blue.edit(blue, summary="now", labels={"a"})
    world.run()
    world.settle_down()
    assert world.green.only().fields["labels"] == {"a"}


def test_two_issues_found_for_one_create_are_told_with_the_next_act(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    world.blue.add(summary="one")
    world.green.lost["create"] = [lost_answer()]
    world.run()
    world.green.add(summary="one").marker = world.green.only().marker
    summary = world.run()
    assert [problem.code for problem in summary.problems] == ["E411"] and summary.problems[0].help
    with world.store.transaction() as records:
        assert [problem["code"] for problem in records.counts("c").last_problems] == ["E411"]
    assert not world.run().problems and len(world.green.issues) == 2
