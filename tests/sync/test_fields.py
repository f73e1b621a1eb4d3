"""Every field, end to end: what a person writes on one side is what a person reads on the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from syncscript.richtext import canonical_wiki
from syncscript.sandbox.workflow import TransitionRule
from tests.sync.joined import Joined, joined, scripts

OUTGOING = """
replica.key = issue.key
replica.type = issue.type
replica.summary = issue.summary
replica.description = issue.description
replica.environment = issue.environment
replica.labels = issue.labels
replica.priority = issue.priority
replica.status = issue.status
replica.resolution = issue.resolution
replica.assignee = issue.assignee
replica.reporter = issue.reporter
replica.components = issue.components
replica.affectedVersions = issue.affectedVersions
replica.fixVersions = issue.fixVersions
replica.due = issue.due
replica.parentId = issue.parentId
replica.comments = issue.comments
replica.attachments = issue.attachments
replica.customFields."Remote Key" = issue.customFields."Remote Key"
replica.customFields."Release Notes" = issue.customFields."Release Notes"
replica.customFields."Story Points" = issue.customFields."Story Points"
replica.customFields."Start date" = issue.customFields."Start date"
replica.customFields."Deployed At" = issue.customFields."Deployed At"
replica.customFields."Severity" = issue.customFields."Severity"
replica.customFields."Platforms" = issue.customFields."Platforms"
replica.customFields."Region" = issue.customFields."Region"
replica.customFields."10019" = issue.customFields."10019"
replica.customFields."Tags" = issue.customFields."Tags"
replica.customFields."Checklist" = issue.customFields."Checklist"
"""

INCOMING = """
if (firstSync) {
    issue.projectKey = "{project}"
    issue.typeName = nodeHelper.getIssueType(replica.type?.name, issue.projectKey)?.name ?: "Task"
}
issue.summary = replica.summary
issue.description = replica.description
issue.environment = replica.environment
issue.labels = replica.labels
issue.priority = nodeHelper.getPriority(replica.priority?.name)
issue.setStatus(replica.status?.name)
issue.resolution = nodeHelper.getResolution(replica.resolution?.name)
issue.assignee = nodeHelper.getUserByEmail(replica.assignee?.email)
issue.reporter = nodeHelper.getUserByEmail(replica.reporter?.email)
issue.components = replica.components
issue.affectedVersions = replica.affectedVersions
issue.fixVersions = replica.fixVersions
issue.due = replica.due
if (replica.parentId) {
    issue.parentId = nodeHelper.getLocalIssueKeyFromRemoteId(replica.parentId)
}
issue.comments = commentHelper.mergeComments(issue, replica)
issue.attachments = attachmentHelper.mergeAttachments(issue, replica)
issue.customFields."Remote Key".value = replica.customFields."Remote Key"?.value
issue.customFields."10011".value = replica.customFields."Release Notes"?.value
issue.customFields."Story Points".value = replica.customFields."Story Points"?.value
issue.customFields."Start date".value = replica.customFields."Start date"?.value
issue.customFields."Deployed At".value = replica.customFields."Deployed At"?.value
issue.customFields."Severity".value = replica.customFields."Severity"?.value
issue.customFields."customfield_10016".value = replica.customFields."Platforms"?.value
issue.customFields."Region".value = replica.customFields."Region"?.value
issue.customFields."Specification".value = replica.customFields."10019"?.value
issue.customFields."Tags".value = replica.customFields."Tags"?.value
issue.customFields."Checklist".value = replica.customFields."Checklist"?.value
"""

FACES = [("cloud", "dc"), ("dc", "cloud"), ("cloud", "cloud")]
RULES = scripts(OUTGOING, INCOMING)


@pytest.fixture(params=FACES, ids="-to-".join)
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Joined]:
    with joined(tmp_path, RULES, faces=request.param) as made:
        for person, project in ((made.at_blue, "BLUE"), (made.at_green, "GREEN")):
            for name in ("Reader", "Door"):
                person.component(project, name)
            for name in ("1.0", "1.1", "2.0"):
                person.version(project, name)
        yield made


def account(joined: Joined, side: str, name: str) -> dict[str, str]:
    """A person as that side's Jira wants to be told."""
    server = joined.blue if side == "blue" else joined.green
    user = server.state.world.user_named(name)
    assert user is not None
    return {"accountId": user.id} if server.face == "cloud" else {"name": user.name}


def filled(joined: Joined, side: str) -> dict[str, Any]:
    """A value for every field."""
    return {
        "description": "First line\n\n* one\n* two\n\nh2. Heading\n\n*bold* and {{code}}",
        "environment": "the lobby",
        "labels": ["badge", "lobby"],
        "priority": {"name": "High"},
        "assignee": account(joined, side, "tester"),
        "reporter": account(joined, side, "developer"),
        "components": [{"name": "Reader"}],
        "versions": [{"name": "1.0"}],
        "fixVersions": [{"name": "1.1"}, {"name": "2.0"}],
        "duedate": "2026-03-31",
        "customfield_10010": "R-1",
        "customfield_10011": "A *bold* note",
        "customfield_10012": 5.5,
        "customfield_10013": "2026-01-31",
        "customfield_10014": "2026-01-31T10:20:00.000+0000",
        "customfield_10015": {"value": "Major"},
        "customfield_10016": [{"value": "Linux"}, {"value": "Windows"}],
        "customfield_10017": {"value": "Europe", "child": {"value": "South"}},
        "customfield_10019": "https://example.com/spec",
        "customfield_10020": ["x", "y"],
        "customfield_10021": [{"value": "Tested"}],
    }


RICH = ("description", "environment", "customfield_10011")

CLEARED: dict[str, Any] = {
    "description": None,
    "environment": None,
    "labels": [],
    "assignee": None,
    "components": [],
    "versions": [],
    "fixVersions": [],
    "duedate": None,
    **{f"customfield_{n}": None for n in (10010, 10011, 10012, 10013, 10014, 10015, 10017, 10019)},
    "customfield_10016": [],
    "customfield_10020": [],
    "customfield_10021": [],
}


def plain(fields: Any) -> dict[str, Any]:
    """What a person sees of an issue, without ids and in one notation, in one shape for both faces."""
    names = (
        "summary",
        "environment",
        "description",
        "labels",
        "priority",
        "status",
        "resolution",
        "issuetype",
        "assignee",
        "reporter",
        "components",
        "versions",
        "fixVersions",
        "duedate",
        *(f"customfield_{n}" for n in (*range(10010, 10018), 10019, 10020, 10021)),
    )
    return {
        name: _plain(fields.get(name)) if name not in RICH else canonical_wiki(fields.get(name) or "")
        for name in names
    }


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return sorted(map(str, map(_plain, value))) or None
    if isinstance(value, dict):
        if "child" in value:
            return value["value"], value["child"]["value"]
        return next(value[n] for n in ("emailAddress", "name", "value") if n in value)
    return value or None


def assert_same(two: Joined, blue: str, green: str) -> None:
    assert plain(two.at_green.fields(green)) == plain(two.at_blue.fields(blue))


def test_every_field_reaches_the_new_twin(two: Joined) -> None:
    blue = two.at_blue.create("BLUE", "Badge reader", type="Bug", **filled(two, "blue"))
    two.at_blue.move(blue, "Done", resolution={"name": "Duplicate"})
    two.run()
    green = two.twin(blue)
    seen = plain(two.at_green.fields(green))
    assert seen == plain(two.at_blue.fields(blue))
    assert (seen["status"], seen["resolution"], seen["issuetype"]) == ("Done", "Duplicate", "Bug")
    assert all(seen.values())
    two.assert_quiet()


def test_later_edits_go_both_ways(two: Joined) -> None:
    blue = two.at_blue.create("BLUE", "Badge reader")
    two.settle()
    green = two.twin(blue)
    two.at_green.edit(green, summary="Badge reader, lobby", **filled(two, "green"))
    two.at_green.move(green, "Done", resolution={"name": "Won't Do"})
    two.settle()
    assert_same(two, blue, green)
    assert plain(two.at_blue.fields(blue))["resolution"] == "Won't Do"
    two.at_blue.move(blue, "In Progress")
    two.at_blue.edit(blue, priority={"name": "Low"}, customfield_10012=8)
    two.at_blue.label(blue, add=["other"])
    two.settle()
    assert_same(two, blue, green)
    two.assert_quiet()


def test_clearing_goes_both_ways(two: Joined) -> None:
    first = two.at_blue.create("BLUE", "one", **filled(two, "blue"))
    second = two.at_blue.create("BLUE", "two", **filled(two, "blue"))
    two.settle()
    two.at_blue.edit(first, **CLEARED)
    two.at_green.edit(two.twin(second), **{k: v for k, v in CLEARED.items() if k not in SETS})
    two.settle()
    assert_same(two, first, two.twin(first))
    assert not plain(two.at_blue.fields(second))["description"]
    assert plain(two.at_blue.fields(second))["assignee"] is None
    assert plain(two.at_blue.fields(second))["customfield_10015"] is None
    two.assert_quiet()


SETS = (
    "labels",
    "components",
    "versions",
    "fixVersions",
    "customfield_10016",
    "customfield_10020",
    "customfield_10021",
)


def test_an_edit_costs_exactly_one_write(two: Joined) -> None:
    blue = two.at_blue.create("BLUE", "one", **filled(two, "blue"))
    two.settle()
    two.at_blue.edit(
        blue, summary="new", priority={"name": "Low"}, labels=["badge", "z"], customfield_10012=1
    )
    before = two.writes()
    two.run()
    assert two.writes() == before + 1


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
