"""A process that dies at a chosen place, as far as Python can say it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def dying_once(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
    """The next call of a method dies before it does anything."""
    original: Callable[..., Any] = getattr(owner, name)

    def die(*arguments: Any, **named: Any) -> Any:
        monkeypatch.setattr(owner, name, original)
        raise KeyboardInterrupt

    monkeypatch.setattr(owner, name, die)
