"""The fields of a calendar: read, set and moved, by the numbers that Calendar.YEAR and its like are.

Weeks begin on Sunday. What is set beyond its range rolls over. Refuses fields that have no number.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from syncscript.language.builtins.calendars import Calendar
from syncscript.language.builtins.date_formats import in_zone
from syncscript.language.builtins.date_methods import change
from syncscript.language.builtins.date_writing import DAYS, MONTHS, week_of_month, week_of_year
from syncscript.language.builtins.dates import Date, made, rolled
from syncscript.language.builtins.moments import millis_of, utc
from syncscript.language.builtins.registry import CONSTANTS, constructor, method
from syncscript.language.builtins.zones import UTC_ZONE
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value

FIELD_NAMES = (
    "ERA", "YEAR", "MONTH", "WEEK_OF_YEAR", "WEEK_OF_MONTH", "DAY_OF_MONTH", "DAY_OF_YEAR", "DAY_OF_WEEK",
    "DAY_OF_WEEK_IN_MONTH", "AM_PM", "HOUR", "HOUR_OF_DAY", "MINUTE", "SECOND", "MILLISECOND", "ZONE_OFFSET",
    "DST_OFFSET",
)  # fmt: skip
CONSTANTS["Calendar"] = {
    **{name: number for number, name in enumerate(FIELD_NAMES)},
    "DATE": 5,
    **{name.upper(): number for number, name in enumerate(MONTHS)},
    **{name.upper(): number % 7 + 1 for number, name in enumerate(DAYS, 1)},
    "AM": 0,
    "PM": 1,
}
CONSTANTS["GregorianCalendar"] = CONSTANTS["Calendar"]
CLOCK = {"HOUR": 3_600_000, "HOUR_OF_DAY": 3_600_000, "MINUTE": 60_000, "SECOND": 1000, "MILLISECOND": 1}
"""Milliseconds of the fields of the clock."""

FIELD_OF = {
    "year": "YEAR", "month": "MONTH", "date": "DAY_OF_MONTH", "dayOfMonth": "DAY_OF_MONTH",
    "hourOfDay": "HOUR_OF_DAY", "minute": "MINUTE", "second": "SECOND", "millisecond": "MILLISECOND",
}  # fmt: skip
"""Fields as Groovy names them in updated() and copyWith()."""

READ: dict[str, Callable[[datetime], int]] = {
    "ERA": lambda m: 1,
    "YEAR": lambda m: m.year,
    "MONTH": lambda m: m.month - 1,
    "WEEK_OF_YEAR": lambda m: week_of_year(m)[1],
    "WEEK_OF_MONTH": lambda m: int(week_of_month(m, 1)),
    "DAY_OF_MONTH": lambda m: m.day,
    "DAY_OF_YEAR": lambda m: m.timetuple().tm_yday,
    "DAY_OF_WEEK": lambda m: m.isoweekday() % 7 + 1,
    "DAY_OF_WEEK_IN_MONTH": lambda m: (m.day - 1) // 7 + 1,
    "AM_PM": lambda m: m.hour // 12,
    "HOUR": lambda m: m.hour % 12,
    "HOUR_OF_DAY": lambda m: m.hour,
    "MINUTE": lambda m: m.minute,
    "SECOND": lambda m: m.second,
    "MILLISECOND": lambda m: m.microsecond // 1000,
    "ZONE_OFFSET": lambda m: (
        int(((m.utcoffset() or timedelta(0)) - (m.dst() or timedelta(0))).total_seconds()) * 1000
    ),
    "DST_OFFSET": lambda m: int((m.dst() or timedelta(0)).total_seconds()) * 1000,
}


def field_name(field: Value) -> str:
    if type(field) is int and 0 <= field < len(FIELD_NAMES):
        return FIELD_NAMES[field]
    raise Fault(
        "There is no such field of a calendar.",
        "name it: Calendar.DAY_OF_MONTH",
        kind=BAD_ARGUMENT,
        code="R118",
    )


@method("get getAt", Calendar)
def get_field(run: Run, calendar: Calendar, field: Value) -> int:
    """
    >>> new Date(0).toCalendar().get(Calendar.DAY_OF_WEEK)
    5
    """
    return READ[field_name(field)](calendar.local())


@method("getAt", Date)
def field_of_date(run: Run, date: Date, field: Value) -> int:
    """
    >>> new Date(0)[Calendar.YEAR]
    1970
    """
    return READ[field_name(field)](date.moment())


def put(calendar: Calendar, local: datetime) -> None:
    """Set what the calendar's clock shows."""
    calendar.millis = millis_of(local.replace(tzinfo=calendar.zone.tz).astimezone(UTC))


@method("set", Calendar)
def set_field(run: Run, calendar: Calendar, *values: Value) -> None:
    """set(field, value), or set(year, month from 0, day, hour, minute, second)."""
    numbers_given = [numbers.count(v, "A part of a date") for v in values]
    if len(values) == 2:
        put_field(run, calendar, *values)
        return
    local = utc(0) if len(values) == 6 and calendar.millis is None else calendar.local()
    year, month, day = numbers_given[:3]
    hour, minute, second = [
        *numbers_given[3:6],
        *(local.hour, local.minute, local.second)[len(values[3:6]) :],
    ]
    clock = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=local.microsecond)
    calendar.millis = in_zone(rolled(year, month, day, clock), calendar.zone)


@method("putAt", Calendar)
def put_field(run: Run, calendar: Calendar, field: Value, value: Value) -> None:
    """One field; what is too large rolls over."""
    name, local, wanted = field_name(field), calendar.local(), numbers.count(value, "The field")
    clock = timedelta(
        hours=local.hour, minutes=local.minute, seconds=local.second, microseconds=local.microsecond
    )
    year, month, day = local.year, local.month - 1, local.day
    if name == "YEAR":
        year = wanted
    elif name == "MONTH":
        month = wanted
    elif name in ("DAY_OF_MONTH", "DAY_OF_YEAR"):
        month, day = (month if name == "DAY_OF_MONTH" else 0), wanted
    else:
        shift(calendar, name, wanted - READ[name](local))
        return
    calendar.millis = in_zone(rolled(year, month, day, clock), calendar.zone)


def shift(calendar: Calendar, name: str, amount: int) -> None:
    """Later by this many of a field's units."""
    local = calendar.local()
    if name in CLOCK:
        calendar.millis = made(Date, calendar.instant() + amount * CLOCK[name]).millis
    elif name in ("DAY_OF_MONTH", "DAY_OF_YEAR", "DAY_OF_WEEK"):
        put(calendar, moved(local, amount))
    elif name in ("WEEK_OF_YEAR", "WEEK_OF_MONTH", "DAY_OF_WEEK_IN_MONTH"):
        put(calendar, moved(local, amount * 7))
    elif name in ("MONTH", "YEAR"):
        months = local.year * 12 + local.month - 1 + amount * (12 if name == "YEAR" else 1)
        first = utc(rolled(0, months, 1, timedelta(0)))
        put(
            calendar,
            local.replace(first.year, first.month, min(local.day, monthrange(first.year, first.month)[1])),
        )
    elif name == "AM_PM":
        put(calendar, moved(local, 0) + timedelta(hours=12 * amount))
    else:
        raise Fault(f"{name} cannot be changed.", kind=BAD_ARGUMENT, code="R118")


def moved(local: datetime, days: int) -> datetime:
    midnight = utc(rolled(local.year, local.month - 1, local.day + days, timedelta(0)))
    return local.replace(midnight.year, midnight.month, midnight.day)


@method("add", Calendar)
def add(run: Run, calendar: Calendar, field: Value, amount: Value) -> None:
    """
    >>> def c = new GregorianCalendar(2026, 0, 31); c.add(Calendar.MONTH, 1); c.time.format("yyyy-MM-dd")
    '2026-02-28'
    """
    shift(calendar, field_name(field), numbers.count(amount, "The amount"))


@method("getActualMaximum", Calendar)
def actual_maximum(run: Run, calendar: Calendar, field: Value) -> int:
    """The last day of the month, or of the year."""
    local = calendar.local()
    month, year = monthrange(local.year, local.month)[1], 337 + monthrange(local.year, 2)[1]
    most = {"DAY_OF_MONTH": month, "DAY_OF_YEAR": year, "MONTH": 11, "HOUR_OF_DAY": 23, "HOUR": 11,
            "MINUTE": 59, "SECOND": 59, "MILLISECOND": 999, "DAY_OF_WEEK": 7}  # fmt: skip
    return most.get(field_name(field), 0)


@method("getActualMinimum", Calendar)
def actual_minimum(run: Run, calendar: Calendar, field: Value) -> int:
    return 1 if field_name(field) in ("DAY_OF_MONTH", "DAY_OF_YEAR", "DAY_OF_WEEK") else 0


@constructor("GregorianCalendar")
def gregorian(run: Run, *parts: Value) -> Calendar:
    """
    >>> new GregorianCalendar(2026, Calendar.JANUARY, 31).time.format("yyyy-MM-dd")
    '2026-01-31'
    """
    made_calendar = Calendar(run, UTC_ZONE)
    if len(parts) >= 3:
        made_calendar.millis = 0
        set_field(run, made_calendar, *parts)
    return made_calendar


@method("clear", Calendar)
def clear(run: Run, calendar: Calendar, field: Value = None) -> None:
    """To the start of 1970, or one field to its least."""
    if field is None:
        calendar.millis = 0
    else:
        put_field(run, calendar, field, actual_minimum(run, calendar, field))


@method("updated copyWith", Date)
def updated(run: Run, date: Date, fields: Value) -> Date:
    """Another date, with these fields set.

    >>> new Date(0).updated(year: 2020, month: Calendar.MARCH).format("yyyy-MM-dd")
    '2020-03-01'
    """
    calendar = Calendar(run, UTC_ZONE, date.millis)
    for name, amount in fields.items():
        put_field(run, calendar, FIELD_NAMES.index(FIELD_OF[name]), amount)
    return Date(calendar.instant())


@method("set", Date, changes=True)
def set_date(run: Run, date: Date, fields: Value) -> None:
    """The date itself, with these fields set.

    >>> def d = new Date(0); d.set(year: 2020, date: 29); d.format("yyyy-MM-dd")
    '2020-01-29'
    """
    change(run, date, updated(run, date, fields).millis)


@method("isLeapYear", Calendar)
def is_leap_year(run: Run, calendar: Calendar, year: Value) -> bool:
    return isleap(numbers.count(year, "The year"))


@method("clearTime", Calendar)
def clear_time(run: Run, calendar: Calendar) -> Calendar:
    put(calendar, calendar.local().replace(hour=0, minute=0, second=0, microsecond=0))
    return calendar
