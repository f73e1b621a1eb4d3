"""Before, after, and how long between two times of java.time.

Refuses to compare a time that has a zone with one that has none.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from syncscript.language.builtins.periods import Period
from syncscript.language.builtins.registry import method, static
from syncscript.language.builtins.streams import Stream, counted
from syncscript.language.builtins.temporals import (
    LocalDate,
    Temporal,
    shifted,
)
from syncscript.language.builtins.time_units import LENGTHS, MONTHS, ChronoUnit, need_unit
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value, a_type


def comparison(name: str, test: Callable[[datetime, datetime], bool]) -> None:
    @method(name, Temporal)
    def compare(run: Run, value: Temporal, other: Value) -> bool:
        return test(value.moment, moment_like(value, other))

    compare.__name__ = name


comparison("isBefore", lambda a, b: a < b)
comparison("isAfter", lambda a, b: a > b)
comparison("isEqual", lambda a, b: a == b)


def moment_like(value: Temporal, other: Value) -> datetime:
    """The other's moment, where it can be compared with the value's."""
    if isinstance(other, Temporal) and (other.zone is None) == (value.zone is None):
        return other.moment
    raise Fault(
        f"{a_type(value, first=True)} cannot be compared with {a_type(other)}.",
        kind=BAD_ARGUMENT,
        code="R110",
    )


@method("compareTo", Temporal)
def compare_to(run: Run, value: Temporal, other: Value) -> int:
    """For days, months and years that differ by how many, as Java tells it.

    >>> LocalDate.of(2026, 1, 31).compareTo(LocalDate.of(2028, 1, 1))
    -2
    """
    here, there = value.moment, moment_like(value, other)
    if value.zone is None:
        pairs = zip(here.timetuple()[:3], there.timetuple()[:3], strict=True)
        apart = next((one - other for one, other in pairs if one != other), 0)
        if apart:
            return apart
    return (here > there) - (here < there)


@method("between", ChronoUnit)
def between(run: Run, unit: ChronoUnit, start: Value, end: Value) -> int:
    """
    >>> ChronoUnit.DAYS.between(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 1))
    31
    """
    return units_between(start, end, unit.name)


@method("until", Temporal)
def until(run: Run, value: Temporal, end: Value, unit: Value = None) -> Value:
    return period_between(run, value, end) if unit is None else units_between(value, end, need_unit(unit))


@method("datesUntil", LocalDate)
def dates_until(run: Run, value: LocalDate, end: Value) -> Stream:
    """Day by day, the end left out.

    >>> LocalDate.of(2026, 1, 30).datesUntil(LocalDate.of(2026, 2, 2)).count()
    3
    """
    days = units_between(value, end, "DAYS")
    if days < 0:
        raise Fault(f"{value.text()} lies behind {text(end)}.", kind=BAD_ARGUMENT, code="R119")
    return Stream(run, counted(run, (shifted(value, number, "DAYS") for number in range(days))))


def units_between(start: Value, end: Value, unit: str) -> int:
    first, last = start.moment if isinstance(start, Temporal) else None, None
    if first is not None:
        last = moment_like(start, end)
    if first is None or last is None:
        raise Fault(
            "Times of java.time are needed.", "for a Date use toInstant()", kind=BAD_ARGUMENT, code="R119"
        )
    if unit in MONTHS:
        return toward_zero(months_between(first, last), MONTHS[unit])
    length = 7 * LENGTHS["DAYS"] if unit == "WEEKS" else max(LENGTHS[unit], 1)
    if unit in ("DAYS", "WEEKS"):
        first, last = first.replace(tzinfo=None), last.replace(tzinfo=None)
    micros = (last - first) // timedelta(microseconds=1)
    return toward_zero(micros, length) * (1000 if unit == "NANOS" else 1)


def toward_zero(amount: int, unit: int) -> int:
    return amount // unit if amount >= 0 else -(-amount // unit)


def months_between(first: datetime, last: datetime) -> int:
    """Whole months towards zero."""
    months = (last.year - first.year) * 12 + last.month - first.month
    rest_first = first.replace(year=2000, month=1)
    rest_last = last.replace(year=2000, month=1)
    if months > 0 and rest_last < rest_first:
        return months - 1
    return months + 1 if months < 0 and rest_last > rest_first else months


@static("Period.between")
def period_between(run: Run, start: Value, end: Value) -> Period:
    """
    >>> Period.between(LocalDate.of(2026, 1, 31), LocalDate.of(2027, 3, 1)).toString()
    'P1Y1M1D'
    """
    if type(start) is not LocalDate or type(end) is not LocalDate:
        raise Fault(
            "Period.between takes two of LocalDate.", "use toLocalDate()", kind=BAD_ARGUMENT, code="R119"
        )
    months, days = months_between(start.moment, end.moment), end.moment.day - start.moment.day
    if months >= 0 or days > 0:
        days = (end.moment - shifted(start, months, "MONTHS").moment).days
    return Period(toward_zero(months, 12), months - toward_zero(months, 12) * 12, days)
