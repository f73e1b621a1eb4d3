"""Instants as a rule sees them: milliseconds since 1970, read from ISO texts, told by the run's own clock.

A rule has no clock of its own: the run's time is the input `now`, or there is none. Refuses years before 1
and after 9999.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def utc(millis: int) -> datetime:
    try:
        return EPOCH + millis * MILLISECOND
    except OverflowError:
        raise out_of_range() from None


def millis_of(moment: datetime) -> int:
    """Whole milliseconds since 1970, rounded down."""
    return (moment - EPOCH) // MILLISECOND


def out_of_range() -> Fault:
    return Fault(
        "This date is out of range.",
        "dates go from year 1 to year 9999",
        kind="DateTimeException",
        code="R118",
    )


def iso_moment(source: str) -> datetime | None:
    """The moment of an ISO 8601 text; a day alone is its midnight in UTC. None for other texts."""
    if not 10 <= len(source) <= 35 or source[4] != "-" or source[7] != "-":
        return None
    try:
        moment = datetime.fromisoformat(source)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def is_day(source: str) -> bool:
    """Whether the text names a day and no time."""
    try:
        return len(source) == 10 and date.fromisoformat(source) is not None
    except ValueError:
        return False


def now(run: Run) -> int:
    """The run's time in milliseconds since 1970: the input `now`, an ISO text or that number."""
    given: Value = run.inputs.get("now")
    if type(given) is int:
        return given
    moment = iso_moment(given) if type(given) is str else None
    if moment is None:
        raise Fault(
            "A rule has no clock: the same input must give the same output on any day.",
            'take a date from the issue or replica, or give the run its time as the input "now"',
            kind="UnsupportedOperationException",
            code="R117",
        )
    return millis_of(moment)
