"""Every shipped project is whole: it loads, lint finds nothing in it, and each file is told in the index."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from syncscript.app.rules import rules_of
from syncscript.app.schemas import kept_schema
from syncscript.cli.group import syncscript
from syncscript.config import load_project
from tests.rules.sandboxed import RULES, keys_of, project_folders

PROJECTS = pytest.mark.parametrize("folder", project_folders(), ids=lambda folder: folder.name)


@PROJECTS
def test_it_loads_without_a_warning(folder: Path) -> None:
    project = load_project(folder)
    assert not project.warnings
    for settings in project.settings.connections.values():
        assert not [warning for side in rules_of(project, settings) for warning in side.warnings]


@PROJECTS
def test_lint_finds_nothing_with_all_its_rules(folder: Path) -> None:
    told = CliRunner().invoke(syncscript, ["lint", "--select", "all", "--no-cache", str(folder)])
    assert told.exit_code == 0, told.output


def test_all_rules_are_in_the_one_style() -> None:
    told = CliRunner().invoke(syncscript, ["fmt", "--check", str(RULES)])
    assert told.exit_code == 0, told.output


@PROJECTS
def test_its_cases_pass_and_reach_every_line_and_way(folder: Path) -> None:
    told = CliRunner().invoke(syncscript, ["test", "--threshold", "100", str(folder)])
    assert told.exit_code == 0, told.output


@PROJECTS
def test_every_rule_file_is_used_by_a_connection(folder: Path) -> None:
    connections = load_project(folder).settings.connections.values()
    sides = [side for settings in connections for side in settings.sides]
    named = {file for side in sides for file in (side.outgoing, side.incoming)}
    named |= {settings.mapping for settings in connections}
    assert {str(file.relative_to(folder)) for file in folder.rglob("*.sync")} == named - {None}


@PROJECTS
def test_each_instance_has_a_schema_with_its_projects(folder: Path) -> None:
    project = load_project(folder)
    for instance, settings in project.settings.instances.items():
        schema = kept_schema(folder, instance)
        assert schema is not None
        assert (schema.instance, schema.tracker) == (instance, settings.tracker)
        assert set(schema.projects) == set(keys_of(project, instance))


@PROJECTS
def test_addresses_and_secrets_are_made_up(folder: Path) -> None:
    for settings in load_project(folder).settings.instances.values():
        assert settings.url.endswith(".example.com")
        assert settings.token.startswith("env:")


@PROJECTS
def test_it_is_told_in_the_index(folder: Path) -> None:
    assert f"[{folder.name}]({folder.name}/README.md)" in (RULES / "README.md").read_text("utf-8")
    assert (folder / "README.md").read_text("utf-8").startswith("# ")
