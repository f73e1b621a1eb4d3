"""Methods of decimals and doubles: scale, rounding, cutting, and BigDecimal's arithmetic by name.

Decimals keep their scale as Java does. Refuses results that are too large to compute with.
"""

from __future__ import annotations

import math
from decimal import (
    ROUND_05UP,
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
    Inexact,
    InvalidOperation,
)

from syncscript.language.builtins.registry import CONSTANTS, method, static
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import BAD_ARGUMENT, BAD_MATH, Fault
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Value

ROUNDING = {
    "UP": ROUND_UP,
    "DOWN": ROUND_DOWN,
    "CEILING": ROUND_CEILING,
    "FLOOR": ROUND_FLOOR,
    "HALF_UP": ROUND_HALF_UP,
    "HALF_DOWN": ROUND_HALF_DOWN,
    "HALF_EVEN": ROUND_HALF_EVEN,
    "UNNECESSARY": "",
}
CONSTANTS["BigDecimal"] = {
    "ZERO": Decimal(0),
    "ONE": Decimal(1),
    "TEN": Decimal(10),
    **{f"ROUND_{name}": number for number, name in enumerate(ROUNDING)},
}


def rounding_of(mode: Value) -> str:
    """Python's name of a rounding mode, given as the constant, by name or by BigDecimal's old number."""
    numbered = type(mode) is int and 0 <= mode < len(ROUNDING)
    found = [*ROUNDING.values()][mode] if numbered else ROUNDING.get(text(mode))
    if found is None:
        raise Fault(f"There is no rounding mode {text(mode)[:60]}.", kind=BAD_ARGUMENT, code="R108")
    return found


def scaled(value: Decimal, places: int, mode: Value) -> Decimal:
    """With exactly so many decimals. Fault when digits would be lost and no rounding is asked for."""
    rounding = rounding_of(mode)
    if abs(places) > numbers.EXACT.prec:
        raise numbers.too_many_digits()
    context = numbers.ROUNDED if rounding else numbers.EXACT
    try:
        return value.quantize(Decimal(1).scaleb(-places), rounding or ROUND_DOWN, context)
    except Inexact:
        help = "name a RoundingMode"
        raise Fault("Rounding is necessary here.", help, kind=BAD_MATH, code="R106") from None
    except InvalidOperation:
        raise numbers.too_many_digits() from None


@method("setScale", Decimal)
def set_scale(run: Run, value: Value, places: Value, mode: Value = "UNNECESSARY") -> Decimal:
    """
    >>> 2.5.setScale(2)
    2.50
    >>> 2.555.setScale(2, RoundingMode.HALF_UP)
    2.56
    """
    return scaled(value, numbers.count(places, "The places"), mode)


@method("round", Decimal)
def round_decimal(run: Run, value: Decimal, places: Value = 0) -> Decimal:
    """Half up.

    >>> 2.5.round()
    3
    >>> 2.345.round(2)
    2.35
    """
    if isinstance(places, Box) and places.title() == "MathContext":
        return places.rounded(value)  # type: ignore[attr-defined, no-any-return]
    return scaled(value, numbers.count(places, "The places"), "HALF_UP")


@method("round", float)
def round_double(run: Run, value: float, places: Value = None) -> Value:
    """
    >>> 2.345d.round(2)
    2.35
    """
    if value != value or value in (math.inf, -math.inf):
        return 0 if places is None else value
    if places is None:
        return math.floor(value + 0.5)
    factor = 10 ** min(max(numbers.count(places, "The places"), -300), 300)
    work(2)
    return float(math.floor(value * factor + 0.5) / factor)


@method("trunc", Decimal)
def truncate(run: Run, value: Decimal, places: Value = 0) -> Decimal:
    """
    >>> 2.789.trunc(1)
    2.7
    """
    return scaled(value, numbers.count(places, "The places"), "DOWN")


@method("trunc", float)
def truncate_double(run: Run, value: float, places: Value = 0) -> float:
    factor = 10 ** min(max(numbers.count(places, "The places"), -300), 300)
    return float(math.trunc(value * factor) / factor)


@method("isNaN", float)
def is_nan(run: Run, value: float) -> bool:
    return value != value


@method("isInfinite", float)
def is_infinite(run: Run, value: float) -> bool:
    return value in (math.inf, -math.inf)


@method("scale", Decimal)
def scale(run: Run, value: Decimal) -> int:
    """How many decimals it has.

    >>> 2.50.scale()
    2
    """
    return -int(value.as_tuple().exponent)


@method("precision", Decimal)
def precision(run: Run, value: Decimal) -> int:
    """How many digits it has."""
    return len(value.as_tuple().digits)


@method("unscaledValue", Decimal)
def unscaled_value(run: Run, value: Decimal) -> int:
    return numbers.to_integer(value.scaleb(-int(value.as_tuple().exponent), numbers.EXACT))


@method("stripTrailingZeros", Decimal)
def strip_trailing_zeros(run: Run, value: Decimal) -> Decimal:
    """
    >>> 2.50.stripTrailingZeros()
    2.5
    """
    return numbers.exactly(value.normalize, numbers.EXACT)


@method("toPlainString", Decimal)
def to_plain_string(run: Run, value: Decimal) -> str:
    """
    >>> 1e3.toPlainString()
    '1000'
    """
    run.charge_text(abs(value.adjusted()) + numbers.EXACT.prec)
    return format(value, "f")


@method("signum", Decimal, int)
def signum(run: Run, value: Value) -> int:
    return int(value > 0) - int(value < 0)


@method("max", Decimal)
def larger(run: Run, value: Decimal, other: Value) -> Value:
    return value if value >= numbers.to_decimal(other) else other


@method("min", Decimal)
def smaller(run: Run, value: Decimal, other: Value) -> Value:
    return value if value <= numbers.to_decimal(other) else other


@method("add", Decimal)
def add(run: Run, value: Decimal, other: Value) -> Value:
    """
    >>> 1.5.add(2.5)
    4.0
    """
    return numbers.add(value, other)


@method("subtract", Decimal)
def subtract(run: Run, value: Decimal, other: Value) -> Value:
    return numbers.subtract(value, other)


@method("remainder", Decimal)
def remainder(run: Run, value: Decimal, other: Value) -> Value:
    return numbers.remainder(value, other)


@method("negate", Decimal)
def negate(run: Run, value: Decimal) -> Value:
    return numbers.negate(value)


@method("pow", Decimal, int)
def to_the_power(run: Run, value: Value, exponent: Value) -> Value:
    return numbers.power(value, numbers.count(exponent, "The exponent"))


@method("divide", Decimal)
def divide(run: Run, value: Decimal, other: Value, places: Value = None, mode: Value = None) -> Value:
    """Exact, or with so many decimals; a quotient without end is a fault, as in Java.

    >>> 1.0.divide(3.0, 2, RoundingMode.HALF_UP)
    0.33
    """
    divisor = numbers.to_decimal(other)
    if not divisor:
        raise Fault("Division by zero.", kind=BAD_MATH, code="R106")
    if isinstance(places, Box) and places.title() == "MathContext":
        return places.quotient(value, divisor)  # type: ignore[attr-defined]
    if places is not None:
        kept, rounding = (places, mode) if mode is not None else (scale(run, value), places)
        return quotient(value, divisor, numbers.count(kept, "The places"), rounding)
    made = numbers.divide(value, divisor)
    if numbers.multiply(made, divisor) != value:
        raise Fault(
            "This quotient has no end.",
            "write / or give places and a RoundingMode",
            kind=BAD_MATH,
            code="R106",
        )
    return made


def quotient(value: Decimal, divisor: Decimal, places: int, mode: Value) -> Decimal:
    """With so many decimals, rounded once: what is cut off before only tells whether there was more."""
    digits = max(value.adjusted() - divisor.adjusted() + places, 0) + 5
    if digits > numbers.EXACT.prec:
        raise numbers.too_many_digits()
    work(8 + digits // 4)
    wide = Context(prec=digits, rounding=ROUND_05UP).divide(value, divisor)
    return scaled(wide, places, mode)


@static("BigDecimal.valueOf")
def value_of(run: Run, value: Value, places: Value = 0) -> Decimal:
    made = numbers.to_decimal(value)
    scale = numbers.count(places, "The scale")
    return numbers.exactly(made.scaleb, -scale, numbers.EXACT) if scale else made
