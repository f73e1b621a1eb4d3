"""What can be asked of the times of java.time, and how one is made from another.

Refuses to change any: each method gives a new value.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from syncscript.language.builtins.durations import Duration
from syncscript.language.builtins.enum_values import DAYS_OF_WEEK, MONTHS_OF_YEAR
from syncscript.language.builtins.moments import EPOCH, millis_of
from syncscript.language.builtins.periods import Period
from syncscript.language.builtins.registry import method
from syncscript.language.builtins.temporal_making import START, whole
from syncscript.language.builtins.temporals import (
    Instant,
    LocalDate,
    LocalDateTime,
    LocalTime,
    OffsetDateTime,
    Temporal,
    ZonedDateTime,
    added,
    at_offset,
    instant,
    local_date,
    local_time,
    remade,
    shifted,
)
from syncscript.language.builtins.time_units import LENGTHS, need_unit
from syncscript.language.builtins.zones import Zone
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value

DAYS = (LocalDate, LocalDateTime, ZonedDateTime, OffsetDateTime)
CLOCKS = (LocalTime, LocalDateTime, ZonedDateTime, OffsetDateTime)
MOMENTS = (ZonedDateTime, OffsetDateTime)

# ---------------------------------------------------------------------------- moving


def mover(word: str, unit: str, types: tuple[type, ...]) -> None:
    """plusDays and minusDays, for each unit and the types that have it."""
    for name, sign in (("plus" + word, 1), ("minus" + word, -1)):

        @method(name, *types)
        def move(run: Run, value: Temporal, amount: Value, *, sign: int = sign) -> Temporal:
            return shifted(value, sign * numbers.count(amount, "The amount"), unit)

        move.__name__ = name


for unit_word in ("Years", "Months", "Weeks", "Days"):
    mover(unit_word, unit_word.upper(), DAYS)
for unit_word in ("Hours", "Minutes", "Seconds", "Nanos"):
    mover(unit_word, unit_word.upper(), CLOCKS)
for unit_word in ("Seconds", "Millis", "Nanos"):
    mover(unit_word, unit_word.upper(), (Instant,))


@method("next", Temporal)
def next_one(run: Run, value: Temporal) -> Temporal:
    """A day later, or a second where the clock is known.

    >>> LocalDate.of(2026, 1, 31).next().toString()
    '2026-02-01'
    """
    return shifted(value, 1, value.step)


@method("previous", Temporal)
def previous_one(run: Run, value: Temporal) -> Temporal:
    return shifted(value, -1, value.step)


@method("plus", Temporal)
def plus(run: Run, value: Temporal, amount: Value, unit: Value = None) -> Temporal:
    """A Duration, a Period, or a number of a unit.

    >>> LocalDate.of(2026, 1, 31).plus(1, ChronoUnit.WEEKS).toString()
    '2026-02-07'
    """
    return moved(value, amount, unit, 1)


@method("minus", Temporal)
def minus(run: Run, value: Temporal, amount: Value, unit: Value = None) -> Temporal:
    return moved(value, amount, unit, -1)


def moved(value: Temporal, amount: Value, unit: Value, sign: int) -> Temporal:
    if isinstance(amount, Duration | Period):
        return added(value, amount, sign)
    return shifted(
        value, sign * numbers.count(amount, "The amount"), value.step if unit is None else need_unit(unit)
    )


# ---------------------------------------------------------------------------- fields


def reader(names: str, types: tuple[type, ...], read: Callable[[datetime], Value]) -> None:
    @method(names, *types)
    def get(run: Run, value: Temporal) -> Value:
        return read(value.moment)

    get.__name__ = names


reader("getYear", DAYS, lambda m: m.year)
reader("getMonthValue", DAYS, lambda m: m.month)
reader("getMonth", DAYS, lambda m: list(MONTHS_OF_YEAR.values())[m.month - 1])
reader("getDayOfMonth", DAYS, lambda m: m.day)
reader("getDayOfYear", DAYS, lambda m: m.timetuple().tm_yday)
reader("getDayOfWeek", DAYS, lambda m: list(DAYS_OF_WEEK.values())[m.weekday()])
reader("lengthOfMonth", DAYS, lambda m: monthrange(m.year, m.month)[1])
reader("lengthOfYear", DAYS, lambda m: 366 if isleap(m.year) else 365)
reader("isLeapYear", DAYS, lambda m: isleap(m.year))
reader("toEpochDay", (LocalDate,), lambda m: (m.replace(tzinfo=UTC) - EPOCH).days)
reader("getHour", CLOCKS, lambda m: m.hour)
reader("getMinute", CLOCKS, lambda m: m.minute)
reader("getSecond", CLOCKS, lambda m: m.second)
reader("getNano", (*CLOCKS, Instant), lambda m: m.microsecond * 1000)
reader("toSecondOfDay", (LocalTime,), lambda m: (m.hour * 60 + m.minute) * 60 + m.second)
reader("toNanoOfDay", (LocalTime,), lambda m: (m - START) // timedelta(microseconds=1) * 1000)
reader("toEpochMilli", (Instant, *MOMENTS), millis_of)
reader("toEpochSecond getEpochSecond", (Instant, *MOMENTS), lambda m: millis_of(m) // 1000)
reader("toLocalDate", CLOCKS[1:], local_date)
reader("toLocalTime", CLOCKS[1:], local_time)
reader("toLocalDateTime", MOMENTS, lambda m: LocalDateTime(m.replace(tzinfo=None)))
reader("toInstant", MOMENTS, instant)
reader("getOffset", MOMENTS, lambda m: at_offset(m, Zone("", m.tzinfo or UTC)).zone)


def setter(name: str, field: str, types: tuple[type, ...], per: int = 1) -> None:
    """withDayOfMonth and its like. Fault when there is no such day or time."""

    @method(name, *types)
    def change(run: Run, value: Temporal, wanted: Value) -> Temporal:
        number = whole((wanted,))[0] // per
        try:
            return remade(value, with_field(value.moment, field, number))
        except ValueError:
            raise Fault(
                f"There is no {field} {number} here.", kind="DateTimeException", code="R118"
            ) from None

    change.__name__ = name


def with_field(moment: datetime, field: str, number: int) -> datetime:
    """In another month or year: that day, or the month's last. ValueError when there is no such time."""
    if field == "year":
        return moment.replace(year=number, day=min(moment.day, monthrange(number, moment.month)[1]))
    if field == "month":
        return moment.replace(month=number, day=min(moment.day, monthrange(moment.year, number)[1]))
    replaced: datetime = {
        "day": lambda: moment.replace(day=number),
        "hour": lambda: moment.replace(hour=number),
        "minute": lambda: moment.replace(minute=number),
        "second": lambda: moment.replace(second=number),
        "microsecond": lambda: moment.replace(microsecond=number),
    }[field]()
    return replaced


for setter_name, field_name, types in (
    ("withYear", "year", DAYS), ("withMonth", "month", DAYS), ("withDayOfMonth", "day", DAYS),
    ("withHour", "hour", CLOCKS), ("withMinute", "minute", CLOCKS), ("withSecond", "second", CLOCKS),
):  # fmt: skip
    setter(setter_name, field_name, types)
setter("withNano", "microsecond", CLOCKS, per=1000)


@method("truncatedTo", *CLOCKS, Instant)
def truncated(run: Run, value: Temporal, unit: Value) -> Temporal:
    """
    >>> LocalDateTime.of(2026, 1, 31, 10, 45).truncatedTo(ChronoUnit.HOURS).toString()
    '2026-01-31T10:00'
    """
    name = need_unit(unit)
    midnight = value.moment.replace(hour=0, minute=0, second=0, microsecond=0)
    if name not in LENGTHS:
        raise Fault(
            "Only units up to days can be cut to.", kind="UnsupportedTemporalTypeException", code="R118"
        )
    length = timedelta(microseconds=max(LENGTHS[name], 1))
    return remade(value, midnight + (value.moment - midnight) // length * length)
