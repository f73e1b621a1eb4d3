"""Objects and Character: Java's helpers for values that may be null, and for single characters.

Refuses identity: values have none that a rule could see.
"""

from __future__ import annotations

from collections.abc import Callable

from syncscript.language.builtins.registry import STATICS, static
from syncscript.language.interpreter import comparing, numbers
from syncscript.language.interpreter.faults import NO_VALUE, Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import java_text, text
from syncscript.language.interpreter.values import Closure, Value


@static("Objects.equals")
def equals(run: Run, one: Value, other: Value) -> bool:
    """
    >>> Objects.equals(null, null)
    true
    """
    return comparing.java_equal(one, other)


@static("Objects.isNull")
def is_null(run: Run, value: Value) -> bool:
    return value is None


@static("Objects.nonNull")
def non_null(run: Run, value: Value) -> bool:
    return value is not None


@static("Objects.toString")
def to_string(run: Run, value: Value, default: Value = "null") -> Value:
    """
    >>> Objects.toString(null, "none")
    'none'
    """
    return default if value is None else java_text(value)


@static("Objects.requireNonNull")
def require_non_null(run: Run, value: Value, message: Value = None) -> Value:
    """The value. Fault (NullPointerException) when it is null."""
    if value is not None:
        return value
    shown = run.invoke(message) if type(message) is Closure else message
    raise Fault("A value is null." if shown is None else text(shown), kind=NO_VALUE, code="R101")


@static("Objects.requireNonNullElse")
def require_non_null_else(run: Run, value: Value, default: Value) -> Value:
    return default if value is None else value


@static("Objects.requireNonNullElseGet")
def require_non_null_else_get(run: Run, value: Value, closure: Value) -> Value:
    return run.invoke(closure) if value is None else value


@static("Objects.compare")
def compare(run: Run, one: Value, other: Value, order: Value) -> int:
    return 0 if one is other else numbers.to_integer(run.invoke(order, one, other))


# ---------------------------------------------------------------------------- characters


def character_test(name: str, test: Callable[[str], bool]) -> None:
    def ask(run: Run, value: Value) -> bool:
        shown = chr(value) if type(value) is int and 0 <= value < 0x110000 else text(value)
        return len(shown) == 1 and test(shown)

    ask.__name__, ask.__doc__ = name, "Of one character."
    STATICS.setdefault("Character", {})[name] = ask


character_test("isDigit", str.isdecimal)
character_test("isLetter", str.isalpha)
character_test("isLetterOrDigit", lambda c: c.isalpha() or c.isdecimal())
character_test("isUpperCase", str.isupper)
character_test("isLowerCase", str.islower)
character_test("isWhitespace", lambda c: c.isspace() and c not in "\u00a0\u2007\u202f")


def character_form(name: str, form: Callable[[str], str]) -> None:
    def make(run: Run, value: Value) -> str:
        return form(text(value))

    make.__name__, make.__doc__ = name, "Of one character."
    STATICS.setdefault("Character", {})[name] = make


for form_name, form in (
    ("toUpperCase", str.upper),
    ("toLowerCase", str.lower),
    ("toString", str),
    ("valueOf", str),
):
    character_form(form_name, form)


@static("Character.getNumericValue")
def numeric_value(run: Run, value: Value) -> int:
    """
    >>> Character.getNumericValue("7")
    7
    """
    shown = text(value)[:1].lower()
    return int(shown, 36) if shown.isascii() and shown.isalnum() else -1
