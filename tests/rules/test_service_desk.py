"""A service desk and two development projects: what the README says, between two sandboxes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.sandboxed import Sandboxed, note, sandboxed
from tests.sync.person import Person


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Sandboxed]:
    with sandboxed("service-desk-to-development", tmp_path) as project:
        yield project


def test_a_label_says_which_team_gets_a_request(desk: Sandboxed) -> None:
    agent, developer = desk.at["DeskJira"], desk.at["DevJira"]
    app = agent.create("DESK", "The app shows nothing", type="Bug", labels=["team-app"],
                       priority={"name": "High"})  # fmt: skip
    ops = agent.create("DESK", "No mail", labels=["team-ops"], priority={"name": "Highest"})
    alone = agent.create("DESK", "How do I print?")
    desk.settle()
    fields = developer.fields(desk.twin(app))
    assert desk.twin(app).startswith("APP-")
    assert (fields["issuetype"]["name"], fields["priority"]["name"]) == ("Bug", "High")
    assert (fields["labels"], fields["summary"]) == (["from-desk"], "The app shows nothing")
    assert desk.twin(ops).startswith("OPS-")
    assert developer.fields(desk.twin(ops))["summary"] == "URGENT: No mail"
    assert agent.fields(ops)["summary"] == "No mail"
    assert desk.twins(alone) == []
    desk.assert_quiet()


def test_a_team_reads_of_internal_notes_those_that_are_for_it(desk: Sandboxed) -> None:
    agent, developer = desk.at["DeskJira"], desk.at["DevJira"]
    request = agent.create("DESK", "The app shows nothing", type="Bug", labels=["team-app"])
    agent.comment(request, "It worked yesterday.")
    note(agent, request, "A difficult customer.")
    note(agent, request, "dev: 40 others have it too")
    desk.settle()
    read = " ".join(developer.comments(desk.twin(request)))
    assert [word in read for word in ("yesterday", "difficult", "40 others")] == [True, False, True]


def test_customers_read_no_word_of_developers_by_accident(desk: Sandboxed) -> None:
    agent, developer = desk.at["DeskJira"], desk.at["DevJira"]
    request = agent.create("DESK", "The app shows nothing", type="Bug", labels=["team-app"])
    desk.settle()
    bug = desk.twin(request)
    developer.comment(bug, "The cache is broken.")
    developer.comment(bug, "customer: please try again")
    developer.comment(bug, "internal: again")
    desk.settle()
    assert seen_by_customers(agent, request) == [False, True]
    desk.assert_quiet()


def test_an_agent_closes_what_a_team_has_done(desk: Sandboxed) -> None:
    agent, developer = desk.at["DeskJira"], desk.at["DevJira"]
    request = agent.create("DESK", "No mail", labels=["team-ops"])
    desk.settle()
    task = desk.twin(request)
    developer.move(task, "Done")
    desk.settle()
    assert agent.fields(request)["status"]["name"] == "In Review"
    assert agent.fields(request)["customfield_10010"] == task
    agent.move(request, "Done")
    desk.settle()
    developer.move(task, "In Progress")
    desk.settle()
    assert agent.fields(request)["status"]["name"] == "Done"
    desk.assert_quiet()


def test_a_request_with_both_labels_goes_to_both_teams(desk: Sandboxed) -> None:
    agent, developer = desk.at["DeskJira"], desk.at["DevJira"]
    request = agent.create("DESK", "The app has no mail", labels=["team-app", "team-ops"])
    desk.settle()
    both = sorted(desk.twins(request))
    assert [key.partition("-")[0] for key in both] == ["APP", "OPS"]
    agent.comment(request, "Since noon.")
    desk.settle()
    assert [len(developer.comments(key)) for key in both] == [1, 1]


def seen_by_customers(person: Person, key: str) -> list[bool]:
    answer = person.call("GET", f"issue/{key}/comment", api=3)
    return [comment["jsdPublic"] for comment in answer["comments"]]
