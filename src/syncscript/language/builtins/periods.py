"""Period: years, months and days as a calendar counts them.

Refuses to become a duration: how long a month is depends on the month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from syncscript.language.builtins.durations import unreadable
from syncscript.language.builtins.registry import CONSTANTS, STATICS, method, static
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Value


@dataclass(frozen=True)
class Period(Box):
    years: int
    months: int
    days: int
    names = ("Period", "TemporalAmount")

    def plus(self, other: Value) -> Any:
        return together(self, other, 1) if type(other) is Period else NotImplemented

    def minus(self, other: Value) -> Any:
        return together(self, other, -1) if type(other) is Period else NotImplemented

    def text(self) -> str:
        parts = ((self.years, "Y"), (self.months, "M"), (self.days, "D"))
        return "P" + ("".join(f"{n}{letter}" for n, letter in parts if n) or "0D")


def together(one: Period, other: Period, sign: int) -> Period:
    return Period(
        one.years + sign * other.years, one.months + sign * other.months, one.days + sign * other.days
    )


CONSTANTS["Period"] = {"ZERO": Period(0, 0, 0)}
DAY_TEXT = re.compile(
    r"(?i)([+-])?P(?:([+-]?\d{1,6})Y)?(?:([+-]?\d{1,7})M)?(?:([+-]?\d{1,7})W)?(?:([+-]?\d{1,8})D)?"
)


@static("Period.parse")
def parse_period(run: Run, source: Value) -> Period:
    """
    >>> Period.parse("P1Y2M").toTotalMonths()
    14
    """
    found = DAY_TEXT.fullmatch(text(source))
    if found is None or not any(found.groups()[1:]):
        raise unreadable(source, "P1Y2M3D")
    years, months, weeks, days = [
        int(n or 0) * (-1 if found.group(1) == "-" else 1) for n in found.groups()[1:]
    ]
    return Period(years, months, weeks * 7 + days)


@static("Period.of")
def period_of(run: Run, years: Value, months: Value, days: Value) -> Period:
    return Period(*[numbers.count(n, "A part of a period") for n in (years, months, days)])


def of_days(name: str, years: int, months: int, days: int) -> None:
    def make(run: Run, amount: Value) -> Period:
        count = numbers.count(amount, "The amount")
        return Period(years * count, months * count, days * count)

    STATICS.setdefault("Period", {})[name] = make


for period_name, lengths in (
    ("ofDays", (0, 0, 1)), ("ofWeeks", (0, 0, 7)), ("ofMonths", (0, 1, 0)), ("ofYears", (1, 0, 0)),
):  # fmt: skip
    of_days(period_name, *lengths)


@method("getYears", Period)
def years_of(run: Run, value: Period) -> int:
    return value.years


@method("getMonths", Period)
def months_of(run: Run, value: Period) -> int:
    return value.months


@method("getDays", Period)
def days_of(run: Run, value: Period) -> int:
    return value.days


@method("toTotalMonths", Period)
def total_months(run: Run, value: Period) -> int:
    return value.years * 12 + value.months


@method("plus", Period)
def plus(run: Run, value: Period, other: Period) -> Period:
    """
    >>> Period.ofDays(3).plus(Period.ofMonths(2)).toString()
    'P2M3D'
    """
    return together(value, other, 1)


@method("minus", Period)
def minus(run: Run, value: Period, other: Period) -> Period:
    return together(value, other, -1)


def mover(word: str) -> None:
    """plusDays, minusDays and withDays, and those of the other parts."""
    field = word.lower()

    @method(f"plus{word}", Period)
    def add(run: Run, value: Period, amount: Value) -> Period:
        return replace(value, **{field: getattr(value, field) + numbers.count(amount, "The amount")})

    @method(f"minus{word}", Period)
    def subtract(run: Run, value: Period, amount: Value) -> Period:
        return replace(value, **{field: getattr(value, field) - numbers.count(amount, "The amount")})

    @method(f"with{word}", Period)
    def put(run: Run, value: Period, amount: Value) -> Period:
        return replace(value, **{field: numbers.count(amount, "The amount")})


for part_word in ("Years", "Months", "Days"):
    mover(part_word)


@method("multipliedBy", Period)
def multiplied(run: Run, value: Period, by: Value) -> Period:
    factor = numbers.count(by, "The factor")
    return Period(value.years * factor, value.months * factor, value.days * factor)


@method("negated", Period)
def negated(run: Run, value: Period) -> Period:
    return multiplied(run, value, -1)


@method("normalized", Period)
def normalized(run: Run, value: Period) -> Period:
    """Twelve months as a year.

    >>> Period.of(1, 14, 3).normalized().toString()
    'P2Y2M3D'
    """
    months = value.years * 12 + value.months
    years = abs(months) // 12 * (-1 if months < 0 else 1)
    return Period(years, months - years * 12, value.days)


@method("isZero", Period)
def is_zero(run: Run, value: Period) -> bool:
    return not (value.years or value.months or value.days)


@method("isNegative", Period)
def is_negative(run: Run, value: Period) -> bool:
    """Whether any of its parts is."""
    return min(value.years, value.months, value.days) < 0
