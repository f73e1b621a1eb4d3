"""TemporalAdjusters, and `with`: a time moved to a day that a rule names, such as the next Monday.

Refuses times without a day where a day is meant.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from syncscript.language.builtins.enum_values import DayOfWeek, Month
from syncscript.language.builtins.moments import out_of_range
from syncscript.language.builtins.registry import METHODS, STATICS, method, static
from syncscript.language.builtins.temporal_fields import knows, with_value
from syncscript.language.builtins.temporal_methods import with_field
from syncscript.language.builtins.temporal_parts import MonthDay, Year, YearMonth
from syncscript.language.builtins.temporals import (
    LocalDate,
    LocalDateTime,
    LocalTime,
    Temporal,
    local_date,
    remade,
)
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import UNSET, Box, Closure, Value, a_type

Move = Callable[[Run, datetime], datetime]


@dataclass(frozen=True, eq=False)
class Adjuster(Box):
    """move: from a local moment to another."""

    move: Move
    names = ("TemporalAdjuster",)


def last_of_month(moment: datetime) -> datetime:
    return moment.replace(day=monthrange(moment.year, moment.month)[1])


def next_month(moment: datetime) -> datetime:
    return last_of_month(moment) + timedelta(days=1)


FIXED: dict[str, Callable[[datetime], datetime]] = {
    "firstDayOfMonth": lambda m: m.replace(day=1),
    "lastDayOfMonth": last_of_month,
    "firstDayOfNextMonth": next_month,
    "firstDayOfYear": lambda m: m.replace(month=1, day=1),
    "lastDayOfYear": lambda m: m.replace(month=12, day=31),
    "firstDayOfNextYear": lambda m: m.replace(year=m.year + 1, month=1, day=1),
}


def fixed(name: str, move: Callable[[datetime], datetime]) -> None:
    def make(run: Run) -> Adjuster:
        return Adjuster(lambda run, moment: move(moment))

    STATICS.setdefault("TemporalAdjusters", {})[name] = make


for fixed_name, fixed_move in FIXED.items():
    fixed(fixed_name, fixed_move)


def later(moment: datetime, weekday: int) -> datetime:
    """To that day of the week, the same day or behind it."""
    return moment + timedelta(days=(weekday - moment.weekday()) % 7)


def earlier(moment: datetime, weekday: int) -> datetime:
    return moment - timedelta(days=(moment.weekday() - weekday) % 7)


ONE = timedelta(days=1)
BY_WEEKDAY: dict[str, Callable[[datetime, int], datetime]] = {
    "next": lambda m, day: later(m + ONE, day),
    "nextOrSame": later,
    "previous": lambda m, day: earlier(m - ONE, day),
    "previousOrSame": earlier,
    "firstInMonth": lambda m, day: later(m.replace(day=1), day),
    "lastInMonth": lambda m, day: earlier(last_of_month(m), day),
}


def by_weekday(name: str, move: Callable[[datetime, int], datetime]) -> None:
    def make(run: Run, day: Value) -> Adjuster:
        weekday = ordinal_of(day)
        return Adjuster(lambda run, moment: move(moment, weekday))

    STATICS["TemporalAdjusters"][name] = make


for weekday_name, weekday_move in BY_WEEKDAY.items():
    by_weekday(weekday_name, weekday_move)


def ordinal_of(day: Value) -> int:
    if type(day) is DayOfWeek:
        return day.ordinal
    raise Fault(f"A DayOfWeek is needed, not {a_type(day)}.", kind="MissingMethodException", code="R104")


@static("TemporalAdjusters.dayOfWeekInMonth")
def day_of_week_in_month(run: Run, number: Value, day: Value) -> Adjuster:
    """The second Tuesday of the month; -1 is the last, 0 the last one before it.

    >>> LocalDate.of(2026, 1, 31).with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.TUESDAY)).toString()
    '2026-01-13'
    """
    place, weekday = numbers.count(number, "The number"), ordinal_of(day)

    def move(run: Run, moment: datetime) -> datetime:
        if place < 0:
            return earlier(last_of_month(moment), weekday) + timedelta(days=7 * (place + 1))
        return later(moment.replace(day=1), weekday) + timedelta(days=7 * (place - 1))

    return Adjuster(move)


@static("TemporalAdjusters.ofDateAdjuster")
def of_date_adjuster(run: Run, closure: Closure) -> Adjuster:
    """What a closure makes of the LocalDate."""

    def move(run: Run, moment: datetime) -> datetime:
        made = run.invoke(closure, local_date(moment))
        if type(made) is not LocalDate:
            message = f"The closure gave {a_type(made)}, not a LocalDate."
            raise Fault(message, kind="ClassCastException", code="R119")
        return datetime.combine(made.moment.date(), moment.time())

    return Adjuster(move)


# ---------------------------------------------------------------------------- with

SET: dict[type, tuple[str, Callable[[datetime, Value], datetime]]] = {
    LocalDate: ("day", lambda m, by: datetime.combine(by.moment.date(), m.time())),
    LocalTime: ("clock", lambda m, by: datetime.combine(m.date(), by.moment.time())),
    LocalDateTime: ("day", lambda m, by: by.moment),
    DayOfWeek: ("day", lambda m, by: m + timedelta(days=by.ordinal - m.weekday())),
    Month: ("month", lambda m, by: with_field(m, "month", by.ordinal + 1)),
    Year: ("year", lambda m, by: with_field(m, "year", by.moment.year)),
    YearMonth: (
        "month",
        lambda m, by: with_field(with_field(m, "year", by.moment.year), "month", by.moment.month),
    ),
    MonthDay: ("monthday", lambda m, by: with_field(m.replace(day=1), "month", by.moment.month).replace(
        day=min(by.moment.day, monthrange(m.year, by.moment.month)[1]))),
}  # fmt: skip
"""What may be given to `with`: what the time must know, and what becomes of it."""
Kind = TypeVar("Kind", bound=Temporal)


@method("with", Temporal)
def with_adjuster(run: Run, value: Temporal, by: Value, amount: Value = UNSET) -> Value:
    """Moved by an adjuster, with a part set, or as `with` of any object for a closure.

    >>> LocalDate.of(2026, 1, 31).with(TemporalAdjusters.next(DayOfWeek.MONDAY)).toString()
    '2026-02-02'
    """
    if type(by) is Closure:
        return METHODS[Box]["with"](run, value, by)
    return adjusted(run, value, by) if amount is UNSET else with_value(value, by, amount)


def adjusted(run: Run, value: Kind, by: Value) -> Kind:
    needed, put = ("day", None) if type(by) is Adjuster else SET.get(type(by), ("", None))
    if not needed or not knows(value, needed):
        raise Fault(
            f"{a_type(value, first=True)} cannot be adjusted by {a_type(by)}.",
            kind="UnsupportedTemporalTypeException" if needed else "MissingMethodException",
            code="R118",
        )
    local = value.moment.replace(tzinfo=None)
    try:
        return remade(value, by.move(run, local) if put is None else put(local, by))
    except (ValueError, OverflowError):
        raise out_of_range() from None


@method("adjustInto", Adjuster)
def adjust_into(run: Run, by: Adjuster, value: Temporal) -> Temporal:
    return adjusted(run, value, by)
