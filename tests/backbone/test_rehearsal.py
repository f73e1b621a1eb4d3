"""A sync by files is left, one side moves to the cloud, and the sync goes on here: nothing twice or lost.

Either side moves, as it was or under a new key with new ids; by single commands or the one that leads;
undisturbed or killed on the way: people see the same in the end. All of it with SYNCSCRIPT_EVERY_POINT set.
Many more seeds and deaths: `python -m tests.backbone.campaign`.
"""

from __future__ import annotations

from pathlib import Path

from tests.backbone.admins import MOVES, ByHand, Guided, played
from tests.engine.dying import IS_EVERY

SECONDARY, *_, NEW_PRIMARY = MOVES


def test_whoever_moves_and_however_often_it_dies_the_end_is_the_same(tmp_path: Path) -> None:
    calm = played(tmp_path / "calm", 0, NEW_PRIMARY)
    assert played(tmp_path / "guided", 0, SECONDARY, 1, Guided) == calm
    for number, move in enumerate(MOVES if IS_EVERY else ()):
        for way in (ByHand, Guided):
            assert played(tmp_path / f"{way.__name__}{number}", 0, move, 1, way) == calm
