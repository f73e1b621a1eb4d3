"""Methods of numbers, the conversions of texts to numbers, and Math.

Decimals are exact, integers do not overflow. Refuses numbers that are too large to compute with.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal

from syncscript.language.builtins.registry import CONSTANTS, METHODS, method
from syncscript.language.interpreter import comparing, numbers, operators
from syncscript.language.interpreter.faults import BAD_MATH, Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Closure, Value

NUMBERS = (int, Decimal, float)
CONSTANTS["Integer"] = {"MAX_VALUE": 2**31 - 1, "MIN_VALUE": -(2**31)}
CONSTANTS["Long"] = {"MAX_VALUE": 2**63 - 1, "MIN_VALUE": -(2**63)}
CONSTANTS["Math"] = {"PI": math.pi, "E": math.e}
CONSTANTS["Double"] = {"NaN": math.nan, "POSITIVE_INFINITY": math.inf, "NEGATIVE_INFINITY": -math.inf}
CONSTANTS["Double"] |= {"MAX_VALUE": 1.7976931348623157e308, "MIN_VALUE": 5e-324}
CONSTANTS["BigInteger"] = {"ZERO": 0, "ONE": 1, "TWO": 2, "TEN": 10}
CONSTANTS["Boolean"] = {"TRUE": True, "FALSE": False}


@method("toBigInteger", str)
@method("toInteger intValue toLong longValue toBigInteger", *NUMBERS)
def to_integer(run: Run, value: Value) -> int:
    """
    >>> 7.9.toInteger()
    7
    """
    return numbers.to_integer(value)


@method("toInteger intValue", str)
def text_to_integer(run: Run, value: str) -> int:
    """Fault for a number beyond those of an Integer, as in Groovy.

    >>> "12".toInteger() + 1
    13
    """
    return numbers.within(value, 32)


@method("toLong longValue", str)
def text_to_long(run: Run, value: str) -> int:
    return numbers.within(value, 64)


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


def in_bounds(value: str, bound: float) -> bool:
    digits = value.strip()
    return (
        len(digits) < 1000
        and re.fullmatch(r"[+-]?[0-9]+", digits) is not None
        and -bound <= int(digits) < bound
    )


@method("isLong", str)
def is_long(run: Run, value: str) -> bool:
    return in_bounds(value, 2**63)


@method("isBigInteger", str)
def is_big_integer(run: Run, value: str) -> bool:
    return in_bounds(value, math.inf)


@method("isInteger", str)
def is_integer(run: Run, value: str) -> bool:
    """
    >>> "1.5".isInteger()
    false
    """
    return in_bounds(value, 2**31)


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


@method("div", *NUMBERS)
def divide(run: Run, value: Value, other: Value) -> Value:
    """
    >>> 7.div(2)
    3.5
    """
    return numbers.divide(value, other)


@method("intdiv", *NUMBERS)
def int_divide(run: Run, value: Value, other: Value) -> int:
    """
    >>> 7.intdiv(2)
    3
    """
    numbers.need_number(other, "divide by")
    if type(value) is not int or type(other) is not int:
        raise Fault(
            "intdiv() divides whole numbers.",
            "write (a / b) as int",
            kind="UnsupportedOperationException",
            code="R105",
        )
    if not other:
        help = "test the divisor first: n ? sum.intdiv(n) : 0"
        raise Fault("Division by zero.", help, kind=BAD_MATH, code="R106", said="/ by zero")
    return abs(value) // abs(other) * (-1 if (value < 0) is not (other < 0) else 1)


@method("mod", *NUMBERS)
def modulo(run: Run, value: Value, other: Value) -> Value:
    """
    >>> 7.mod(4)
    3
    """
    return numbers.remainder(value, other)


@method("power", *NUMBERS)
def power(run: Run, value: Value, other: Value) -> Value:
    """
    >>> 2.power(10)
    1024
    """
    return numbers.power(value, other)


@method("times", int)
def times(run: Run, value: int, closure: Closure) -> None:
    """
    >>> def n = 0; 3.times { n += it }; n
    3
    """
    for number in range(value):
        run.invoke(closure, number)


@method("upto", *NUMBERS)
def up_to(run: Run, value: Value, last: Value, closure: Closure) -> None:
    """
    >>> def s = ""; 1.upto(3) { s += it }; s
    '123'
    """
    walk(run, value, last, 1, closure)


@method("downto", *NUMBERS)
def down_to(run: Run, value: Value, last: Value, closure: Closure) -> None:
    walk(run, value, last, -1, closure)


@method("step", *NUMBERS)
def step(run: Run, value: Value, end: Value, size: Value, closure: Closure) -> None:
    """Up to the end and without it.

    >>> def s = ""; 0.step(10, 4) { s += it }; s
    '048'
    """
    if not comparing.compare(size, 0):
        raise Fault("A step of 0 never ends.", kind="GroovyRuntimeException", code="R108")
    sign = 1 if comparing.compare(size, 0) > 0 else -1
    while comparing.compare(value, end) * sign < 0:
        run.invoke(closure, value)
        value = numbers.add(value, size)


def walk(run: Run, value: Value, last: Value, size: int, closure: Closure) -> None:
    if comparing.compare(value, last) * size > 0:
        raise Fault(
            "The end lies on the wrong side of the start.",
            "use upto() to count up and downto() to count down",
            kind="GroovyRuntimeException",
            code="R108",
        )
    while comparing.compare(value, last) * size <= 0:
        run.invoke(closure, value)
        value = numbers.add(value, size)


@method("and", int, bool)
def both(run: Run, value: Value, other: Value) -> Value:
    return operators.bits(run, "&", value, other)


@method("or", int, bool)
def either(run: Run, value: Value, other: Value) -> Value:
    return operators.bits(run, "|", value, other)


@method("xor", int, bool)
def one_of_two(run: Run, value: Value, other: Value) -> Value:
    return operators.bits(run, "^", value, other)


@method("implies", bool)
def implies(run: Run, value: bool, other: Value) -> bool:
    """
    >>> true.implies(false)
    false
    """
    return not value or bool(other)


@method("next", int, Decimal, float)
def next_number(run: Run, value: Value) -> Value:
    """
    >>> 5.next()
    6
    """
    return numbers.add(value, 1)


@method("previous", int, Decimal, float)
def previous_number(run: Run, value: Value) -> Value:
    return numbers.subtract(value, 1)


def over_one(name: str) -> None:
    """A method of lists that any value has: it goes over the value alone."""

    @method(name, int, Decimal, float, bool)
    def go_over(run: Run, value: Value, *arguments: Value) -> Value:
        made = METHODS[list][name](run, [value], *arguments)
        return value if name.startswith("each") else made


OVER_ONE = "each eachWithIndex collect find findAll any every inject grep findResult"
for made in OVER_ONE.split():
    over_one(made)
