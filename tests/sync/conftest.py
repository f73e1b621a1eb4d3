"""Two Jiras of which every field is synced."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.all_fields import FACES, RULES
from tests.sync.joined import Joined, joined


@pytest.fixture(params=FACES, ids="-to-".join)
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Joined]:
    with joined(tmp_path, RULES, faces=request.param) as made:
        for person, project in ((made.at_blue, "BLUE"), (made.at_green, "GREEN")):
            for name in ("Reader", "Door"):
                person.component(project, name)
            for name in ("1.0", "1.1", "2.0"):
                person.version(project, name)
        yield made
