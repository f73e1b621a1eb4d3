"""A sync by files is left, one side moves to the cloud, and the sync goes on here: nothing twice or lost.

The same life, the same exports: once undisturbed, and once with the program killed on its way. Many more
seeds and deaths: `python -m tests.backbone.campaign`.
"""

from __future__ import annotations

from pathlib import Path

from tests.backbone.admins import NEW_IDS, ByHand, Guided, played


def test_deaths_on_the_way_change_nothing_of_the_end(tmp_path: Path) -> None:
    """Neither do they where one command leads the whole way."""
    ends = [
        played(tmp_path / "calm", 0),
        played(tmp_path / "killed", 0, kills=2),
        played(tmp_path / "guided", 0, kills=1, way=Guided),
    ]
    assert ends[0] == ends[1] == ends[2]


def test_a_project_that_got_another_key_and_other_ids_by_its_move(tmp_path: Path) -> None:
    played(tmp_path / "moved", 1, move=NEW_IDS, way=ByHand)
