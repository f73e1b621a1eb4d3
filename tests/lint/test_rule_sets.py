"""Every rule file that people start from, and every project with them, has nothing to tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lint.desk import LintDesk

RULES = Path(__file__).parents[2] / "rules"
FOLDERS = sorted(path for path in RULES.iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.name))
def test_nothing_is_told_of_a_rule_set(desk: LintDesk, folder: Path) -> None:
    assert desk.found("--no-cache", str(folder)) == []
