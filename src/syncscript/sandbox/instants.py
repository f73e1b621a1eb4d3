"""Instants as Jira writes and reads them. All instants inside the sandbox are UTC, whole milliseconds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def whole_milliseconds(instant: datetime) -> datetime:
    """The same instant in UTC, without what is smaller than a millisecond."""
    utc = instant.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


def jira_text(instant: datetime) -> str:
    """`2026-01-31T14:05:00.000+0000`."""
    return instant.strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant.microsecond // 1000:03d}+0000"


def read_instant(text: str) -> datetime:
    """Read an ISO instant with its offset (`+0000`, `+00:00`, `Z`). ValueError for anything else."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(text)
    return whole_milliseconds(instant)


def later(now: datetime, than: datetime) -> datetime:
    """`now`, or a millisecond after `than` when the clock stood still or went back."""
    return max(now, than + timedelta(milliseconds=1))
