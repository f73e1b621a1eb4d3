"""The page about the command line names every command and every option, and none that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from syncscript.cli.group import syncscript

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "command-line.md"
SECTION = re.compile(r"^## `syncscript ([\w-]+)[^`]*`\n(.*?)(?=^## |\Z)", re.S | re.M)
SECTIONS = dict(SECTION.findall(PAGE.read_text("utf-8")))
CONTEXT = click.Context(syncscript)
COMMANDS = syncscript.list_commands(CONTEXT)


def options_of(name: str) -> set[str]:
    command = syncscript.get_command(CONTEXT, name)
    assert command is not None
    below = every_command_of(command) if isinstance(command, click.Group) else ()
    return {
        spelling
        for parameter in [parameter for each in (command, *below) for parameter in each.params]
        if isinstance(parameter, click.Option) and not parameter.hidden
        for spelling in (*parameter.opts, *parameter.secondary_opts)
    }


def every_command_of(group: click.Group) -> list[click.Command]:
    found = [group.get_command(CONTEXT, name) for name in group.list_commands(CONTEXT)]
    return [each for each in found if each is not None]


def test_it_has_a_section_for_each_command() -> None:
    assert set(SECTIONS) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_section_names_the_options_of_its_command(name: str) -> None:
    told = set(re.findall(r"(?<=`)--?[\w-]+", SECTIONS[name]))
    assert options_of(name) <= told


@pytest.mark.parametrize("name", COMMANDS)
def test_a_section_names_no_option_that_does_not_exist(name: str) -> None:
    rows = re.findall(r"^\| (.*?) \|", SECTIONS[name], re.M)
    told = {spelling for row in rows for spelling in re.findall(r"(?<=`)--?[\w-]+", row)}
    assert told <= options_of(name)
