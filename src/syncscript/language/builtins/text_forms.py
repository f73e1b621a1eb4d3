"""What belongs to the classes String and System: valueOf, join, line ends.

Refuses to know formats.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import static
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import java_text, text
from syncscript.language.interpreter.values import Value


@static("System.lineSeparator")
def line_separator(run: Run) -> str:
    return "\n"


@static("String.valueOf")
def value_of(run: Run, value: Value) -> str:
    """
    >>> String.valueOf(5)
    '5'
    """
    return java_text(value)


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
