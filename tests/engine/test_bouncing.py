"""What rules translated does not bounce back, though a run died or was stopped on the way."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from syncscript.contracts import Unavailable
from syncscript.engine.effects import writing
from syncscript.engine.passes.draining import PairDrain
from syncscript.language import RuleFailure
from syncscript.model import Diagnostic
from tests.engine.dying import dying_once
from tests.engine.memory_tracker import lost_answer
from tests.engine.python_rules import ALL, PythonRule, receive, send
from tests.engine.world import World, synced


def prefixed(issue: Any, replica: Any, context: Any) -> None:
    receive(*ALL).script(issue, replica, context)
    context["written"]["summary"] = f"[Blue] {replica['summary']}"


PREFIXING = PythonRule("in", "incoming", prefixed)


@pytest.mark.parametrize(("owner", "name"), [(PairDrain, "_record"), (writing, "_record")])
def test_a_death_after_a_transformed_write_does_not_bounce_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str
) -> None:
    world = World(tmp_path / "s.db", incoming=PREFIXING)
    blue, green = synced(world)
    world.blue.edit(blue, summary="two")
    dying_once(monkeypatch, owner, name)
    with pytest.raises(KeyboardInterrupt):
        world.run()
    world.run()
    world.settle_down()
    world.green.edit(green, description="x")
    world.run()
    world.settle_down()
    assert (blue.fields["summary"], green.fields["summary"]) == ("two", "[Blue] two")


def test_removals_with_a_transformed_write_do_not_bounce_it_back(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db", incoming=PREFIXING)
    blue, green = synced(world)
    world.blue.comment(blue, "goes")
    world.run()
    blue.comments.clear()
    world.blue.edit(blue, summary="two")
    world.run()
    world.settle_down()
    world.green.edit(green, description="x")
    world.run()
    world.settle_down()
    assert (blue.fields["summary"], green.fields["summary"], green.comments) == ("two", "[Blue] two", [])


def test_copies_that_were_just_removed_do_not_cross_back(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    blue, green = synced(world)
    originals = [world.blue.comment(blue, f"c{number}") for number in range(4)]
    world.run()
    world.settle_down()
    blue.comments[:] = [c for c in blue.comments if c["id"] not in originals[:3]]
    world.blue.edit(blue, summary="two")
    world.green.comment(green, "local")
    assert world.run().held
    world.run(allow_removals=True)
    world.settle_down()
    assert [c["body"].split("\n")[-1] for c in blue.comments] == ["c3", "local"]
    assert sorted(c["body"].split("\n")[-1] for c in green.comments) == ["c3", "local"]


@pytest.mark.parametrize("first", [False, True])
def test_a_way_back_that_cannot_be_told_does_not_bounce_once_its_rule_is_mended(
    tmp_path: Path, first: bool
) -> None:
    def broken(issue: Any, replica: Any, context: Any) -> Any:
        if str(issue.get("summary")).endswith("two"):
            raise RuleFailure(Diagnostic("RUN1", "no"))
        return send(*ALL).script(issue, replica, context)

    failing = PythonRule("back", "outgoing", broken, digest="broken")
    world = World(tmp_path / "s.db", incoming=PREFIXING, green_outgoing=failing)
    if first:
        blue = world.blue.add(summary="two")
    else:
        blue, _ = synced(world)
        world.blue.edit(blue, summary="two")
    assert [failure.diagnostic.code for failure in world.run().failed] == ["RUN1"]
    world.with_rules(Green={"outgoing": send(*ALL)})
    green = world.green.only()
    world.green.edit(green, description="x")
    world.run()
    world.settle_down()
    assert (blue.fields["summary"], green.fields["summary"]) == ("two", "[Blue] two")
    assert blue.fields["description"] == "x"


def test_an_attachment_in_doubt_whose_original_goes_does_not_cross_back(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    world.green.marks_attachments = False
    blue, green = synced(world)
    world.blue.attach(blue, "a.txt", b"abc")
    world.green.lost["attach"] = [lost_answer()]
    world.run()
    blue.attachments.clear()
    world.blue.edit(blue)
    world.green.edit(green, description="x")
    for _ in range(3):
        world.clock.tick(130)
        world.run()
    assert blue.fields["description"] == "x"
    assert not blue.attachments and not green.attachments


def test_an_answer_missing_on_the_way_back_lets_the_message_wait(tmp_path: Path) -> None:
    from syncscript.model import Question

    def asking(issue: Any, replica: Any, context: Any) -> None:
        send(*ALL).script(issue, replica, context)
        if str(issue.get("summary")).endswith("two"):
            context["answers"](Question("nodeHelper", "getUserByEmail", (str(issue["summary"]),)))

    world = World(tmp_path / "s.db", incoming=PREFIXING, green_outgoing=PythonRule("out", "outgoing", asking))
    blue, green = synced(world)
    world.blue.edit(blue, summary="two")
    world.green.faults["answer"] = [Unavailable("503")]
    world.run()
    world.clock.sleep(timedelta(hours=1).total_seconds())
    world.run()
    world.settle_down()
    world.green.edit(green, description="x")
    world.run()
    world.settle_down()
    assert (blue.fields["summary"], green.fields["summary"]) == ("two", "[Blue] two")
