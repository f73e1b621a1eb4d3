"""Period: years, months and days as a calendar counts them.

Refuses to become a duration: how long a month is depends on the month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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

    def text(self) -> str:
        parts = ((self.years, "Y"), (self.months, "M"), (self.days, "D"))
        return "P" + ("".join(f"{n}{letter}" for n, letter in parts if n) or "0D")


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
