"""Two trackers in step: the main job, without HTTP and without the language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from syncscript.contracts import Rejected, StateError, Unauthorised, Unavailable
from syncscript.engine import PlanIsStale, Policy, Trigger, plan_as_data, plan_from_data
from syncscript.model import Question
from tests.fresh_state import state_at

from .world import ALL, PythonRule, World, lost_answer, receive, send


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "state.db")
    yield made
    made.store.close()


def synced(world: World, **fields: Any) -> tuple[Any, Any]:
    blue = world.blue.add(**{"summary": "one", "labels": {"a"}, "priority": "High", **fields})
    world.run()
    world.settle_down()
    return blue, world.green.only()


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


def test_edits_of_different_fields_on_both_sides_both_live(world: World) -> None:
    blue, green = synced(world)
    world.blue.edit(blue, summary="two")
    world.green.edit(green, description="from green")
    world.run()
    world.settle_down()
    for side in (blue, green):
        assert (side.fields["summary"], side.fields["description"]) == ("two", "from green")


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("newest", "green's"),
        ("source", "blue's"),
        ("target", "green's"),
    ],
)
def test_the_same_field_on_both_sides_is_settled_once_and_recorded(
    tmp_path: Path, policy: Any, expected: str
) -> None:
    world = World(tmp_path / "s.db", policy=Policy(conflicts=policy))
    blue, green = synced(world)
    world.blue.edit(blue, summary="blue's")
    world.green.edit(green, summary="green's")
    summary = world.run()
    world.settle_down()
    assert blue.fields["summary"] == green.fields["summary"] == expected
    assert len(summary.conflicts) == 1
    conflict = summary.conflicts[0]
    assert {conflict.ours, conflict.theirs} == {"blue's", "green's"}
    with world.store.transaction() as records:
        assert len(records.conflicts("c")) == 1


def test_a_conflict_under_manual_is_left_on_both_sides(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db", policy=Policy(conflicts="manual"))
    blue, green = synced(world)
    world.blue.edit(blue, summary="blue's")
    world.green.edit(green, summary="green's")
    world.run()
    world.settle_down()
    assert (blue.fields["summary"], green.fields["summary"]) == ("blue's", "green's")


def test_newest_prefers_the_older_side_when_it_changed_the_field_last(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    blue, green = synced(world)
    world.green.edit(green, summary="green's")
    world.blue.edit(blue, summary="blue's")
    world.green.edit(green, priority="Low")
    world.run()
    world.settle_down()
    assert blue.fields["summary"] == green.fields["summary"] == "blue's"
    assert blue.fields["priority"] == "Low"


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


def test_comments_do_not_come_back_and_edits_follow(world: World) -> None:
    blue, green = synced(world)
    comment = world.blue.comment(blue, "first")
    world.run()
    world.green.comment(green, "answer")
    world.run()
    world.settle_down()
    assert [c["body"] for c in blue.comments] == ["first", "Tester commented:\nanswer"]
    assert [c["body"] for c in green.comments] == ["Tester commented:\nfirst", "answer"]
    next(c for c in blue.comments if c["id"] == comment)["body"] = "first, better"
    world.blue.edit(blue)
    world.run()
    world.settle_down()
    assert green.comments[0]["body"] == "Tester commented:\nfirst, better"


def test_a_copy_that_a_person_deleted_stays_deleted(world: World) -> None:
    blue, green = synced(world)
    world.blue.comment(blue, "first")
    world.run()
    green.comments.clear()
    world.green.edit(green, priority="Low")
    world.blue.comment(blue, "second")
    world.run()
    world.settle_down()
    assert [c["body"] for c in green.comments] == ["Tester commented:\nsecond"]


def test_withdrawn_comments_are_held_until_allowed_and_local_ones_live(world: World) -> None:
    blue, green = synced(world)
    for number in range(4):
        world.blue.comment(blue, f"c{number}")
    world.run()
    world.green.comment(green, "local")
    world.run()
    world.settle_down()
    world.with_rules(Blue={"outgoing": send(*[n for n in ALL if n != "comments"])})
    world.blue.edit(blue, summary="two")
    summary = world.run()
    assert len(summary.held) == 1 and "--allow-removals" in summary.held[0].diagnostic.help
    assert len(green.comments) == 5 and green.fields["summary"] == "one"
    summary = world.run(allow_removals=True)
    assert summary.writes == {"update": 1, "remove-comment": 4}
    assert [c["body"] for c in green.comments] == ["local"]
    world.settle_down()


def test_an_outgoing_run_that_sets_nothing_withdraws_nothing(world: World) -> None:
    blue, green = synced(world)
    world.blue.comment(blue, "c")
    world.run()
    world.with_rules(Blue={"outgoing": PythonRule("out", "outgoing", lambda i, r, c: "return")})
    world.blue.edit(blue, summary="two")
    world.run()
    assert len(green.comments) == 1 and green.fields["summary"] == "one"


def test_a_first_sync_that_returns_creates_nothing(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db", incoming=PythonRule("in", "incoming", lambda i, r, c: "return"))
    world.blue.add(summary="one")
    summary = world.run()
    assert not world.green.issues and not summary.failed


@pytest.mark.parametrize(("green_trigger", "shows_markers"), [(False, True), (True, True), (True, False)])
def test_a_create_whose_answer_is_lost_is_adopted(
    tmp_path: Path, green_trigger: bool, shows_markers: bool
) -> None:
    world = World(tmp_path / "s.db", green_trigger=green_trigger)
    world.green.shows_markers = shows_markers
    blue = world.blue.add(summary="one")
    world.blue.comment(blue, "c")
    world.green.lost["create"] = [lost_answer()]
    summary = world.run()
    assert len(summary.waiting) == 1 and not summary.failed
    world.run()
    world.settle_down()
    assert len(world.green.issues) == 1 and len(world.blue.issues) == 1
    assert len(world.green.only().comments) == 1


def test_a_create_that_never_arrived_is_sent_again_after_the_doubt(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db", policy=Policy(doubt=timedelta(seconds=120)))
    world.blue.add(summary="one")
    world.green.faults["create"] = [lost_answer()]
    world.run()
    world.run()
    assert not world.green.issues
    world.clock.tick(120)
    world.run()
    assert len(world.green.issues) == 1


def test_a_comment_whose_answer_is_lost_is_adopted_and_never_crosses_back(world: World) -> None:
    blue, green = synced(world)
    world.blue.comment(blue, "c")
    world.green.lost["comment"] = [lost_answer()]
    world.run()
    world.run()
    world.settle_down()
    assert len(green.comments) == 1 and len(blue.comments) == 1


def test_one_failing_pair_does_not_stop_the_others(world: World) -> None:
    for number in range(10):
        world.blue.add(summary=f"s{number}")
    world.green.faults["create"] = [Unavailable("500 from the server", doubtful=True)]
    summary = world.run()
    assert len(world.green.issues) == 9 and len(summary.waiting) == 1
    world.clock.tick(200)
    world.settle_down()
    assert len(world.green.issues) == 10


def test_wrong_credentials_stop_the_connection_and_lose_nothing(world: World) -> None:
    for number in range(5):
        world.blue.add(summary=f"s{number}")
    world.green.faults["create"] = [Unauthorised("401")]
    summary = world.run()
    assert summary.problems and not world.green.issues
    world.run()
    assert len(world.green.issues) == 5


def test_a_failed_poll_concludes_nothing(world: World) -> None:
    synced(world)
    world.blue.faults["changes"] = [Unavailable("half a page")]
    summary = world.run()
    assert summary.problems and not summary.failed
    assert not world.run().problems


def test_a_deleted_twin_is_told_and_not_made_again(world: World) -> None:
    blue, green = synced(world)
    del world.green.issues[green.id]
    world.blue.edit(blue, summary="two")
    summary = world.run()
    assert len(summary.failed) == 1 and "deleted" in summary.failed[0].diagnostic.message
    assert world.run().failed
    assert not world.green.issues


def test_a_rule_error_waits_for_a_new_rule(tmp_path: Path) -> None:
    from syncscript.language import RuleFailure
    from syncscript.model import Diagnostic

    def broken(issue: Any, replica: Any, context: Any) -> None:
        if replica["summary"] == "bad":
            raise RuleFailure(Diagnostic("RUN1", "no such thing"))
        receive(*ALL).script(issue, replica, context)

    world = World(tmp_path / "s.db", incoming=PythonRule("in", "incoming", broken))
    world.blue.add(summary="bad")
    world.blue.add(summary="good")
    assert len(world.run().failed) == 1
    assert len(world.run().failed) == 1
    assert len(world.green.issues) == 1
    world.with_rules(Green={"incoming": receive(*ALL)})
    rules = world.connection.side("Green").incoming
    world.with_rules(Green={"incoming": PythonRule(rules.name, rules.kind, rules.script, "d2")})  # type: ignore[attr-defined]
    assert not world.run().failed
    assert len(world.green.issues) == 2


def test_a_plan_writes_nothing_and_a_run_does_what_it_says(world: World) -> None:
    blue = world.blue.add(summary="one", labels={"a"})
    world.blue.comment(blue, "c")
    plan = world.plan()
    assert world.writes() == 0
    again = plan_from_data(plan_as_data(plan))
    assert plan_as_data(again) == plan_as_data(plan)
    summary = world.run(expected=again)
    assert [o.kind for p in plan.pairs for o in p.operations] == ["create", "comment"]
    assert summary.writes == {"create": 1, "comment": 1}


def test_a_stale_plan_is_refused_before_any_write(world: World) -> None:
    blue = world.blue.add(summary="one")
    plan = world.plan()
    world.blue.edit(blue, summary="two")
    with pytest.raises(PlanIsStale) as stale:
        world.run(expected=plan)
    assert "BLUE-1" in str(stale.value) and world.writes() == 0


def test_a_stop_finishes_the_call_in_flight(world: World) -> None:
    for number in range(5):
        world.blue.add(summary=f"s{number}")
    world.green.on_write = lambda kind: setattr(world, "stop", lambda: True)
    stopped: list[bool] = []
    world.stop = lambda: bool(stopped)
    world.green.on_write = lambda kind: stopped.append(True)
    assert world.run().interrupted
    assert len(world.green.issues) == 1
    stopped.clear()
    world.green.on_write = lambda kind: None
    world.run()
    world.settle_down()
    assert len(world.green.issues) == 5


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


@pytest.mark.parametrize(("policy", "body"), [("newest", "theirs"), ("target", "ours"), ("manual", "ours")])
def test_a_copy_edited_on_both_sides_is_a_recorded_conflict(tmp_path: Path, policy: Any, body: str) -> None:
    world = World(tmp_path / "s.db", policy=Policy(conflicts=policy))
    blue, green = synced(world)
    world.blue.comment(blue, "first")
    world.run()
    world.run()
    green.comments[0]["body"] = "ours"
    blue.comments[0]["body"] = "theirs"
    world.blue.edit(blue)
    summary = world.run()
    world.settle_down()
    assert green.comments[0]["body"].endswith(body)
    assert len(summary.conflicts) == 1 and summary.conflicts[0].ours == "ours"


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


def test_a_lost_state_stops_before_anything_is_doubled(world: World, tmp_path: Path) -> None:
    synced(world)
    before = world.writes()
    world.store.close()
    world.store = state_at(tmp_path / "new.db")
    for act in (world.run, world.plan):
        with pytest.raises(StateError) as lost:
            act()
        assert not lost.value.trusted and "GREEN-1" in str(lost.value)
    assert world.writes() == before


def test_a_refused_write_names_the_rule_line(world: World) -> None:
    world.blue.add(summary="one")
    world.green.faults["create"] = [Rejected("POST /issue: summary: it is too dull")]
    (failure,) = world.run().failed
    assert str(failure.diagnostic.span) == "rules/test.sync:1:1" and failure.diagnostic.help


def test_a_refused_search_names_the_trigger_or_the_project(world: World) -> None:
    world.blue.faults["changes"] = [Rejected("no such project")]
    assert "project of side Blue" in world.run().problems[0].help
    world.run()
    world.blue.add(summary="x")
    world.clock.tick(60)
    sides = (replace(world.connection.sides[0], triggers=(Trigger("b0rken ="),)), world.connection.sides[1])
    world.connection = replace(world.connection, sides=sides)
    refuse = world.blue.changes

    def changes(project: str, window: Any, query: Any = None) -> Any:
        if query:
            raise Rejected("what is b0rken?")
        return refuse(project, window, query)

    world.blue.changes = changes  # type: ignore[method-assign]
    (problem,) = world.run().problems
    assert "b0rken =" in problem.message and "trigger" in problem.help


def test_another_kind_of_tracker_at_the_address_is_told(world: World) -> None:
    def describe() -> Any:
        raise Rejected(
            "this is a Jira Cloud, and the configuration says Data Center", help="set tracker = ..."
        )

    world.green.describe = describe  # type: ignore[method-assign]
    (problem,) = world.run().problems
    assert "Green: this is a Jira Cloud" in problem.message and problem.help == "set tracker = ..."
    del world.green.describe
    world.run()
    world.green.describe = describe  # type: ignore[method-assign]
    assert not world.run().problems
    world.green.faults["changes"] = [Unauthorised("401")]
    assert "Cloud" in world.run().problems[0].message


def test_a_conflict_under_manual_that_a_person_settles_is_over_on_both_sides(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db", policy=Policy(conflicts="manual"))
    blue, green = synced(world)
    world.blue.edit(blue, summary="blue's")
    world.green.edit(green, summary="green's")
    world.settle_down()
    world.green.edit(green, summary="blue's")
    world.settle_down()
    with world.store.transaction() as records:
        assert {c.winner for c in records.conflicts("c")} == {"settled"}
    world.blue.edit(blue, summary="later")
    summary = world.run()
    assert not summary.conflicts
    assert green.fields["summary"] == "later"
