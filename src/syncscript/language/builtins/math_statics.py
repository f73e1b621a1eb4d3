"""The class Math.

Refuses numbers that are too large to compute with.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal

from syncscript.language.builtins.registry import static
from syncscript.language.interpreter import comparing, numbers
from syncscript.language.interpreter.faults import BAD_MATH, Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value


@static("Math.max")
def greatest(run: Run, one: Value, other: Value) -> Value:
    """
    >>> Math.max(1, 2)
    2
    """
    one, other = alike(one, other)
    return one if comparing.compare(one, other) >= 0 else other


@static("Math.min")
def least(run: Run, one: Value, other: Value) -> Value:
    """
    >>> Math.min(1, 2)
    1
    """
    one, other = alike(one, other)
    return one if comparing.compare(one, other) <= 0 else other


def alike(one: Value, other: Value) -> tuple[Value, Value]:
    """Two arguments of Math: decimals become doubles there, and one double makes the other one."""
    kinds = {type(one), type(other)}
    if float in kinds or kinds == {Decimal}:
        return numbers.to_double(one), numbers.to_double(other)
    return numbers.need_number(one, "compare"), numbers.need_number(other, "compare")


@static("Math.abs")
def math_abs(run: Run, value: Value) -> Value:
    """
    >>> Math.abs(-1.5)
    1.5
    """
    number = abs(numbers.need_number(value, "take the size of"))
    return float(number) if type(number) is Decimal else number


@static("Math.round")
def math_round(run: Run, value: Value) -> int:
    """
    >>> Math.round(2.5)
    3
    """
    number = numbers.to_double(numbers.need_number(value, "round"))
    return math.floor(number + 0.5) if math.isfinite(number) else 0


def of_double(name: str, function: Callable[[float], float]) -> None:
    """A function of Math that takes a double and gives one; NaN outside of its range."""

    @static(f"Math.{name}")
    def compute(run: Run, value: Value) -> float:
        number = numbers.to_double(numbers.need_number(value, "compute with"))
        try:
            return float(function(number))
        except (ValueError, OverflowError):
            return number if name in WHOLE else math.nan

    compute.__name__ = name


WHOLE = ("floor", "ceil", "rint")
for made in ("floor", "ceil", "sqrt", "exp", "sin", "cos", "tan", "asin", "acos", "atan"):
    of_double(made, getattr(math, made))
of_double("log", lambda x: math.log(x) if x else -math.inf)
of_double("log10", lambda x: math.log10(x) if x else -math.inf)
of_double("rint", lambda x: float(round(x)))
of_double("cbrt", lambda x: math.copysign(round(abs(x) ** (1 / 3), 12), x))
of_double("signum", lambda x: float((x > 0) - (x < 0)))
of_double("toRadians", math.radians)
of_double("toDegrees", math.degrees)


@static("Math.hypot")
def hypotenuse(run: Run, one: Value, other: Value) -> float:
    return math.hypot(numbers.to_double(one), numbers.to_double(other))


@static("Math.pow")
def math_pow(run: Run, value: Value, other: Value) -> float:
    """
    >>> Math.pow(2, 3)
    8.0
    """
    return float(numbers.float_power(numbers.to_double(value), numbers.to_double(other)))


@static("Math.floorDiv")
def floor_division(run: Run, one: Value, other: Value) -> int:
    """
    >>> Math.floorDiv(-7, 3)
    -3
    """
    return numbers.count(one, "The dividend") // divisor(other)


@static("Math.floorMod")
def floor_remainder(run: Run, one: Value, other: Value) -> int:
    return numbers.count(one, "The dividend") % divisor(other)


def divisor(value: Value) -> int:
    number = numbers.count(value, "The divisor")
    if not number:
        raise Fault("Division by zero.", kind=BAD_MATH, code="R106")
    return number


@static("Math.toIntExact")
def to_int_exact(run: Run, value: Value) -> int:
    return numbers.count(value, "The number")
