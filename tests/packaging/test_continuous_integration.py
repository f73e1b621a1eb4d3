"""The CI script runs what README tells a newcomer to run, not something like it."""

from __future__ import annotations

import os
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / ".ci" / "run"


def test_it_can_be_executed() -> None:
    assert os.access(SCRIPT, os.X_OK)


def test_the_test_command_is_read_from_readme() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    assert "README.md" in text
    assert "pytest" not in text[text.index("run_tests() {") : text.index("every_attempt() {")]


def test_every_check_is_a_step() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    checks = ("ruff", "mypy", "lint-imports", "build", "syncscript demo", "tests.programs", "every_attempt")
    for check in checks:
        assert check in text
