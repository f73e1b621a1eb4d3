"""Dates as queries write them: absolute ones in the searcher's zone, periods before or after now.

Source of the formats: Jira's own refusal, which lists them.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from syncscript.sandbox.jql.meaning import Context
from syncscript.sandbox.problems import refused

_ABSOLUTE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?")
_PERIOD = re.compile(r"\s*([+-]?)\s*((?:\d+\s*[wdhm]\s*)+)")
_UNITS = {"w": timedelta(weeks=1), "d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}


def period(text: str) -> timedelta | None:
    """`-5m`, `4w 2d`; None when it is no period."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        return None
    length = sum(
        (int(n) * _UNITS[unit] for n, unit in re.findall(r"(\d+)\s*([wdhm])", match[2])), timedelta()
    )
    return -length if match[1] == "-" else length


def instant_meant(text: str, field: str, context: Context) -> datetime:
    """The instant, UTC, that a date or period of a query means. Refused in Jira's words."""
    relative = period(text)
    if relative is not None:
        return context.now + relative
    if re.fullmatch(r"\d{9,}", text):
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    match = _ABSOLUTE.fullmatch(text.strip())
    if match is not None:
        try:
            numbers = [int(part or 0) for part in match.groups()]
            local = datetime(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], tzinfo=context.zone)
            return local.astimezone(UTC)
        except ValueError:
            pass
    raise refused(
        f"Date value '{text}' for field '{field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', "
        "'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.")
