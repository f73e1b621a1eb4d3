"""Comments, attachments and links of issues over the API."""

from __future__ import annotations

import hashlib

from syncscript.sandbox import SandboxServer
from tests.sandbox.conversation import Clock, Talk

NO_CHECK = {"X-Atlassian-Token": "no-check"}


def test_comments_carry_properties_from_the_first_moment(jira: Talk) -> None:
    key = jira.create()
    body = {"body": jira.body("words"), "properties": [{"key": "mark", "value": "m-1"}]}
    made = jira.call("POST", f"issue/{key}/comment", body, 201)
    assert "properties" not in made
    [listed] = jira.get(f"issue/{key}/comment", expand="properties")["comments"]
    assert listed["properties"] == [{"key": "mark", "value": "m-1"}]
    assert jira.get(f"comment/{made['id']}/properties/mark")["value"] == "m-1"
    jira.call("PUT", f"issue/{key}/comment/{made['id']}", {"body": jira.body("other")}, 200)
    assert (
        jira.get(f"issue/{key}/comment/{made['id']}", expand="properties")["properties"]
        == listed["properties"]
    )
    assert jira.refusal(
        "POST", f"issue/{key}/comment", {"body": jira.body("")[:0] if not jira.cloud else None}
    ) == {"comment": "Comment body can not be empty!"}


def test_comments_inside_an_issue_are_cut_short_with_the_right_total() -> None:
    with SandboxServer("dc", projects=["BLUE"], comment_limit=2) as server:
        jira = Talk(server, Clock())
        key = jira.create()
        for number in range(5):
            jira.call("POST", f"issue/{key}/comment", {"body": str(number)}, 201)
        inside = jira.fields(key)["comment"]
        assert (len(inside["comments"]), inside["maxResults"], inside["total"]) == (2, 2, 5)
        page = jira.get(f"issue/{key}/comment", startAt=3, maxResults=10)
        assert ([c["body"] for c in page["comments"]], page["total"]) == (["3", "4"], 5)


def test_an_upload_needs_the_header(jira: Talk) -> None:
    key = jira.create()
    answer = jira.session.post(f"{jira.api}issue/{key}/attachments", files={"file": ("a", b"x")})
    assert (answer.status_code, "XSRF check failed" in answer.text) == (403, True)


def test_files_go_up_and_down_whole_and_in_ranges(jira: Talk) -> None:
    key, content = jira.create(), bytes(range(256)) * 1000
    [made] = jira.call(
        "POST", f"issue/{key}/attachments", headers=NO_CHECK, files={"file": ("ü.bin", content)}
    )
    assert (made["filename"], made["size"]) == ("ü.bin", len(content))
    got = jira.session.get(made["content"])
    assert hashlib.sha256(got.content).digest() == hashlib.sha256(content).digest()
    assert bool(got.history) == jira.cloud
    query = {"redirect": "false"} if jira.cloud else {}
    part = jira.session.get(made["content"], params=query, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, content[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(content)}"
    beyond = jira.session.get(made["content"], params=query, headers={"Range": "bytes=999999-"})
    assert beyond.status_code == 416
    jira.call("DELETE", f"attachment/{made['id']}", status=204)
    jira.call("GET", f"attachment/{made['id']}", status=404)


def test_remote_links_are_replaced_by_their_global_id(jira: Talk) -> None:
    key = jira.create()
    link = {
        "globalId": "g1",
        "relationship": "twin",
        "object": {"url": "https://example.com/1", "title": "One"},
    }
    first = jira.call("POST", f"issue/{key}/remotelink", link, 201)
    again = jira.call("POST", f"issue/{key}/remotelink", {"globalId": "g1", "object": link["object"]}, 200)
    assert first["id"] == again["id"]
    [shown] = jira.get(f"issue/{key}/remotelink")
    assert "relationship" not in shown
    assert jira.get(f"issue/{key}/remotelink", globalId="g1")["id"] == first["id"]
    jira.call("DELETE", f"issue/{key}/remotelink?globalId=g1", status=204)
    assert jira.get(f"issue/{key}/remotelink") == []


def test_components_and_versions_can_be_made_and_used(jira: Talk) -> None:
    jira.call("POST", "component", {"project": "BLUE", "name": "Engine"}, 201)
    jira.call("POST", "version", {"project": "BLUE", "name": "1.0", "released": True}, 201)
    key = jira.create(components=[{"name": "Engine"}], fixVersions=[{"name": "1.0"}])
    assert jira.fields(key)["components"][0]["name"] == "Engine"
    assert jira.found("component = Engine and fixVersion = 1.0") == [key]
    assert [c["name"] for c in jira.get("project/BLUE/components")] == ["Engine"]
    assert [v["name"] for v in jira.get("project/BLUE/versions")] == ["1.0"]


def test_work_carries_properties_on_cloud_alone(jira: Talk) -> None:
    key = jira.create()
    body = {"timeSpent": "1h 30m", "properties": [{"key": "mark", "value": "m-1"}]}
    made = jira.call("POST", f"issue/{key}/worklog", body, 201)
    assert (made["timeSpentSeconds"], "properties" in made) == (5400, False)
    [listed] = jira.get(f"issue/{key}/worklog", expand="properties")["worklogs"]
    assert listed.get("properties") == ([{"key": "mark", "value": "m-1"}] if jira.cloud else None)
    if jira.cloud:
        address = f"issue/{key}/worklog/{made['id']}/properties"
        assert jira.get(f"{address}/mark")["value"] == "m-1"
        jira.call("PUT", f"{address}/other", 5, 201)
        jira.call("DELETE", f"{address}/mark", None, 204)
        assert [entry["key"] for entry in jira.get(address)["keys"]] == ["other"]


def test_work_comes_in_pages_on_cloud_and_whole_elsewhere(jira: Talk) -> None:
    key = jira.create()
    for number in range(3):
        jira.call("POST", f"issue/{key}/worklog", {"timeSpentSeconds": 60 * (number + 1)}, 201)
    page = jira.get(f"issue/{key}/worklog", startAt=1, maxResults=1)
    assert (len(page["worklogs"]), page["total"]) == ((1, 3) if jira.cloud else (3, 3))
