"""The one clock of the project. Everything below is given times as arguments."""

from __future__ import annotations

from datetime import UTC, datetime


def clock() -> datetime:
    """The time of this machine, for whoever starts a run."""
    return datetime.now(UTC)
