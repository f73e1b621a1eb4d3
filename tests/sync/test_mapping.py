"""One mapping file for both sides, end to end: forms of statement, value tables, conflicts, provenance."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from syncscript.engine import ConnectionPlan, Policy
from syncscript.model import CreateIssue, UpdateFields
from syncscript.sandbox.records import Named
from tests.sync.joined import Joined, joined, mapping

BOTH_WAYS = "BlueJira.issue.summary <-> GreenJira.issue.summary\n"

TABLE = (
    BOTH_WAYS
    + """BlueJira.issue.priority <-> GreenJira.issue.priority {
    "High"   <-> "P1"
    "Medium" <-> "P2"
    "Low"     -> "P3"
    "Lowest"  -> "P3"
    else %s
}
"""
)


@contextmanager
def by(folder: Path, source: str, **options: Any) -> Iterator[Joined]:
    """The two joined by one mapping file; Green calls its priorities P1 to P3."""
    with joined(folder, mapping(source), **options) as two:
        priorities = two.green.state.world.priorities
        priorities.clear()
        for number in (2, 3, 4):
            priorities[str(number)] = Named(str(number), f"P{number - 1}")
        yield two


def synced(two: Joined, **fields: Any) -> tuple[str, str]:
    blue = two.at_blue.create("BLUE", "one", **fields)
    two.settle()
    return blue, two.twin(blue)


# -------------------------------------------------------------------- the published forms


def test_a_field_flows_to_the_side_that_is_assigned(tmp_path: Path) -> None:
    with by(tmp_path, BOTH_WAYS + "BlueJira.issue.labels = GreenJira.issue.labels\n") as two:
        blue, green = synced(two, labels=["own"])
        assert two.at_green.fields(green)["labels"] == []
        two.at_green.edit(green, labels=["from", "green"])
        two.settle()
        assert two.at_blue.fields(blue)["labels"] == ["from", "green", "own"]
        two.at_green.label(green, remove=["from"])
        two.settle()
        assert two.at_blue.fields(blue)["labels"] == ["green", "own"]
        two.at_blue.label(blue, add=["more"])
        two.settle()
        assert two.at_green.fields(green)["labels"] == ["green"]
        two.assert_quiet()


def test_comments_become_labels_within_the_limits_of_labels(tmp_path: Path) -> None:
    with by(tmp_path, BOTH_WAYS + "BlueJira.issue.labels = GreenJira.issue.comments\n") as two:
        blue, green = synced(two)
        two.at_green.comment(green, "urgent")
        two.at_green.comment(green, "call the lobby")
        summary = two.run()
        assert two.at_blue.fields(blue)["labels"] == ["call_the_lobby", "urgent"]
        assert two.at_blue.comments(blue) == []
        notice = next(n for n in summary.notices if "label" in n.message.lower())
        assert notice.span is not None and (notice.span.file, notice.span.line) == ("two.mapping.sync", 2)
        two.settle()
        two.assert_quiet()


@pytest.mark.parametrize(
    "constant",
    ["'from Jira synchronization'", "‘from Jira synchronization’", "“from Jira synchronization”"],
    ids=["straight", "typographic", "typographic double"],
)
def test_a_constant_is_set_at_every_sync_into_its_side(tmp_path: Path, constant: str) -> None:
    with by(tmp_path, f"{BOTH_WAYS}BlueJira.issue.labels = {constant}\n") as two:
        blue, green = synced(two)
        two.at_green.edit(green, summary="two")
        two.settle()
        assert two.at_blue.fields(blue)["labels"] == ["from_Jira_synchronization"]
        assert two.at_green.fields(green)["labels"] == []
        two.assert_quiet()


# -------------------------------------------------------------------- both ways


@pytest.mark.parametrize("faces", [("cloud", "dc"), ("dc", "cloud"), ("cloud", "cloud")], ids="-to-".join)
def test_both_ways_in_one_line(tmp_path: Path, faces: tuple[str, str]) -> None:
    source = BOTH_WAYS + "".join(
        f"BlueJira.issue.{name} <-> GreenJira.issue.{name}\n"
        for name in ("description", "labels", "comments", "due")
    )
    with by(tmp_path, source, faces=faces) as two:
        blue, green = synced(two, description="text", labels=["a"], duedate="2026-02-03")
        assert two.at_green.fields(green)["description"] == "text"
        two.at_blue.edit(blue, summary="blue's", duedate=None)
        two.at_green.edit(green, description="green's")
        two.at_green.label(green, add=["b"])
        two.at_blue.comment(blue, "from blue")
        two.at_green.comment(green, "from green")
        two.settle()
        for fields in (two.at_blue.fields(blue), two.at_green.fields(green)):
            assert (fields["summary"], fields["description"]) == ("blue's", "green's")
            assert (fields["labels"], fields["duedate"]) == (["a", "b"], None)
        assert two.at_blue.comments(blue) == ["from blue", "Sync Account commented:\nfrom green"]
        assert two.at_green.comments(green) == ["from green", "Sync Account commented:\nfrom blue"]
        two.assert_quiet()


def test_only_named_fields_cross(tmp_path: Path) -> None:
    with by(tmp_path, BOTH_WAYS) as two:
        blue, green = synced(two, description="stays at home", labels=["x"])
        two.at_blue.comment(blue, "stays too")
        two.settle()
        fields = two.at_green.fields(green)
        assert (fields["description"], fields["labels"], two.at_green.comments(green)) == (None, [], [])


def test_the_same_line_changed_on_both_sides_is_one_conflict(tmp_path: Path) -> None:
    with by(tmp_path, BOTH_WAYS, policy=Policy(conflicts="newest")) as two:
        blue, green = synced(two)
        two.at_green.edit(green, summary="green's")
        two.at_blue.edit(blue, summary="blue's")
        (conflict,) = two.run().conflicts
        two.settle()
        assert (conflict.field, {conflict.ours, conflict.theirs}) == ("summary", {"green's", "blue's"})
        assert two.at_blue.fields(blue)["summary"] == two.at_green.fields(green)["summary"] == "blue's"
        two.assert_quiet()


# -------------------------------------------------------------------- value tables


def test_a_value_table_translates_both_ways(tmp_path: Path) -> None:
    with by(tmp_path, TABLE % "error") as two:
        blue, green = synced(two, priority={"name": "High"})
        assert priority(two, green) == "P1"
        two.at_green.edit(green, priority={"name": "P2"})
        two.settle()
        assert priority(two, blue) == "Medium"
        two.at_blue.edit(blue, priority={"name": "Lowest"})
        two.settle()
        assert (priority(two, blue), priority(two, green)) == ("Lowest", "P3")
        two.assert_quiet()


def test_a_table_that_loses_something_does_not_bounce_back(tmp_path: Path) -> None:
    """Low and Lowest both become P3, and P3 has no row back."""
    with by(tmp_path, TABLE % "skip") as two:
        blue, green = synced(two, priority={"name": "Low"})
        two.at_green.edit(green, summary="two")
        two.settle()
        assert (priority(two, blue), priority(two, green)) == ("Low", "P3")
        assert two.at_blue.fields(blue)["summary"] == "two"


def test_else_error_stops_this_pair_and_says_which_value(tmp_path: Path) -> None:
    with by(tmp_path, TABLE % "error") as two:
        blue, green = synced(two, priority={"name": "High"})
        other, _ = synced(two, priority={"name": "Medium"})
        two.at_blue.edit(blue, priority={"name": "Highest"}, summary="held")
        two.at_blue.edit(other, summary="goes on")
        (failure,) = two.run_anyhow().failed
        assert (failure.diagnostic.code, failure.issues["BlueJira"]) == ("R400", blue)
        assert "'Highest' has no row" in failure.diagnostic.message
        span = failure.diagnostic.span
        assert span is not None and (span.file, span.line) == ("two.mapping.sync", 2)
        assert two.at_green.fields(two.twin(other))["summary"] == "goes on"
        assert (two.at_green.fields(green)["summary"], priority(two, green)) == ("one", "P1")
        two.at_blue.edit(blue, priority={"name": "Medium"})
        two.settle()
        assert (two.at_green.fields(green)["summary"], priority(two, green)) == ("held", "P2")


def test_else_skip_leaves_the_field_alone(tmp_path: Path) -> None:
    with by(tmp_path, TABLE % "skip") as two:
        blue, green = synced(two, priority={"name": "High"})
        two.at_blue.edit(blue, priority={"name": "Highest"}, summary="two")
        two.settle()
        assert (two.at_green.fields(green)["summary"], priority(two, green)) == ("two", "P1")
        two.assert_quiet()


def test_else_a_default_is_set(tmp_path: Path) -> None:
    source = (
        BOTH_WAYS + 'BlueJira.issue.priority <-> GreenJira.issue.priority {\n"High" <-> "P1"\nelse "P2"\n}\n'
    )
    with by(tmp_path, source) as two:
        blue, green = synced(two, priority={"name": "Lowest"})
        assert (priority(two, blue), priority(two, green)) == ("Lowest", "P2")
        two.assert_quiet()


def priority(two: Joined, key: str) -> str:
    person = two.at_blue if key.startswith("BLUE") else two.at_green
    return str(person.fields(key)["priority"]["name"])


# -------------------------------------------------------------------- provenance


def test_a_plan_tells_the_line_of_the_mapping_that_wrote_each_field(tmp_path: Path) -> None:
    source = "// a title\n" + BOTH_WAYS + "\nBlueJira.issue.description <-> GreenJira.issue.description\n"
    with by(tmp_path, source) as two:
        blue = two.at_blue.create("BLUE", "one", description="text")
        before = two.writes()
        assert lines_of(two.plan()) == {"summary": "two.mapping.sync:2", "description": "two.mapping.sync:4"}
        assert two.writes() == before
        two.settle()
        two.at_green.edit(two.twin(blue), description="new")
        plan = two.plan()
        assert lines_of(plan) == {"description": "two.mapping.sync:4"}
        write = plan.pairs[0].operations[0]
        assert isinstance(write, UpdateFields)
        assert (write.fields["description"].old, write.fields["description"].new.value) == ("text", "new")


def lines_of(plan: ConnectionPlan) -> dict[str, str]:
    """Field -> file:line, over all operations of a plan."""
    found: dict[str, str] = {}
    for operation in (o for pair in plan.pairs for o in pair.operations):
        if isinstance(operation, CreateIssue):
            found |= {name: str(value.by) for name, value in operation.draft.fields.items()}
        if isinstance(operation, UpdateFields):
            found |= {name: str(write.new.by) for name, write in operation.fields.items()}
    return found
