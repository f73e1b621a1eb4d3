"""The fields of times by name: ChronoField, IsoFields, WeekFields; read by get() and set by with().

Refuses fields that a time does not have.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from syncscript.language.builtins.enum_values import DAYS_OF_WEEK, MONTHS_OF_YEAR, DayOfWeek, Month
from syncscript.language.builtins.moments import EPOCH, millis_of
from syncscript.language.builtins.registry import CONSTANTS, STATICS, method, static
from syncscript.language.builtins.temporal_making import no_such_time, on_day_of_year
from syncscript.language.builtins.temporal_methods import with_field
from syncscript.language.builtins.temporal_parts import OF_MOMENT, MonthDay, Year, YearMonth
from syncscript.language.builtins.temporals import (
    Instant,
    LocalDateTime,
    Temporal,
    instant,
    local_date,
    local_time,
    remade,
)
from syncscript.language.builtins.time_units import ChronoUnit
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Box, Value, a_type

Read = Callable[[datetime], int]
Put = Callable[[datetime, int], datetime]


@dataclass(frozen=True, eq=False)
class TemporalField(Box):
    """needs: what a time must know to have it: "year", "month", "day", "clock" or "instant"."""

    name: str
    needs: str
    shown: Read
    put: Put | None = None
    names = ("TemporalField", "ChronoField")

    def text(self) -> str:
        return self.name.title().replace("_", "")


def knows(value: Temporal, needed: str) -> bool:
    """Whether the time tells its year, month, day, clock or instant."""
    if type(value) is Instant:
        return needed in ("instant", "fraction")
    told = {Year: ("year",), YearMonth: ("year", "month"), MonthDay: ("month", "monthday")}.get(type(value))
    if told is not None:
        return needed in told
    if needed == "instant":
        return value.zone is not None
    return value.has_clock if needed in ("clock", "fraction") else value.has_day


def second_of_day(m: datetime) -> int:
    return (m.hour * 60 + m.minute) * 60 + m.second


def put_part(part: str) -> Put:
    return lambda m, n: with_field(m, part, n)


FIELDS = [
    TemporalField("YEAR", "year", lambda m: m.year, put_part("year")),
    TemporalField("YEAR_OF_ERA", "year", lambda m: m.year, put_part("year")),
    TemporalField("ERA", "year", lambda m: 1),
    TemporalField("MONTH_OF_YEAR", "month", lambda m: m.month, put_part("month")),
    TemporalField("DAY_OF_MONTH", "monthday", lambda m: m.day, put_part("day")),
    TemporalField("DAY_OF_YEAR", "day", lambda m: m.timetuple().tm_yday, on_day_of_year),
    TemporalField(
        "DAY_OF_WEEK", "day", lambda m: m.isoweekday(), lambda m, n: m + timedelta(days=n - m.isoweekday())
    ),
    TemporalField("ALIGNED_WEEK_OF_MONTH", "day", lambda m: (m.day - 1) // 7 + 1),
    TemporalField("ALIGNED_WEEK_OF_YEAR", "day", lambda m: (m.timetuple().tm_yday - 1) // 7 + 1),
    TemporalField(
        "EPOCH_DAY",
        "day",
        lambda m: (m.replace(tzinfo=UTC) - EPOCH).days,
        lambda m, n: m + timedelta(days=n - (m.replace(tzinfo=UTC) - EPOCH).days),
    ),
    TemporalField("HOUR_OF_DAY", "clock", lambda m: m.hour, put_part("hour")),
    TemporalField("HOUR_OF_AMPM", "clock", lambda m: m.hour % 12),
    TemporalField("AMPM_OF_DAY", "clock", lambda m: m.hour // 12),
    TemporalField("MINUTE_OF_HOUR", "clock", lambda m: m.minute, put_part("minute")),
    TemporalField("MINUTE_OF_DAY", "clock", lambda m: m.hour * 60 + m.minute),
    TemporalField("SECOND_OF_MINUTE", "clock", lambda m: m.second, put_part("second")),
    TemporalField("SECOND_OF_DAY", "clock", second_of_day),
    TemporalField("MILLI_OF_SECOND", "fraction", lambda m: m.microsecond // 1000),
    TemporalField("MICRO_OF_SECOND", "fraction", lambda m: m.microsecond, put_part("microsecond")),
    TemporalField("NANO_OF_SECOND", "fraction", lambda m: m.microsecond * 1000),
    TemporalField("INSTANT_SECONDS", "instant", lambda m: millis_of(m) // 1000),
]
CONSTANTS["ChronoField"] = {field.name: field for field in FIELDS}
CONSTANTS["IsoFields"] = {
    "QUARTER_OF_YEAR": TemporalField("QUARTER_OF_YEAR", "month", lambda m: (m.month + 2) // 3),
    "DAY_OF_QUARTER": TemporalField(
        "DAY_OF_QUARTER", "day", lambda m: (m - m.replace(month=(m.month - 1) // 3 * 3 + 1, day=1)).days + 1
    ),
    "WEEK_OF_WEEK_BASED_YEAR": TemporalField(
        "WEEK_OF_WEEK_BASED_YEAR", "day", lambda m: m.isocalendar().week
    ),
    "WEEK_BASED_YEAR": TemporalField("WEEK_BASED_YEAR", "day", lambda m: m.isocalendar().year),
}

# ---------------------------------------------------------------------------- weeks


@dataclass(frozen=True)
class WeekFields(Box):
    """first: the day that weeks begin with, 0 for Monday; least: days that the first week of a year has."""

    first: int
    least: int
    names = ("WeekFields",)

    def day(self, moment: datetime) -> int:
        return (moment.weekday() - self.first) % 7 + 1

    def week(self, moment: datetime, days: int) -> int:
        """Number of the week where so many days of its month or year are over."""
        start = (self.day(moment) - days) % 7
        return (days - 1 + start) // 7 + (1 if 7 - start >= self.least else 0)

    def year_and_week(self, moment: datetime) -> tuple[int, int]:
        """Those of the day that settles to which year a week belongs."""
        settling = moment + timedelta(days=8 - self.least - self.day(moment))
        return settling.year, (settling.timetuple().tm_yday - 1) // 7 + 1


CONSTANTS["WeekFields"] = {"ISO": WeekFields(0, 4), "SUNDAY_START": WeekFields(6, 1)}


@static("WeekFields.of")
def week_fields_of(run: Run, start: Value, least: Value = None) -> WeekFields:
    """Of a locale, or of the first day of the week and how many days the first week has at least."""
    if type(start) is DayOfWeek:
        return WeekFields(start.ordinal, numbers.count(least, "The days"))
    return WeekFields(6, 1) if str(getattr(start, "tag", "")).endswith(("US", "CA")) else WeekFields(0, 4)


def week_field(name: str, read: Callable[[WeekFields, datetime], int]) -> None:
    @method(name, WeekFields)
    def field(run: Run, weeks: WeekFields) -> TemporalField:
        return TemporalField(name, "day", lambda m: read(weeks, m))

    field.__name__ = name


week_field("dayOfWeek", lambda weeks, m: weeks.day(m))
week_field("weekOfMonth", lambda weeks, m: weeks.week(m, m.day))
week_field("weekOfYear", lambda weeks, m: weeks.week(m, m.timetuple().tm_yday))
week_field("weekOfWeekBasedYear", lambda weeks, m: weeks.year_and_week(m)[1])
week_field("weekBasedYear", lambda weeks, m: weeks.year_and_week(m)[0])

# ---------------------------------------------------------------------------- reading and setting


def need_field(value: Temporal, field: Value) -> TemporalField:
    if type(field) is not TemporalField:
        message = f"A field such as ChronoField.YEAR is needed, not {a_type(field)}."
        raise Fault(message, kind="MissingMethodException", code="R104")
    if not knows(value, field.needs):
        raise Fault(
            f"{a_type(value, first=True)} has no {field.text()}.",
            said=f"Unsupported field: {field.text()}",
            kind="UnsupportedTemporalTypeException",
            code="R118",
        )
    return field


@method("get getLong getAt", Temporal)
def get_field(run: Run, value: Temporal, field: Value) -> int:
    """
    >>> LocalDate.of(2026, 2, 1).get(ChronoField.DAY_OF_YEAR)
    32
    """
    return need_field(value, field).shown(value.moment)


@method("isSupported", Temporal)
def is_supported(run: Run, value: Temporal, what: Value) -> bool:
    """Whether it has this field or can be moved by this unit."""
    if type(what) is ChronoUnit:
        return what.name not in value.lacks
    return type(what) is TemporalField and knows(value, what.needs)


def with_value(value: Temporal, field: Value, amount: Value) -> Temporal:
    """`with(ChronoField.YEAR, 2026)`"""
    known, number = need_field(value, field), numbers.count(amount, "The value")
    if known.put is None:
        raise Fault(f"{known.text()} cannot be set.", kind="UnsupportedTemporalTypeException", code="R118")
    try:
        return remade(value, known.put(value.moment, number))
    except (ValueError, OverflowError):
        raise no_such_time(f"There is no {known.text()} {number} here.") from None


# ---------------------------------------------------------------------------- parts of a time

TAKEN: dict[str, tuple[str, Callable[[datetime], Value]]] = {
    "LocalDate": ("day", local_date),
    "LocalTime": ("clock", local_time),
    "Instant": ("instant", instant),
    "Year": ("year", OF_MOMENT["Year"]),
    "YearMonth": ("month", OF_MOMENT["YearMonth"]),
    "MonthDay": ("monthday", OF_MOMENT["MonthDay"]),
    "Month": ("month", lambda m: list(MONTHS_OF_YEAR.values())[m.month - 1]),
    "DayOfWeek": ("day", lambda m: list(DAYS_OF_WEEK.values())[m.weekday()]),
}


def taking(owner: str, needed: str, take: Callable[[datetime], Value]) -> None:
    """`Month.from(date)` and its like."""

    def from_time(run: Run, value: Value) -> Value:
        if type(value) in (Month, DayOfWeek) and value.names[0] == owner:
            return value
        if not isinstance(value, Temporal) or not knows(value, needed):
            raise no_such_time(f"There is no {owner} in {a_type(value)}.")
        return take(value.moment)

    STATICS.setdefault(owner, {})["from"] = from_time


for from_owner, (from_needed, from_take) in TAKEN.items():
    taking(from_owner, from_needed, from_take)


@static("LocalDateTime.from")
def local_date_time_from(run: Run, value: Value) -> LocalDateTime:
    if not isinstance(value, Temporal) or not (knows(value, "day") and knows(value, "clock")):
        raise no_such_time(f"There is no LocalDateTime in {a_type(value)}.")
    return LocalDateTime(value.moment.replace(tzinfo=None))
