"""Ways in which a value, a comment or a pair could get lost, doubled or stuck; each was one once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from syncscript.contracts import Rejected, Unauthorised, Unavailable
from syncscript.engine import Policy, writing
from syncscript.engine.draining import PairDrain
from syncscript.language import RuleFailure
from syncscript.model import Diagnostic

from .world import ALL, PythonRule, World, lost_answer, receive, send


def synced(world: World, **fields: Any) -> tuple[Any, Any]:
    blue = world.blue.add(**{"summary": "one", "labels": {"a"}, **fields})
    world.run()
    world.settle_down()
    return blue, world.green.only()


def prefixed(issue: Any, replica: Any, context: Any) -> None:
    receive(*ALL).script(issue, replica, context)
    context["written"]["summary"] = f"[Blue] {replica['summary']}"


PREFIXING = PythonRule("in", "incoming", prefixed)


def dying_once(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
    """The next call of a method dies before it does anything."""
    original: Callable[..., Any] = getattr(owner, name)

    def die(*arguments: Any, **named: Any) -> Any:
        monkeypatch.setattr(owner, name, original)
        raise KeyboardInterrupt

    monkeypatch.setattr(owner, name, die)


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


def test_an_edit_between_our_read_and_our_write_of_another_field_crosses(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    blue, green = synced(world)
    world.blue.edit(blue, summary="two")

    def meanwhile(kind: str) -> None:
        world.green.on_write = lambda kind: None
        world.green.edit(green, description="meanwhile")

    world.green.on_write = meanwhile
    world.run()
    world.run()
    assert blue.fields["description"] == "meanwhile"


@pytest.mark.parametrize("field", ["description", "status"])
def test_an_edit_of_the_same_field_between_our_read_and_our_write_is_on_record(
    tmp_path: Path, field: str
) -> None:
    world = World(tmp_path / "s.db")
    blue, green = synced(world, description="old", status="To Do")
    world.blue.edit(blue, **{field: "blue's"})

    def meanwhile(kind: str) -> None:
        world.green.on_write = lambda kind: None
        world.green.edit(green, **{field: "green's"})

    world.green.on_write = meanwhile
    (told,) = world.run().conflicts
    with world.store.transaction() as records:
        (kept,) = records.conflicts("c")
    assert (told.field, told.ours, told.theirs, told.winner) == (field, "green's", "blue's", "theirs")
    assert (kept.ours, kept.theirs, kept.policy) == ("green's", "blue's", "unseen")
    world.settle_down()
    assert blue.fields[field] == green.fields[field] == "blue's"


@pytest.mark.parametrize("policy", ["newest", "source", "target", "manual"])
def test_edits_in_turn_are_no_conflict(tmp_path: Path, policy: str) -> None:
    world = World(tmp_path / "s.db", policy=Policy(conflicts=policy))
    blue, green = synced(world, description="old")
    for number in range(4):
        tracker, issue = (world.green, green) if number % 2 else (world.blue, blue)
        tracker.edit(issue, description=f"d{number}", priority=f"p{number}")
        assert not world.run().conflicts
        assert blue.fields["description"] == green.fields["description"] == f"d{number}"


@pytest.mark.parametrize("policy", ["newest", "manual"])
def test_edits_in_turn_after_edits_side_by_side_are_no_conflict(tmp_path: Path, policy: str) -> None:
    world = World(tmp_path / "s.db", policy=Policy(conflicts=policy))
    blue, green = synced(world, description="old")
    world.blue.edit(blue, description="d1")
    world.green.edit(green, priority="p1")
    world.run()
    world.blue.edit(blue, priority="p2")
    world.green.edit(green, description="d2")
    assert not world.run().conflicts
    for issue in (blue, green):
        assert (issue.fields["description"], issue.fields["priority"]) == ("d2", "p2")


def test_edits_before_our_read_and_after_our_write_are_no_conflict(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    blue, green = synced(world, description="old")
    world.green.edit(green, description="seen")
    world.run()
    world.blue.edit(blue, description="blue's")
    assert not world.run().conflicts
    world.green.edit(green, description="later")
    assert not world.run().conflicts
    assert blue.fields["description"] == "later"


def test_a_run_that_replaces_nothing_asks_for_no_history(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    blue, _ = synced(world)
    world.blue.edit(blue, labels={"a", "b"})
    world.blue.comment(blue, "c")
    world.run()
    assert "history" not in world.green.reads
    world.blue.edit(blue, summary="two")
    world.plan()
    assert "history" not in world.green.reads
    world.run()
    assert world.green.reads.count("history") == 1


def test_an_edit_of_a_half_made_issue_is_not_lost(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db", green_trigger=True)
    blue = world.blue.add(summary="one", description="blue's")
    world.blue.comment(blue, "c")
    world.green.faults["comment"] = [Unavailable("503"), Unavailable("503")]
    world.run()
    green = world.green.only()
    world.green.edit(green, description="green's")
    world.run()
    world.clock.tick(7200)
    world.run()
    world.settle_down()
    assert blue.fields["description"] == green.fields["description"] == "green's"


def test_a_conflict_is_recorded_even_if_the_run_dies_after_the_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path / "s.db", policy=Policy(conflicts="source"))
    blue, green = synced(world)
    world.blue.edit(blue, summary="blue's")
    world.green.edit(green, summary="green's")
    dying_once(monkeypatch, PairDrain, "_record")
    with pytest.raises(KeyboardInterrupt):
        world.run()
    world.run()
    with world.store.transaction() as records:
        assert [c.ours for c in records.conflicts("c")] == ["green's"]


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


def test_a_death_after_an_edit_of_a_copy_is_no_conflict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path / "s.db")
    blue, green = synced(world)
    world.blue.comment(blue, "first")
    world.run()
    world.run()
    blue.comments[0]["body"] = "better"
    world.blue.edit(blue)
    dying_once(monkeypatch, writing, "_record")
    with pytest.raises(KeyboardInterrupt):
        world.run()
    summary = world.run()
    assert not summary.conflicts and green.comments[0]["body"].endswith("better")


def test_a_stopped_pair_whose_issue_is_deleted_stays_stopped(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    blue, _ = synced(world)
    with world.store.transaction() as records:
        (pair,) = records.pairs("c")
        records.put_pair(replace(pair, state="stopped"))
    del world.blue.issues[blue.id]
    world.clock.tick(25 * 3600)
    world.run()
    with world.store.transaction() as records:
        assert [p.state for p in records.pairs("c")] == ["stopped"]


def test_an_issue_that_another_connection_created_goes_on_to_a_third(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    world.blue.add(summary="one")
    world.run()
    from .world import MemoryTracker

    red = MemoryTracker("Red", "RED", world.clock, 9000)
    first = world.connection
    green_side = replace(first.side("Green"), triggers=first.side("Blue").triggers, incoming=receive(*ALL))
    red_side = replace(first.side("Blue"), name="Red", tracker=red, project="RED", triggers=())
    world.connection = replace(first, name="onwards", sides=(green_side, red_side))
    world.run()
    assert red.only().fields["summary"] == "one"


def test_what_a_stopped_connection_wrote_is_told(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db", policy=Policy(workers=1))
    for number in range(3):
        world.blue.comment(world.blue.add(summary=f"s{number}"), "c")
    world.green.faults["comment"] = [Unauthorised("401")]
    assert world.run().writes["create"] == 3


def test_a_stop_tells_the_creates_it_had_done(tmp_path: Path) -> None:
    world = World(tmp_path / "s.db")
    for number in range(3):
        world.blue.comment(world.blue.add(summary=f"s{number}"), "c")
    stopped: list[bool] = []
    world.stop = lambda: bool(stopped)
    world.green.on_write = lambda kind: stopped.append(True)
    summary = world.run()
    assert summary.interrupted and summary.writes == {"create": 1}


def test_a_status_that_stays_keeps_its_resolution(tmp_path: Path) -> None:
    fields = (*ALL, "resolution")
    world = World(
        tmp_path / "s.db",
        outgoing=send(*fields), incoming=receive(*fields),
        green_outgoing=send(*fields), green_incoming=receive(*fields),
    )  # fmt: skip
    blue, green = synced(world, status="To Do")
    world.blue.edit(blue, status="Done", resolution="Done")
    world.green.edit(green, status="In Progress")
    world.green.faults["update"] = [Rejected("resolution is on no screen")]
    summary = world.run()
    world.run()
    assert not summary.failed and not green.fields.get("resolution")
    assert blue.fields["status"] == green.fields["status"] == "In Progress"


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
