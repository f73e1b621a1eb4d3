"""Issues over the API: what is accepted, what is refused in which words, what moves `updated`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.sandbox.conversation import Talk, document

OFF_SCREEN = "Field '{}' cannot be set. It is not on the appropriate screen, or unknown."
CASCADE = {"value": "Europe", "child": {"value": "South"}}


def test_every_plain_kind_of_field_comes_back(jira: Talk) -> None:
    person = {"accountId": "5b10ac8d82e05b22cc700004"} if jira.cloud else {"name": "tester"}
    values: dict[str, Any] = {
        "customfield_10010": "a text",
        "customfield_10011": jira.body("several\n\nlines" if not jira.cloud else "l"),
        "customfield_10012": 2.5,
        "customfield_10013": "2026-02-01",
        "customfield_10014": "2026-02-01T10:00:00.000+0100",
        "customfield_10015": {"value": "Minor"},
        "customfield_10016": [{"value": "Linux"}, {"value": "Windows"}],
        "customfield_10017": CASCADE,
        "customfield_10018": person,
        "customfield_10019": "https://example.com/a",
        "customfield_10020": ["b", "a"],
        "customfield_10021": [{"value": "Tested"}],
        "customfield_10022": [person],
        "environment": jira.body("Linux"),
        "duedate": "2026-03-01",
    }
    got = jira.fields(jira.create(**values))
    assert got["customfield_10014"] == "2026-02-01T09:00:00.000+0000"
    assert got["customfield_10015"]["value"] == "Minor"
    assert [o["value"] for o in got["customfield_10016"]] == ["Linux", "Windows"]
    assert (got["customfield_10017"]["value"], got["customfield_10017"]["child"]["value"]) == (
        "Europe",
        "South",
    )
    assert (
        got["customfield_10018"]["displayName"]
        == got["customfield_10022"][0]["displayName"]
        == "Green Tester"
    )
    assert got["customfield_10020"] == ["a", "b"]
    for same in ("customfield_10010", "customfield_10011", "customfield_10012", "customfield_10013",
                 "customfield_10019", "environment", "duedate"):
        assert got[same] == values[same]


@pytest.mark.parametrize(("field", "value", "words"), [
    ("summary", "", "You must specify a summary of the issue."),
    ("summary", "two\nlines", "The summary is invalid because it contains newline characters."),
    ("summary", "x" * 256, "Summary must be less than 255 characters."),
    ("labels", ["two words"], "The label 'two words' contains spaces which is invalid."),
    ("labels", "one", "data was not an array"),
    ("priority", {"name": "Cosmic"}, "Priority name 'Cosmic' is not valid"),
    ("components", [{"name": "None"}], "Component name 'None' is not valid"),
    ("fixVersions", [{"id": "1"}], "Version id '1' is not valid"),
    ("customfield_10012", "3", "Operation value must be a number"),
    ("customfield_10015", {"value": "Odd"}, "Option value 'Odd' is not valid"),
    ("customfield_10019", "nowhere", "Not a valid URL: nowhere"),
    ("duedate", "soon", "Operation value must be a string in the format yyyy-MM-dd"),
    ("status", {"name": "Done"}, OFF_SCREEN.format("status")),
    ("resolution", {"name": "Done"}, OFF_SCREEN.format("resolution")),
    ("colour", "red", OFF_SCREEN.format("colour")),
])  # fmt: skip
def test_a_wrong_value_is_refused_by_field(jira: Talk, field: str, value: Any, words: str) -> None:
    key = jira.create()
    before = jira.fields(key, "updated")
    assert jira.refusal("PUT", f"issue/{key}", {"fields": {field: value}}) == {field: words}
    assert jira.fields(key, "updated") == before


def test_texts_have_limits_and_their_own_notation(cloud: Talk, dc: Talk) -> None:
    for jira in (cloud, dc):
        key = jira.create()
        long = {"fields": {"description": jira.body("x" * 32768)}}
        assert "32,767" in jira.refusal("PUT", f"issue/{key}", long)["description"]
        jira.call("PUT", f"issue/{key}", {"fields": {"description": jira.body("x" * 32767)}}, 204)
    words = cloud.refusal("PUT", "issue/BLUE-1", {"fields": {"description": "plain"}})["description"]
    assert words.startswith("Operation value must be an Atlassian Document")
    assert dc.refusal("PUT", "issue/BLUE-1", {"fields": {"description": document("x")}}) == {
        "description": "Operation value must be a string"}


def test_several_problems_are_told_at_once_and_nothing_is_applied(jira: Talk) -> None:
    body = {
        "fields": {"project": {"key": "BLUE"}, "issuetype": {"name": "Task"}, "labels": ["a b"], "duedate": 3}
    }
    assert set(jira.refusal("POST", "issue", body)) == {"labels", "duedate"}
    assert jira.refusal("POST", "issue", {"fields": {"project": {"key": "BLUE"}}}).keys() == {
        "summary",
        "issuetype",
    }
    assert "project" in jira.refusal("POST", "issue", {"fields": {"project": {"key": "NONE"}}})
    assert jira.found("project = BLUE") == []


def test_verbs_change_lists_element_by_element(jira: Talk) -> None:
    key = jira.create(labels=["a", "b"])
    jira.call("PUT", f"issue/{key}", {"update": {"labels": [{"add": "c"}, {"remove": "a"}]}}, 204)
    assert jira.fields(key)["labels"] == ["b", "c"]
    both = {"fields": {"labels": []}, "update": {"labels": [{"add": "c"}]}}
    assert "cannot appear in both" in jira.refusal("PUT", f"issue/{key}", both)["labels"]
    wrong = {"update": {"summary": [{"add": "c"}]}}
    assert "does not support operation 'add'" in jira.refusal("PUT", f"issue/{key}", wrong)["summary"]


def test_a_wiki_text_is_a_document_in_version_3(cloud: Talk) -> None:
    key = cloud.create()
    cloud.call("PUT", f"/rest/api/2/issue/{key}", {"fields": {"description": "some *bold* words"}}, 204)
    assert cloud.call("GET", f"/rest/api/2/issue/{key}")["fields"]["description"] == "some *bold* words"
    described = cloud.fields(key)["description"]
    assert described["type"] == "doc" and {"type": "strong"} in described["content"][0]["content"][1]["marks"]


def test_sub_tasks_need_a_parent_and_go_with_it(jira: Talk) -> None:
    parent = jira.create("parent")
    lonely = {"fields": {"project": {"key": "BLUE"}, "issuetype": {"name": "Sub-task"}, "summary": "child"}}
    assert "parent" in jira.refusal("POST", "issue", lonely)
    lonely["fields"]["parent"] = {"key": parent}
    child = jira.call("POST", "issue", lonely, 201)["key"]
    assert jira.fields(child)["parent"]["key"] == parent
    assert [s["key"] for s in jira.fields(parent)["subtasks"]] == [child]
    assert "deleteSubtasks" in jira.refusal("DELETE", f"issue/{parent}")[0]
    jira.call("DELETE", f"issue/{parent}?deleteSubtasks=true", status=204)
    jira.call("GET", f"issue/{child}", status=404)


def test_updated_moves_with_each_write_and_history_tells_fields(jira: Talk) -> None:
    key = jira.create("old")
    seen = [jira.fields(key)["updated"]]
    writes: list[tuple[str, str, Any]] = [
        ("PUT", f"issue/{key}", {"fields": {"summary": "new"}}),
        ("POST", f"issue/{key}/comment", {"body": jira.body("words")}),
        ("POST", f"issue/{key}/transitions", {"transition": {"id": "41"}}),
        ("POST", f"issue/{key}/worklog", {"timeSpentSeconds": 60}),
    ]
    for method, path, body in writes:
        jira.call(method, path, body)
        seen.append(jira.fields(key)["updated"])
    upload = {"files": {"file": ("a.txt", b"abc")}, "headers": {"X-Atlassian-Token": "no-check"}}
    jira.call("POST", f"issue/{key}/attachments", **upload)
    seen.append(jira.fields(key)["updated"])
    assert seen == sorted(set(seen))
    histories = jira.get(f"issue/{key}", expand="changelog")["changelog"]["histories"]
    items = [(i["field"], i["fromString"], i["toString"]) for h in histories for i in h["items"]]
    assert ("summary", "old", "new") in items and ("status", "To Do", "Done") in items
    assert ("Attachment", None, "a.txt") in items


def test_an_issue_made_with_properties_has_them_at_once(jira: Talk) -> None:
    body = {"fields": {"project": {"key": "BLUE"}, "issuetype": {"name": "Task"}, "summary": "s"},
            "properties": [{"key": "mark", "value": {"is": 1}}]}
    key = jira.call("POST", "issue", body, 201)["key"]
    assert jira.get(f"issue/{key}", properties="mark")["properties"] == {"mark": {"is": 1}}
    assert jira.get(f"issue/{key}/properties/mark")["value"] == {"is": 1}
    jira.call("PUT", f"issue/{key}/properties/mark", {"is": 2}, 200)
    jira.call("PUT", f"issue/{key}/properties/other", "x" * 40000, 400)
    jira.call("DELETE", f"issue/{key}/properties/mark", status=204)
    jira.call("GET", f"issue/{key}/properties/mark", status=404)


def test_many_are_created_and_the_wrong_ones_are_told(jira: Talk) -> None:
    def draft(summary: str) -> dict[str, Any]:
        return {"fields": {"project": {"key": "BLUE"}, "issuetype": {"name": "Task"}, "summary": summary}}
    answer = jira.call("POST", "issue/bulk", {"issueUpdates": [draft("a"), draft(""), draft("c")]}, 201)
    assert [i["key"] for i in answer["issues"]] == ["BLUE-1", "BLUE-2"]
    assert [e["failedElementNumber"] for e in answer["errors"]] == [1]
    assert "at once is 50" in jira.refusal("POST", "issue/bulk", {"issueUpdates": [draft("x")] * 51})[0]


def test_an_edit_can_return_the_issue_on_cloud(cloud: Talk) -> None:
    key = cloud.create()
    answer = cloud.call("PUT", f"issue/{key}?returnIssue=true", {"fields": {"summary": "new"}}, 200)
    assert answer["fields"]["summary"] == "new"


def test_a_moved_issue_answers_to_its_old_key(jira: Talk) -> None:
    key = jira.create()
    issue_id = jira.get(f"issue/{key}")["id"]
    moved = jira.call("POST", f"/__sandbox__/move/{key}", {"project": "GREEN"})
    assert moved == {"id": issue_id, "key": "GREEN-1"}
    assert jira.get(f"issue/{key}")["key"] == jira.get(f"issue/{issue_id}")["key"] == "GREEN-1"
    assert jira.found("project = GREEN") == ["GREEN-1"]
    assert jira.create() == "BLUE-2"


def test_a_transition_may_need_a_field(jira: Talk) -> None:
    from syncscript.sandbox.workflow import TransitionRule

    jira.server.put_transition(TransitionRule("41", "Done", "10003", ("resolution",), ("resolution",)))
    key = jira.create()
    told = jira.get(f"issue/{key}/transitions", expand="transitions.fields")["transitions"]
    assert next(t for t in told if t["id"] == "41")["fields"]["resolution"]["required"] is True
    path, body = f"issue/{key}/transitions", {"transition": {"id": "41"}}
    assert jira.refusal("POST", path, body) == {"resolution": "Resolution is required."}
    jira.call("POST", path, body | {"fields": {"resolution": {"name": "Duplicate"}}}, 204)
    assert jira.fields(key)["resolution"]["name"] == "Duplicate"
    assert "not valid" in jira.refusal("POST", path, {"transition": {"id": "999"}})[0]


def test_names_not_known_are_404_in_the_products_words(cloud: Talk, dc: Talk) -> None:
    assert cloud.refusal("GET", "issue/BLUE-9", status=404) == [
        "Issue does not exist or you do not have permission to see it."]
    assert dc.refusal("GET", "issue/BLUE-9", status=404) == ["Issue Does Not Exist"]
    assert cloud.refusal("GET", "project/NONE", status=404) == ["No project could be found with key 'NONE'."]


def test_a_refused_call_leaves_nothing_behind(jira: Talk) -> None:
    empty = {"comment": [{"add": {"body": None if jira.cloud else ""}}]}
    body = {
        "fields": {"project": {"key": "BLUE"}, "issuetype": {"name": "Task"}, "summary": "s"},
        "update": empty,
    }
    assert jira.refusal("POST", "issue", body) == {"comment": "Comment body can not be empty!"}
    assert jira.found("project = BLUE") == []
    key = jira.create("kept")
    before = jira.fields(key)
    jira.refusal("PUT", f"issue/{key}", {"fields": {"summary": "new"}, "update": empty})
    nowhere = {"issuelinks": [{"add": {"type": {"name": "Blocks"}, "outwardIssue": {"key": "BLUE-99"}}}]}
    jira.refusal("PUT", f"issue/{key}", {"fields": {"summary": "new"}, "update": nowhere}, 404)
    jira.refusal("PUT", f"issue/{key}", {"fields": {"summary": "new"}, "transition": {"id": "9"}})
    assert jira.fields(key) == before


def test_an_edit_can_comment_link_and_move_at_once(jira: Talk) -> None:
    other, key = jira.create("other"), jira.create("this")
    jira.call(
        "PUT",
        f"issue/{key}",
        {
            "fields": {"summary": "that"},
            "transition": {"id": "21"},
            "update": {
                "comment": [{"add": {"body": jira.body("words")}}],
                "issuelinks": [{"add": {"type": {"name": "Blocks"}, "outwardIssue": {"key": other}}}],
            },
        },
        204,
    )
    got = jira.fields(key)
    assert (got["summary"], got["status"]["name"], got["comment"]["total"]) == ("that", "In Progress", 1)
    assert got["issuelinks"][0]["outwardIssue"]["key"] == other
    assert [t["name"] for t in jira.get(f"issue/{key}", expand="transitions")["transitions"]] == [
        "To Do", "In Review", "Done"]


def test_many_at_once_get_keys_of_their_own(jira: Talk) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(jira.create, [f"number {n}" for n in range(40)]))
    assert sorted(keys) == sorted(f"BLUE-{n}" for n in range(1, 41))
