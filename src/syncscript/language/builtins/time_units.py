"""Units of time: ChronoUnit and TimeUnit, and how long those of the clock are.

Nanoseconds are counted in thousands: nothing here is finer than a microsecond.
"""

from __future__ import annotations

from syncscript.language.builtins.enum_values import EnumValue, announce
from syncscript.language.builtins.registry import method
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value, type_name

SECOND = 1_000_000
LENGTHS = {
    "NANOS": 0, "MICROS": 1, "MILLIS": 1000, "SECONDS": SECOND, "MINUTES": 60 * SECOND,
    "HOURS": 3600 * SECOND, "HALF_DAYS": 43_200 * SECOND, "DAYS": 86_400 * SECOND,
}  # fmt: skip
"""Microseconds of each unit of the clock; nanoseconds are counted in thousands."""
MONTHS = {"MONTHS": 1, "YEARS": 12, "DECADES": 120, "CENTURIES": 1200}


class ChronoUnit(EnumValue):
    names = ("ChronoUnit", "TemporalUnit")

    def text(self) -> str:
        return self.name.title().replace("_", "")


class TimeUnit(EnumValue):
    names = ("TimeUnit",)


UNITS = announce(
    ChronoUnit,
    "NANOS MICROS MILLIS SECONDS MINUTES HOURS HALF_DAYS DAYS WEEKS MONTHS YEARS DECADES CENTURIES",
)
CLOCKS = announce(TimeUnit, "NANOSECONDS MICROSECONDS MILLISECONDS SECONDS MINUTES HOURS DAYS")


def parted(micros: int, unit: int) -> tuple[int, int]:
    """Whole units towards zero, and the rest."""
    whole = abs(micros) // unit * (-1 if micros < 0 else 1)
    return whole, micros - whole * unit


def micros_of(amount: Value, unit: str) -> int:
    """An amount of a clock unit in microseconds."""
    count = numbers.count(amount, "The amount")
    return count // 1000 if unit == "NANOS" else count * LENGTHS[unit]


def need_unit(value: Value) -> str:
    if type(value) is ChronoUnit:
        return value.name
    raise Fault(
        f"A unit such as ChronoUnit.DAYS is needed, not {type_name(value)}.",
        kind="ClassCastException",
        code="R119",
    )


NANOSECONDS = {
    "NANOSECONDS": 1, "MICROSECONDS": 1000, "MILLISECONDS": 1_000_000, "SECONDS": 10**9,
    "MINUTES": 60 * 10**9, "HOURS": 3600 * 10**9, "DAYS": 86_400 * 10**9,
}  # fmt: skip


def convert(name: str, to: str) -> None:
    """`TimeUnit.HOURS.toMinutes(2)`"""

    @method(name, TimeUnit)
    def read(run: Run, unit: TimeUnit, amount: Value) -> int:
        return parted(numbers.count(amount, "The amount") * NANOSECONDS[unit.name], NANOSECONDS[to])[0]

    read.__name__ = name


@method("convert", TimeUnit)
def convert_from(run: Run, unit: TimeUnit, amount: Value, source: TimeUnit) -> int:
    """
    >>> TimeUnit.DAYS.convert(48, TimeUnit.HOURS)
    2
    """
    return parted(numbers.count(amount, "The amount") * NANOSECONDS[source.name], NANOSECONDS[unit.name])[0]


for reader, clock in (
    ("toNanos", "NANOSECONDS"), ("toMicros", "MICROSECONDS"), ("toMillis", "MILLISECONDS"),
    ("toSeconds", "SECONDS"), ("toMinutes", "MINUTES"), ("toHours", "HOURS"), ("toDays", "DAYS"),
):  # fmt: skip
    convert(reader, clock)
