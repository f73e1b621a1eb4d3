"""One time of java.time from another, and to and from Date.

Refuses to guess a zone where a value has none; a Date is read in UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime

from syncscript.language.builtins.dates import Date, made
from syncscript.language.builtins.moments import EPOCH, millis_of
from syncscript.language.builtins.registry import method
from syncscript.language.builtins.temporal_making import FROM_INSTANT, whole
from syncscript.language.builtins.temporals import (
    Instant,
    LocalDate,
    LocalDateTime,
    LocalTime,
    OffsetDateTime,
    Temporal,
    ZonedDateTime,
    at_offset,
    in_zone,
    instant,
    remade,
)
from syncscript.language.builtins.zones import UTC_ZONE, need_zone
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value

MOMENTS = (ZonedDateTime, OffsetDateTime)


@method("atStartOfDay", LocalDate)
def at_start_of_day(run: Run, value: LocalDate, zone: Value = None) -> Temporal:
    if zone is None:
        return LocalDateTime(value.moment)
    return remade(ZonedDateTime(EPOCH, need_zone(zone)), value.moment)


@method("atTime", LocalDate)
def at_time(run: Run, value: LocalDate, *parts: Value) -> LocalDateTime:
    """A time of that day: a LocalTime, or hour and minute."""
    if len(parts) == 1 and type(parts[0]) is LocalTime:
        return LocalDateTime(datetime.combine(value.moment.date(), parts[0].moment.time()))
    hour, minute, second = [*whole(parts), 0, 0][:3]
    return LocalDateTime(value.moment.replace(hour=hour, minute=minute, second=second))


@method("atZone", LocalDateTime, Instant)
def at_zone(run: Run, value: Temporal, zone: Value) -> ZonedDateTime:
    """
    >>> Instant.ofEpochMilli(0).atZone(ZoneId.of("Europe/Brussels")).toString()
    '1970-01-01T01:00+01:00[Europe/Brussels]'
    """
    where = need_zone(zone)
    return in_zone(value.moment, where) if value.zone else remade(ZonedDateTime(EPOCH, where), value.moment)


@method("atOffset", LocalDateTime, Instant)
def at_fixed_offset(run: Run, value: Temporal, zone: Value) -> OffsetDateTime:
    return at_offset(at_zone(run, value, zone).moment, need_zone(zone))


@method("toInstant", LocalDateTime)
def local_to_instant(run: Run, value: LocalDateTime, offset: Value) -> Instant:
    return instant(at_zone(run, value, offset).moment)


@method("toEpochSecond", LocalDateTime)
def local_to_epoch_second(run: Run, value: LocalDateTime, offset: Value) -> int:
    return millis_of(at_zone(run, value, offset).moment) // 1000


@method("withZoneSameInstant withOffsetSameInstant", *MOMENTS)
def same_instant(run: Run, value: Temporal, zone: Value) -> Temporal:
    where = need_zone(zone)
    return in_zone(value.moment, where) if type(value) is ZonedDateTime else at_offset(value.moment, where)


@method("withZoneSameLocal", ZonedDateTime)
def same_local(run: Run, value: ZonedDateTime, zone: Value) -> ZonedDateTime:
    return remade(ZonedDateTime(EPOCH, need_zone(zone)), value.moment)


@method("getZone", ZonedDateTime)
def get_zone(run: Run, value: ZonedDateTime) -> Value:
    return value.zone


@method("toOffsetDateTime", ZonedDateTime)
def to_offset(run: Run, value: ZonedDateTime) -> OffsetDateTime:
    return at_offset(value.moment, value.zone or UTC_ZONE)


@method("atZoneSameInstant", OffsetDateTime)
def at_zone_same_instant(run: Run, value: OffsetDateTime, zone: Value) -> ZonedDateTime:
    return in_zone(value.moment, need_zone(zone))


@method("toZonedDateTime", OffsetDateTime)
def to_zoned(run: Run, value: OffsetDateTime) -> ZonedDateTime:
    return in_zone(value.moment, value.zone or UTC_ZONE)


@method("toDate", LocalDate, LocalDateTime, ZonedDateTime, OffsetDateTime, Instant)
def to_date(run: Run, value: Temporal) -> Date:
    aware = value.moment if value.zone else value.moment.replace(tzinfo=UTC)
    return made(Date, millis_of(aware))


def from_date(name: str, owner: str) -> None:
    """`date.toLocalDate()` and its like, in UTC."""

    @method(name, Date)
    def convert(run: Run, date: Date) -> Temporal:
        return FROM_INSTANT[owner](date.moment(), UTC_ZONE)

    convert.__name__ = name


for from_owner in FROM_INSTANT:
    from_date(f"to{from_owner}", from_owner)


@method("toInstant", Date)
def date_to_instant(run: Run, date: Date) -> Instant:
    """
    >>> new Date(0).toInstant().toString()
    '1970-01-01T00:00:00Z'
    """
    return instant(date.moment())
