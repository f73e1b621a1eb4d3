"""The command line on real rooms: sandboxes, the connector, compiled rules, one mapping file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import requests
from click.testing import CliRunner, Result

from syncscript.cli.group import syncscript
from syncscript.sandbox import TOKEN, SandboxServer

SETTINGS = """
[instances.BlueJira]
tracker = "jira-dc"
url = "{blue}"
token = "env:JIRA_TOKEN"

[instances.GreenJira]
tracker = "jira-dc"
url = "{green}"
token = "env:JIRA_TOKEN"

[connections.mapped]
mapping = "rules/both.mapping.sync"
left = {{ instance = "BlueJira", project = "BLUE" }}
right = {{ instance = "GreenJira", project = "GREEN" }}
triggers = [{{ side = "BlueJira", query = "labels = sync" }}]
"""

MAPPING = """\
BlueJira.issue.summary <-> GreenJira.issue.summary
GreenJira.issue.labels = BlueJira.issue.labels
BlueJira.issue.environment = 'kept in step with Green'
"""


@pytest.fixture
def servers() -> Iterator[tuple[SandboxServer, SandboxServer]]:
    with ExitStack() as stack:
        blue = stack.enter_context(SandboxServer("dc", projects=["BLUE"]))
        green = stack.enter_context(SandboxServer("dc", projects=["GREEN"]))
        yield blue, green


@pytest.fixture
def project(
    tmp_path: Path, servers: tuple[SandboxServer, SandboxServer], monkeypatch: pytest.MonkeyPatch
) -> Path:
    monkeypatch.setenv("JIRA_TOKEN", TOKEN)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/both.mapping.sync").write_text(MAPPING, encoding="utf-8")
    text = SETTINGS.format(blue=servers[0].url, green=servers[1].url)
    (tmp_path / "syncscript.toml").write_text(text, encoding="utf-8")
    return tmp_path


def typed(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(syncscript, [*arguments, "--project", str(project)])


def asked(server: SandboxServer, method: str, path: str, fields: Any = None) -> Any:
    with requests.Session() as session:
        session.trust_env = False
        session.auth = ("developer", TOKEN)
        body = {"fields": fields} if fields else None
        answer = session.request(method, f"{server.url}/rest/api/2/{path}", json=body, timeout=10)
    answer.raise_for_status()
    return answer.json() if answer.content else None


def test_a_mapping_file_keeps_both_sides_in_step(
    project: Path, servers: tuple[SandboxServer, SandboxServer]
) -> None:
    blue, green = servers
    filed = {"project": {"key": "BLUE"}, "issuetype": {"name": "Task"}, "summary": "one", "labels": ["sync"]}
    asked(blue, "POST", "issue", filed)
    plan = typed(project, "plan")
    assert plan.exit_code == 0, plan.output
    assert "rules/both.mapping.sync:1" in plan.stdout
    assert typed(project, "run").exit_code == 0
    assert asked(green, "GET", "issue/GREEN-1")["fields"]["labels"] == ["sync"]
    asked(green, "PUT", "issue/GREEN-1", {"summary": "two"})
    assert typed(project, "run").exit_code == 0
    fields = asked(blue, "GET", "issue/BLUE-1")["fields"]
    assert (fields["summary"], fields["environment"]) == ("two", "kept in step with Green")
    assert typed(project, "plan", "--detailed-exitcode").exit_code == 0


def test_mistakes_in_all_rule_files_are_told_at_once(project: Path) -> None:
    side = 'outgoing = "rules/{0}.outgoing.sync", incoming = "rules/{0}.incoming.sync"'
    text = (project / "syncscript.toml").read_text(encoding="utf-8")
    text = text.replace('mapping = "rules/both.mapping.sync"\n', "")
    text = text.replace('project = "BLUE"', f'project = "BLUE", {side.format("blue")}')
    text = text.replace('project = "GREEN"', f'project = "GREEN", {side.format("green")}')
    (project / "syncscript.toml").write_text(text, encoding="utf-8")
    for name in ("blue.outgoing", "blue.incoming", "green.outgoing", "green.incoming"):
        rule = (
            "replica.summary = (issue.summary\n"
            if "outgoing" in name
            else "issue.summary = replica.summary\n"
        )
        (project / f"rules/{name}.sync").write_text(rule, encoding="utf-8")
    result = typed(project, "plan")
    assert result.exit_code == 2
    assert "rules/blue.outgoing.sync:" in result.stderr
    assert "rules/green.outgoing.sync:" in result.stderr
    assert "incoming.sync:" not in result.stderr


def test_what_the_compiler_notices_is_told_by_plan_and_run(project: Path) -> None:
    rules = project / "rules/both.mapping.sync"
    rules.write_text("BlueJira.issue.labels = ‘from Green’\n" + MAPPING, encoding="utf-8")
    plan = typed(project, "plan")
    assert plan.exit_code == 0
    assert "rules/both.mapping.sync:1:" in plan.stderr
    assert "warning[" in plan.stderr
    assert "warning[" in typed(project, "run").stderr


def test_the_wrong_kind_of_tracker_is_told(project: Path) -> None:
    text = (project / "syncscript.toml").read_text(encoding="utf-8")
    text = text.replace('tracker = "jira-dc"', 'tracker = "jira-cloud"\nemail = "sync@example.invalid"', 1)
    (project / "syncscript.toml").write_text(text, encoding="utf-8")
    result = typed(project, "plan")
    assert result.exit_code != 0
    assert "BlueJira" in result.output
