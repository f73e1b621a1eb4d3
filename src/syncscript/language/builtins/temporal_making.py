"""How the times of java.time come to be: of parts, of texts, of milliseconds, and of the run's own time.

Refuses a clock: `now()` is the input `now`, or a failure.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from syncscript.language.builtins.dates import Date, Timestamp, made, need_date
from syncscript.language.builtins.durations import Duration
from syncscript.language.builtins.enum_values import MONTHS_OF_YEAR, Month
from syncscript.language.builtins.moments import EPOCH, millis_of, now, utc
from syncscript.language.builtins.registry import CONSTANTS, STATICS, method, static
from syncscript.language.builtins.temporals import (
    Instant,
    LocalDate,
    LocalDateTime,
    LocalTime,
    Temporal,
    ZonedDateTime,
    at_offset,
    in_zone,
    instant,
    local_date,
    local_time,
    remade,
)
from syncscript.language.builtins.zones import UTC_ZONE, Zone, need_zone
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value

# ---------------------------------------------------------------------------- the run's time

FROM_INSTANT: dict[str, Callable[[datetime, Zone], Temporal]] = {
    "LocalDate": lambda moment, zone: local_date(moment.astimezone(zone.tz)),
    "LocalTime": lambda moment, zone: local_time(moment.astimezone(zone.tz)),
    "LocalDateTime": lambda moment, zone: LocalDateTime(moment.astimezone(zone.tz).replace(tzinfo=None)),
    "ZonedDateTime": in_zone,
    "OffsetDateTime": at_offset,
}


def from_instant(owner: str) -> None:
    """`now()` and `ofInstant(instant, zone)` of one type."""
    take = FROM_INSTANT[owner]

    def now_of(run: Run, zone: Value = None) -> Temporal:
        return take(utc(now(run)), UTC_ZONE if zone is None else need_zone(zone))

    def of_instant(run: Run, at: Value, zone: Value) -> Temporal:
        return take(moment_of(at), need_zone(zone))

    STATICS.setdefault(owner, {}).update(now=now_of, ofInstant=of_instant)


for type_owner in FROM_INSTANT:
    from_instant(type_owner)


def moment_of(value: Value) -> datetime:
    """The instant of a date or of a time with a zone."""
    if isinstance(value, Temporal) and value.zone is not None:
        return value.moment
    return need_date(value).moment()


@static("Instant.now")
def instant_now(run: Run) -> Instant:
    """The run's time: the input `now`. Without it a failure."""
    return instant(utc(now(run)))


@static("Instant.ofEpochMilli")
def of_epoch_milli(run: Run, millis: Value) -> Instant:
    """
    >>> Instant.ofEpochMilli(0).toString()
    '1970-01-01T00:00:00Z'
    """
    return instant(utc(numbers.count(millis, "The milliseconds")))


@static("Instant.ofEpochSecond")
def of_epoch_second(run: Run, seconds: Value, nanos: Value = 0) -> Instant:
    moment = utc(numbers.count(seconds, "The seconds") * 1000)
    return instant(moment + timedelta(microseconds=numbers.count(nanos, "The nanoseconds") // 1000))


@static("LocalDate.ofEpochDay")
def of_epoch_day(run: Run, days: Value) -> LocalDate:
    return local_date(utc(numbers.count(days, "The days") * 86_400_000))


@static("LocalDateTime.ofEpochSecond")
def local_of_epoch_second(run: Run, seconds: Value, nanos: Value, offset: Value) -> Temporal:
    moment = of_epoch_second(run, seconds, nanos).moment
    return FROM_INSTANT["LocalDateTime"](moment, need_zone(offset))


@static("Timestamp.from")
def timestamp_from(run: Run, at: Value) -> Date:
    return made(Timestamp, millis_of(moment_of(at)))


@method("toTimestamp", Date)
def to_timestamp(run: Run, date: Date) -> Timestamp:
    """
    >>> new Date(0).toTimestamp().toString()
    '1970-01-01 00:00:00.0'
    """
    return Timestamp(date.millis)


@static("Timestamp.valueOf")
def timestamp_of(run: Run, source: Value) -> Date:
    """Of a text as JDBC writes it, or of a LocalDateTime.

    >>> Timestamp.valueOf("2026-01-31 10:00:00").getTime()
    1769853600000
    """
    if isinstance(source, LocalDateTime):
        return made(Timestamp, millis_of(source.moment.replace(tzinfo=UTC)))
    return Timestamp(need_date(source).millis)


@static("Date.from")
def date_from(run: Run, at: Value) -> Date:
    """
    >>> Date.from(Instant.ofEpochMilli(5)).time
    5
    """
    return made(Date, millis_of(moment_of(at)))


# ---------------------------------------------------------------------------- parts


def whole(values: tuple[Value, ...]) -> list[int]:
    return [v.ordinal + 1 if type(v) is Month else numbers.count(v, "A part of a date") for v in values]


LIMITS = (
    ("Year", 1, 9999), ("MonthOfYear", 1, 12), ("DayOfMonth", 1, 31), ("HourOfDay", 0, 23),
    ("MinuteOfHour", 0, 59), ("SecondOfMinute", 0, 59), ("NanoOfSecond", 0, 999_999_999),
)  # fmt: skip
"""The parts of a date and time as Java names them, and what each may be."""


def moment_from(parts: list[int]) -> datetime:
    """Year, month, day, hour, minute, second, nanosecond. Fault when there is no such day or time."""
    year, month, day, hour, minute, second, nano = [*parts, 0, 0, 0, 0][:7]
    for number, (name, least, most) in zip(parts, LIMITS, strict=False):
        if not least <= number <= most:
            said = f"Invalid value for {name} (valid values {least} - {most}): {number}"
            raise no_such_time(f"{number} is no {name} of a date or time.", said)
    if day > monthrange(year, month)[1]:
        name = list(MONTHS_OF_YEAR)[month - 1]
        leap = f"Invalid date 'February 29' as '{year}' is not a leap year"
        said = leap if (month, day) == (2, 29) else f"Invalid date '{name} {day}'"
        raise no_such_time(f"{name.capitalize()} {year} has no day {day}.", said)
    return datetime(year, month, day, hour, minute, second, nano // 1000)


def no_such_time(message: str, said: str | None = None) -> Fault:
    return Fault(message, kind="DateTimeException", code="R118", said=said)


def on_day_of_year(moment: datetime, number: int) -> datetime:
    """The same time on that day of the year. Fault where the year has no such day."""
    if not 1 <= number <= 366 or (number == 366 and not isleap(moment.year)):
        raise no_such_time(f"{moment.year} has no day {number}.")
    return moment.replace(month=1, day=1) + timedelta(days=number - 1)


@static("LocalDate.ofYearDay")
def of_year_day(run: Run, year: Value, day: Value) -> LocalDate:
    """
    >>> LocalDate.ofYearDay(2026, 60).toString()
    '2026-03-01'
    """
    return LocalDate(on_day_of_year(moment_from([*whole((year,)), 1, 1]), *whole((day,))))


@static("LocalTime.ofSecondOfDay")
def of_second_of_day(run: Run, second: Value) -> LocalTime:
    number = numbers.count(second, "The second")
    if not 0 <= number < 86_400:
        raise no_such_time(f"A day has no second {number}.")
    return LocalTime(START + timedelta(seconds=number))


@static("LocalTime.ofNanoOfDay")
def of_nano_of_day(run: Run, nano: Value) -> LocalTime:
    number = numbers.count(nano, "The nanosecond")
    if not 0 <= number < 86_400 * 10**9:
        raise no_such_time(f"A day has no nanosecond {number}.")
    return LocalTime(START + timedelta(microseconds=number // 1000))


@static("LocalDate.of")
def date_of(run: Run, year: Value, month: Value, day: Value) -> LocalDate:
    """
    >>> LocalDate.of(2026, 1, 31).plusMonths(1).toString()
    '2026-02-28'
    """
    return LocalDate(moment_from(whole((year, month, day))))


@static("LocalTime.of")
def time_of(run: Run, hour: Value, minute: Value, second: Value = 0, nano: Value = 0) -> LocalTime:
    return LocalTime(moment_from([1970, 1, 1, *whole((hour, minute, second, nano))]))


@static("LocalDateTime.of")
def date_time_of(run: Run, *parts: Value) -> LocalDateTime:
    """Of a date and a time, or of year, month, day, hour, minute, second.

    >>> LocalDateTime.of(2026, 1, 31, 10, 0).toString()
    '2026-01-31T10:00'
    """
    if len(parts) == 2 and isinstance(parts[0], LocalDate) and isinstance(parts[1], LocalTime):
        return LocalDateTime(datetime.combine(parts[0].moment.date(), parts[1].moment.time()))
    if not 5 <= len(parts) <= 7:
        raise Fault(
            "LocalDateTime.of() takes 2, or 5 to 7 arguments.", kind="MissingMethodException", code="R104"
        )
    return LocalDateTime(moment_from(whole(parts)))


@static("ZonedDateTime.of")
def zoned_of(run: Run, *parts: Value) -> ZonedDateTime:
    """Of a local date and time and a zone, of a date, a time and a zone, or of seven parts and a zone."""
    zone = need_zone(parts[-1])
    local = parts[0] if len(parts) == 2 else date_time_of(run, *parts[:-1])
    return remade(ZonedDateTime(utc(0), zone), local.moment)


START = datetime(1970, 1, 1)
CONSTANTS["LocalDate"] = {"EPOCH": LocalDate(START)}
CONSTANTS["Instant"] = {"EPOCH": Instant(EPOCH, UTC_ZONE)}
CONSTANTS["LocalTime"] = {
    "MIDNIGHT": LocalTime(START),
    "MIN": LocalTime(START),
    "NOON": LocalTime(START.replace(hour=12)),
    "MAX": LocalTime(START.replace(hour=23, minute=59, second=59, microsecond=999_999)),
}


@static("Duration.between")
def duration_between(run: Run, start: Value, end: Value) -> Duration:
    """
    >>> Duration.between(Instant.ofEpochMilli(0), Instant.ofEpochMilli(90000)).toMinutes()
    1
    """
    try:
        return Duration((bare(end) - bare(start)) // timedelta(microseconds=1))
    except TypeError:
        raise Fault(
            "These two times cannot be compared.",
            "give both a zone, or none",
            kind="DateTimeException",
            code="R118",
        ) from None


def bare(value: Value) -> datetime:
    if not isinstance(value, Temporal) or not value.has_clock:
        raise Fault(
            "A time with a clock is needed.",
            "for days use ChronoUnit.DAYS.between",
            kind="UnsupportedTemporalTypeException",
            code="R118",
        )
    return value.moment
