"""DecimalFormat and NumberFormat: numbers written by a pattern such as `#,##0.00`.

English signs, rounded half to even as Java does. Refuses to read numbers with signs it did not write.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from syncscript.language.builtins.decimal_methods import rounding_of
from syncscript.language.builtins.registry import constructor, method, static
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Value

PARTS = re.compile(r"((?:[^#0,.';]|'[^']*')*)([#,]*[0,]*)(?:\.(0*)(#*))?((?:[^#0,.';]|'[^']*')*)(?:;.*)?")
LONGEST = 200


@dataclass(eq=False)
class NumberFormat(Box):
    """least, most: decimals; whole: the least digits before the point; group: digits between commas, or 0."""

    names = ("DecimalFormat", "NumberFormat")
    least: int = 0
    most: int = 3
    whole: int = 1
    group: int = 3
    before: str = ""
    after: str = ""
    rounding: str = "HALF_EVEN"

    def written(self, value: Value) -> str:
        number = numbers.to_decimal(value)
        work(24)
        shifted = number.scaleb(2 if "%" in self.before + self.after else 0, numbers.EXACT)
        kept, rounding = Decimal(1).scaleb(-self.most), rounding_of(self.rounding)
        rounded = numbers.exactly(shifted.quantize, kept, rounding, numbers.ROUNDED)
        digits, _, decimals = format(abs(rounded), "f").partition(".")
        while len(decimals) > self.least and decimals.endswith("0"):
            decimals = decimals[:-1]
        digits = digits.lstrip("0").rjust(self.whole, "0") or ("0" if not decimals else "")
        shown = self.grouped(digits) + ("." + decimals if decimals else "")
        return ("-" if rounded.is_signed() and number else "") + self.before + shown + self.after

    def grouped(self, digits: str) -> str:
        if not self.group:
            return digits
        first = len(digits) % self.group
        starts = range(first, len(digits), self.group)
        pieces = [digits[:first], *(digits[n : n + self.group] for n in starts)]
        return ",".join(piece for piece in pieces if piece)


@constructor("DecimalFormat")
def decimal_format(run: Run, pattern: Value = "#,##0.###", symbols: Value = None) -> NumberFormat:
    """
    >>> new DecimalFormat("#,##0.00").format(1234.5)
    '1,234.50'
    """
    found = PARTS.fullmatch(text(pattern)) if len(text(pattern)) <= LONGEST else None
    if found is None:
        raise Fault(f"The pattern {text(pattern)[:60]} is none of a number.", kind=BAD_ARGUMENT, code="R108")
    before, digits, zeros, more, after = (part or "" for part in found.groups())
    group = len(digits) - digits.rindex(",") - 1 if "," in digits else 0
    most = len(zeros) + len(more)
    return NumberFormat(len(zeros), most, digits.count("0"), group, plain(before), plain(after))


def plain(part: str) -> str:
    """Signs around the number, without the quotes that protect them."""
    return re.sub(r"'([^']*)'", lambda quoted: quoted[1] or "'", part)


def ready_made(name: str, least: int, most: int, before: str = "", after: str = "") -> None:
    @static(f"NumberFormat.{name}")
    def make(run: Run, locale: Value = None) -> NumberFormat:
        return NumberFormat(least, most, before=before, after=after)


ready_made("getInstance", 0, 3)
ready_made("getNumberInstance", 0, 3)
ready_made("getIntegerInstance", 0, 0)
ready_made("getPercentInstance", 0, 0, after="%")
ready_made("getCurrencyInstance", 2, 2, before="$")


@method("format", NumberFormat)
def write(run: Run, value: NumberFormat, number: Value) -> str:
    return value.written(number)


@method("parse", NumberFormat)
def read(run: Run, value: NumberFormat, source: Value) -> Value:
    """
    >>> NumberFormat.getInstance().parse("1,234.5")
    1234.5
    """
    found = re.match(r"-?[\d,]*\.?\d*", text(source)[:1000].removeprefix(value.before))
    digits = found[0].replace(",", "") if found else ""
    if not re.search(r"\d", digits):
        raise Fault(
            f"There is no number in {text(source)[:60]}.",
            said=f'Unparseable number: "{text(source)[:60]}"',
            kind="ParseException",
            code="R107",
        )
    number = numbers.to_decimal(digits)
    return int(number) if number == number.to_integral_value() else float(number)


def setting(name: str, field: str, fewest: bool) -> None:
    """How many decimals there are, at most or at least."""

    @method(name, NumberFormat)
    def change(run: Run, value: NumberFormat, amount: Value) -> None:
        places = min(max(numbers.count(amount, "The places"), 0), 300)
        setattr(value, field, places)  # one of three fixed names of our own
        if fewest:
            value.most = max(value.most, value.least)
        else:
            value.least = min(value.most, value.least)


setting("setMinimumFractionDigits", "least", True)
setting("setMaximumFractionDigits", "most", False)
setting("setMinimumIntegerDigits", "whole", True)


@method("setGroupingUsed", NumberFormat)
def set_grouping(run: Run, value: NumberFormat, used: Value) -> None:
    value.group = 3 if used else 0


@method("setRoundingMode", NumberFormat)
def set_rounding(run: Run, value: NumberFormat, mode: Value) -> None:
    rounding_of(mode)
    value.rounding = text(mode)
