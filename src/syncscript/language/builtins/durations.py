"""Duration: a length of time on the clock, exact to the microsecond.

Refuses units without a fixed length; see `periods`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from syncscript.language.builtins.registry import CONSTANTS, STATICS, method, static
from syncscript.language.builtins.time_units import LENGTHS, SECOND, micros_of, need_unit, parted
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import Fault, OverBudget
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Value

LONGEST = 86_400 * SECOND * 366 * 20_000


@dataclass(frozen=True)
class Duration(Box):
    micros: int
    names = ("Duration", "TemporalAmount")

    def text(self) -> str:
        hours, rest = parted(self.micros, 3600 * SECOND)
        minutes, rest = parted(rest, 60 * SECOND)
        seconds = numbers.EXACT.divide(numbers.to_decimal(rest), numbers.to_decimal(SECOND)).normalize()
        shown = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
        return "PT" + (shown + (f"{seconds:f}S" if rest else "") or "0S")

    def order(self, other: Value) -> int | None:
        return self.micros - other.micros if type(other) is Duration else None

    def plus(self, other: Value) -> Any:
        return lasting(self.micros + other.micros) if type(other) is Duration else NotImplemented

    def minus(self, other: Value) -> Any:
        return lasting(self.micros - other.micros) if type(other) is Duration else NotImplemented


def lasting(micros: int) -> Duration:
    if abs(micros) > LONGEST:
        raise OverBudget("A duration grows too long.", "dates go from year 1 to year 9999")
    return Duration(micros)


# ---------------------------------------------------------------------------- making


def of_unit(name: str, unit: str, length: int = 1) -> None:
    """`Duration.ofHours(2)`"""

    def make(run: Run, amount: Value) -> Duration:
        return lasting(micros_of(amount, unit) * length)

    STATICS.setdefault("Duration", {})[name] = make


for unit_name, unit in (
    ("ofDays", "DAYS"), ("ofHours", "HOURS"), ("ofMinutes", "MINUTES"), ("ofSeconds", "SECONDS"),
    ("ofMillis", "MILLIS"), ("ofNanos", "NANOS"),
):  # fmt: skip
    of_unit(unit_name, unit)
CONSTANTS["Duration"] = {"ZERO": Duration(0)}


@static("Duration.of")
def duration_of(run: Run, amount: Value, unit: Value) -> Duration:
    """
    >>> Duration.of(90, ChronoUnit.MINUTES).toString()
    'PT1H30M'
    """
    name = need_unit(unit)
    if name not in LENGTHS:
        raise Fault(
            "This unit has no fixed length.",
            "use Period",
            kind="UnsupportedTemporalTypeException",
            code="R118",
        )
    return lasting(micros_of(amount, name))


TIME_TEXT = re.compile(
    r"(?i)([+-])?P(?:([+-]?\d{1,9})D)?"
    r"(?:T(?:([+-]?\d{1,9})H)?(?:([+-]?\d{1,9})M)?(?:([+-]?\d{1,12})(?:\.(\d{1,9}))?S)?)?"
)


@static("Duration.parse")
def parse_duration(run: Run, source: Value) -> Duration:
    """
    >>> Duration.parse("PT1H30M").toMinutes()
    90
    """
    found = TIME_TEXT.fullmatch(text(source))
    if found is None or not any(found.groups()[1:]):
        raise unreadable(source, "PT1H30M")
    sign, days, hours, minutes, seconds, fraction = found.groups()
    micros = sum(
        int(count or 0) * LENGTHS[unit]
        for count, unit in ((days, "DAYS"), (hours, "HOURS"), (minutes, "MINUTES"), (seconds, "SECONDS"))
    )
    rest = int((fraction or "0").ljust(6, "0")[:6])
    micros += -rest if (seconds or "").startswith("-") else rest
    return lasting(-micros if sign == "-" else micros)


def unreadable(source: Value, like: str) -> Fault:
    return Fault(
        f"Text '{text(source)[:60]}' cannot be parsed.",
        f"write it like {like}",
        kind="DateTimeParseException",
        code="R119",
    )


# ---------------------------------------------------------------------------- reading


def whole(name: str, unit: int, most: int | None = None) -> None:
    """`toHours()`; most: the part below the next unit, `toHoursPart()`."""

    @method(name, Duration)
    def read(run: Run, value: Duration) -> int:
        found = parted(value.micros, unit)[0]
        return found if most is None else found - parted(found, most)[0] * most

    read.__name__ = name


WHOLES: tuple[tuple[str, str, int | None], ...] = (
    ("toDays toDaysPart", "DAYS", None), ("toHours", "HOURS", None), ("toMinutes", "MINUTES", None),
    ("toSeconds getSeconds", "SECONDS", None), ("toMillis", "MILLIS", None), ("toHoursPart", "HOURS", 24),
    ("toMinutesPart", "MINUTES", 60), ("toSecondsPart", "SECONDS", 60), ("toMillisPart", "MILLIS", 1000),
)  # fmt: skip
for reader, length, most in WHOLES:
    whole(reader, LENGTHS[length], most)


@method("toNanos", Duration)
def to_nanos(run: Run, value: Duration) -> int:
    return value.micros * 1000


@method("getNano", Duration)
def get_nano(run: Run, value: Duration) -> int:
    return value.micros % SECOND * 1000


@method("isNegative", Duration)
def is_negative(run: Run, value: Duration) -> bool:
    return value.micros < 0


@method("isZero", Duration)
def is_zero(run: Run, value: Duration) -> bool:
    return not value.micros


@method("abs", Duration)
def size(run: Run, value: Duration) -> Duration:
    return Duration(abs(value.micros))


@method("negated", Duration)
def negated(run: Run, value: Duration) -> Duration:
    return Duration(-value.micros)


@method("multipliedBy", Duration)
def multiplied(run: Run, value: Duration, by: Value) -> Duration:
    return lasting(value.micros * min(max(numbers.count(by, "The factor"), -LONGEST), LONGEST))


@method("dividedBy", Duration)
def divided(run: Run, value: Duration, by: Value) -> Duration:
    factor = numbers.count(by, "The divisor")
    if not factor:
        raise Fault("Division by zero.", kind="ArithmeticException", code="R106")
    return Duration(parted(value.micros, factor)[0] if factor > 0 else -parted(value.micros, -factor)[0])


@method("plus", Duration)
def plus(run: Run, value: Duration, other: Value, unit: Value = None) -> Duration:
    more = other.micros if type(other) is Duration else micros_of(other, need_unit(unit))
    return lasting(value.micros + more)


@method("minus", Duration)
def minus(run: Run, value: Duration, other: Value, unit: Value = None) -> Duration:
    less = other.micros if type(other) is Duration else micros_of(other, need_unit(unit))
    return lasting(value.micros - less)


def add_unit(name: str, unit: str, sign: int) -> None:
    @method(name, Duration)
    def add(run: Run, value: Duration, amount: Value) -> Duration:
        return lasting(value.micros + sign * micros_of(amount, unit))

    add.__name__ = name


for word, unit in (("Days", "DAYS"), ("Hours", "HOURS"), ("Minutes", "MINUTES"), ("Seconds", "SECONDS"),
                   ("Millis", "MILLIS")):  # fmt: skip
    add_unit(f"plus{word}", unit, 1)
    add_unit(f"minus{word}", unit, -1)


@method("compareTo", Duration)
def compare_to(run: Run, value: Duration, other: Value) -> int:
    return value.order(other) or 0
