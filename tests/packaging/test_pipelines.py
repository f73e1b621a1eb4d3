"""What other repositories take from this one: the hook before commits and the action on GitHub."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from syncscript.app.discovering import is_rule_file
from syncscript.app.linting.running import is_judged
from syncscript.cli.group import syncscript

ROOT = Path(__file__).parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def demand_understood(line: str) -> None:
    name, *arguments = shlex.split(line)[1:]
    command = syncscript.get_command(click.Context(syncscript), name)
    assert command is not None
    command.make_context(name, arguments, parent=click.Context(syncscript), resilient_parsing=False)


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_is_a_command_on_the_files_that_it_judges(hook: dict[str, Any]) -> None:
    demand_understood(hook["entry"])
    for name in (
        "rules/a.sync",
        "a.incoming.groovy",
        "syncscript.toml",
        "Jenkinsfile.groovy",
        "a.sync.txt",
        "x.toml",
    ):
        is_wanted = is_judged(name) if hook["id"] == "syncscript-lint" else is_rule_file(name)
        assert bool(re.search(hook["files"], name)) == is_wanted


def test_the_steps_of_the_action_are_commands() -> None:
    lines = [step["run"] for step in ACTION["runs"]["steps"] if "syncscript" in step.get("run", "")]
    assert len(lines) == 2
    for line in lines:
        demand_understood(
            line.partition("||")[0].replace("$OPTIONS", "--fail-level error").replace("$PATHS", ".")
        )


def test_no_input_of_the_action_is_put_into_a_script() -> None:
    """It would run as code; they come by the environment."""
    assert not [step for step in ACTION["runs"]["steps"] if "${{" in step.get("run", "")]
