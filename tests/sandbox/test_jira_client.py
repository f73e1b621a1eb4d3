"""The public Python client `jira` drives both faces: an outside judge of the sandbox."""

from __future__ import annotations

import io
from typing import Any

import pytest
from jira import JIRA, JIRAError

from tests.sandbox.conversation import Talk


@pytest.fixture
def client(jira: Talk) -> Any:
    server = jira.server
    if jira.cloud:
        return JIRA(server.url, basic_auth=(server.email, server.token), max_retries=0)
    return JIRA(server.url, token_auth=server.token, max_retries=0)


def _task(client: Any, summary: str, **fields: Any) -> Any:
    return client.create_issue(project="BLUE", issuetype="Task", summary=summary, **fields)


def test_connects_with_one_call_and_knows_the_product(client: Any, jira: Talk) -> None:
    assert client.server_info()["deploymentType"] == ("Cloud" if jira.cloud else "Server")
    assert client.myself()["emailAddress"] == jira.server.email
    assert [request.path for request in jira.server.requests][:1] == ["/rest/api/2/serverInfo"]


def test_searches_in_pages(client: Any) -> None:
    for number in range(7):
        _task(client, f"number {number}")
    found = client.search_issues("project = BLUE ORDER BY key ASC", maxResults=False)
    assert [issue.fields.summary for issue in found] == [f"number {n}" for n in range(7)]
    assert len(client.search_issues("project = BLUE", maxResults=3)) == 3


def test_all_pages_of_a_small_page_size(client: Any, jira: Talk) -> None:
    for number in range(5):
        _task(client, f"number {number}")
    if jira.cloud:
        first = client.enhanced_search_issues("project = BLUE ORDER BY key", maxResults=2)
        second = client.enhanced_search_issues(
            "project = BLUE ORDER BY key", maxResults=2, nextPageToken=first.nextPageToken)
    else:
        first = client.search_issues("project = BLUE ORDER BY key", maxResults=2)
        second = client.search_issues("project = BLUE ORDER BY key", maxResults=2, startAt=2)
        assert first.total == 5
    assert [i.key for i in [*first, *second]] == ["BLUE-1", "BLUE-2", "BLUE-3", "BLUE-4"]


def test_creates_edits_and_reads_wiki_text(client: Any) -> None:
    issue = _task(client, "first", description="*bold* text", labels=["a"], priority={"name": "High"})
    issue.update(summary="second", fields={"labels": ["a", "b"]})
    issue.update(update={"labels": [{"remove": "a"}]})
    again = client.issue(issue.key)
    assert (again.fields.summary, again.fields.labels) == ("second", ["b"])
    assert again.fields.description == "*bold* text"
    assert again.fields.priority.name == "High"


def test_comments(client: Any) -> None:
    issue = _task(client, "with comments")
    comment = client.add_comment(issue, "first words")
    comment.update(body="better words")
    client.add_comment(issue, "more")
    assert [c.body for c in client.comments(issue)] == ["better words", "more"]
    comment.delete()
    assert [c.body for c in client.comments(issue)] == ["more"]


def test_transitions(client: Any) -> None:
    issue = _task(client, "to be done")
    names = [t["name"] for t in client.transitions(issue)]
    assert names == ["In Progress", "In Review", "Done"]
    client.transition_issue(issue, "Done", resolution={"name": "Duplicate"})
    done = client.issue(issue.key)
    assert (done.fields.status.name, done.fields.resolution.name) == ("Done", "Duplicate")
    client.transition_issue(issue, "To Do", comment="once more")
    assert client.issue(issue.key).fields.resolution is None
    assert len(client.comments(issue)) == 1


def test_attachments(client: Any) -> None:
    issue = _task(client, "with a file")
    made = client.add_attachment(issue, io.BytesIO(b"some bytes"), "notes.txt")
    [attachment] = client.issue(issue.key).fields.attachment
    assert (attachment.id, attachment.filename, attachment.size) == (made.id, "notes.txt", 10)
    assert attachment.get() == b"some bytes"
    attachment.delete()
    assert client.issue(issue.key).fields.attachment == []


@pytest.mark.filterwarnings("ignore:Unable to gather applicationlinks")
def test_links_and_remote_links(client: Any) -> None:
    one, two = _task(client, "one"), _task(client, "two")
    client.create_issue_link("Blocks", one.key, two.key)
    [link] = client.issue(one.key).fields.issuelinks
    assert (link.type.outward, link.outwardIssue.key) == ("blocks", two.key)
    [back] = client.issue(two.key).fields.issuelinks
    assert back.inwardIssue.key == one.key
    client.delete_issue_link(link.id)
    assert client.issue(two.key).fields.issuelinks == []
    target = {"url": "https://other.example.com/1", "title": "Other"}
    client.add_remote_link(one, target, globalId="other-1")
    client.add_remote_link(one, target, globalId="other-1")
    assert len(client.remote_links(one)) == 1


def test_worklogs_watchers_and_people(client: Any, jira: Talk) -> None:
    issue = _task(client, "worked on")
    client.add_worklog(issue, timeSpent="1h 30m")
    assert [w.timeSpentSeconds for w in client.worklogs(issue)] == [5400]
    found = client.search_users(query="Green") if jira.cloud else client.search_users("Green")
    assert [user.displayName for user in found] == ["Green Developer", "Green Tester"]
    login = "developer@example.invalid" if jira.cloud else "developer"
    client.add_watcher(issue, login)
    assert client.watchers(issue).watchCount == 2
    client.assign_issue(issue, login)
    assert client.issue(issue.key).fields.assignee.displayName == "Green Developer"


def test_metadata(client: Any, jira: Talk) -> None:
    assert {p.key for p in client.projects()} == {"BLUE", "GREEN"}
    assert "Story Points" in {f["name"] for f in client.fields()}
    assert [p.name for p in client.priorities()][:2] == ["Highest", "High"]
    if jira.cloud:
        meta = client.createmeta(
            projectKeys="BLUE", issuetypeNames="Bug", expand="projects.issuetypes.fields"
        )
        assert "summary" in meta["projects"][0]["issuetypes"][0]["fields"]
        return
    types = client.project_issue_types("BLUE")
    assert "Bug" in {t.name for t in types}
    fields = client.project_issue_fields("BLUE", types[0].id)
    assert "summary" in {f.fieldId for f in fields}


def test_components_and_versions(client: Any) -> None:
    component, version = client.create_component("Importer", "BLUE"), client.create_version("1.0", "BLUE")
    issue = _task(client, "in parts", components=[{"name": "Importer"}], fixVersions=[{"name": "1.0"}])
    assert client.component(component.id).name == "Importer"
    assert client.component_count_related_issues(component.id) == 1
    version.update(released=True, name="1.0.0")
    assert (client.version(version.id).name, client.version(version.id).released) == ("1.0.0", True)
    assert client.version_count_related_issues(version.id)["issuesFixedCount"] == 1
    component.delete()
    assert client.issue(issue.key).fields.components == []
    assert client.project_components("BLUE") == []
    with pytest.raises(JIRAError):
        client.component(component.id)


def test_single_things_and_permissions(client: Any) -> None:
    assert client.resolution("10000").name == "Done"
    assert client.priority("3").name == "Medium"
    assert client.my_permissions()["permissions"]["CREATE_ISSUES"]["havePermission"] is True
    with pytest.raises(JIRAError) as refused:
        client.resolution("99")
    assert refused.value.status_code == 404


def test_the_automatic_assignee_is_nobody_here(client: Any, jira: Talk) -> None:
    issue = _task(client, "whose?")
    client.assign_issue(issue, "developer@example.invalid" if jira.cloud else "developer")
    client.assign_issue(issue, "-1")
    assert client.issue(issue.key).fields.assignee is None


def test_many_at_once_and_children(client: Any) -> None:
    fields = {"project": {"key": "BLUE"}, "issuetype": {"name": "Task"}}
    made = client.create_issues([{**fields, "summary": "one"}, fields, {**fields, "summary": "three"}])
    assert [one["status"] for one in made] == ["Success", "Error", "Success"]
    parent = client.issue(made[0]["issue"].key)
    child = client.create_issue(
        project="BLUE", issuetype="Sub-task", summary="below", parent={"key": parent.key}
    )
    assert [one.key for one in client.issue(parent.key).fields.subtasks] == [child.key]
    with pytest.raises(JIRAError):
        parent.delete()
    parent.delete(deleteSubtasks=True)
    assert client.search_issues(f"key = {made[2]['issue'].key}")[0].fields.summary == "three"


def test_what_an_issue_is_shown_with(client: Any) -> None:
    issue = _task(client, "first")
    issue.update(summary="second", notify=False)
    whole = client.issue(issue.key, expand="changelog,renderedFields,transitions,editmeta")
    assert [i.toString for h in whole.changelog.histories for i in h.items] == ["second"]
    assert "summary" in whole.raw["editmeta"]["fields"]
    client.add_issue_property(issue.key, "mark", {"a": 1})
    assert client.issue_property(issue.key, "mark").value.a == 1
    client.issue_property(issue.key, "mark").delete()
    assert client.issue_properties(issue.key) == []


def test_deletes(client: Any) -> None:
    issue = _task(client, "short-lived")
    issue.delete()
    with pytest.raises(JIRAError) as refused:
        client.issue(issue.key)
    assert refused.value.status_code == 404


def test_a_wrong_query_is_told(client: Any) -> None:
    with pytest.raises(JIRAError) as refused:
        client.search_issues("colour = red")
    assert "Field 'colour' does not exist" in refused.value.text
