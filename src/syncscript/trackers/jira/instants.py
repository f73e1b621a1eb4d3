"""Jira's ways to write an instant, and ours: aware, UTC, whole milliseconds.

Knows formats only; asks no clock.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import ceil


def instant(text: str | int | float) -> datetime:
    """The instant Jira wrote as ISO 8601 with any offset, or as seconds or milliseconds since 1970."""
    if isinstance(text, int | float):
        seconds = text / 1000 if text > 100_000_000_000 else text
        return datetime.fromtimestamp(seconds, UTC)
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def iso(moment: datetime) -> str:
    """The one spelling of an instant that payloads and versions use."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def jira_iso(moment: datetime) -> str:
    """The spelling that Jira takes for a date and time: `2026-01-31T08:00:00.000+0000`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}+0000"


def relative(window: timedelta) -> str:
    """A JQL date this long ago, in whole minutes rounded up: JQL knows no seconds.

    Relative on purpose: absolute dates are read in the time zone of the account.
    """
    return f'"-{max(1, ceil(window.total_seconds() / 60))}m"'
