"""`schema pull` and `schema diff` against both faces of the sandbox, over real HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from click.testing import CliRunner, Result

from syncscript.app.schemas import kept_schema
from syncscript.cli.commands.schema import change_text
from syncscript.cli.group import syncscript
from syncscript.cli.show.diagnostics import terminal_safe
from syncscript.language.analysis.schema import Schema
from syncscript.sandbox import Fault, SandboxServer

SETTINGS = """
[instances.Blue]
tracker = "jira-{face}"
url = "{url}"
token = "env:BLUE_TOKEN"
{email}

[connections.one]
mapping = "one.mapping.sync"
left = {{ instance = "Blue", project = "BLUE", name = "Left" }}
right = {{ instance = "Blue", project = "GREEN", name = "Right" }}
"""


class Place:
    """A project whose one instance is a sandbox with issues in two statuses."""

    def __init__(self, folder: Path, server: SandboxServer) -> None:
        self.folder, self.server = folder, server
        email = f'email = "{server.email}"' if server.face == "cloud" else ""
        settings = SETTINGS.format(face=server.face, url=server.url, email=email)
        (folder / "syncscript.toml").write_text(settings)
        (folder / "one.mapping.sync").write_text("Left.issue.summary <-> Right.issue.summary\n")
        self.first = self.call("POST", "issue", {"fields": new_issue("Task")})["key"]
        other = self.call("POST", "issue", {"fields": new_issue("Bug")})["key"]
        self.call("POST", f"issue/{other}/transitions", {"transition": self.first_way(other)})

    def first_way(self, key: str) -> dict[str, str]:
        told: dict[str, str] = self.call("GET", f"issue/{key}/transitions")["transitions"][0]
        return {"id": told["id"]}

    def call(self, method: str, path: str, body: Any = None) -> Any:
        if self.server.face == "cloud":
            auth: Any = {"auth": (self.server.email, self.server.token)}
        else:
            auth = {"headers": {"Authorization": f"Bearer {self.server.token}"}}
        address = f"{self.server.url}/rest/api/2/{path}"
        answer = requests.request(method, address, json=body, timeout=10, **auth)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def type(self, *arguments: str) -> Result:
        return CliRunner().invoke(syncscript, ["schema", *arguments, "--project", str(self.folder)])

    def schema(self) -> Schema:
        found = kept_schema(self.folder, "Blue")
        assert found is not None
        return found


def new_issue(kind: str) -> dict[str, Any]:
    return {"project": {"key": "BLUE"}, "issuetype": {"name": kind}, "summary": "one"}


@pytest.fixture(params=["cloud", "dc"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    with SandboxServer(request.param, projects={"BLUE": "Blue", "GREEN": "Green"}) as server:
        monkeypatch.setenv("BLUE_TOKEN", server.token)
        yield Place(tmp_path, server)


def test_what_is_pulled(place: Place) -> None:
    result = place.type("pull", "Blue")
    assert result.exit_code == 0, result.output
    schema = place.schema()
    assert schema.tracker == f"jira-{place.server.face}"
    assert set(schema.projects) == {"BLUE", "GREEN"}
    severity = schema.custom_field("Severity")
    assert severity is not None
    assert (severity.kind, severity.many) == ("option", False)
    assert severity.options == ("Critical", "Major", "Minor")
    assert schema.custom_field("10016") == schema.custom_field("Platforms")
    assert schema.fields["labels"].many
    assert schema.fields["created"].readonly
    assert schema.fields["Specification"].kind == "url"
    assert schema.priorities[0] == "Highest"
    assert "Europe / North" in (schema.fields["Region"].options or ())
    assert "Bug" in (schema.fields["type"].options or ())
    assert "Blocks" in schema.link_types
    assert "In Progress" in schema.statuses("BLUE", "Bug")
    task = schema.projects["BLUE"].types["Task"].transitions or {}
    assert "In Progress" in task["To Do"]
    assert "Done" not in task
    assert schema.projects["GREEN"].types["Task"].transitions is None
    assert schema.projects["BLUE"].kind == "software"
    assert schema.users is None


def test_a_pull_of_the_same_changes_no_byte_and_differs_in_nothing(place: Place) -> None:
    place.type("pull", "Blue")
    file = place.folder / "schemas" / "Blue.json"
    text = file.read_text()
    again = place.type("pull", "Blue")
    assert (file.read_text(), [p.name for p in file.parent.iterdir()]) == (text, ["Blue.json"])
    assert "as it was" in again.stdout
    same = place.type("diff", "Blue")
    assert (same.exit_code, same.stdout) == (0, "")


def test_what_changed_in_the_tracker(place: Place) -> None:
    place.type("pull", "Blue")
    place.call("POST", "component", {"project": "BLUE", "name": "Engine"})
    result = place.type("diff", "Blue")
    assert (result.exit_code, result.stdout) == (1, "+ projects > BLUE > components\n")
    place.type("pull", "Blue")
    place.call("POST", "component", {"project": "BLUE", "name": "Wheels"})
    told = json.loads(place.type("diff", "Blue", "--format", "json").stdout)
    assert told == [{"path": ["projects", "BLUE", "components", "Wheels"], "was": None, "now": "Wheels"}]


def test_users_by_choice(place: Place) -> None:
    place.type("pull", "Blue", "--users", "--key", "GREEN")
    assert set(place.schema().projects) == {"GREEN"}
    assert place.server.email in (place.schema().users or ()) or place.server.face == "dc"
    assert len(place.schema().users or ()) == 6


def test_parts_that_are_refused_are_told_and_unknown(place: Place) -> None:
    for path in ("/createmeta/GREEN", "/context|/customFields", "/components", "/GREEN/statuses"):
        place.server.add_fault(Fault("status", method="GET", path=path, code=403, times=None))
    result = place.type("pull", "Blue")
    assert result.exit_code == 0
    assert "left out: components of BLUE: this account may not see it" in result.stderr
    assert "left out: statuses of GREEN" in result.stderr
    schema = place.schema()
    assert schema.fields["Severity"].options is None
    assert schema.fields["status"].options is None
    assert schema.fields["priority"].options == schema.priorities
    assert schema.projects["GREEN"].types == {}


def test_contexts_tell_what_forms_do_not(place: Place) -> None:
    place.server.add_fault(Fault("status", method="GET", path="createmeta|editmeta", code=403, times=None))
    place.type("pull", "Blue")
    fields = place.schema().fields
    assert fields["Severity"].options == ("Critical", "Major", "Minor")
    cascade = fields["Region"].options
    assert cascade == (
        ("Europe", "Europe / North", "Europe / South", "America", "America / East", "America / West")
        if place.server.face == "cloud" else None
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("pull", "Red"), "there is no instance Red"),
        (("pull", "Blue", "--key", "NONE"), "there is no project 'NONE'"),
        (("diff", "Blue"), "no schema of Blue"),
        (("diff", "Red"), "there is no instance Red"),
    ],
)
def test_mistakes(place: Place, arguments: tuple[str, ...], words: str) -> None:
    result = place.type(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert not (place.folder / "schemas").exists()


def test_a_bad_answer_leaves_the_file_as_it_is(place: Place) -> None:
    place.type("pull", "Blue")
    text = (place.folder / "schemas" / "Blue.json").read_text()
    place.server.add_fault(Fault("html", method="GET", path="/versions", code=200, times=None))
    assert place.type("pull", "Blue").exit_code == 2
    assert (place.folder / "schemas" / "Blue.json").read_text() == text
    (place.folder / "schemas" / "Blue.json").write_text("[1]")
    broken = place.type("diff", "Blue")
    assert (broken.exit_code, "schema pull Blue" in broken.stderr) == (2, True)


def test_the_folder_that_the_project_names(place: Place) -> None:
    settings = place.folder / "syncscript.toml"
    settings.write_text(settings.read_text() + '\n[lint]\nschemas = "known"\n')
    result = place.type("pull", "Blue", "--key", "GREEN")
    assert "known/Blue.json: written" in result.stdout
    assert (place.folder / "known" / "Blue.json").is_file()
    assert place.type("diff", "Blue").exit_code == 0


@pytest.mark.parametrize(
    ("path", "code", "told"),
    [
        ("/transitions", 403, "transitions of BLUE"),
        ("/createmeta/BLUE/issuetypes/", 404, "form for new issues of BLUE"),
        ("editmeta", 403, "form to edit issues of BLUE"),
        ("/issueLinkType", 404, "link types"),
        ("/versions", 403, "versions of BLUE"),
        ("/rest/api/./priority", 404, "priorities"),
    ],
)
def test_any_part_may_be_refused(place: Place, path: str, code: int, told: str) -> None:
    place.server.add_fault(Fault("status", method="GET", path=path, code=code, times=None))
    result = place.type("pull", "Blue")
    assert result.exit_code == 0, result.output
    assert f"left out: {told}" in result.stderr
    again = place.type("diff", "Blue")
    assert (again.exit_code, again.stdout) == (0, "")


def test_an_issue_that_moves_is_no_change(place: Place) -> None:
    """Which transitions are seen depends on where issues stand."""
    place.type("pull", "Blue")
    way = {"transition": place.first_way(place.first)}
    place.call("POST", f"issue/{place.first}/transitions", way)
    place.call("POST", "issue", {"fields": new_issue("Story")})
    assert place.type("diff", "Blue").exit_code == 0
    place.server.add_fault(Fault("status", method="GET", path="createmeta", code=403, times=None))
    assert place.type("diff", "Blue").exit_code == 0


def test_one_issue_in_each_status_shows_every_way(place: Place) -> None:
    for status in ("To Do", "In Progress", "In Review", "Done"):
        key = place.call("POST", "issue", {"fields": new_issue("Story")})["key"]
        ways = place.call("GET", f"issue/{key}/transitions")["transitions"]
        for way in [way for way in ways if way["to"]["name"] == status]:
            place.call("POST", f"issue/{key}/transitions", {"transition": {"id": way["id"]}})
    result = place.type("pull", "Blue", "--key", "BLUE")
    story = place.schema().projects["BLUE"].types["Story"]
    assert set(story.transitions or {}) == set(story.statuses)
    assert story.transitions is not None
    assert story.transitions["Done"] == ("In Progress", "In Review", "To Do")
    assert "there is no issue in them" in result.stderr


def test_a_change_is_one_line_that_people_can_read() -> None:
    assert change_text(("a", "Größe\n\x1b"), None, "x", "+") == "+ a > Größe\\n" + terminal_safe("\x1b")
    assert change_text(("a", "b"), "Größe", "Maß", "~") == '~ a > b: "Größe" -> "Maß"'
