"""Math's exact functions, and what Integer and Long tell of the bits of a number.

A result outside of the type is a fault here, as its name says. Refuses to wrap around.
"""

from __future__ import annotations

from collections.abc import Callable

from syncscript.language.builtins.registry import static
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import BAD_MATH, Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value

WIDTHS = {"Integer": 32, "Long": 64}


def exact(name: str, compute: Callable[..., int], operands: int) -> None:
    if operands == 1:

        @static(f"Math.{name}")
        def of_one(run: Run, value: Value) -> int:
            return as_long(compute(numbers.count(value, "The number")))
    else:

        @static(f"Math.{name}")
        def of_two(run: Run, one: Value, other: Value) -> int:
            return as_long(compute(numbers.count(one, "The number"), numbers.count(other, "The number")))


def as_long(value: int) -> int:
    if not -(2**63) <= value < 2**63:
        raise Fault("The result is no long.", "leave out Exact: numbers do not overflow here", kind=BAD_MATH)
    return value


exact("addExact", lambda a, b: a + b, 2)
exact("subtractExact", lambda a, b: a - b, 2)
exact("multiplyExact", lambda a, b: a * b, 2)
exact("negateExact", lambda a: -a, 1)
exact("incrementExact", lambda a: a + 1, 1)
exact("decrementExact", lambda a: a - 1, 1)


def of_bits(name: str, compute: Callable[[int, int], int]) -> None:
    """A function of the bits of a number, and of how many there are."""
    for owner, width in WIDTHS.items():

        @static(f"{owner}.{name}")
        def tell(run: Run, value: Value, *, width: int = width) -> int:
            return compute(numbers.count(value, "The number") & ((1 << width) - 1), width)


def as_signed(bits: int, width: int) -> int:
    return bits - (1 << width) if bits >> (width - 1) else bits


of_bits("bitCount", lambda bits, width: bits.bit_count())
of_bits("highestOneBit", lambda bits, width: as_signed(1 << (bits.bit_length() - 1) if bits else 0, width))
of_bits("lowestOneBit", lambda bits, width: as_signed(bits & -bits, width))
of_bits("numberOfLeadingZeros", lambda bits, width: width - bits.bit_length())
of_bits("numberOfTrailingZeros", lambda bits, width: (bits & -bits).bit_length() - 1 if bits else width)
of_bits("reverse", lambda bits, width: as_signed(int(format(bits, f"0{width}b")[::-1], 2), width))


def logical(name: str, compute: Callable[[bool, bool], bool]) -> None:
    @static(f"Boolean.{name}")
    def combine(run: Run, one: Value, other: Value) -> bool:
        return compute(bool(one), bool(other))


logical("logicalAnd", lambda a, b: a and b)
logical("logicalOr", lambda a, b: a or b)
logical("logicalXor", lambda a, b: a is not b)


@static("Boolean.compare")
def compare(run: Run, one: Value, other: Value) -> int:
    return int(bool(one)) - int(bool(other))
