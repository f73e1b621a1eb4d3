"""What rules ask the tracker in the middle of a sync, over both products."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.sync.joined import joined, scripts

SEAT = 'issue.projectKey = "{project}"; issue.typeName = "Task"'
FACES = [("cloud", "cloud"), ("dc", "cloud"), ("cloud", "dc")]


@pytest.mark.parametrize("faces", FACES)
def test_texts_cross_as_html_and_come_back_to_rest(tmp_path: Path, faces: tuple[str, str]) -> None:
    outgoing = """
        replica.summary = issue.summary
        replica.customKeys.html = nodeHelper.getHtmlField(issue, "description")
        replica.comments = nodeHelper.getHtmlComments(issue)
    """
    incoming = f"""
        {SEAT}
        issue.summary = replica.summary
        issue.environment = nodeHelper.stripHtml(replica.customKeys.html)
        issue.comments = commentHelper.mergeComments(issue, replica) {{ nodeHelper.stripHtml(it.body) }}
    """
    with joined(tmp_path, scripts(outgoing, incoming), faces=faces) as pair:
        key = pair.at_blue.create("BLUE", "one", description="a & b")
        pair.at_blue.comment(key, "first")
        pair.settle()
        green = pair.twin(key)
        assert "a & b" in str(pair.at_green.fields(green)["environment"])
        assert [text.strip() for text in pair.at_green.comments(green)] == ["first"]
        pair.assert_quiet()


def test_a_version_is_looked_up_in_the_project_of_the_side(tmp_path: Path) -> None:
    incoming = """
        issue.summary = replica.summary + " " + (nodeHelper.getVersion("9.9")?.name ?: "none")
    """
    with joined(tmp_path, scripts("replica.summary = issue.summary", incoming)) as pair:
        key = pair.at_blue.create("BLUE", "one")
        pair.run()
        assert pair.at_green.fields(pair.twin(key))["summary"] == "one none"


def test_groups_decide_in_a_rule(tmp_path: Path) -> None:
    incoming = f"""
        {SEAT}
        def user = nodeHelper.getUserByEmail("developer@example.invalid")
        def inRole = userHelper.hasRole(user, "Developers")
        def inGroup = userHelper.isGroupMember(user, "jira-software-users")
        issue.summary = replica.summary + (inRole && inGroup ? " yes" : " no")
    """
    with joined(tmp_path, scripts("replica.summary = issue.summary", incoming)) as pair:
        key = pair.at_blue.create("BLUE", "one")
        pair.run()
        assert pair.at_green.fields(pair.twin(key))["summary"] == "one yes"


def test_a_rule_knows_its_connection(tmp_path: Path) -> None:
    incoming = f"{SEAT}\nissue.summary = replica.summary + ' via ' + connection.name + ' ' + relation?.name"
    with joined(tmp_path, scripts("replica.summary = issue.summary", incoming)) as pair:
        left, right = (replace(side, about={"name": "blue-green"}) for side in pair.connection.sides)
        known = replace(pair, connection=replace(pair.connection, sides=(left, right)))
        key = known.at_blue.create("BLUE", "one")
        known.run()
        assert known.at_green.fields(known.twin(key))["summary"] == "one via blue-green blue-green"


@pytest.mark.parametrize(
    ("field", "call", "listed"),
    [
        ("fixVersions", 'nodeHelper.createVersion(issue, "9.9", "made")', "versions"),
        ("components", 'nodeHelper.createComponent(issue, "9.9", "made", null, null)', "components"),
    ],
)
def test_what_a_rule_makes_is_there_once_for_all_issues(
    tmp_path: Path, field: str, call: str, listed: str
) -> None:
    incoming = f"{SEAT}\nissue.summary = replica.summary\nissue.{field} = [{call}]"
    with joined(tmp_path, scripts("replica.summary = issue.summary", incoming)) as pair:
        keys = [pair.at_blue.create("BLUE", name) for name in ("one", "two")]
        assert [o.kind for p in pair.plan().pairs for o in p.operations][:2] == ["make", "create"]
        pair.settle()
        pair.at_blue.edit(keys[0], summary="three")
        pair.settle()
        for key in keys:
            assert [one["name"] for one in pair.at_green.fields(pair.twin(key))[field]] == ["9.9"]
        made = pair.at_green.call("GET", f"project/GREEN/{listed}")
        assert [one["description"] for one in made if one["name"] == "9.9"] == ["made"]
        pair.assert_quiet()
