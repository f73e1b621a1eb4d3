"""Arithmetic with Groovy's rules: exact decimals, integers without bounds, doubles contagious.

Knows int, Decimal and float. Refuses to let a number grow beyond what is cheap to compute with.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal, DivisionByZero, Inexact, InvalidOperation
from math import isfinite

from syncscript.language.interpreter.faults import BAD_ARGUMENT, BAD_MATH, BAD_NUMBER, Fault, OverBudget
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.values import Value, a_type, type_name

BITS = 4096
DIGITS = 400
ROUNDED = Context(prec=500, Emax=9999, Emin=-9999, traps=[InvalidOperation, DivisionByZero])
"""For what is meant to round."""
EXACT = Context(prec=500, Emax=9999, Emin=-9999, traps=[InvalidOperation, DivisionByZero, Inexact])
"""Refuses what it would have to round."""
ENDING = Context(prec=400, Emax=9999, Emin=-9999, traps=[InvalidOperation, DivisionByZero, Inexact])
"""A quotient with more digits than this has no end."""
SMALL = 1 << 256
"""Whole numbers from here on are work to make a decimal of."""
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?")

Number = int | float | Decimal


def is_number(value: Value) -> bool:
    kind = type(value)
    return kind is int or kind is Decimal or kind is float


def need_number(value: Value, what: str) -> Number:
    if is_number(value):
        return value  # type: ignore[no-any-return]
    raise Fault(
        f"Cannot {what} {'null' if value is None else a_type(value)}: a number is needed.",
        "check for null first, or convert with toInteger() or toBigDecimal()",
        code="R105",
        kind="MissingMethodException",
    )


def sized(value: Number) -> Number:
    """The result of an operation, refused when it is beyond what a rule may compute with."""
    if type(value) is int and not -SMALL < value < SMALL:
        bits = value.bit_length()
        if bits > BITS:
            raise OverBudget("A number grows too large.", f"numbers may have {BITS} bits")
        work(bits >> 8)
    return value


def pair(left: Value, right: Value, what: str) -> tuple[Number, Number]:
    """Both operands as numbers of one type: the wider of the two."""
    if not (is_number(left) and is_number(right)):
        raise no_numbers(left, right, what)
    a, b = left, right
    if type(a) is type(b):
        return a, b
    if type(a) is float or type(b) is float:
        return float(a), float(b)
    return as_decimal(a), as_decimal(b)


def as_decimal(value: int | Decimal) -> Decimal:
    """Exactly, for a price that grows with its digits."""
    if type(value) is int and not -SMALL < value < SMALL:
        work(value.bit_length() >> 4)
    return Decimal(value)


def no_numbers(left: Value, right: Value, what: str) -> Fault:
    """The fault of an operation between these two, of which at least one is no number."""
    wrong = right if is_number(left) else left
    fault = Fault(
        f"Cannot {what} {'null' if wrong is None else a_type(wrong)}: a number is needed.",
        "check for null first, or convert with toInteger() or toBigDecimal()",
        code="R105",
        kind="MissingMethodException",
    )
    if wrong is None:
        fault.kind = "NullPointerException" if left is None else "GroovyRuntimeException"
    return fault


def exactly(operation: Callable[..., Decimal], *operands: object) -> Decimal:
    """The result of an operation of `EXACT`; one that has no room for all digits ends the run."""
    try:
        return operation(*operands)
    except (Inexact, InvalidOperation):
        raise too_many_digits() from None


def too_many_digits() -> OverBudget:
    return OverBudget("A number grows too large.", f"decimals may have {EXACT.prec} digits")


def add(left: Value, right: Value) -> Number:
    a, b = pair(left, right, "add")
    return exactly(EXACT.add, a, b) if type(a) is Decimal else sized(a + b)  # type: ignore[operator]


def subtract(left: Value, right: Value) -> Number:
    a, b = pair(left, right, "subtract")
    return exactly(EXACT.subtract, a, b) if type(a) is Decimal else sized(a - b)  # type: ignore[operator]


def multiply(left: Value, right: Value) -> Number:
    a, b = pair(left, right, "multiply")
    return exactly(EXACT.multiply, a, b) if type(a) is Decimal else sized(a * b)  # type: ignore[operator]


def divide(left: Value, right: Value) -> Number:
    """`/`: exact where it ends, else with 10 more digits than the operands have."""
    a, b = pair(left, right, "divide")
    if type(a) is float:
        return float_divide(a, float(b))
    x, y = as_decimal(a), as_decimal(b)  # type: ignore[arg-type]
    if not y:
        raise division_by_zero()
    work(4)
    try:
        return ENDING.divide(x, y)
    except Inexact:
        return rounded_quotient(x, y)


def division_by_zero() -> Fault:
    help = "test the divisor first: n ? sum / n : 0"
    return Fault("Division by zero.", help, kind=BAD_MATH, code="R106", said="Division by zero")


def rounded_quotient(x: Decimal, y: Decimal) -> Decimal:
    digits = max(len(x.as_tuple().digits), len(y.as_tuple().digits)) + 10
    work(8 + digits // 4)
    result = Context(prec=digits, rounding=ROUND_HALF_UP).divide(x, y)
    scale = max(scale_of(x), scale_of(y), 10)
    if scale_of(result) > scale:
        return exactly(result.quantize, Decimal(1).scaleb(-scale), ROUND_HALF_UP, ROUNDED)
    return result


def scale_of(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def float_divide(a: float, b: float) -> float:
    if b:
        return a / b
    return float("nan") if not a or a != a else float("inf") * (1 if a > 0 else -1)


def remainder(left: Value, right: Value) -> Number:
    """`%`: the sign of the left operand, as in Java."""
    a, b = pair(left, right, "take the remainder of")
    if not b:
        raise division_by_zero()
    if type(a) is int and type(b) is int:
        return abs(a) % abs(b) * (-1 if a < 0 else 1)
    if type(a) is float:
        import math

        return math.fmod(a, b)
    return decimal_remainder(Decimal(a), Decimal(b))


def decimal_remainder(x: Decimal, y: Decimal) -> Decimal:
    """With as many decimals as Java keeps: those of the whole quotient times y, and no fewer than x has."""
    work(16)
    left = exactly(EXACT.remainder, x, y)
    fewer = scale_of(y) - scale_of(x)
    if fewer <= 0:
        return left
    quotient = str(EXACT.divide_int(x, y)).lstrip("-")
    zeros = fewer if quotient == "0" else min(fewer, len(quotient) - len(quotient.rstrip("0")))
    return left.quantize(Decimal(1).scaleb(zeros - scale_of(y)), context=ROUNDED)


def power(left: Value, right: Value) -> Number:
    a, b = need_number(left, "raise"), need_number(right, "raise to the power of")
    if type(b) is not int or b < 0 or isinstance(a, float):
        return float_power(float(a), float(b))
    if type(a) is int:
        if (a.bit_length() - 1) * b > BITS:
            raise OverBudget("A number grows too large.", f"numbers may have {BITS} bits")
        work(4 + (a.bit_length() * b >> 8))
        return sized(a**b)
    if b > EXACT.prec:
        raise too_many_digits()
    work(8 + b // 4)
    return exactly(EXACT.power, a, b)


def float_power(a: float, b: float) -> Number:
    try:
        result = a**b
    except (OverflowError, ZeroDivisionError):
        return float("inf")
    if isinstance(result, complex):
        return float("nan")
    return int(result) if result == int(result) and abs(result) < 1e15 else result


def negate(value: Value) -> Number:
    number = need_number(value, "negate")
    return EXACT.minus(number) if type(number) is Decimal else -number


def to_decimal(value: Value) -> Decimal:
    """For `toBigDecimal()` and `as BigDecimal`. Fault when the text is no number."""
    if type(value) is str:
        stripped = value.strip()
        if len(stripped) > 1000 or not NUMBER.fullmatch(stripped):
            raise not_a_number(value)
        work(len(stripped) >> 3)
        return Decimal(stripped)
    if type(value) is float:
        if not isfinite(value):
            raise not_a_number(repr(value))
        return Decimal(repr(value))
    return as_decimal(need_number(value, "convert"))  # type: ignore[arg-type]


def to_integer(value: Value) -> int:
    """For `toInteger()`, `toLong()` and casts: digits only in texts, cut towards zero in numbers."""
    if type(value) is str:
        stripped = value.strip()
        if len(stripped) > 1000 or not re.fullmatch(r"[+-]?[0-9]+", stripped):
            raise not_a_number(value)
        work(len(stripped) >> 3)
        return int(stripped)
    number = need_number(value, "convert")
    if type(number) is float and (number != number or number in (float("inf"), float("-inf"))):
        return 0
    if type(number) is not Decimal:
        return int(number)
    if number.adjusted() > DIGITS:
        raise OverBudget("A number grows too large.", f"whole numbers may have {DIGITS} digits")
    return int(number.to_integral_value(ROUND_DOWN, EXACT))


def within(value: Value, bits: int) -> int:
    """As `to_integer`; a text of a number that has no room in so many bits is none."""
    number = to_integer(value)
    if type(value) is str and not -(1 << bits - 1) <= number < 1 << bits - 1:
        raise not_a_number(value.strip())
    return number


def to_double(value: Value) -> float:
    return float(to_decimal(value)) if type(value) is str else float(need_number(value, "convert"))


def not_a_number(value: str) -> Fault:
    shown = value if len(value) <= 60 else value[:57] + "..."
    return Fault(
        f'"{shown}" is not a number.',
        "test it with isNumber() first",
        code="R107",
        kind=BAD_NUMBER,
        said=f'For input string: "{shown}"',
    )


def count(value: Value, what: str) -> int:
    """An argument that must be a whole number."""
    if type(value) is int:
        return value
    if type(value) is Decimal and value.adjusted() < DIGITS and value == value.to_integral_value():
        return int(value)
    kind = BAD_ARGUMENT if is_number(value) else "MissingMethodException"
    raise Fault(f"{what} must be a whole number, not {type_name(value)}.", kind=kind, code="R108")
