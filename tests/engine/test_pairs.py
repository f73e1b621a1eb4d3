"""What becomes of a pair: its issue is moved or deleted, a rule ends it, its parent comes later."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from syncscript.contracts import Rejected
from syncscript.engine import Trigger
from syncscript.model import Question
from tests.engine.python_rules import ALL, PythonRule, receive, send
from tests.engine.world import World, synced


def test_a_deleted_twin_is_told_and_not_made_again(world: World) -> None:
    blue, green = synced(world)
    del world.green.issues[green.id]
    world.blue.edit(blue, summary="two")
    summary = world.run()
    assert len(summary.failed) == 1 and "deleted" in summary.failed[0].diagnostic.message
    assert world.run().failed
    assert not world.green.issues


def test_a_moved_issue_stays_under_sync(world: World) -> None:
    blue, green = synced(world)
    blue.key = "OTHER-7"
    world.green.edit(green, description="from green")
    world.run()
    assert blue.fields["description"] == "from green"
    world.blue.edit(blue, summary="two")
    world.run()
    assert green.fields["summary"] == "two"
    with world.store.transaction() as records:
        assert records.find_pairs("OTHER-7")


def test_a_sweep_finds_what_was_moved_or_deleted(world: World) -> None:
    blue, green = synced(world)
    gone = world.blue.add(summary="goes")
    world.run()
    blue.key = "OTHER-7"
    world.blue.edit(blue, summary="two")
    del world.blue.issues[gone.id]
    world.clock.tick(25 * 3600)
    summary = world.run()
    assert green.fields["summary"] == "two"
    assert [f.issues["Blue"] for f in summary.failed] == ["BLUE-2"]
    assert len(world.green.issues) == 2


def test_a_stopped_pair_stays_apart(world: World) -> None:
    from syncscript.app.unsync import unsync_pairs

    blue, green = synced(world)
    assert [p.state for p in unsync_pairs(world.store, "BLUE-1", "test")] == ["active"]
    world.blue.edit(blue, summary="two")
    world.run()
    world.run()
    assert green.fields["summary"] == "one" and len(world.green.issues) == 1
    with world.store.transaction() as records:
        assert records.counts("c").events == 0, "nothing waits for a pair that is no more"


class Stepping(PythonRule):
    """Receives everything and asks for further steps."""

    steps: tuple[str, ...] = ()

    def run(self, inputs: Any, limits: Any = None, answers: Any = None) -> Any:
        outcome = super().run(inputs, limits, answers)
        return replace(outcome, operations=tuple({"operation": s} for s in type(self).steps))


def test_a_rule_may_send_back_and_end_the_pair(tmp_path: Path) -> None:
    class Back(Stepping):
        steps = ("syncBack", "sync")

    def twin(issue: Any, replica: Any, context: Any) -> None:
        context["written"]["twin"] = replica["key"]

    world = World(
        tmp_path / "s.db",
        incoming=Back("in", "incoming", receive(*ALL).script),
        green_incoming=PythonRule("in", "incoming", twin),
    )
    blue = world.blue.add(summary="one")
    summary = world.run()
    assert ["sync" in n.message for n in summary.notices] == [True]
    world.run()
    assert blue.fields["twin"] == "GREEN-1"
    world.settle_down()


def test_a_rule_may_end_its_pair(tmp_path: Path) -> None:
    class End(Stepping):
        steps = ("unsync",)

    world = World(tmp_path / "s.db", incoming=End("in", "incoming", receive(*ALL).script))
    blue = world.blue.add(summary="one")
    world.run()
    world.blue.edit(blue, summary="two")
    world.run()
    assert world.green.only().fields["summary"] == "one"


def test_a_child_before_its_parent_is_parked_and_woken_in_the_same_run(tmp_path: Path) -> None:
    def with_parent(issue: Any, replica: Any, context: Any) -> None:
        receive("summary").script(issue, replica, context)
        if replica.get("parentId"):
            asked = Question("syncHelper", "getLocalIssueKeyFromRemoteId", (replica["parentId"],))
            context["written"]["mother"] = (context["answers"](asked) or {}).get("key")

    world = World(
        tmp_path / "s.db",
        outgoing=send("summary", "parentId"),
        incoming=PythonRule("in", "incoming", with_parent),
    )
    child = world.blue.add(summary="child")
    parent = world.blue.add(summary="parent")
    child.fields["parentId"] = parent.id
    summary = world.run()
    assert not summary.waiting and not summary.failed
    greens = {g.fields["summary"]: g for g in world.green.issues.values()}
    assert greens["child"].fields["mother"] == greens["parent"].key


def test_a_child_refused_for_want_of_its_parent_is_tried_again_once_that_comes(tmp_path: Path) -> None:
    def with_parent(issue: Any, replica: Any, context: Any) -> None:
        receive("summary").script(issue, replica, context)
        if replica.get("parentId"):
            asked = Question("syncHelper", "getLocalIssueKeyFromRemoteId", (replica["parentId"],))
            context["written"]["parentId"] = (context["answers"](asked) or {}).get("key")

    world = World(
        tmp_path / "s.db",
        outgoing=send("summary", "parentId"),
        incoming=PythonRule("in", "incoming", with_parent),
    )
    world.with_rules(Blue={"triggers": (Trigger("sync"),)})
    parent = world.blue.add(summary="parent")
    world.blue.add(summary="child", labels={"sync"}, parentId=parent.id)
    world.green.faults["create"] = [Rejected("parent: a sub-task needs one")]
    (failure,) = world.run().failed
    assert "its parent, which is not under sync" in failure.diagnostic.help
    calls = len(world.green.reads)
    assert world.run().failed and world.green.reads[calls:] == ["changes"], "not tried in vain"
    world.blue.edit(parent, labels={"sync"})
    world.run()
    assert not world.run().failed
    made = [draft for kind, draft in world.green.writes if kind == "create"]
    assert [d.fields["summary"].value for d in made] == ["parent", "child"]
    assert made[1].parent == "GREEN-1"
