"""The times of java.time: LocalDate, LocalTime, LocalDateTime, ZonedDateTime, OffsetDateTime, Instant.

Each is a moment with what it knows of day, clock and zone. Knows how they move in time and how they look.
Refuses units that a type does not have.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, TypeVar

from syncscript.language.builtins.durations import Duration
from syncscript.language.builtins.moments import out_of_range
from syncscript.language.builtins.periods import Period
from syncscript.language.builtins.time_units import LENGTHS, MONTHS
from syncscript.language.builtins.zones import UTC_ZONE, Zone, offset_text, offset_zone
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.values import Box, Value, a_type

Kind = TypeVar("Kind", bound="Temporal")
CLOCK_UNITS = frozenset(LENGTHS) - {"DAYS"}
DAY_UNITS, MONTH_UNITS = frozenset({"DAYS", "WEEKS"}), frozenset(MONTHS)


@dataclass(frozen=True)
class Temporal(Box):
    """moment: naive without zone, else aware and as the zone's clock shows it.

    step: the unit of `+ 1`; lacks: the units that it cannot be moved by; letters: those of patterns that it
    knows, None for all that its day and clock tell.
    """

    moment: datetime
    zone: Zone | None = None
    has_day: ClassVar[bool] = True
    has_clock: ClassVar[bool] = True
    step: ClassVar[str] = "SECONDS"
    lacks: ClassVar[frozenset[str]] = frozenset()
    letters: ClassVar[str | None] = None

    def order(self, other: Value) -> int | None:
        if type(other) is not type(self):
            return None
        return (self.moment > other.moment) - (self.moment < other.moment)

    def plus(self, other: Value) -> Any:
        if isinstance(other, Duration | Period):
            return added(self, other, 1)
        return shifted(self, other, self.step) if type(other) is int else NotImplemented

    def minus(self, other: Value) -> Any:
        if isinstance(other, Duration | Period):
            return added(self, other, -1)
        return shifted(self, -other, self.step) if type(other) is int else NotImplemented


@dataclass(frozen=True)
class LocalDate(Temporal):
    names = ("LocalDate", "ChronoLocalDate", "Temporal", "TemporalAccessor")
    has_clock = False
    step = "DAYS"
    lacks = CLOCK_UNITS

    def text(self) -> str:
        return self.moment.date().isoformat()


@dataclass(frozen=True)
class LocalTime(Temporal):
    """The moment stands on the first of January 1970."""

    names = ("LocalTime", "Temporal", "TemporalAccessor")
    has_day = False
    lacks = DAY_UNITS | MONTH_UNITS

    def text(self) -> str:
        return clock_text(self.moment)


@dataclass(frozen=True)
class LocalDateTime(Temporal):
    names = ("LocalDateTime", "ChronoLocalDateTime", "Temporal", "TemporalAccessor")

    def text(self) -> str:
        return f"{self.moment.date().isoformat()}T{clock_text(self.moment)}"


@dataclass(frozen=True)
class OffsetDateTime(Temporal):
    names: ClassVar[tuple[str, ...]] = ("OffsetDateTime", "Temporal", "TemporalAccessor")

    def text(self) -> str:
        offset = self.moment.utcoffset() or timedelta(0)
        shown = offset_text(offset) if offset else "Z"
        return f"{self.moment.date().isoformat()}T{clock_text(self.moment)}{shown}"


@dataclass(frozen=True)
class ZonedDateTime(OffsetDateTime):
    names = ("ZonedDateTime", "ChronoZonedDateTime", "Temporal", "TemporalAccessor")

    def text(self) -> str:
        assert self.zone is not None
        bare = self.zone.id[:1] in "+-" or self.zone.id == "Z"
        return super().text() + ("" if bare else f"[{self.zone.id}]")


@dataclass(frozen=True)
class Instant(Temporal):
    names = ("Instant", "Temporal", "TemporalAccessor")
    lacks = MONTH_UNITS | {"WEEKS"}

    def text(self) -> str:
        return f"{self.moment.date().isoformat()}T{clock_text(self.moment, seconds=True)}Z"


def clock_text(moment: datetime, seconds: bool = False) -> str:
    """`10:00`, `10:00:05`, `10:00:05.120`: no more than is needed."""
    if moment.microsecond:
        return moment.time().isoformat("milliseconds" if not moment.microsecond % 1000 else "microseconds")
    return moment.time().isoformat("seconds" if seconds or moment.second else "minutes")


# ---------------------------------------------------------------------------- making


def in_zone(moment: datetime, zone: Zone) -> ZonedDateTime:
    """What the zone's clock shows at an aware moment."""
    return ZonedDateTime(moment.astimezone(zone.tz), zone)


def at_offset(moment: datetime, zone: Zone) -> OffsetDateTime:
    """As `in_zone`, with the offset of that moment alone."""
    fixed = offset_zone(zone.offset(moment))
    return OffsetDateTime(moment.astimezone(fixed.tz), fixed)


def instant(moment: datetime) -> Instant:
    return Instant(moment.astimezone(UTC), UTC_ZONE)


def local_time(moment: datetime) -> LocalTime:
    return LocalTime(moment.replace(1970, 1, 1, tzinfo=None))


def local_date(moment: datetime) -> LocalDate:
    return LocalDate(moment.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None))


def remade(value: Kind, moment: datetime) -> Kind:
    """The same type and zone at another moment. A local time in the gap of a clock change moves on."""
    if value.zone is None:
        return type(value)(moment)
    moment = moment.replace(tzinfo=value.zone.tz)
    return type(value)(moment.astimezone(UTC).astimezone(value.zone.tz), value.zone)


# ---------------------------------------------------------------------------- moving


def shifted(value: Kind, amount: int, unit: str) -> Kind:
    """Later by this many units. Fault for units that the type does not have."""
    if unit in value.lacks:
        raise no_unit(value, unit)
    try:
        if unit in MONTHS:
            return remade(value, later_months(value, amount * MONTHS[unit]))
        if unit in DAY_UNITS:
            return remade(value, value.moment + timedelta(days=amount * (7 if unit == "WEEKS" else 1)))
        micros = amount // 1000 if unit == "NANOS" else amount * LENGTHS[unit]
        return later(value, timedelta(microseconds=micros))
    except (OverflowError, ValueError):
        raise out_of_range() from None


def no_unit(value: Temporal, unit: str) -> Fault:
    return Fault(
        f"{a_type(value, first=True)} has no {unit.lower()}.",
        "use LocalDateTime for a day with a time",
        said=f"Unsupported unit: {unit.title().replace('_', '')}",
        kind="UnsupportedTemporalTypeException",
        code="R118",
    )


def later(value: Kind, length: timedelta) -> Kind:
    """Along the clock: an hour is an hour, whatever clocks are set to in it."""
    if value.zone is not None:
        return type(value)((value.moment.astimezone(UTC) + length).astimezone(value.zone.tz), value.zone)
    if not value.has_day:
        length %= timedelta(days=1)
        return type(value)((value.moment + length).replace(1970, 1, 1))
    return type(value)(value.moment + length)


def later_months(value: Temporal, months: int) -> datetime:
    """The same day of another month, or that month's last day."""
    count = value.moment.year * 12 + value.moment.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return value.moment.replace(year=year, month=month, day=min(value.moment.day, monthrange(year, month)[1]))


def added(value: Kind, length: Duration | Period, sign: int) -> Kind:
    if isinstance(length, Duration):
        return shifted(value, sign * length.micros, "MICROS")
    if length.months:
        value = shifted(value, sign * (length.years * 12 + length.months), "MONTHS")
    elif length.years:
        value = shifted(value, sign * length.years, "YEARS")
    return shifted(value, sign * length.days, "DAYS") if length.days else value
