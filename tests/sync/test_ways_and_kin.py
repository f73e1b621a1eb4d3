"""Statuses by the transitions that lead there, children beneath their parents' twins, and attachments."""

from __future__ import annotations

from syncscript.sandbox.workflow import TransitionRule
from tests.sync.all_fields import assert_same
from tests.sync.joined import Joined


def through_review(two: Joined) -> None:
    """Green's workflow leads to Done only through review, by a transition of another name."""
    world = two.green.state.world
    review = next(s.id for s in world.statuses.values() if s.name == "In Review")
    for rule in list(world.transitions.values()):
        if world.statuses[rule.to].name == "Done":
            two.green.put_transition(TransitionRule(rule.id, "Approve", rule.to, rule.screen, (), (review,)))


def test_a_status_is_reached_by_the_transition_that_leads_there(two: Joined) -> None:
    through_review(two)
    blue = two.at_blue.create("BLUE", "one")
    two.settle()
    two.at_blue.move(blue, "In Review")
    two.settle()
    two.at_blue.move(blue, "Done", resolution={"name": "Duplicate"})
    two.settle()
    assert_same(two, blue, two.twin(blue))
    two.assert_quiet()


def test_a_status_with_no_way_to_it_is_told_with_the_ways_there_are(two: Joined) -> None:
    """The pair stands still until somebody moves the issue to where a way begins."""
    through_review(two)
    blue = two.at_blue.create("BLUE", "one")
    two.settle()
    two.at_blue.move(blue, "Done")
    (failure,) = two.run_anyhow().failed
    assert "cannot go from To Do to Done" in failure.diagnostic.message
    assert "In Progress, In Review" in failure.diagnostic.help
    two.at_green.move(two.twin(blue), "In Review")
    two.at_blue.move(blue, "In Progress")
    two.at_blue.move(blue, "Done")
    two.settle()
    assert_same(two, blue, two.twin(blue))


def test_a_child_is_linked_to_its_parents_twin(two: Joined) -> None:
    parent = two.at_blue.create("BLUE", "parent", type="Story")
    child = two.at_blue.create("BLUE", "child", type="Sub-task", parent={"key": parent})
    two.settle()
    assert two.at_green.fields(two.twin(child))["parent"]["key"] == two.twin(parent)
    two.assert_quiet()


def test_a_child_that_comes_before_its_parent_waits_for_it(two: Joined) -> None:
    """A story under an epic that was made after it: creation order alone would lose the link."""
    child = two.at_blue.create(
        "BLUE",
        "child",
        type="Sub-task",
        parent={"key": two.at_blue.create("BLUE", "first parent", type="Story")},
    )
    late = two.at_blue.create("BLUE", "late parent", type="Story")
    two.at_blue.edit(child, parent={"key": late})
    two.settle()
    assert two.at_green.fields(two.twin(child))["parent"]["key"] == two.twin(late)
    two.assert_quiet()


def test_attachments_go_both_ways_byte_for_byte(two: Joined) -> None:
    everything = bytes(range(256)) * 500
    blue = two.at_blue.create("BLUE", "one")
    two.at_blue.attach(blue, "every byte.bin", everything)
    two.settle()
    green = two.twin(blue)
    two.at_green.attach(green, "zażółć.txt", "jaźń".encode())
    two.at_green.attach(green, "empty.txt", b"")
    two.settle()
    expected = {"every byte.bin": everything, "zażółć.txt": "jaźń".encode(), "empty.txt": b""}
    assert two.at_blue.files(blue) == two.at_green.files(green) == expected
    two.assert_quiet()
