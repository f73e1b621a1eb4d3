"""Integer, Long, Double, BigDecimal, Boolean: their static methods and constructors.

Texts are taken strictly, as Java does. Refuses numbers that are too large to compute with.
"""

from __future__ import annotations

from decimal import Decimal
from math import isfinite

from syncscript.language.builtins.registry import constructor, static
from syncscript.language.builtins.text_codes import from_numbers
from syncscript.language.interpreter import comparing, numbers, operators
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import double_text, text
from syncscript.language.interpreter.values import Value

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


BITS = {"Integer": 32, "Long": 64}


def parsed(value: Value, base: Value, bits: int) -> int:
    """A text of digits as a whole number that has room in so many bits. Fault for anything else."""
    number = digits_of(value, base)
    if not -(1 << bits - 1) <= number < 1 << bits - 1:
        raise numbers.not_a_number(value)
    return number


def digits_of(value: Value, base: Value) -> int:
    """A text of digits as a whole number. Fault for blanks around them."""
    if type(value) is not str or value != value.strip() or len(value) > 1000:
        raise numbers.not_a_number(text(value))
    if base == 10:
        return numbers.to_integer(value)
    try:
        return int(value.replace("_", "x"), check_base(base))
    except ValueError:
        raise numbers.not_a_number(value) from None


def check_base(base: Value) -> int:
    number = numbers.count(base, "The base")
    if not 2 <= number <= 36:
        raise Fault("The base must be from 2 to 36.", kind=BAD_ARGUMENT, code="R108")
    return number


def in_base(value: int, base: int) -> str:
    shape = {2: "b", 8: "o", 16: "x"}.get(base)
    if shape is not None:
        return format(value, shape)
    made = ""
    left = abs(value)
    work(left.bit_length())
    while left or not made:
        left, digit = divmod(left, base)
        made = DIGITS[digit] + made
    return ("-" if value < 0 else "") + made


@static("Integer.parseInt")
def parse_int(run: Run, value: Value, base: Value = 10) -> int:
    """
    >>> Integer.parseInt("12")
    12
    >>> Integer.parseInt("ff", 16)
    255
    """
    return parsed(value, base, 32)


@static("Long.parseLong")
def parse_long(run: Run, value: Value, base: Value = 10) -> int:
    return parsed(value, base, 64)


def of_whole_numbers(owner: str) -> None:
    """What Integer and Long both have."""

    @static(f"{owner}.valueOf")
    def value_of(run: Run, value: Value, base: Value = 10) -> int:
        return parsed(value, base, BITS[owner]) if type(value) is str else numbers.to_integer(value)

    @static(f"{owner}.toString")
    def to_string(run: Run, value: Value, base: Value = 10) -> str:
        return in_base(numbers.count(value, "The number"), check_base(base))

    @static(f"{owner}.compare")
    def compare(run: Run, one: Value, other: Value) -> int:
        return comparing.compare(one, other)

    @static(f"{owner}.signum")
    def signum(run: Run, value: Value) -> int:
        return comparing.compare(value, 0)

    @static(f"{owner}.max")
    def larger(run: Run, one: Value, other: Value) -> int:
        return max(numbers.count(one, "The number"), numbers.count(other, "The number"))

    @static(f"{owner}.min")
    def smaller(run: Run, one: Value, other: Value) -> int:
        return min(numbers.count(one, "The number"), numbers.count(other, "The number"))

    @static(f"{owner}.sum")
    def total(run: Run, one: Value, other: Value) -> int:
        return numbers.count(one, "The number") + numbers.count(other, "The number")

    @static(f"{owner}.decode")
    def decode(run: Run, value: Value) -> int:
        shown = text(value)
        digits, base = (shown[2:], 16) if shown.lower().startswith("0x") else (shown, 10)
        return parsed(digits, base, BITS[owner])

    for name, base in (("toHexString", 16), ("toBinaryString", 2), ("toOctalString", 8)):
        in_fixed_base(f"{owner}.{name}", base)


def in_fixed_base(path: str, base: int) -> None:
    @static(path)
    def write(run: Run, value: Value) -> str:
        number = numbers.count(value, "The number")
        run.charge_letters(number.bit_length())
        return in_base(operators.unsigned(number) if number < 0 else number, base)

    write.__name__ = path.rsplit(".", 1)[-1]


for whole in ("Integer", "Long"):
    of_whole_numbers(whole)


@static("Double.parseDouble")
def parse_double(run: Run, value: Value) -> float:
    return numbers.to_double(value)


@static("Double.valueOf")
def double_value_of(run: Run, value: Value) -> float:
    return numbers.to_double(value)


@static("Double.toString")
def double_to_string(run: Run, value: Value) -> str:
    return double_text(numbers.to_double(value))


@static("Double.compare")
def double_compare(run: Run, one: Value, other: Value) -> int:
    return comparing.compare(numbers.to_double(one), numbers.to_double(other))


@static("Double.isNaN")
def double_is_nan(run: Run, value: Value) -> bool:
    number = numbers.to_double(value)
    return number != number


@static("Float.parseFloat")
@static("Float.valueOf")
def parse_float(run: Run, value: Value) -> float:
    """
    >>> Float.parseFloat("1.5")
    1.5
    """
    return numbers.to_double(value)


@static("Boolean.parseBoolean")
def parse_boolean(run: Run, value: Value) -> bool:
    """
    >>> Boolean.parseBoolean("True")
    true
    """
    return type(value) is str and value.lower() == "true"


@static("Boolean.valueOf")
def boolean_value_of(run: Run, value: Value) -> bool:
    return value if type(value) is bool else parse_boolean(run, value)


@static("Boolean.toString")
def boolean_to_string(run: Run, value: Value) -> str:
    return text(value)


@constructor("BigDecimal")
def big_decimal(run: Run, value: Value) -> Decimal:
    """Of a text or a whole number; of any other number exactly what its double is.

    >>> new BigDecimal("1.50")
    1.50
    """
    work(4)
    if type(value) in (str, int):
        return numbers.to_decimal(value)
    double = numbers.to_double(value)
    return Decimal(double) if isfinite(double) else numbers.to_decimal(double)


@constructor("BigInteger")
def big_integer(run: Run, value: Value, base: Value = 10) -> int:
    """A text in some base; or a sign and the bytes of a number.

    >>> new BigInteger("ff", 16)
    255
    """
    if isinstance(base, list):
        made = int.from_bytes(from_numbers(run, base), "big")
        return numbers.to_integer(numbers.sized(comparing.compare(value, 0) * made))
    return digits_of(value, base) if type(value) is str else numbers.to_integer(value)


@constructor("Integer")
def integer(run: Run, value: Value) -> int:
    return parsed(value, 10, 32) if type(value) is str else numbers.to_integer(value)


@constructor("Long")
def long_integer(run: Run, value: Value) -> int:
    return parsed(value, 10, 64) if type(value) is str else numbers.to_integer(value)


@constructor("Double Float")
def double(run: Run, value: Value) -> float:
    return numbers.to_double(value)


@constructor("Boolean")
def boolean(run: Run, value: Value) -> bool:
    return boolean_value_of(run, value)
