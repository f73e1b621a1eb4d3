"""A sync by files is left, one side moves to the cloud, and the sync goes on here: nothing twice or lost.

The same life, the same exports: once undisturbed, and once with the program killed on its way, led by the one
command; by the single ones too where SYNCSCRIPT_EVERY_POINT is set. Many more seeds and deaths:
`python -m tests.backbone.campaign`.
"""

from __future__ import annotations

from pathlib import Path

from tests.backbone.admins import MOVES, ByHand, Guided, played
from tests.engine.dying import IS_EVERY

SECONDARY, PRIMARY, NEW_SECONDARY, NEW_PRIMARY = MOVES


def test_deaths_on_the_way_change_nothing_of_the_end(tmp_path: Path) -> None:
    ends = [played(tmp_path / "calm", 0, SECONDARY), played(tmp_path / "guided", 0, SECONDARY, 1, Guided)]
    if IS_EVERY:
        ends.append(played(tmp_path / "by-hand", 0, SECONDARY, kills=2))
    assert all(end == ends[0] for end in ends)


def test_a_primary_side_that_got_another_key_and_other_ids_by_its_move(tmp_path: Path) -> None:
    played(tmp_path / "moved", 1, NEW_PRIMARY, way=ByHand)
