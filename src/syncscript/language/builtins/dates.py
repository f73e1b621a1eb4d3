"""Date and Timestamp: java.util.Date with what Groovy adds to it. A rule's time zone is UTC.

A date that came with an issue goes out as the text that came, unless it was changed. Refuses to know the
present time; see `moments.now`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from syncscript.language.builtins.date_patterns import LEGACY, parts_of
from syncscript.language.builtins.date_writing import written
from syncscript.language.builtins.moments import (
    is_day,
    iso_moment,
    millis_of,
    now,
    out_of_range,
    utc,
)
from syncscript.language.builtins.registry import constructor, static
from syncscript.language.builtins.zones import UTC_ZONE, Zone
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Box, Value, a_type

DAY = 86_400_000


class Date(Box):
    """Milliseconds since 1970. source: the text it was read from, None once it was changed."""

    names: ClassVar[tuple[str, ...]] = ("Date",)
    __slots__ = ("day", "millis", "source")

    def __init__(self, millis: int, source: str | None = None, day: bool = False) -> None:
        self.millis, self.source, self.day = millis, source, day

    @classmethod
    def converted(cls, value: Value) -> Value:
        """Fields of the tracker carry dates as ISO texts."""
        found = as_date(value)
        return found if found is None or isinstance(found, cls) else made(cls, found.millis)

    def moment(self) -> datetime:
        return utc(self.millis)

    def text(self) -> str:
        return shown(self, "EEE MMM dd HH:mm:ss zzz yyyy")

    def plain(self) -> str:
        if self.source is not None:
            return self.source
        if self.day and not self.millis % DAY:
            return self.moment().date().isoformat()
        return self.moment().isoformat(timespec="milliseconds")

    def json(self) -> str:
        return shown(self, "yyyy-MM-dd'T'HH:mm:ssZ")

    def order(self, other: Value) -> int | None:
        there = as_date(other)
        return None if there is None else self.millis - there.millis

    def plus(self, other: Value) -> Any:
        if isinstance(other, DateShift):
            return other.shifted(self, 1)
        return moved(self, other) if type(other) is int else NotImplemented

    def minus(self, other: Value) -> Any:
        if isinstance(other, Date):
            return (self.millis - other.millis) // DAY if self.millis >= other.millis else (
                -((other.millis - self.millis) // DAY)
            )  # fmt: skip
        if isinstance(other, DateShift):
            return other.shifted(self, -1)
        return moved(self, -other) if type(other) is int else NotImplemented

    def span(self, other: Value) -> Any:
        from syncscript.language.builtins.time_category import time_between

        return time_between(self, other) if isinstance(other, Date) else self.minus(other)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Date) and self.millis == other.millis

    def __hash__(self) -> int:
        return hash(self.millis)


class DateShift(Box):
    """What can be added to a date and taken off it."""

    def shifted(self, date: Date, sign: int) -> Date:
        """The date so much later, or earlier for a sign of -1."""
        raise NotImplementedError


class Timestamp(Date):
    names = ("Timestamp", "Date")
    __slots__ = ()

    def text(self) -> str:
        digits = self.moment().isoformat(" ", timespec="milliseconds").removesuffix("+00:00").rstrip("0")
        return digits + "0" if digits.endswith(".") else digits


def moved(date: Date, days: int) -> Date:
    return made(type(date), date.millis + days * DAY, date.day)


def made(kind: type[Date], millis: int, day: bool = False) -> Date:
    utc(millis)
    return kind(millis, None, day)


def from_text(source: str) -> Date | None:
    """The date that an ISO text names, which keeps that text."""
    moment = iso_moment(source)
    return None if moment is None else Date(millis_of(moment), source, is_day(source))


def as_date(value: Value) -> Date | None:
    """A date value, or one read from an ISO text or any other value that is an instant."""
    if isinstance(value, Date):
        return value
    return from_text(value) if type(value) is str else None


def need_date(value: Value) -> Date:
    found = as_date(value)
    if found is None:
        raise Fault(
            f"A date is needed, not {'null' if value is None else a_type(value)}.",
            "check for null first, or parse the text",
            kind=BAD_ARGUMENT,
            code="R119",
        )
    return found


def shown(date: Date, pattern: str, zone: Zone = UTC_ZONE) -> str:
    return written(date.moment().astimezone(zone.tz), parts_of(pattern, LEGACY), zone, LEGACY)


def millis_from(moment: datetime) -> int:
    try:
        return millis_of(moment)
    except OverflowError:
        raise out_of_range() from None


# ---------------------------------------------------------------------------- making


@constructor("Date")
def new_date(run: Run, *values: Value) -> Date:
    """new Date(): the run's time, from the input `now`; new Date(milliseconds), (text), (year - 1900, ...).

    >>> new Date(0).getTime()
    0
    >>> new Date(126, 0, 31).format("yyyy-MM-dd")
    '2026-01-31'
    """
    if not values:
        return Date(now(run))
    if len(values) >= 3:
        return Date(from_parts([numbers.count(v, "A part of a date") for v in values]))
    if type(values[0]) is str:
        return Date(need_date(values[0].strip().replace("/", "-")).millis)
    return made(Date, numbers.count(values[0], "The milliseconds of a date"))


def from_parts(values: list[int]) -> int:
    """Year from 1900, month from 0, day, then hours, minutes, seconds; what is too large rolls over."""
    year, month, day, hour, minute, second = [*values[:6], 0, 0, 0][:6]
    return rolled(year + 1900, month, day, timedelta(hours=hour, minutes=minute, seconds=second))


def rolled(year: int, month: int, day: int, clock: timedelta) -> int:
    """Milliseconds of a date whose month (from 0), day and time may lie outside of their ranges."""
    try:
        first = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC_ZONE.tz)
        return millis_of(first + timedelta(days=day - 1) + clock)
    except (ValueError, OverflowError):
        raise out_of_range() from None


@constructor("Timestamp")
def new_timestamp(run: Run, millis: Value) -> Date:
    """
    >>> new Timestamp(1234567890120).toString()
    '2009-02-13 23:31:30.12'
    """
    return made(Timestamp, numbers.count(millis, "The milliseconds of a date"))


@static("System.currentTimeMillis")
def current_time(run: Run) -> int:
    """The run's time: the input `now`. Without it a failure."""
    return now(run)
