"""Formats: String.format and what belongs to the class String.

Widths are bounded before anything is padded.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from syncscript.language.builtins.registry import function, method, static
from syncscript.language.interpreter import numbers, operators
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value, type_name


@method("formatted", str)
def formatted(run: Run, value: str, *arguments: Value) -> str:
    """
    >>> "%s-%03d".formatted("A", 7)
    'A-007'
    """
    return format_text(run, value, *arguments)


@function("sprintf")
def sprintf(run: Run, pattern: Value, *arguments: Value) -> str:
    return format_text(run, pattern, *arguments)


PLACES = re.compile(r"%(\d{1,3}\$)?([-0+, #(]*)(\d{0,4})(?:\.(\d{1,3}))?([a-zA-Z%])")


@static("String.format")
def format_text(run: Run, pattern: Value, *arguments: Value) -> str:
    """Places %s, %d, %05.2f, %-10s, %2$s, %x, %e, %n and %%.

    >>> String.format("%s is %05.1f%%", "x", 12.34)
    'x is 012.3%'
    """
    given = list(arguments)
    if len(given) == 1 and isinstance(given[0], list) and len(PLACES.findall(text(pattern))) > 1:
        given = list(given[0])
    taken = iter(range(len(given)))

    def part(place: re.Match[str]) -> str:
        index, flags, width, precision, kind = place.groups()
        if kind in "%n":
            return "%" if kind == "%" else "\n"
        number = int(index[:-1]) - 1 if index else next(taken, len(given))
        if number >= len(given):
            raise Fault(
                "The format has more places than values.", kind="MissingFormatArgumentException", code="R108"
            )
        run.charge_text(int(width or 0))
        return format_one(given[number], flags, int(width or 0), precision, kind)

    made = PLACES.sub(part, text(pattern))
    run.charge_text(len(made))
    return made


def format_one(value: Value, flags: str, width: int, precision: str | None, kind: str) -> str:
    if value is None and kind not in "bB":
        made = "null"
    elif kind in "dxXo":
        made = whole(value, flags, kind)
    elif kind in "feE":
        made = fraction(value, flags, int(precision or 6), kind)
    elif kind in "bB":
        made = "true" if value is True or (value is not None and value is not False) else "false"
    elif kind in "sSc":
        made = text(value)[: int(precision)] if precision else text(value)
    else:
        raise misfit(value, kind, "UnknownFormatConversionException")
    made = made.upper() if kind in "SB" else made
    if "+" in flags and kind in "dfe" and not made.startswith("-"):
        made = "+" + made
    if "-" in flags:
        return made.ljust(width)
    return made.zfill(width) if "0" in flags and kind in "dfxXo" else made.rjust(width)


def whole(value: Value, flags: str, kind: str) -> str:
    if type(value) is not int:
        raise misfit(value, kind)
    number = operators.unsigned(value) if value < 0 and kind != "d" else value
    return format(number, "," if "," in flags and kind == "d" else "" if kind == "d" else kind)


def fraction(value: Value, flags: str, places: int, kind: str) -> str:
    if type(value) not in (Decimal, float):
        raise misfit(value, kind)
    if type(value) is float and not math.isfinite(value):
        return text(value)
    number = numbers.to_decimal(value)
    if kind in "eE":
        return re.sub(r"e([+-])(\d)$", r"e\g<1>0\2", format(number, f".{places}e"))
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, numbers.EXACT)
    return format(rounded, ",f" if "," in flags else "f")


def misfit(value: Value, kind: str, fault: str = "IllegalFormatConversionException") -> Fault:
    return Fault(f"%{kind} does not take {type_name(value)}.", "%s takes any value", kind=fault, code="R108")


@static("System.lineSeparator")
def line_separator(run: Run) -> str:
    return "\n"


@static("String.valueOf")
def value_of(run: Run, value: Value) -> str:
    """
    >>> String.valueOf(5)
    '5'
    """
    return text(value)


@static("String.join")
def join(run: Run, separator: Value, *parts: Value) -> str:
    """
    >>> String.join("-", ["a", "b"])
    'a-b'
    """
    items = parts[0] if len(parts) == 1 and isinstance(parts[0], list) else parts
    pieces = [text(item) for item in items]
    run.charge_text(sum([len(p) for p in pieces]) + len(text(separator)) * len(pieces))
    return text(separator).join(pieces)
