"""Methods of numbers, the conversions of texts to numbers, and Math.

Decimals are exact, integers do not overflow. Refuses numbers that are too large to compute with.
"""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from syncscript.language.builtins.registry import CONSTANTS, method
from syncscript.language.interpreter import numbers, operators
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Closure, Value

NUMBERS = (int, Decimal, float)
ROUNDING = {
    "HALF_UP": ROUND_HALF_UP,
    "HALF_EVEN": ROUND_HALF_EVEN,
    "UP": "ROUND_UP",
    "DOWN": "ROUND_DOWN",
    "CEILING": ROUND_CEILING,
    "FLOOR": ROUND_FLOOR,
}
CONSTANTS["RoundingMode"] = {name: name for name in ROUNDING}
CONSTANTS["Integer"] = {"MAX_VALUE": 2**31 - 1, "MIN_VALUE": -(2**31)}
CONSTANTS["Long"] = {"MAX_VALUE": 2**63 - 1, "MIN_VALUE": -(2**63)}
CONSTANTS["Math"] = {"PI": math.pi, "E": math.e}
CONSTANTS["BigDecimal"] = {
    "ZERO": Decimal(0),
    "ONE": Decimal(1),
    "TEN": Decimal(10),
    "ROUND_HALF_UP": "HALF_UP",
}


@method("toInteger intValue toLong longValue toBigInteger", str, *NUMBERS)
def to_integer(run: Run, value: Value) -> int:
    """
    >>> "12".toInteger() + 1
    13
    >>> 7.9.toInteger()
    7
    """
    return numbers.to_integer(value)


@method("toDouble doubleValue toFloat floatValue", str, *NUMBERS)
def to_double(run: Run, value: Value) -> float:
    """
    >>> "1.5".toDouble()
    1.5
    """
    return numbers.to_double(value)


@method("toBigDecimal", str, *NUMBERS)
def to_big_decimal(run: Run, value: Value) -> Decimal:
    """
    >>> "0.1".toBigDecimal() + 0.2 == 0.3
    true
    """
    return numbers.to_decimal(value)


@method("isNumber isBigDecimal isDouble isFloat", str)
def is_number(run: Run, value: str) -> bool:
    """
    >>> ["12", "1.5", "x"].collect { it.isNumber() }
    [true, true, false]
    """
    return len(value) < 1000 and numbers.NUMBER.fullmatch(value.strip()) is not None


@method("isInteger isLong isBigInteger", str)
def is_integer(run: Run, value: str) -> bool:
    """
    >>> "1.5".isInteger()
    false
    """
    return len(value) < 1000 and value.strip().lstrip("+-").isdecimal()


@method("toBoolean", str)
def to_boolean(run: Run, value: str) -> bool:
    """
    >>> ["true", "y", "1", "no"].collect { it.toBoolean() }
    [true, true, true, false]
    """
    return value.strip().lower() in ("true", "y", "1")


@method("abs", *NUMBERS)
def absolute(run: Run, value: Value) -> Value:
    """
    >>> (-5).abs()
    5
    """
    return abs(value)


@method("round", *NUMBERS)
def round_number(run: Run, value: Value, places: Value = None) -> Value:
    """Half up, as Java does.

    >>> 2.5.round()
    3
    >>> 2.345.round(2)
    2.35
    """
    if places is not None:
        return scaled(numbers.to_decimal(value), numbers.count(places, "The places"), ROUND_HALF_UP)
    return int((numbers.to_decimal(value) + Decimal("0.5")).to_integral_value(ROUND_FLOOR))


@method("setScale", Decimal, int)
def set_scale(run: Run, value: Value, places: Value, mode: Value = "HALF_UP") -> Decimal:
    """
    >>> 2.5.setScale(2)
    2.50
    """
    return scaled(Decimal(value), numbers.count(places, "The places"), ROUNDING.get(mode, ROUND_HALF_UP))


def scaled(value: Decimal, places: int, mode: str) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-min(max(places, -300), 300)), mode, numbers.EXACT)


@method("plus", *NUMBERS)
def plus(run: Run, value: Value, other: Value) -> Value:
    """
    >>> 1.plus(2)
    3
    """
    return operators.plus(run, value, other)


@method("minus", *NUMBERS)
def minus(run: Run, value: Value, other: Value) -> Value:
    return operators.minus(run, value, other)


@method("multiply", *NUMBERS)
def multiply(run: Run, value: Value, other: Value) -> Value:
    return numbers.multiply(value, other)


@method("div divide", *NUMBERS)
def divide(run: Run, value: Value, other: Value) -> Value:
    """
    >>> 7.div(2)
    3.5
    """
    return numbers.divide(value, other)


@method("intdiv", int)
def int_divide(run: Run, value: int, other: Value) -> int:
    """
    >>> 7.intdiv(2)
    3
    """
    return numbers.to_integer(numbers.divide(value, other))


@method("mod remainder", *NUMBERS)
def modulo(run: Run, value: Value, other: Value) -> Value:
    """
    >>> 7.mod(4)
    3
    """
    return numbers.remainder(value, other)


@method("power pow", *NUMBERS)
def power(run: Run, value: Value, other: Value) -> Value:
    """
    >>> 2.power(10)
    1024
    """
    return numbers.power(value, other)


@method("negate", *NUMBERS)
def negate(run: Run, value: Value) -> Value:
    return numbers.negate(value)


@method("times", int)
def times(run: Run, value: int, closure: Closure) -> None:
    """
    >>> def n = 0; 3.times { n += it }; n
    3
    """
    for number in range(value):
        run.invoke(closure, number)


@method("upto", int)
def up_to(run: Run, value: int, last: Value, closure: Closure) -> None:
    for number in range(value, numbers.count(last, "The end") + 1):
        run.invoke(closure, number)


@method("downto", int)
def down_to(run: Run, value: int, last: Value, closure: Closure) -> None:
    for number in range(value, numbers.count(last, "The end") - 1, -1):
        run.invoke(closure, number)
