"""What can be asked of a Date and a Timestamp, and how one is changed.

Refuses other zones than UTC unless one is given.
"""

from __future__ import annotations

from syncscript.language.builtins.dates import DAY, Date, millis_from, moved, need_date, shown
from syncscript.language.builtins.moments import (
    utc,
)
from syncscript.language.builtins.registry import method
from syncscript.language.builtins.zones import UTC_ZONE, need_zone
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value


@method("getTime", Date)
def get_time(run: Run, date: Date) -> int:
    """Milliseconds since 1970."""
    return date.millis


@method("before", Date)
def before(run: Run, date: Date, other: Value) -> bool:
    """
    >>> new Date(0).before(new Date(1))
    true
    """
    return date.millis < need_date(other).millis


@method("after", Date)
def after(run: Run, date: Date, other: Value) -> bool:
    return date.millis > need_date(other).millis


@method("compareTo", Date)
def compare_to(run: Run, date: Date, other: Value) -> int:
    there = need_date(other).millis
    return (date.millis > there) - (date.millis < there)


@method("format", Date)
def format_date(run: Run, date: Date, pattern: Value, zone: Value = None) -> str:
    """
    >>> new Date(0).format("dd.MM.yyyy HH:mm")
    '01.01.1970 00:00'
    >>> new Date(0).format("HH:mm", TimeZone.getTimeZone("Europe/Brussels"))
    '01:00'
    """
    run.charge_text(len(text(pattern)))
    return shown(date, text(pattern), UTC_ZONE if zone is None else need_zone(zone))


def part(name: str, pattern: str) -> None:
    """A property that is a short text, as the United States write it."""

    @method(name, Date)
    def read(run: Run, date: Date) -> str:
        return shown(date, pattern)

    read.__name__ = name


part("getDateString", "M/d/yy")
part("getTimeString", "h:mm:ss a")
part("getDateTimeString", "M/d/yy, h:mm:ss a")
part("toGMTString", "d MMM yyyy HH:mm:ss 'GMT'")


def number(name: str, letter: str, shift: int = 0) -> None:
    """One of the old getters."""

    @method(name, Date)
    def read(run: Run, date: Date) -> int:
        return int(shown(date, letter)) + shift

    read.__name__ = name


for getter, letter, shift in (
    ("getYear", "yyyy", -1900), ("getMonth", "M", -1), ("getDate", "d", 0), ("getHours", "H", 0),
    ("getMinutes", "m", 0), ("getSeconds", "s", 0),
):  # fmt: skip
    number(getter, letter, shift)


@method("getDay", Date)
def day_of_week(run: Run, date: Date) -> int:
    """From 0, Sunday."""
    return date.moment().isoweekday() % 7


@method("getTimezoneOffset", Date)
def timezone_offset(run: Run, date: Date) -> int:
    return 0


# ---------------------------------------------------------------------------- changing


def change(run: Run, date: Date, millis: int) -> None:
    date.millis, date.source = millis_from(utc(millis)), None
    run.note_change(date)


@method("setTime", Date, changes=True)
def set_time(run: Run, date: Date, millis: Value) -> None:
    change(run, date, numbers.count(millis, "The milliseconds of a date"))


@method("clearTime", Date, changes=True)
def clear_time(run: Run, date: Date) -> Date:
    """The same date at midnight; it is changed itself.

    >>> new Date(90000000).clearTime().format("dd HH")
    '02 00'
    """
    change(run, date, date.millis // DAY * DAY)
    return date


@method("next", Date)
def next_day(run: Run, date: Date) -> Date:
    return moved(date, 1)


@method("previous", Date)
def previous_day(run: Run, date: Date) -> Date:
    return moved(date, -1)


@method("plus", Date)
def plus_days(run: Run, date: Date, days: Value) -> Date:
    """
    >>> new Date(0).plus(1).getTime()
    86400000
    """
    return moved(date, numbers.count(days, "The days to add"))


@method("minus", Date)
def minus_days(run: Run, date: Date, other: Value) -> Value:
    """Days between two dates, or the date some days before."""
    return date.minus(other) if isinstance(other, Date) else moved(date, -numbers.count(other, "The days"))


@method("clone", Date)
def clone(run: Run, date: Date) -> Date:
    return type(date)(date.millis, None, date.day)


def walked(name: str, step: int) -> None:
    @method(name, Date)
    def walk(run: Run, date: Date, last: Value, closure: Value) -> None:
        """Day by day to the other date."""
        here, end = date, need_date(last).millis
        while (end - here.millis) * step >= 0:
            run.invoke(closure, here)
            here = moved(here, step)


walked("upto", 1)
walked("downto", -1)
