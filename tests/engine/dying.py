"""A process that dies at a chosen place, as far as Python can say it.

A run has many places to die at; the suite takes every third, and all of them where SYNCSCRIPT_EVERY_POINT is
set, as `.ci/run` does in a step of its own. Other tests that are long are so only then, too.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pytest

Point = TypeVar("Point")
IS_EVERY = bool(os.environ.get("SYNCSCRIPT_EVERY_POINT"))


def chosen(points: Sequence[Point]) -> Sequence[Point]:
    """Those of the points that this run of the tests dies at, or of whatever else it tries a third of."""
    return points if IS_EVERY else points[::3]


def dying_once(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
    """The next call of a method dies before it does anything."""
    original: Callable[..., Any] = getattr(owner, name)

    def die(*arguments: Any, **named: Any) -> Any:
        monkeypatch.setattr(owner, name, original)
        raise KeyboardInterrupt

    monkeypatch.setattr(owner, name, die)
