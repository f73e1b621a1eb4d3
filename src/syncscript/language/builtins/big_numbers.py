"""BigInteger by name, and MathContext: how many digits a decimal keeps.

Refuses numbers that are too large to compute with.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Context, Decimal

from syncscript.language.builtins.decimal_methods import rounding_of
from syncscript.language.builtins.number_statics import check_base, in_base
from syncscript.language.builtins.registry import CONSTANTS, constructor, method, static
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Value


@dataclass(frozen=True, eq=False)
class MathContext(Box):
    precision: int
    rounding: str = "HALF_UP"
    names = ("MathContext",)

    def text(self) -> str:
        return f"precision={self.precision} roundingMode={self.rounding}"

    def rounded(self, value: Decimal) -> Decimal:
        if not self.precision:
            return value
        return Context(self.precision, rounding_of(self.rounding) or None).plus(value)

    def quotient(self, value: Decimal, divisor: Decimal) -> Decimal:
        rounding = rounding_of(self.rounding) or None
        return Context(self.precision or numbers.DIGITS, rounding).divide(value, divisor)


CONSTANTS["MathContext"] = {
    "UNLIMITED": MathContext(0),
    **{f"DECIMAL{size}": MathContext(digits, "HALF_EVEN") for size, digits in ((32, 7), (64, 16), (128, 34))},
}


@constructor("MathContext")
def math_context(run: Run, precision: Value, rounding: Value = "HALF_UP") -> MathContext:
    digits = numbers.count(precision, "The precision")
    rounding_of(rounding)
    if not 0 <= digits <= numbers.DIGITS:
        raise Fault(f"A decimal has up to {numbers.DIGITS} digits.", kind=BAD_ARGUMENT, code="R108")
    return MathContext(digits, text(rounding))


@method("movePointLeft", Decimal)
def move_point_left(run: Run, value: Decimal, places: Value) -> Decimal:
    """
    >>> 12.5.movePointLeft(1)
    1.25
    """
    return moved(value, -numbers.count(places, "The places"))


@method("movePointRight", Decimal)
def move_point_right(run: Run, value: Decimal, places: Value) -> Decimal:
    return moved(value, numbers.count(places, "The places"))


@method("scaleByPowerOfTen", Decimal)
def scale_by_power(run: Run, value: Decimal, places: Value) -> Decimal:
    return numbers.exactly(value.scaleb, bounded(numbers.count(places, "The places")), numbers.EXACT)


def moved(value: Decimal, places: int) -> Decimal:
    made = numbers.exactly(value.scaleb, bounded(places), numbers.EXACT)
    if numbers.scale_of(made) >= 0:
        return made
    return numbers.exactly(made.quantize, Decimal(1), None, numbers.ROUNDED)


def bounded(places: int) -> int:
    if abs(places) > numbers.DIGITS:
        raise Fault("The point cannot be moved so far.", kind="ArithmeticException", code="R108")
    return places


@static("BigInteger.valueOf")
def value_of(run: Run, value: Value) -> int:
    return numbers.count(value, "The number")


@method("gcd", int)
def greatest_divisor(run: Run, value: int, other: Value) -> int:
    """
    >>> 12.gcd(8)
    4
    """
    return math.gcd(value, numbers.count(other, "The number"))


@method("toString", int)
def to_string(run: Run, value: int, base: Value = 10) -> str:
    """In another base for an argument, as BigInteger has it.

    >>> new BigInteger("255").toString(16)
    'ff'
    """
    return in_base(value, check_base(base))


@method("bitwiseNegate", int)
def bitwise_negate(run: Run, value: int) -> int:
    return ~value


def wrapping(name: str, width: int) -> None:
    @method(name, int, Decimal, float)
    def wrap(run: Run, value: Value) -> int:
        bits = numbers.to_integer(value) & ((1 << width) - 1)
        return bits - (1 << width) if bits >> (width - 1) else bits


wrapping("byteValue", 8)
wrapping("shortValue", 16)
