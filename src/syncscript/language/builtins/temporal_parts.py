"""Year, YearMonth and MonthDay: the parts of a date that stand alone.

Each is kept as the first moment that it names, a MonthDay in a leap year. Refuses the units that are finer
than it is.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from syncscript.language.builtins.date_reading import Fields
from syncscript.language.builtins.date_time_formats import OF_FIELDS
from syncscript.language.builtins.enum_values import MONTHS_OF_YEAR
from syncscript.language.builtins.moments import now, utc
from syncscript.language.builtins.registry import STATICS, method, static
from syncscript.language.builtins.temporal_making import moment_from, on_day_of_year, whole
from syncscript.language.builtins.temporal_methods import mover, reader, setter
from syncscript.language.builtins.temporal_texts import parse_with
from syncscript.language.builtins.temporals import (
    CLOCK_UNITS,
    DAY_UNITS,
    MONTH_UNITS,
    LocalDate,
    Temporal,
)
from syncscript.language.builtins.zones import UTC_ZONE, need_zone
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value

LEAP = 2000
"""The year that a MonthDay is kept in."""


@dataclass(frozen=True)
class Year(Temporal):
    names = ("Year", "Temporal", "TemporalAccessor")
    has_clock = has_day = False
    step = "YEARS"
    lacks = CLOCK_UNITS | DAY_UNITS | {"MONTHS"}
    letters = "Guy"

    def text(self) -> str:
        return str(self.moment.year)


@dataclass(frozen=True)
class YearMonth(Temporal):
    names = ("YearMonth", "Temporal", "TemporalAccessor")
    has_clock = has_day = False
    step = "MONTHS"
    lacks = CLOCK_UNITS | DAY_UNITS
    letters = "GuyMLQq"

    def text(self) -> str:
        return self.moment.date().isoformat()[:7]


@dataclass(frozen=True)
class MonthDay(Temporal):
    names = ("MonthDay", "TemporalAccessor")
    has_clock = has_day = False
    lacks = CLOCK_UNITS | DAY_UNITS | MONTH_UNITS
    letters = "MLd"

    def text(self) -> str:
        return f"-{self.moment.date().isoformat()[4:]}"

    def plus(self, other: Value) -> Any:
        return NotImplemented

    minus = plus


def year_of(moment: datetime) -> Year:
    return Year(datetime(moment.year, 1, 1))


def year_month_of(moment: datetime) -> YearMonth:
    return YearMonth(datetime(moment.year, moment.month, 1))


def month_day_of(moment: datetime) -> MonthDay:
    return MonthDay(datetime(LEAP, moment.month, moment.day))


OF_MOMENT: dict[str, Callable[[datetime], Temporal]] = {
    "Year": year_of,
    "YearMonth": year_month_of,
    "MonthDay": month_day_of,
}

# ---------------------------------------------------------------------------- making


def now_of(owner: str) -> None:
    def make(run: Run, zone: Value = None) -> Temporal:
        return OF_MOMENT[owner](utc(now(run)).astimezone((need_zone(zone) if zone else UTC_ZONE).tz))

    STATICS.setdefault(owner, {})["now"] = make


for part_owner in OF_MOMENT:
    now_of(part_owner)


@static("Year.of")
def make_year(run: Run, year: Value) -> Year:
    """
    >>> Year.of(2024).isLeap()
    true
    """
    return Year(moment_from([*whole((year,)), 1, 1]))


@static("YearMonth.of")
def make_year_month(run: Run, year: Value, month: Value) -> YearMonth:
    """
    >>> YearMonth.of(2026, 2).atEndOfMonth().toString()
    '2026-02-28'
    """
    return YearMonth(moment_from([*whole((year, month)), 1]))


@static("MonthDay.of")
def make_month_day(run: Run, month: Value, day: Value) -> MonthDay:
    """
    >>> MonthDay.of(2, 29).atYear(2026).toString()
    '2026-02-28'
    """
    return MonthDay(moment_from([LEAP, *whole((month, day))]))


def read_by(owner: str, like: str, shape: str, whole_day: Callable[[str], str]) -> None:
    """`parse` of an ISO text. whole_day: the text filled up to a day."""
    pattern = re.compile(shape)

    def read(source: str) -> Temporal | None:
        if pattern.fullmatch(source) is None:
            return None
        return OF_MOMENT[owner](datetime.fromisoformat(whole_day(source)))

    parse_with(owner, read, like)


read_by("Year", "2026", r"\d{4}", lambda source: f"{source}-01-01")
read_by("YearMonth", "2026-01", r"\d{4}-\d\d", lambda source: f"{source}-01")
read_by("MonthDay", "--01-31", r"--\d\d-\d\d", lambda source: f"{LEAP}{source[1:]}")


def year_in(fields: Fields) -> Year | None:
    year = fields.get("u", fields.get("y"))
    return None if year is None else Year(datetime(year, 1, 1))


def year_month_in(fields: Fields) -> YearMonth | None:
    year = fields.get("u", fields.get("y"))
    return None if year is None or "M" not in fields else YearMonth(datetime(year, fields["M"], 1))


def month_day_in(fields: Fields) -> MonthDay | None:
    return MonthDay(datetime(LEAP, fields["M"], fields["d"])) if "M" in fields and "d" in fields else None


OF_FIELDS.update(Year=year_in, YearMonth=year_month_in, MonthDay=month_day_in)

# ---------------------------------------------------------------------------- reading

mover("Years", "YEARS", (Year, YearMonth))
mover("Months", "MONTHS", (YearMonth,))
reader("getYear", (YearMonth,), lambda m: m.year)
reader("getMonthValue", (YearMonth, MonthDay), lambda m: m.month)
reader("getMonth", (YearMonth, MonthDay), lambda m: list(MONTHS_OF_YEAR.values())[m.month - 1])
reader("getValue", (Year,), lambda m: m.year)
reader("isLeap", (Year,), lambda m: isleap(m.year))
reader("length", (Year,), lambda m: 366 if isleap(m.year) else 365)
reader("isLeapYear", (YearMonth,), lambda m: isleap(m.year))
reader("lengthOfYear", (YearMonth,), lambda m: 366 if isleap(m.year) else 365)
reader("lengthOfMonth", (YearMonth,), lambda m: monthrange(m.year, m.month)[1])
reader("getDayOfMonth", (MonthDay,), lambda m: m.day)
reader("atEndOfMonth", (YearMonth,), lambda m: LocalDate(m.replace(day=monthrange(m.year, m.month)[1])))
setter("withYear", "year", (YearMonth,))
setter("withMonth", "month", (YearMonth, MonthDay))
setter("withDayOfMonth", "day", (MonthDay,))


@static("Year.isLeap")
def is_leap(run: Run, year: Value) -> bool:
    return isleap(whole((year,))[0])


@method("atDay", Year, YearMonth)
def at_day(run: Run, value: Temporal, day: Value) -> LocalDate:
    """That day of the year, or of the month.

    >>> Year.of(2026).atDay(32).toString()
    '2026-02-01'
    """
    number, first = whole((day,))[0], value.moment
    if type(value) is Year:
        return LocalDate(on_day_of_year(first, number))
    return LocalDate(moment_from([first.year, first.month, number]))


@method("atMonth", Year)
def at_month(run: Run, value: Year, month: Value) -> YearMonth:
    return make_year_month(run, value.moment.year, month)


@method("atMonthDay", Year)
def at_month_day(run: Run, value: Year, day: MonthDay) -> LocalDate:
    return at_year(run, day, value.moment.year)


@method("atYear", MonthDay)
def at_year(run: Run, value: MonthDay, year: Value) -> LocalDate:
    """The 29th of February is the 28th in other years."""
    number = whole((year,))[0]
    last = monthrange(number, value.moment.month)[1]
    return LocalDate(moment_from([number, value.moment.month, min(value.moment.day, last)]))


@method("isValidYear", MonthDay)
def is_valid_year(run: Run, value: MonthDay, year: Value) -> bool:
    return value.moment.day <= monthrange(whole((year,))[0], value.moment.month)[1]


@method("isValidDay", YearMonth)
def is_valid_day(run: Run, value: YearMonth, day: Value) -> bool:
    return 1 <= whole((day,))[0] <= monthrange(value.moment.year, value.moment.month)[1]
