"""Constants of Java's enums: units of time, days of the week, months, rounding modes.

Each has a name, a place and an order. Refuses to know what they mean to others.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from typing import TypeVar

from syncscript.language.builtins.registry import CONSTANTS, STATICS, method
from syncscript.language.builtins.zones import refuse_foreign
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Value

Kind = TypeVar("Kind", bound="EnumValue")


@dataclass(frozen=True)
class EnumValue(Box):
    name: str
    ordinal: int

    def text(self) -> str:
        return self.name

    def order(self, other: Value) -> int | None:
        return self.ordinal - other.ordinal if type(other) is type(self) else None

    def all(self) -> list[Value]:
        """The constants of its enum, in order."""
        return list(CONSTANTS[self.names[0]].values())

    def moved(self, amount: int) -> Value:
        """So many constants on; behind the last comes the first."""
        constants = self.all()
        return constants[(self.ordinal + amount) % len(constants)]


def announce(kind: type[Kind], names: str) -> dict[str, Kind]:
    """Make the constants of this enum, with `valueOf` and `values`."""
    made = {name: kind(name, number) for number, name in enumerate(names.split())}
    owner = kind.names[0]
    CONSTANTS[owner] = dict(made)

    def value_of(run: Run, name: Value) -> Value:
        found = made.get(text(name))
        if found is None:
            raise Fault(
                f"{owner} has no constant {text(name)}.",
                did_you_mean(text(name), made),
                kind=BAD_ARGUMENT,
                code="R118",
            )
        return found

    def values(run: Run) -> list[Value]:
        return list(made.values())

    STATICS.setdefault(owner, {}).update(valueOf=value_of, values=values)
    return made


class CalendarValue(EnumValue):
    """A day of the week or a month: `+ 2` is two of them later."""

    def plus(self, other: Value) -> Value:
        return self.moved(other) if type(other) is int else NotImplemented

    def minus(self, other: Value) -> Value:
        return self.moved(-other) if type(other) is int else NotImplemented


class DayOfWeek(CalendarValue):
    names = ("DayOfWeek", "TemporalAccessor", "TemporalAdjuster")


class Month(CalendarValue):
    names = ("Month", "TemporalAccessor", "TemporalAdjuster")


class RoundingMode(EnumValue):
    names = ("RoundingMode",)


class TextStyle(EnumValue):
    names = ("TextStyle",)


DAYS_OF_WEEK = announce(DayOfWeek, "MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY")
MONTHS_OF_YEAR = announce(
    Month, "JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER"
)
announce(RoundingMode, "UP DOWN CEILING FLOOR HALF_UP HALF_DOWN HALF_EVEN UNNECESSARY")
announce(TextStyle, "FULL FULL_STANDALONE SHORT SHORT_STANDALONE NARROW NARROW_STANDALONE")


@method("name", EnumValue)
def enum_name(run: Run, value: EnumValue) -> str:
    return value.name


@method("ordinal", EnumValue)
def enum_ordinal(run: Run, value: EnumValue) -> int:
    return value.ordinal


@method("compareTo", EnumValue)
def compare_to(run: Run, value: EnumValue, other: Value) -> int:
    return value.order(other) or 0


@method("getValue", DayOfWeek, Month)
def value_of_day(run: Run, value: EnumValue) -> int:
    """From 1, Monday or January.

    >>> DayOfWeek.MONDAY.getValue()
    1
    """
    return value.ordinal + 1


@method("next", EnumValue)
def next_constant(run: Run, value: EnumValue) -> Value:
    """Behind the last comes the first.

    >>> Month.DECEMBER.next().toString()
    'JANUARY'
    """
    return value.moved(1)


@method("previous", EnumValue)
def previous_constant(run: Run, value: EnumValue) -> Value:
    return value.moved(-1)


@method("plus", CalendarValue)
def later(run: Run, value: CalendarValue, amount: Value) -> Value:
    """
    >>> DayOfWeek.MONDAY.plus(3).toString()
    'THURSDAY'
    """
    return value.moved(numbers.count(amount, "The amount"))


@method("minus", CalendarValue)
def earlier(run: Run, value: CalendarValue, amount: Value) -> Value:
    return value.moved(-numbers.count(amount, "The amount"))


def days_in(month: Month, leap: bool) -> int:
    return monthrange(2024 if leap else 2023, month.ordinal + 1)[1]


@method("length", Month)
def month_length(run: Run, month: Month, leap: Value) -> int:
    """
    >>> Month.FEBRUARY.length(true)
    29
    """
    return days_in(month, bool(leap))


@method("maxLength", Month)
def most_days(run: Run, month: Month) -> int:
    return days_in(month, leap=True)


@method("minLength", Month)
def least_days(run: Run, month: Month) -> int:
    return days_in(month, leap=False)


@method("firstMonthOfQuarter", Month)
def first_of_quarter(run: Run, month: Month) -> Value:
    return month.moved(-(month.ordinal % 3))


def by_number(owner: str, values: list[EnumValue]) -> None:
    """`Month.of(3)`"""

    def of(run: Run, number: Value) -> EnumValue:
        place = numbers.count(number, "The number")
        if not 1 <= place <= len(values):
            raise Fault(f"{owner}s go from 1 to {len(values)}.", kind="DateTimeException", code="R118")
        return values[place - 1]

    STATICS[owner]["of"] = of


by_number("DayOfWeek", list(DAYS_OF_WEEK.values()))
by_number("Month", list(MONTHS_OF_YEAR.values()))


@method("getDisplayName", DayOfWeek, Month)
def display_name(run: Run, value: EnumValue, style: Value, locale: Value = None) -> str:
    """
    >>> Month.MAY.getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
    'May'
    """

    refuse_foreign(locale)
    name = value.name.capitalize()
    shape = text(style)
    return name if shape.startswith("FULL") else name[:3] if shape.startswith("SHORT") else name[:1]
