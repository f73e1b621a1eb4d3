"""Every answer of the Cloud sandbox, to every call it knows, is held against Atlassian's description."""

from __future__ import annotations

import re
from functools import cache

from syncscript.sandbox.routes import routes_of
from tests.judges import description
from tests.judges.judging import answer_violations, request_violations
from tests.judges.recording import Exchange
from tests.judges.sandbox_tour import tour

GONE = {"GET search", "POST search"}
"""Calls that the sandbox knows in order to refuse them."""


@cache
def walked() -> list[Exchange]:
    return tour()


def test_the_tour_asks_as_described() -> None:
    assert request_violations(description.cloud(), walked()) == []


def test_the_sandbox_answers_as_described() -> None:
    assert answer_violations(description.cloud(), walked()) == []


def test_no_route_is_left_out() -> None:
    calls = [f"{e.method} {e.path.removeprefix('/rest/api/3/')}" for e in walked()]
    missed = [
        f"{route.method} {route.path}"
        for route in routes_of("cloud")
        if not route.path.startswith("/__sandbox__/")
        and f"{route.method} {route.path}" not in GONE
        and not any(_pattern(f"{route.method} {route.path}").fullmatch(call) for call in calls)
    ]
    assert missed == []


def _pattern(route: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"<[a-z]+>", "[^/]+", route))
