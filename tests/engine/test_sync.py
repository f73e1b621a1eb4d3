"""Two trackers in step: the main job, without HTTP and without the language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.engine.python_rules import ALL, PythonRule, receive
from tests.engine.world import World, synced


def test_first_run_creates_the_twin_with_comments_and_attachments(world: World) -> None:
    blue = world.blue.add(summary="one", labels={"a"}, status="Done")
    world.blue.comment(blue, "hello")
    world.blue.attach(blue, "a.txt", b"data")
    summary = world.run()
    green = world.green.only()
    assert (green.fields["summary"], green.fields["labels"], green.fields["status"]) == ("one", {"a"}, "Done")
    assert [c["body"] for c in green.comments] == ["Tester commented:\nhello"]
    assert [a["data"] for a in green.attachments] == [b"data"]
    assert summary.writes == {"create": 1, "transition": 1, "comment": 1, "attach": 1}
    assert not summary.failed and not summary.problems


def test_a_further_run_writes_nothing(world: World) -> None:
    blue = world.blue.add(summary="one", labels={"a"}, status="Done")
    world.blue.comment(blue, "hello")
    world.run()
    before = world.writes()
    for _ in range(3):
        world.run()
    assert world.writes() == before


def test_new_issues_come_in_creation_order(world: World) -> None:
    for number in range(25):
        world.blue.add(summary=f"s{number}")
    world.run()
    greens = sorted(world.green.issues.values(), key=lambda i: int(i.id))
    assert [g.fields["summary"] for g in greens] == [f"s{n}" for n in range(25)]


def test_clearing_a_field_crosses_and_an_absent_one_does_not(world: World) -> None:
    blue, green = synced(world, description="text")
    world.blue.edit(blue, description=None)
    del blue.fields["priority"]
    world.run()
    assert green.fields["description"] is None
    assert green.fields["priority"] == "High"


def test_labels_merge_by_element_and_only_own_ones_go(world: World) -> None:
    blue, green = synced(world)
    world.green.edit(green, labels={"a", "local"})
    world.blue.edit(blue, labels={"b"})
    world.run()
    world.settle_down()
    assert green.fields["labels"] == {"b", "local"}
    assert blue.fields["labels"] >= {"b", "local"}


def test_a_lossy_value_map_does_not_bounce_back(tmp_path: Path) -> None:
    def into_green(issue: Any, replica: Any, context: Any) -> None:
        context["written"] |= {"summary": f"[Blue] {replica['summary']}", "status": "In Progress"}

    world = World(tmp_path / "s.db", incoming=PythonRule("in", "incoming", into_green))
    blue = world.blue.add(summary="one", status="In Review")
    world.run()
    green = world.green.only()
    world.green.edit(green, description="a new text")
    world.run()
    world.settle_down()
    assert blue.fields == {"summary": "one", "status": "In Review", "description": "a new text"}


def test_what_does_not_stem_from_our_write_flows_back(tmp_path: Path) -> None:
    def into_blue(issue: Any, replica: Any, context: Any) -> None:
        context["written"] |= {"twin": replica["key"], "origin": "green"}

    world = World(tmp_path / "s.db", green_incoming=PythonRule("in", "incoming", into_blue))
    blue, green = synced(world)
    world.green.edit(green, description="x")
    world.run()
    assert (blue.fields["twin"], blue.fields["origin"]) == (green.key, "green")


def test_a_first_sync_that_returns_creates_nothing(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db", incoming=PythonRule("in", "incoming", lambda i, r, c: "return"))
    world.blue.add(summary="one")
    summary = world.run()
    assert not world.green.issues and not summary.failed


def test_the_previous_replica_is_given_to_incoming(tmp_path: Path) -> None:
    seen: list[Any] = []

    class Watching(PythonRule):
        def run(self, inputs: Any, limits: Any = None, answers: Any = None) -> Any:
            seen.append((inputs["previous"] or {}).get("summary"))
            return super().run(inputs, limits, answers)

    world = World(tmp_path / "s.db", incoming=Watching("in", "incoming", receive(*ALL).script))
    blue, _ = synced(world)
    world.blue.edit(blue, summary="two")
    world.run()
    assert seen[0] is None and seen[-1] == "one"


def test_an_idle_run_costs_the_same_calls_whatever_the_number_of_pairs(tmp_path: Path) -> None:
    costs = []
    for count in (3, 60):
        world = World(tmp_path / f"{count}.db")
        for number in range(count):
            world.blue.add(summary=f"s{number}")
        world.run()
        world.run()
        world.clock.tick(7200)
        world.run()
        before = len(world.blue.reads) + len(world.green.reads)
        world.run()
        costs.append(len(world.blue.reads) + len(world.green.reads) - before)
    assert costs == [2, 2]
