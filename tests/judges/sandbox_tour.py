"""A walk through every call the Cloud sandbox answers, recorded for a judge.

Knows an order in which each call finds what it needs. The test beside it makes sure that no route of
the sandbox is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from syncscript.richtext import wiki_to_adf
from syncscript.sandbox import SandboxServer
from tests.judges.recording import Exchange, Recorder

PROJECT = "BLUE"
_BODY = wiki_to_adf("see *this*")


@dataclass
class _Guide:
    """Sends requests as the sync account and hands back the answers' JSON."""

    server: SandboxServer
    recorder: Recorder = field(default_factory=Recorder)

    def __post_init__(self) -> None:
        self._session = self.recorder.session()
        self._session.auth = (self.server.email, self.server.token)

    def __call__(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        whole = path if path.startswith("/media") else f"/rest/api/3/{path}"
        response = self._session.request(method, self.server.url + whole, json=body, timeout=10, **more)
        assert response.status_code < 400, f"{method} {whole}: {response.status_code} {response.text[:300]}"
        return (
            response.json()
            if "json" in response.headers.get("Content-Type", "") and response.content
            else None
        )


def tour() -> list[Exchange]:
    """The exchanges of the whole walk."""
    with SandboxServer("cloud", projects=(PROJECT,)) as server:
        ask = _Guide(server)
        me = ask("GET", "myself")["accountId"]
        _lists(ask)
        _people(ask, me)
        _project(ask)
        issue, other = _issues(ask, me)
        _searches(ask, issue)
        _comments(ask, issue)
        _attachments(ask, issue)
        _hanging(ask, issue, other, me)
        for gone in (issue, other):
            ask("DELETE", f"issue/{gone}")
        for kind, part in (("component", "components"), ("version", "versions")):
            ask("DELETE", f"{kind}/{ask('GET', f'project/{PROJECT}/{part}')[0]['id']}")
        return ask.recorder.exchanges


def _lists(ask: _Guide) -> None:
    for name in ("serverInfo", "field", "statuscategory", "resolution"):
        ask("GET", name)
    context = ask("GET", "field/customfield_10015/context")["values"][0]["id"]
    ask("GET", f"field/customfield_10015/context/{context}/option")
    ask("GET", "mypermissions", params={"permissions": "CREATE_ISSUES"})
    for name in ("priority", "status", "issuetype", "resolution"):
        ask("GET", f"{name}/{ask('GET', name)[0]['id']}")
    ask("GET", f"issueLinkType/{ask('GET', 'issueLinkType')['issueLinkTypes'][0]['id']}")


def _people(ask: _Guide, me: str) -> None:
    ask("GET", "user", params={"accountId": me})
    ask("GET", "user/search", params={"query": "tester"})
    ask("GET", "user/assignable/search", params={"project": PROJECT})
    ask("GET", "user/bulk", params={"accountId": me})
    for group in ask("GET", "user/groups", params={"accountId": me})[:1]:
        ask("GET", "group/member", params={"groupname": group["name"]})
    for place in list(ask("GET", f"project/{PROJECT}/role").values())[:1]:
        ask("GET", f"project/{PROJECT}/role/{place.rsplit('/', 1)[-1]}")
    ask("GET", "users/search")
    ask("GET", "users")


def _project(ask: _Guide) -> None:
    ask("POST", "component", {"name": "Engine", "project": PROJECT})
    ask("POST", "version", {"name": "1.0", "projectId": int(ask("GET", f"project/{PROJECT}")["id"])})
    for kind, part in (("component", "components"), ("version", "versions")):
        made = ask("GET", f"project/{PROJECT}/{part}")[0]["id"]
        ask("GET", f"{kind}/{made}")
        ask("PUT", f"{kind}/{made}", {"description": "Changed"})
        ask("GET", f"{kind}/{made}/relatedIssueCounts")
    ask("GET", "project")
    ask("GET", "project/search", params={"keys": PROJECT})
    for part in ("components", "versions", "version", "statuses"):
        ask("GET", f"project/{PROJECT}/{part}")
    ask("GET", "issue/createmeta", params={"projectKeys": PROJECT, "expand": "projects.issuetypes.fields"})
    types = ask("GET", f"issue/createmeta/{PROJECT}/issuetypes")
    first = (types.get("issueTypes") or types.get("values"))[0]["id"]
    ask("GET", f"issue/createmeta/{PROJECT}/issuetypes/{first}")


def _issues(ask: _Guide, me: str) -> tuple[str, str]:
    fields: dict[str, Any] = {
        "project": {"key": PROJECT},
        "issuetype": {"name": "Task"},
        "summary": "One",
        "description": _BODY,
        "components": [{"name": "Engine"}],
        "fixVersions": [{"name": "1.0"}],
        "labels": ["red"],
        "duedate": "2026-05-01",
        "priority": {"name": "High"},
        "customfield_10012": 3,
        "customfield_10015": {"value": "Major"},
        "customfield_10017": {"value": "Europe", "child": {"value": "North"}},
        "customfield_10018": {"accountId": me},
    }
    issue = ask("POST", "issue", {"fields": fields, "properties": [{"key": "mark", "value": {"a": 1}}]})[
        "key"
    ]
    plain = {"project": {"key": PROJECT}, "issuetype": {"name": "Bug"}, "summary": "Two"}
    other = ask("POST", "issue/bulk", {"issueUpdates": [{"fields": plain}]})["issues"][0]["key"]
    ask("PUT", f"issue/{issue}", {"fields": {"summary": "Changed"}}, params={"returnIssue": "true"})
    ask("PUT", f"issue/{issue}", {"update": {"labels": [{"add": "blue"}, {"remove": "red"}]}})
    ask("PUT", f"issue/{issue}/assignee", {"accountId": me})
    ask(
        "GET",
        f"issue/{issue}",
        params={"expand": "renderedFields,names,changelog,transitions,editmeta,schema"},
    )
    ask("GET", f"issue/{issue}", params={"fields": "*all", "properties": "*all"})
    ask("GET", f"issue/{issue}/editmeta")
    transitions = ask("GET", f"issue/{issue}/transitions", params={"expand": "transitions.fields"})[
        "transitions"
    ]
    ask("POST", f"issue/{issue}/transitions", {"transition": {"id": transitions[-1]["id"]}})
    ask("GET", f"issue/{issue}/changelog", params={"maxResults": 2})
    ask("POST", "changelog/bulkfetch", {"issueIdsOrKeys": [issue, other], "maxResults": 2})
    return issue, other


def _searches(ask: _Guide, issue: str) -> None:
    jql = f"project = {PROJECT} ORDER BY created DESC"
    first = ask("GET", "search/jql", params={"jql": jql, "fields": "*all", "maxResults": 1})
    ask("GET", "search/jql", params={"jql": jql, "nextPageToken": first["nextPageToken"]})
    ask(
        "POST",
        "search/jql",
        {"jql": jql, "fields": ["summary"], "properties": ["mark"], "expand": "names,changelog"},
    )
    ask("POST", "search/approximate-count", {"jql": jql})
    ask(
        "POST",
        "issue/bulkfetch",
        {"issueIdsOrKeys": [issue, "BLUE-999"], "fields": ["*all"], "properties": ["mark"]},
    )


def _comments(ask: _Guide, issue: str) -> None:
    properties = [{"key": "mark", "value": {"a": 1}}]
    comment = ask("POST", f"issue/{issue}/comment", {"body": _BODY, "properties": properties})["id"]
    ask("PUT", f"issue/{issue}/comment/{comment}", {"body": wiki_to_adf("changed")})
    ask("GET", f"issue/{issue}/comment", params={"orderBy": "-created", "expand": "renderedBody,properties"})
    ask("GET", f"issue/{issue}/comment/{comment}")
    ask("POST", "comment/list", {"ids": [int(comment)]})
    _properties(ask, f"comment/{comment}/properties")
    ask("DELETE", f"issue/{issue}/comment/{comment}")


def _properties(ask: _Guide, place: str) -> None:
    ask("PUT", f"{place}/other", {"b": 2})
    ask("GET", place)
    ask("GET", f"{place}/other")
    ask("DELETE", f"{place}/other")


def _attachments(ask: _Guide, issue: str) -> None:
    files = {"file": ("two words.txt", b"what stands in it", "text/plain")}
    added = ask("POST", f"issue/{issue}/attachments", files=files, headers={"X-Atlassian-Token": "no-check"})[
        0
    ]["id"]
    ask("GET", "attachment/meta")
    ask("GET", f"attachment/{added}")
    ask("GET", f"attachment/content/{added}")  # is redirected to /media
    ask("GET", f"attachment/content/{added}", params={"redirect": "false"})
    ask("DELETE", f"attachment/{added}")


def _hanging(ask: _Guide, issue: str, other: str, me: str) -> None:
    _properties(ask, f"issue/{issue}/properties")
    ask(
        "POST",
        "issueLink",
        {"type": {"name": "Blocks"}, "inwardIssue": {"key": issue}, "outwardIssue": {"key": other}},
    )
    link = ask("GET", f"issue/{issue}", params={"fields": "issuelinks"})["fields"]["issuelinks"][0]["id"]
    ask("GET", f"issueLink/{link}")
    ask("DELETE", f"issueLink/{link}")
    remote = {"globalId": "x=1", "object": {"url": "https://example.invalid/1", "title": "One"}}
    first = ask("POST", f"issue/{issue}/remotelink", remote)["id"]
    ask("GET", f"issue/{issue}/remotelink")
    ask("GET", f"issue/{issue}/remotelink/{first}")
    ask("PUT", f"issue/{issue}/remotelink/{first}", remote)
    ask("DELETE", f"issue/{issue}/remotelink/{first}")
    ask("POST", f"issue/{issue}/remotelink", remote)
    ask("DELETE", f"issue/{issue}/remotelink", params={"globalId": "x=1"})
    ask("POST", f"issue/{issue}/watchers", me)
    ask("GET", f"issue/{issue}/watchers")
    ask("DELETE", f"issue/{issue}/watchers", params={"accountId": me})
    work = {"timeSpentSeconds": 3600, "started": "2026-03-01T10:00:00.000+0000", "comment": _BODY}
    log = ask("POST", f"issue/{issue}/worklog", work)["id"]
    ask("PUT", f"issue/{issue}/worklog/{log}", {"timeSpentSeconds": 60})
    ask("GET", f"issue/{issue}/worklog", params={"expand": "properties"})
    ask("GET", f"issue/{issue}/worklog/{log}")
    _properties(ask, f"issue/{issue}/worklog/{log}/properties")
    ask("DELETE", f"issue/{issue}/worklog/{log}")
