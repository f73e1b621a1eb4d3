"""Loading issues, keeping the state in a file, running until stopped."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
import requests

from syncscript.model import DiagnosticError
from syncscript.sandbox import SandboxServer, run_sandbox
from tests.sandbox.conversation import Clock, Talk, talking

REAL = Path(__file__).parents[3] / "shared" / "data" / "nutch-issues.jsonl"

LINES: list[dict[str, Any]] = [
    {"key": "OLD-7", "summary": "First", "status": "Closed", "priority": "Blocker", "reporter": "personOne",
     "assignee": None, "created": "2020-01-02T03:04:05.678+0000", "updated": "2021-01-02T03:04:05.678+0000",
     "description": "h1. Title", "comments": ["one", {"body": "two", "author": "personTwo"}]},
    {"summary": "Second", "type": "Wish", "labels": ["b", "a"], "components": ["Core"],
     "attachments": [{"filename": "a.txt", "content": "abc"}]},
]  # fmt: skip


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "issues.jsonl"
    path.write_text("\n".join(map(json.dumps, LINES)), encoding="utf-8")
    return path


@pytest.mark.parametrize("face", ["cloud", "dc"])
def test_loaded_issues_bring_what_they_name(face: str, lines: Path) -> None:
    with talking(face) as jira:
        jira.server.load_issues(lines)
        assert jira.found("project = BLUE order by key") == ["BLUE-1", "BLUE-2"]
        first, second = jira.fields("BLUE-1"), jira.fields("BLUE-2")
        assert (first["status"]["name"], first["priority"]["name"]) == ("Closed", "Blocker")
        assert first["status"]["statusCategory"]["key"] == "done" and first["resolution"]["name"] == "Done"
        assert (first["created"], first["updated"]) == (
            "2020-01-02T03:04:05.678+0000",
            "2021-01-02T03:04:05.678+0000",
        )
        assert first["reporter"]["emailAddress"] == "personone@example.invalid"
        authors = [c["author"]["displayName"] for c in first["comment"]["comments"]]
        assert authors == ["personOne", "personTwo"]
        assert (second["issuetype"]["name"], second["labels"]) == ("Wish", ["a", "b"])
        assert requests.get(second["attachment"][0]["content"], auth=jira.session.auth).content == b"abc"
        names = [t["name"] for t in jira.get("issue/BLUE-2/transitions")["transitions"]]
        assert "Closed" in names


def test_a_line_that_is_no_issue_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "issues.jsonl"
    path.write_text('{"summary": "fine"}\n{"title": "no summary"}\n', encoding="utf-8")
    with SandboxServer("dc") as server, pytest.raises(DiagnosticError) as wrong:
        server.load_issues(path)
    assert wrong.value.diagnostics[0].span is not None and wrong.value.diagnostics[0].span.line == 2


@pytest.mark.skipif(not REAL.is_file(), reason="the real issues are not at hand")
@pytest.mark.parametrize("face", ["cloud", "dc"])
def test_real_issues_load_with_all_their_comments(face: str) -> None:
    wanted = [json.loads(line) for line in REAL.read_text(encoding="utf-8").splitlines()]
    with talking(face) as jira:
        jira.server.load_issues(REAL)
        keys = jira.found("project = BLUE order by key")
        assert len(keys) == len(wanted)
        api = f"{jira.server.url}/rest/api/2/"
        for key, issue in list(zip(keys, wanted, strict=True))[::40]:
            got = jira.session.get(f"{api}issue/{key}").json()["fields"]
            assert got["description"] == issue["description"]
            assert [c["body"] for c in got["comment"]["comments"]] == issue["comments"]
            assert (got["created"], got["status"]["name"]) == (issue["created"], issue["status"])


@pytest.mark.parametrize("face", ["cloud", "dc"])
def test_the_state_file_keeps_everything(face: str, tmp_path: Path, lines: Path) -> None:
    path = tmp_path / "state.json"
    with SandboxServer(face, projects=["BLUE"], state_file=path) as server:
        server.load_issues(lines)
        before = Talk(server, Clock())
        before.call("PUT", "issue/BLUE-1/properties/mark", {"a": [1, None]})
        before.create("third", labels=["x"])
        known = {key: before.fields(key, "*all", "-comment") for key in ("BLUE-1", "BLUE-3")}
        comments = before.get("issue/BLUE-1/comment")["comments"]
    with SandboxServer(face, projects=["BLUE"], state_file=path) as server:
        after = Talk(server, Clock())
        old, new = before.server.requests, server.url
        assert old and [c["body"] for c in after.get("issue/BLUE-1/comment")["comments"]] == [
            c["body"] for c in comments
        ]
        for key, fields in known.items():
            again = after.fields(key, "*all", "-comment")
            assert {**again, "x": 0}.keys() == {**fields, "x": 0}.keys()
            assert (again["summary"], again["updated"]) == (fields["summary"], fields["updated"])
        assert after.get("issue/BLUE-1/properties/mark")["value"] == {"a": [1, None]}
        assert after.create("fourth") == "BLUE-4" and new
        content = after.fields("BLUE-2")["attachment"][0]["content"]
        assert after.session.get(content).content == b"abc"


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text('{"users": 3}', encoding="utf-8")
    with pytest.raises(DiagnosticError) as wrong:
        SandboxServer("cloud", state_file=path)
    assert "not the state of a sandbox" in str(wrong.value)


def test_runs_until_it_is_stopped_and_tells_how_to_log_in(lines: Path) -> None:
    said: list[str] = []
    stopped = threading.Event()
    told = threading.Event()

    def say(line: str) -> None:
        said.append(line)
        if line.startswith("log in"):
            told.set()

    def run() -> None:
        run_sandbox("dc", load=lines, say=say, stopped=stopped)

    thread = threading.Thread(target=run)
    thread.start()
    assert told.wait(20)
    address = said[1].split()[-1]
    assert requests.get(f"{address}/rest/api/2/serverInfo").json()["deploymentType"] == "Server"
    stopped.set()
    thread.join(20)
    assert said[0] == f"loaded:  2 issues from {lines}"
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{address}/rest/api/2/serverInfo")


def test_a_stopped_server_hangs_up_on_open_connections() -> None:
    server = SandboxServer("cloud").start()
    session = requests.Session()
    address = server.url
    assert session.get(f"{address}/rest/api/3/serverInfo").ok
    server.stop()
    with pytest.raises(requests.ConnectionError):
        session.get(f"{address}/rest/api/3/serverInfo")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"[1]", "no object"),
        (b'{"labels": []}', "no summary"),
        (b'{"summary": ""}', "no summary"),
        (b"\xff\xfe", "UTF-8"),
        (b'{"summary": ', "Expecting value"),
    ],
)
def test_what_is_no_issue_is_told_with_its_line(tmp_path: Path, line: bytes, words: str) -> None:
    path = tmp_path / "issues.jsonl"
    path.write_bytes(b'{"summary": "fine"}\n' + line + b"\n")
    with SandboxServer(projects=["BLUE"]) as server, pytest.raises(DiagnosticError, match=words) as caught:
        server.load_issues(path)
    assert "issues.jsonl:2" in str(caught.value)


def test_only_a_line_feed_ends_a_line(tmp_path: Path) -> None:
    path = tmp_path / "issues.jsonl"
    text = "one\u2028two\x85three"
    line = json.dumps({"summary": "A", "description": text}, ensure_ascii=False)
    path.write_bytes(b"\xef\xbb\xbf" + line.encode())
    with SandboxServer("dc", projects=["BLUE"]) as server:
        assert len(server.load_issues(path)) == 1
