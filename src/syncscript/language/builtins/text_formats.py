"""Formats: String.format, sprintf and printf patterns such as `%s`, `%05.2f`, `%-10s` and `%tY`.

Widths are bounded before anything is padded. Refuses languages: signs and names are English.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from syncscript.language.builtins.date_methods import format_date
from syncscript.language.builtins.dates import as_date
from syncscript.language.builtins.hashes import java_hash
from syncscript.language.builtins.registry import function, method, static
from syncscript.language.builtins.zones import Locale
from syncscript.language.interpreter import numbers, operators
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import java_text, text
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


PLACES = re.compile(r"%(\d{1,3}\$|<)?([-0+, #(]*)(\d{0,4})(?:\.(\d{1,3}))?([tT]?[a-zA-Z%])")
MOMENTS = {
    "Y": "yyyy", "y": "yy", "m": "MM", "d": "dd", "e": "d", "H": "HH", "k": "H", "I": "hh", "l": "h",
    "M": "mm", "S": "ss", "L": "SSS", "p": "a", "z": "Z", "Z": "z", "B": "MMMM", "b": "MMM", "h": "MMM",
    "A": "EEEE", "a": "EEE", "j": "DDD", "R": "HH:mm", "T": "HH:mm:ss", "F": "yyyy-MM-dd", "D": "MM/dd/yy",
    "r": "hh:mm:ss a", "c": "EEE MMM dd HH:mm:ss z yyyy",
}  # fmt: skip
"""What follows %t, as patterns of dates."""


@static("String.format")
def format_text(run: Run, pattern: Value, *arguments: Value) -> str:
    """Places %s, %d, %05.2f, %-10s, %2$s, %x, %e, %tF, %n and %%.

    >>> String.format("%s is %05.1f%%", "x", 12.34)
    'x is 012.3%'
    """
    given = list(arguments)
    if isinstance(pattern, Locale) and given:
        pattern = given.pop(0)
    if len(given) == 1 and isinstance(given[0], list) and len(PLACES.findall(text(pattern))) > 1:
        given = list(given[0])
    taken = iter(range(len(given)))
    last = 0

    def part(place: re.Match[str]) -> str:
        nonlocal last
        work(16)
        index, flags, width, precision, kind = place.groups()
        if kind in ("%", "n"):
            return "%" if kind == "%" else "\n"
        if index != "<":
            last = int(index[:-1]) - 1 if index else next(taken, len(given))
        if last >= len(given):
            raise Fault(
                "The format has more places than values.",
                said=f"Format specifier '{place[0]}'",
                kind="MissingFormatArgumentException",
                code="R108",
            )
        run.charge_text(int(width or 0))
        value = given[last]
        if kind in ("x", "X") and width == "2" and type(value) is int and -128 <= value < 0:
            value &= 0xFF  # %02x writes a byte
        made = format_one(run, value, flags, precision, kind)
        return in_width(made, flags, int(width or 0), kind)

    made = PLACES.sub(part, text(pattern))
    run.charge_text(len(made))
    return made


def format_one(run: Run, value: Value, flags: str, precision: str | None, kind: str) -> str:
    """The value alone, without its width."""
    if value is None and kind not in ("b", "B"):
        return "NULL" if kind == "S" else "null"
    if kind in ("d", "x", "X", "o"):
        return signed(whole(value, flags, kind), flags)
    if kind in ("f", "e", "E", "g", "G"):
        return signed(fraction(value, flags, 6 if precision is None else int(precision), kind), flags)
    if kind in ("s", "S", "c", "b", "B", "h", "H"):
        made = worded(value, kind)[: int(precision) if precision else None]
        return made.upper() if kind.isupper() else made
    if kind[0] in "tT" and kind[1:] in MOMENTS:
        made = moment(run, value, kind)
        return made.upper() if kind[0] == "T" else made
    raise misfit(value, kind, "UnknownFormatConversionException")


def worded(value: Value, kind: str) -> str:
    if kind in "bB":
        return "true" if value is True or (value is not None and value is not False) else "false"
    if kind in "hH":
        return format(java_hash(value) & 0xFFFFFFFF, "x")
    return java_text(value)


def moment(run: Run, value: Value, kind: str) -> str:
    date = as_date(value)
    if date is None:
        raise misfit(value, kind)
    return format_date(run, date, MOMENTS[kind[1:]])


def whole(value: Value, flags: str, kind: str) -> str:
    if type(value) is not int:
        raise misfit(value, kind)
    if kind == "d":
        return format(value, "," if "," in flags else "")
    prefix = {"x": "0x", "X": "0X", "o": "0"}[kind] if "#" in flags else ""
    return prefix + format(operators.unsigned(value) if value < 0 else value, kind)


def fraction(value: Value, flags: str, places: int, kind: str) -> str:
    if type(value) not in (Decimal, float):
        raise misfit(value, kind)
    if type(value) is float and not math.isfinite(value):
        return text(value)
    number = numbers.to_decimal(value)
    if kind in "gG":
        size = abs(number)
        if not size or Decimal("0.0001") <= size < Decimal(10) ** max(places, 1):
            kind, places = "f", max(max(places, 1) - 1 - (number.adjusted() if size else 0), 0)
        else:
            kind, places = "e" if kind == "g" else "E", max(places, 1) - 1
    if kind in "eE":
        return re.sub(r"([eE][+-])(\d)$", r"\g<1>0\2", format(number, f".{places}{kind}"))
    rounded = numbers.exactly(number.quantize, Decimal(1).scaleb(-places), ROUND_HALF_UP, numbers.ROUNDED)
    return format(rounded, ",f" if "," in flags else "f")


def signed(made: str, flags: str) -> str:
    """With the sign as the flags want it."""
    if made.startswith("-"):
        return f"({made[1:]})" if "(" in flags else made
    return ("+" if "+" in flags else " " if " " in flags else "") + made


def in_width(made: str, flags: str, width: int, kind: str) -> str:
    if "-" in flags:
        return made.ljust(width)
    return made.zfill(width) if "0" in flags and kind in tuple("dfxXoeEgG") else made.rjust(width)


def misfit(value: Value, kind: str, fault: str = "IllegalFormatConversionException") -> Fault:
    return Fault(f"%{kind} does not take {type_name(value)}.", "%s takes any value", kind=fault, code="R108")
