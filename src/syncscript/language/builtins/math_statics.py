"""Math, Integer, BigDecimal and their like: static methods and constructors of numbers.

Refuses numbers that are too large to compute with.
"""

from __future__ import annotations

import math
from decimal import Decimal

from syncscript.language.builtins.number_methods import round_number
from syncscript.language.builtins.registry import constructor, static
from syncscript.language.interpreter import numbers, operators
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value

# ---------------------------------------------------------------------------- classes


@static("Math.max")
def greatest(run: Run, one: Value, other: Value) -> Value:
    """
    >>> Math.max(1, 2)
    2
    """
    return one if operators.compare(one, other) >= 0 else other


@static("Math.min")
def least(run: Run, one: Value, other: Value) -> Value:
    """
    >>> Math.min(1, 2)
    1
    """
    return one if operators.compare(one, other) <= 0 else other


@static("Math.abs")
def math_abs(run: Run, value: Value) -> Value:
    """
    >>> Math.abs(-1.5)
    1.5
    """
    return abs(numbers.need_number(value, "take the size of"))


@static("Math.round")
def math_round(run: Run, value: Value) -> Value:
    """
    >>> Math.round(2.5)
    3
    """
    return round_number(run, numbers.need_number(value, "round"))


@static("Math.floor")
def math_floor(run: Run, value: Value) -> float:
    """
    >>> Math.floor(2.7)
    2.0
    """
    return float(math.floor(numbers.need_number(value, "round")))


@static("Math.ceil")
def math_ceil(run: Run, value: Value) -> float:
    """
    >>> Math.ceil(2.1)
    3.0
    """
    return float(math.ceil(numbers.need_number(value, "round")))


@static("Math.sqrt")
def math_sqrt(run: Run, value: Value) -> float:
    number = numbers.to_double(value)
    return math.sqrt(number) if number >= 0 else float("nan")


@static("Math.pow")
def math_pow(run: Run, value: Value, other: Value) -> float:
    """
    >>> Math.pow(2, 3)
    8.0
    """
    return float(numbers.float_power(numbers.to_double(value), numbers.to_double(other)))


@static("Integer.parseInt")
def parse_int(run: Run, value: Value) -> int:
    """
    >>> Integer.parseInt("12")
    12
    """
    return numbers.to_integer(value)


@static("Integer.valueOf")
def integer_value_of(run: Run, value: Value) -> int:
    return numbers.to_integer(value)


@static("Long.parseLong")
def parse_long(run: Run, value: Value) -> int:
    return numbers.to_integer(value)


@static("Long.valueOf")
def long_value_of(run: Run, value: Value) -> int:
    return numbers.to_integer(value)


@static("Double.parseDouble")
def parse_double(run: Run, value: Value) -> float:
    return numbers.to_double(value)


@static("Double.valueOf")
def double_value_of(run: Run, value: Value) -> float:
    return numbers.to_double(value)


@static("Float.parseFloat")
def parse_float(run: Run, value: Value) -> float:
    """
    >>> Float.parseFloat("1.5")
    1.5
    """
    return numbers.to_double(value)


@static("Boolean.parseBoolean")
def parse_boolean(run: Run, value: Value) -> bool:
    return type(value) is str and value.lower() == "true"


@constructor("BigDecimal")
def big_decimal(run: Run, value: Value) -> Decimal:
    return numbers.to_decimal(value)


@constructor("Integer Long BigInteger")
def integer(run: Run, value: Value) -> int:
    return numbers.to_integer(value)
