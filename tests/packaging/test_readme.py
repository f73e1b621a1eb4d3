"""README's first page: two commands that a newcomer pastes."""

from __future__ import annotations

import re
from pathlib import Path

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def commands_of_start() -> list[str]:
    section = re.search(r"^## Start\b(.*?)(?=^## |\Z)", README, re.S | re.M)
    assert section, "README needs a section '## Start'"
    blocks = re.findall(r"^```(\w+)\n(.*?)^```", section.group(1), re.S | re.M)
    assert [language for language, _ in blocks] == ["sh", "sh"]
    return [text.strip() for _, text in blocks]


def test_start_has_two_commands_of_one_line() -> None:
    assert all(len(command.splitlines()) == 1 for command in commands_of_start())


def test_the_first_installs_and_runs_the_demo() -> None:
    install, _, demo = commands_of_start()[0].partition(" && ")
    assert install.startswith("pip install")
    assert demo.startswith("syncscript demo")


def test_the_second_installs_and_runs_the_tests() -> None:
    install, _, tests = commands_of_start()[1].partition(" && ")
    assert install.startswith("pip install") and "[test]" in install
    assert tests.startswith("python -m pytest")
