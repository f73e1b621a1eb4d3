"""A sync by files is left, one side moves to the cloud, and the sync goes on here: nothing twice or lost.

The same life, the same exports: once undisturbed, and once with the program killed on its way. Many more
seeds and deaths: `python -m tests.backbone.campaign`.
"""

from __future__ import annotations

from pathlib import Path

from tests.backbone.admins import Guided, played


def test_deaths_on_the_way_change_nothing_of_the_end(tmp_path: Path) -> None:
    assert played(tmp_path / "killed", 0, kills=3) == played(tmp_path / "calm", 0)


def test_the_guided_way_ends_as_the_single_commands_do(tmp_path: Path) -> None:
    ends = [played(tmp_path / "guided", 1, kills=2, way=Guided), played(tmp_path / "by hand", 1)]
    assert ends[0] == ends[1]
