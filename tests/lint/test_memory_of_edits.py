"""Whatever is edited in a project, in whatever order: a run from memory tells what a run without it tells."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.lint.desk import LintDesk

PROJECT = Path(__file__).parents[2] / "rules" / "qa-to-development"
EDITS = 10


def edited(text: str, chance: random.Random) -> str:
    """Without one of its lines, or with the words of one in another order."""
    lines = text.split("\n")
    place = chance.randrange(len(lines))
    words = lines[place].split(" ")
    chance.shuffle(words)
    return "\n".join(lines[:place] + [" ".join(words)] * chance.randrange(2) + lines[place + 1 :])


@pytest.mark.parametrize("seed", range(2))
def test_memory_never_shows(desk: LintDesk, seed: int) -> None:
    shutil.copytree(PROJECT, desk.folder, dirs_exist_ok=True)
    chance = random.Random(seed)
    files = sorted(path for path in desk.folder.rglob("*") if path.suffix in (".sync", ".toml", ".json"))
    originals = {path: path.read_text("utf-8") for path in files}
    for _ in range(EDITS):
        path = chance.choice(files)
        text = originals[path] if chance.random() < 0.3 else edited(path.read_text("utf-8"), chance)
        path.write_text(text, encoding="utf-8")
        kept, anew = desk.type("--format", "json"), desk.type("--format", "json", "--no-cache", "-j", "1")
        assert (kept.exit_code, kept.stdout) == (anew.exit_code, anew.stdout)
