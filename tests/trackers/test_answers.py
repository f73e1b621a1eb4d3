"""What rules ask a Jira about options, rendered texts, groups, roles and permissions: both products."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from syncscript.contracts import Rejected, Tracker
from syncscript.model import Question
from syncscript.sandbox import SandboxServer
from syncscript.trackers import open_tracker
from tests.trackers.fake_jira import FakeJira, Reply
from tests.trackers.test_contract import Token

SEAT = {"projectKey": "BLUE", "typeName": "Task"}
PERSON = "developer@example.invalid"


class Asking:
    """A Jira with one project, and short ways to ask it."""

    def __init__(self, face: str, server: SandboxServer) -> None:
        self.cloud, self.server = face == "cloud", server
        account = {"email": server.email} if self.cloud else {}
        settings = {"name": "B", "url": server.url, "secret": Token(server.token), **account}
        self.tracker: Tracker = open_tracker(f"jira-{face}", settings)

    def __call__(self, method: str, *arguments: Any, helper: str = "nodeHelper") -> Any:
        return self.tracker.answer(Question(helper, method, arguments))

    def people(self, method: str, *arguments: Any) -> Any:
        return self(method, *arguments, helper="userHelper")


@pytest.fixture(params=["cloud", "dc"])
def ask(request: pytest.FixtureRequest) -> Iterator[Asking]:
    with SandboxServer(face=request.param, projects={"BLUE": "Blue"}) as server:
        yield Asking(request.param, server)


def test_both_steps_of_a_cascading_choice(ask: Asking) -> None:
    found = {"value": "Europe", "child": {"value": "South"}}
    assert ask("getCascadingSelect", SEAT, "Region", "europe", "south") == found
    assert ask("getCascadingSelect", SEAT, "Region", "Europe") == {"value": "Europe"}
    assert ask("getCascadingSelect", SEAT, "Region", "Europe", "Nowhere") is None
    assert ask("getCascadingSelect", SEAT, "Region", "Atlantis", "South") is None
    assert ask("getCascadingSelect", SEAT, "Severity", "Minor", "x") is None
    assert ask("getCascadingSelect", "Region", "Europe", "South") == found


def test_what_jira_fills_in(ask: Asking) -> None:
    assert ask("getCustomFieldDefaultValue", SEAT, "priority")["name"] == "Medium"
    assert ask("getCustomFieldDefaultValue", SEAT, "Severity") is None
    assert ask("getCustomFieldDefaultValue", "priority") is None
    assert ask("getCustomFieldDefaultValue", SEAT, "No such field") is None


def test_texts_as_jira_renders_them(ask: Asking) -> None:
    key = made(ask, description="one & two")
    comment = commented(ask, key, "a < b")
    assert ask("getHtmlField", key, "description") == "<p>one &amp; two</p>"
    assert ask("getHtmlField", key, "summary") is None
    assert ask("getHtmlField", key, "nothing") is None
    assert ask("getHtmlField", "BLUE-404", "description") is None
    assert ask("getHtmlComments", key) == [{"id": comment, "body": "<p>a &lt; b</p>"}]
    assert ask("getHtmlComments", "BLUE-404") == []


def test_who_belongs_to_a_group(ask: Asking) -> None:
    user = ask("getUserByEmail", PERSON)
    assert ask.people("isGroupMember", user["key"], "Jira-Software-Users") is True
    assert ask.people("isGroupMember", "jira-software-users", PERSON) is True
    assert ask.people("isGroupMember", user["key"], "managers") is False
    assert ask.people("isGroupMember", "nobody@example.invalid", "jira-software-users") is False
    assert user in ask.people("findInGroup", "jira-software-users")
    assert ask.people("findInGroup", "managers") == []


def test_who_has_a_role(ask: Asking) -> None:
    user = ask("getUserByEmail", PERSON)
    assert ask.people("hasRole", user["key"], "Developers", "BLUE") is True
    leads = ask.people("findWithRole", "administrators", "BLUE")
    assert len(leads) == 1
    assert ask.people("hasRole", leads[0]["key"], "Administrators", {"key": "BLUE"}) is True
    assert ask.people("hasRole", user["key"], "Visitors", "BLUE") is False
    assert user in ask.people("findWithRole", "Users", "BLUE")
    assert ask.people("findWithRole", "Users", "NONE") == []
    with pytest.raises(Rejected, match="only for a project"):
        ask.people("hasRole", user["key"], "Developers")


def test_what_this_account_may_do(ask: Asking) -> None:
    assert ask("canUserEditComments", made(ask)) is True
    assert ask("canUserEditComments") is True


def test_records_of_other_trackers_are_nowhere(ask: Asking) -> None:
    assert ask("getReference", "ann", "sys_user") is None
    assert ask("getTableByLink", "https://example.invalid/u/1") is None


def test_a_place_that_is_closed_is_no_empty_answer() -> None:
    jira = FakeJira().on("GET /user/search", [{"accountId": "a", "displayName": "A", "emailAddress": PERSON}])
    jira.on("GET /user/groups", Reply({"errorMessages": ["no"]}, 403))
    with pytest.raises(Rejected, match="who belongs where"):
        jira.tracker.answer(Question("userHelper", "isGroupMember", (PERSON, "x")))


def made(ask: Asking, **fields: Any) -> str:
    project = {"project": {"key": "BLUE"}, "summary": "s", "issuetype": {"name": "Task"}}
    texts = {name: text(ask, value) for name, value in fields.items()}
    return str(sent(ask, "issue", {"fields": project | texts})["key"])


def commented(ask: Asking, key: str, body: str) -> str:
    return str(sent(ask, f"issue/{key}/comment", {"body": text(ask, body)})["id"])


def text(ask: Asking, plain: str) -> Any:
    paragraph = {"type": "paragraph", "content": [{"type": "text", "text": plain}]}
    return {"type": "doc", "version": 1, "content": [paragraph]} if ask.cloud else plain


def sent(ask: Asking, path: str, body: Any) -> Any:
    address = f"{ask.server.url}/rest/api/{3 if ask.cloud else 2}/{path}"
    account = (ask.server.email, ask.server.token) if ask.cloud else None
    headers = {} if ask.cloud else {"Authorization": f"Bearer {ask.server.token}"}
    return requests.post(address, json=body, auth=account, headers=headers).json()
