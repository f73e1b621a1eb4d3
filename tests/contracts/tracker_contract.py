"""What every tracker owes the engine: one suite, run against each kind of tracker.

A kind of tracker subclasses TrackerContract and gives a `place` fixture: an empty project in a real or
sandboxed instance, people in it, and bad days on demand (tests/contracts/tracker/place.py). The cases
lie beside it, one file for each subject; nothing in them knows any tracker's own way.
"""

from __future__ import annotations

import pytest

from syncscript.contracts import Tracker
from tests.contracts.tracker.bad_days import BadDaysContract
from tests.contracts.tracker.changes import ChangesContract
from tests.contracts.tracker.elements import ElementsContract
from tests.contracts.tracker.losses import LossesContract
from tests.contracts.tracker.place import Place
from tests.contracts.tracker.reading import ReadingContract
from tests.contracts.tracker.work import WorkContract
from tests.contracts.tracker.writing import WritingContract


class TrackerContract(
    ChangesContract, ReadingContract, WritingContract, ElementsContract,
    WorkContract, LossesContract, BadDaysContract,
):
    """All of it. `place` comes from the subclass."""

    @pytest.fixture
    def tracker(self, place: Place) -> Tracker:
        return place.tracker()
