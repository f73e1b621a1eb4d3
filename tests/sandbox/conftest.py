from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sandbox.conversation import Talk, talking


@pytest.fixture
def cloud() -> Iterator[Talk]:
    with talking("cloud") as talk:
        yield talk


@pytest.fixture
def dc() -> Iterator[Talk]:
    with talking("dc") as talk:
        yield talk


@pytest.fixture(params=["cloud", "dc"])
def jira(request: pytest.FixtureRequest) -> Iterator[Talk]:
    """Each product in turn."""
    with talking(request.param) as talk:
        yield talk
