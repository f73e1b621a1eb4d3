"""Formats: String.format and what belongs to the class String.

Widths are bounded before anything is padded.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import method, static
from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value


@method("formatted", str)
def formatted(run: Run, value: str, *arguments: Value) -> str:
    """
    >>> "%s-%03d".formatted("A", 7)
    'A-007'
    """
    return format_text(run, value, *arguments)


@static("String.format")
def format_text(run: Run, pattern: Value, *arguments: Value) -> str:
    """Places %s, %d, %05.2f, %-10s, %x, %n and %%.

    >>> String.format("%s is %.1f%%", "x", 12.34)
    'x is 12.3%'
    """
    import re

    waiting = (
        list(arguments[0]) if len(arguments) == 1 and isinstance(arguments[0], list) else list(arguments)
    )

    def part(place: re.Match[str]) -> str:
        flags, width, precision, kind = place.groups()
        if kind in "%n":
            return "%" if kind == "%" else "\n"
        if not waiting:
            raise Fault(
                "The format has more places than values.", kind="IllegalArgumentException", code="R108"
            )
        run.charge_text(int(width or 0))
        return format_one(waiting.pop(0), flags, int(width or 0), precision, kind)

    made = re.sub(r"%([-0+, ]*)(\d{0,4})(?:\.(\d{1,3}))?([sdfxXbcn%])", part, text(pattern))
    run.charge_text(len(made))
    return made


def format_one(value: Value, flags: str, width: int, precision: str | None, kind: str) -> str:
    if kind == "d":
        made = f"{numbers.to_integer(value):{',' if ',' in flags else ''}d}"
    elif kind == "f":
        made = f"{numbers.to_decimal(value):{',' if ',' in flags else ''}.{precision or 6}f}"
    elif kind in "xX":
        made = format(numbers.to_integer(value), kind)
    else:
        made = text(value)[: int(precision)] if precision else text(value)
    if "+" in flags and kind in "df" and not made.startswith("-"):
        made = "+" + made
    if "-" in flags:
        return made.ljust(width)
    return made.zfill(width) if "0" in flags and kind in "dfxX" else made.rjust(width)


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
