"""Calendar: java.util.Calendar as the United States count weeks, from Sunday.

Fields that are set beyond their range roll over, as Java's lenient calendars do. `Calendar.getInstance()`
starts at the run's time, or needs one to be set before it is read.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from syncscript.language.builtins.date_methods import format_date
from syncscript.language.builtins.dates import Date, made, need_date
from syncscript.language.builtins.moments import millis_of, now, utc
from syncscript.language.builtins.registry import method, static
from syncscript.language.builtins.zones import UTC_ZONE, Locale, Zone, need_zone
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Box, Value


class Calendar(Box):
    """A moment that can be changed. millis: None until somebody sets it."""

    names = ("Calendar", "GregorianCalendar")
    __slots__ = ("millis", "run", "zone")

    def __init__(self, run: Run, zone: Zone, millis: int | None = None) -> None:
        self.run, self.zone, self.millis = run, zone, millis

    def instant(self) -> int:
        if self.millis is None:
            self.millis = now(self.run)
        return self.millis

    def local(self) -> datetime:
        return utc(self.instant()).astimezone(self.zone.tz)

    def plain(self) -> str:
        return utc(self.instant()).isoformat(timespec="milliseconds")

    def order(self, other: Value) -> int | None:
        return self.instant() - other.instant() if type(other) is Calendar else None

    def __eq__(self, other: object) -> bool:
        return type(other) is Calendar and self.instant() == other.instant()

    def __hash__(self) -> int:
        return hash(self.instant())


@static("Calendar.getInstance")
def get_instance(run: Run, zone: Value = None, locale: Value = None) -> Calendar:
    """A calendar. Its time is set with setTime(...), else it is the run's time: the input `now`."""
    return Calendar(run, UTC_ZONE if zone is None or type(zone) is Locale else need_zone(zone))


@method("toCalendar", Date)
def to_calendar(run: Run, date: Date) -> Calendar:
    return Calendar(run, UTC_ZONE, date.millis)


@method("getTime", Calendar)
def get_time(run: Run, calendar: Calendar) -> Date:
    return Date(calendar.instant())


@method("setTime", Calendar)
def set_time(run: Run, calendar: Calendar, date: Value) -> None:
    calendar.millis = need_date(date).millis


@method("getTimeInMillis", Calendar)
def get_millis(run: Run, calendar: Calendar) -> int:
    return calendar.instant()


@method("setTimeInMillis", Calendar)
def set_millis(run: Run, calendar: Calendar, millis: Value) -> None:
    calendar.millis = made(Date, numbers.count(millis, "The milliseconds")).millis


@method("getTimeZone", Calendar)
def get_zone(run: Run, calendar: Calendar) -> Zone:
    return calendar.zone


@method("setTimeZone", Calendar)
def set_zone(run: Run, calendar: Calendar, zone: Value) -> None:
    calendar.zone = need_zone(zone)


@method("before", Calendar)
def before(run: Run, calendar: Calendar, other: Value) -> bool:
    return type(other) is Calendar and calendar.instant() < other.instant()


@method("after", Calendar)
def after(run: Run, calendar: Calendar, other: Value) -> bool:
    return type(other) is Calendar and calendar.instant() > other.instant()


@method("clone", Calendar)
def clone(run: Run, calendar: Calendar) -> Calendar:
    return Calendar(run, calendar.zone, calendar.instant())


@method("next", Calendar)
def next_day(run: Run, calendar: Calendar) -> Calendar:
    """
    >>> def c = new GregorianCalendar(2026, 0, 31); c++; c.time.format("yyyy-MM-dd")
    '2026-02-01'
    """
    return days_on(calendar, 1)


@method("previous", Calendar)
def previous_day(run: Run, calendar: Calendar) -> Calendar:
    return days_on(calendar, -1)


def days_on(calendar: Calendar, days: int) -> Calendar:
    local = calendar.local() + timedelta(days=days)
    return Calendar(calendar.run, calendar.zone, millis_of(local.astimezone(UTC)))


@method("format", Calendar)
def format_calendar(run: Run, calendar: Calendar, pattern: Value) -> str:
    return format_date(run, Date(calendar.instant()), pattern, calendar.zone)
