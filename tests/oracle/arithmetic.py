"""Numbers by Groovy's rules: decimals as whole numbers with a scale, doubles contagious, integers endless."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

from syncscript.language.interpreter.faults import Fault, OverBudget
from syncscript.language.interpreter.values import a_type, type_name
from tests.oracle.faults import ARGUMENT, METHOD, NULL, RUNTIME, failure

NUMBERS = (int, float, Decimal)
MOST_BITS = 4096


def is_number(value: Any) -> bool:
    return isinstance(value, NUMBERS) and not isinstance(value, bool)


def is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def unscaled(value: Any) -> tuple[int, int]:
    """A decimal as Java keeps it: a whole number and the scale it is divided by."""
    if is_whole(value):
        return value, 0
    sign, digits, exponent = value.as_tuple()
    whole = int("".join(map(str, digits)) or "0")
    return (-whole if sign else whole), -int(exponent)


def decimal(whole: int, scale: int) -> Decimal:
    return Decimal((int(whole < 0), tuple(map(int, str(abs(whole)))), -scale))


def aligned(a: Any, b: Any) -> tuple[int, int, int]:
    """Both as whole numbers of one scale."""
    (x, sx), (y, sy) = unscaled(a), unscaled(b)
    scale = max(sx, sy)
    return x * 10 ** (scale - sx), y * 10 ** (scale - sy), scale


def calculate(operator: str, a: Any, b: Any) -> Any:
    """`a operator b` for + - * / % and **."""
    verbs = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide", "%": "take the remainder of"}
    if operator == "**" or not (is_number(a) and is_number(b)):
        need_numbers(a, b, verbs.get(operator, "raise"))
        return power(a, b)
    if isinstance(a, float) or isinstance(b, float):
        return of_doubles(operator, float(a), float(b))
    if operator in ("/", "%") and not b:
        raise failure("R106", "ArithmeticException", "Division by zero.", "Division by zero")
    if operator == "/":
        return quotient(a, b)
    if is_whole(a) and is_whole(b):
        return of_integers(operator, a, b)
    x, y, scale = aligned(a, b)
    if operator == "*":
        return decimal(unscaled(a)[0] * unscaled(b)[0], unscaled(a)[1] + unscaled(b)[1])
    if operator == "%":
        return remainder(a, b)
    return decimal(x + y if operator == "+" else x - y, scale)


def need_numbers(a: Any, b: Any, verb: str) -> None:
    wrong = b if is_number(a) else a
    if is_number(wrong):
        return
    kind = METHOD if wrong is not None or verb == "raise" else NULL if a is None else RUNTIME
    raise failure("R105", kind, f"Cannot {verb} {named(wrong)}: a number is needed.")


def named(value: Any) -> str:
    return "null" if value is None else a_type(value)


def of_integers(operator: str, a: int, b: int) -> int:
    made = {
        "+": lambda: a + b,
        "-": lambda: a - b,
        "*": lambda: a * b,
        "%": lambda: int(math.copysign(1, a)) * (abs(a) % abs(b)),
    }[operator]()
    return within(made)


def within(made: int) -> int:
    if made.bit_length() > MOST_BITS:
        raise OverBudget("A number grows too large.", "")
    return made


def of_doubles(operator: str, a: float, b: float) -> float:
    match operator:
        case "+":
            return a + b
        case "-":
            return a - b
        case "*":
            return a * b
        case "%" if b:
            return math.fmod(a, b)
        case "%":
            raise failure("R106", "ArithmeticException", "Division by zero.", "Division by zero")
    if b:
        return a / b
    return math.nan if not a or math.isnan(a) else math.copysign(math.inf, a)


def quotient(a: Any, b: Any) -> Decimal:
    """Exact where it ends; else ten digits more than the operands have, and a scale that fits."""
    (x, sx), (y, sy) = unscaled(a), unscaled(b)
    exact, preferred = Fraction(x, y) / Fraction(10) ** (sx - sy), sx - sy
    if not x:
        return decimal(0, preferred)
    rest = exact.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1:
        return ending(exact, preferred)
    digits = max(len(str(abs(x))), len(str(abs(y)))) + 10
    scale = digits - magnitude(exact)
    made = half_up(exact, scale)
    if len(str(abs(made))) > digits:
        scale -= 1
        made = half_up(exact, scale)
    most = max(sx, sy, 10)
    if scale <= most:
        while scale > preferred and made % 10 == 0:
            made, scale = made // 10, scale - 1
        return decimal(made, scale)
    rounded = half_up(Fraction(made) / Fraction(10) ** scale, most)
    return decimal(rounded, most)


def ending(exact: Fraction, preferred: int) -> Decimal:
    """With the fewest places, but no fewer than the operands ask for."""
    scale = preferred
    while (exact * Fraction(10) ** scale).denominator != 1:
        scale += 1
    return decimal(int(exact * Fraction(10) ** scale), scale)


def magnitude(value: Fraction) -> int:
    """Digits in front of the point; below zero the zeros behind it."""
    value, places = abs(value), 0
    while value >= 1:
        value, places = value / 10, places + 1
    while value < Fraction(1, 10):
        value, places = value * 10, places - 1
    return places


def half_up(value: Fraction, scale: int) -> int:
    moved = abs(value) * Fraction(10) ** scale
    rounded = (2 * moved.numerator + moved.denominator) // (2 * moved.denominator)
    return -rounded if value < 0 else rounded


def remainder(a: Any, b: Any) -> Decimal:
    sx, sy = unscaled(a)[1], unscaled(b)[1]
    one, other, scale = aligned(a, b)
    whole = abs(one) // abs(other)
    left = abs(one) - whole * abs(other)
    preferred = sx - sy
    places = preferred
    if whole and preferred < 0:
        zeros = len(str(whole)) - len(str(whole).rstrip("0"))
        places = max(preferred, -zeros)
    wanted = max(sx, places + sy)
    signed = -left if one < 0 else left
    return decimal(signed // 10 ** (scale - wanted) if wanted < scale else signed, min(wanted, scale))


def power(a: Any, b: Any) -> Any:
    for value in (a, b):
        if not is_number(value):
            raise failure("R105", METHOD, f"Cannot raise {named(value)}: a number is needed.")
    if is_whole(b) and b >= 0 and not isinstance(a, float):
        x, scale = unscaled(a)
        if abs(x) > 1 and b * max(1, x.bit_length() - 1) > 4 * MOST_BITS:
            raise OverBudget("A number grows too large.", "")
        return within(x**b) if is_whole(a) else decimal(x**b, scale * b)
    try:
        made = math.pow(a, b)
    except (OverflowError, ZeroDivisionError):
        return math.inf
    except ValueError:
        return math.nan
    return int(made) if math.isfinite(made) and made == int(made) and abs(made) < 1e15 else made


def negated(value: Any) -> Any:
    if not is_number(value):
        raise failure("R105", METHOD, f"Cannot negate {named(value)}: a number is needed.")
    return decimal(-unscaled(value)[0], unscaled(value)[1]) if isinstance(value, Decimal) else -value


def place(value: Any) -> int:
    """A number as the place in a list: cut towards zero."""
    if not is_number(value):
        raise failure("R105", METHOD, "A place is a number.")
    return int(value)


def bits(operator: str, a: Any, b: Any) -> Any:
    """& | ^ >> >>> and << on whole numbers; the first three on booleans."""
    if isinstance(a, bool) and isinstance(b, bool) and operator in "&|^":
        return {"&": a and b, "|": a or b, "^": a != b}[operator]
    if not (is_whole(a) and is_whole(b)):
        raise unfit(operator, a, b)
    if operator == "<<":
        return within(a << b)
    if operator == ">>>" and a < 0:
        small = a >= -(2**31)
        return (a % 2 ** (32 if small else 64)) >> (b & (31 if small else 63))
    if operator in (">>", ">>>"):
        return a >> min(max(b, 0), 10_000)
    return {"&": a & b, "|": a | b, "^": a ^ b}[operator]


def unfit(operator: str, a: Any, b: Any) -> Fault:
    """Two values between which there is no such operator."""
    if is_number(a) and b is None:
        return failure("R105", RUNTIME, f"Cannot use {operator} on null: a number is needed.")
    if is_number(a):
        return failure("R105", METHOD, f"Cannot use {operator} on {named(b)}: a number is needed.")
    if a is None or b is None:
        side = "on" if a is None else "with"
        return failure("R101", NULL if a is None else RUNTIME, f"Cannot use {operator} {side} null.")
    message = f"Cannot use {operator} between {type_name(a)} and {type_name(b)}."
    return failure("R111", METHOD, message)


def not_a_number(text: str) -> Fault:
    return failure("R107", "NumberFormatException", said=f'For input string: "{text}"')


def whole_of(text: str) -> int:
    """The number that a text of digits says."""
    stripped = text.strip()
    digits = stripped[1:] if stripped[:1] in ("+", "-") else stripped
    if not digits or not all(letter in "0123456789" for letter in digits):
        raise not_a_number(text)
    return int(stripped)


def decimal_of(text: str) -> Decimal:
    try:
        made = Decimal(text.strip())
    except ArithmeticError:
        made = Decimal("NaN")
    if not made.is_finite() or "_" in text:
        raise not_a_number(text)
    return made


def bad_amount() -> Fault:
    return failure("R108", ARGUMENT, "Cannot repeat a negative number of times.")
