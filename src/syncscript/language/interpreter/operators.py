"""The operators of the language on our own values: equality, order, plus, minus, `in`, casts.

Null-safe `==` with numeric coercion, exact decimals, `+` and `-` on lists, sets and maps. Whatever grows
is charged before it is made. Refuses to touch any value that is not ours.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from syncscript.language.interpreter import numbers
from syncscript.language.interpreter.faults import BAD_ARGUMENT, BAD_CAST, Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import (
    Buffer,
    ClassName,
    Closure,
    Entry,
    Failure,
    ItemSet,
    Matcher,
    Pattern,
    Value,
    type_name,
    unique_items,
)

NUMERIC = {int, float, Decimal}


def equal(left: Value, right: Value) -> bool:
    """`==`: never fails, null equals only null, 1 equals 1.0, true does not equal 1."""
    a, b = type(left), type(right)
    if a is b and a is not list and a is not dict and a is not ItemSet:
        return bool(left == right) if a is not Entry else equal_entries(left, right)
    if a in NUMERIC and b in NUMERIC:
        return bool(left == right)
    if isinstance(left, list) and isinstance(right, list):
        return equal_lists(left, right)
    if a is dict and b is dict:
        return len(left) == len(right) and all(k in right and equal(v, right[k]) for k, v in left.items())
    return False


def equal_entries(left: Entry, right: Entry) -> bool:
    return equal(left.key, right.key) and equal(left.value, right.value)


def equal_lists(left: list[Value], right: list[Value]) -> bool:
    if len(left) != len(right):
        return False
    if type(left) is ItemSet and type(right) is ItemSet:
        return all(contains(right, item) for item in left)
    if type(left) is not type(right):
        return False
    return all(equal(a, b) for a, b in zip(left, right, strict=True))


def contains(items: list[Value], wanted: Value) -> bool:
    if type(wanted) is str:
        return wanted in items
    return any(equal(item, wanted) for item in items)


def compare(left: Value, right: Value) -> int:
    """`<=>`: -1, 0 or 1. Null is before everything. Fault for values without an order between them."""
    if left is None or right is None:
        return (left is not None) - (right is not None)
    if numbers.is_number(left) and numbers.is_number(right):
        return int(left > right) - int(left < right)
    a, b = type(left), type(right)
    if a is b and (a is str or a is bool):
        return int(left > right) - int(left < right)
    if isinstance(left, list) and isinstance(right, list) and equal(left, right):
        return 0
    raise Fault(
        f"Cannot compare {type_name(left)} with {type_name(right)}.",
        "convert one of them: toInteger(), toString()",
        kind=BAD_ARGUMENT,
        code="R110",
    )


def less(left: Value, right: Value) -> bool:
    return compare(left, right) < 0


def less_equal(left: Value, right: Value) -> bool:
    return compare(left, right) <= 0


def greater(left: Value, right: Value) -> bool:
    return compare(left, right) > 0


def greater_equal(left: Value, right: Value) -> bool:
    return compare(left, right) >= 0


def plus(run: Run, left: Value, right: Value) -> Value:
    """`+`: numbers, texts, lists, sets and maps."""
    kind = type(left)
    if kind is str:
        other = right if type(right) is str else text(right)
        run.charge_text(len(left) + len(other))
        return left + other
    if kind in NUMERIC and type(right) in NUMERIC:
        return numbers.add(left, right)
    if type(right) is str:
        shown = text(left)
        run.charge_text(len(shown) + len(right))
        return shown + right
    if isinstance(left, list):
        return plus_list(run, left, right)
    if kind is dict and type(right) is dict:
        run.charge(len(left) + len(right))
        return {**left, **right}
    raise unfit("+", left, right)


def plus_list(run: Run, left: list[Value], right: Value) -> Value:
    more = list(right) if isinstance(right, list) else [right]
    run.charge(len(left) + len(more))
    return unique_items([*left, *more]) if type(left) is ItemSet else [*left, *more]


def minus(run: Run, left: Value, right: Value) -> Value:
    """`-`: numbers; a text without the first occurrence; lists, sets and maps without the given elements."""
    kind = type(left)
    if kind in NUMERIC:
        return numbers.subtract(left, right)
    if kind is str:
        return left.replace(text(right), "", 1)
    if isinstance(left, list):
        gone = right if isinstance(right, list) else [right]
        run.spend(min(len(left) * len(gone), len(left) + 1000))
        kept = [item for item in left if not contains(gone, item)]
        return unique_items(kept) if kind is ItemSet else kept
    if kind is dict and type(right) is dict:
        return {k: v for k, v in left.items() if not (k in right and equal(v, right[k]))}
    raise unfit("-", left, right)


def times(run: Run, left: Value, right: Value) -> Value:
    """`*`: numbers; a text or list repeated."""
    if type(left) is str or isinstance(left, list):
        often = numbers.count(right, "The right side of *")
        if often < 0:
            raise Fault("Cannot repeat a negative number of times.", kind=BAD_ARGUMENT, code="R108")
        run.charge_text(len(left) * often) if type(left) is str else run.charge(len(left) * often)
        return left * often
    return numbers.multiply(left, right)


def shift_left(run: Run, left: Value, right: Value) -> Value:
    """`<<`: appends to a list, map or StringBuilder, which is changed; on a text it gives a new text."""
    if isinstance(left, list):
        run.charge(1)
        run.note_change(left)
        if type(left) is not ItemSet or not contains(left, right):
            left.append(right)
        return left
    if type(left) is dict and isinstance(right, dict | Entry):
        run.note_change(left)
        left.update(right if isinstance(right, dict) else {right.key: right.value})
        return left
    if type(left) is Buffer:
        run.charge_text(len(left.text) + len(text(right)))
        left.text += text(right)
        return left
    if type(left) is str:
        return plus(run, left, right)
    if type(left) is int and type(right) is int and 0 <= right <= numbers.BITS:
        return numbers.sized(left << right)
    raise unfit("<<", left, right)


def bits(run: Run, operator: str, left: Value, right: Value) -> Value:
    """`&`, `|`, `^`, `>>` on whole numbers and booleans; `|` and `&` also on sets."""
    if type(left) is bool and type(right) is bool:
        return {"&": left and right, "|": left or right, "^": left is not right}[operator]
    if type(left) is int and type(right) is int:
        if operator in (">>", ">>>"):
            return left >> min(max(right, 0), 10_000)
        return {"&": left & right, "|": left | right, "^": left ^ right}[operator]
    raise unfit(operator, left, right)


def is_in(left: Value, right: Value) -> bool:
    """`left in right`: what a `case right` would say of left."""
    if right is None:
        return False
    if isinstance(right, list):
        return contains(right, left)
    if type(right) is dict:
        return hashable(left) and left in right
    if type(right) is str:
        return type(left) is str and left == right
    if type(right) is ClassName:
        return is_instance(left, right.name)
    return equal(left, right)


def matches_case(run: Run, subject: Value, case: Value) -> bool:
    """Whether `case` takes the subject: closure, class, list, pattern, or equal."""
    if type(case) is Closure:
        return bool(run.invoke(case, subject))
    if type(case) is Pattern:
        return subject is not None and case.compiled.fullmatch(text(subject)) is not None
    if isinstance(case, list | ClassName):
        return is_in(subject, case)
    if type(case) is dict:
        return hashable(subject) and bool(case.get(subject))
    return equal(subject, case)


def hashable(value: Value) -> bool:
    return not isinstance(value, list | dict)


def value_range(run: Run, low: Value, high: Value, exclusive: bool) -> Value:
    """`low..high` as a list; downwards when high is lower; single letters too."""
    if type(low) is str and type(high) is str and len(low) == 1 and len(high) == 1:
        return [chr(code) for code in value_range(run, ord(low), ord(high), exclusive)]
    first, last = numbers.count(low, "The start of a range"), numbers.count(high, "The end of a range")
    run.charge(abs(last - first) + 1)
    if first <= last:
        return list(range(first, last + (0 if exclusive else 1)))
    return list(range(first, last + 1 if exclusive else last - 1, -1))


def join_text(run: Run, *parts: Value) -> str:
    """A GString: its parts as one text."""
    pieces = [part if type(part) is str else text(part) for part in parts]
    run.charge_text(sum([len(piece) for piece in pieces]))
    return "".join(pieces)


def unfit(operator: str, left: Value, right: Value) -> Fault:
    if left is None:
        return Fault(
            f"Cannot use {operator} on null.",
            "check for null first, or use ?: to give a default",
            kind="NullPointerException",
            code="R101",
        )
    return Fault(
        f"Cannot use {operator} between {type_name(left)} and {type_name(right)}.",
        code="R111",
        kind="MissingMethodException",
    )


# ---------------------------------------------------------------------------- types

CLASSES: dict[str, tuple[type, ...]] = {
    "String": (str,),
    "CharSequence": (str,),
    "GString": (),
    "Boolean": (bool,),
    "boolean": (bool,),
    "Integer": (int,),
    "int": (int,),
    "Long": (int,),
    "long": (int,),
    "BigInteger": (int,),
    "Short": (int,),
    "BigDecimal": (Decimal,),
    "Double": (float,),
    "double": (float,),
    "Float": (float,),
    "float": (float,),
    "Number": (int, Decimal, float),
    "List": (list,),
    "ArrayList": (list,),
    "Collection": (list, ItemSet),
    "Iterable": (list, ItemSet),
    "Set": (ItemSet,),
    "HashSet": (ItemSet,),
    "LinkedHashSet": (ItemSet,),
    "Map": (dict,),
    "HashMap": (dict,),
    "LinkedHashMap": (dict,),
    "Closure": (Closure,),
    "StringBuilder": (Buffer,),
    "StringBuffer": (Buffer,),
    "Pattern": (Pattern,),
    "Matcher": (Matcher,),
}
ANCESTORS: dict[str, str] = {
    "Exception": "Throwable",
    "RuntimeException": "Exception",
    "Error": "Throwable",
    "IssueTrackerException": "Exception",
    "IOException": "Exception",
    "IllegalArgumentException": "RuntimeException",
    "IllegalStateException": "RuntimeException",
    "NumberFormatException": "IllegalArgumentException",
    "ArithmeticException": "RuntimeException",
    "NullPointerException": "RuntimeException",
    "IndexOutOfBoundsException": "RuntimeException",
    "UnsupportedOperationException": "RuntimeException",
    "ClassCastException": "RuntimeException",
    "GroovyCastException": "ClassCastException",
    "GroovyRuntimeException": "RuntimeException",
    "MissingPropertyException": "GroovyRuntimeException",
    "NoSuchElementException": "RuntimeException",
    "MissingMethodException": "GroovyRuntimeException",
    "StringIndexOutOfBoundsException": "IndexOutOfBoundsException",
    "DateTimeParseException": "RuntimeException",
    "ParseException": "Exception",
}


def short_name(type_text: str) -> str:
    """`java.util.List<String>` is `List`; `String[]` stays an array."""
    bare = type_text.split("<", 1)[0].strip()
    return bare.rsplit(".", 1)[-1] + ("[]" if type_text.rstrip().endswith("[]") and "[]" not in bare else "")


def is_instance(value: Value, type_text: str) -> bool:
    name = short_name(type_text)
    if name == "Object":
        return value is not None
    if type(value) is Failure:
        return is_kind(value.kind, name)
    if name.endswith("[]"):
        return type(value) is list
    return type(value) in CLASSES.get(name, ())


def is_kind(kind: str, wanted: str) -> bool:
    """Whether an exception of this kind is one of the wanted."""
    step: str | None = kind
    while step is not None:
        if step == wanted:
            return True
        step = ANCESTORS.get(step, "Throwable" if step not in ("Throwable", "Exception") else None)
    return wanted == "Exception" and kind not in ANCESTORS and kind != "Throwable"


def cast(run: Run, value: Value, type_text: str) -> Value:
    """`value as Type` and `(Type) value`. Null stays null, an unknown type leaves the value alone."""
    name = short_name(type_text)
    if value is None:
        return False if name in ("boolean",) else None
    maker: Any = CASTS.get(name)
    if maker is not None:
        return maker(run, value)
    if name.endswith("[]"):
        return as_list(run, value)
    if name in CLASSES and name != "Number" and not is_instance(value, name):
        raise bad_cast(value, name)
    return value


def declared(run: Run, value: Value, type_text: str) -> Value:
    """The value that a typed variable takes: only what Groovy converts without being asked."""
    name = short_name(type_text)
    if name == "String" and value is not None:
        return text(value)
    if name == "boolean" or (name == "Boolean" and value is not None):
        return bool(value)
    if numbers.is_number(value) and name in NUMBER_CASTS:
        return CASTS[name](run, value)
    if name in ("Set", "HashSet", "LinkedHashSet") and isinstance(value, list):
        return unique_items(value)
    if value is not None and name in CLASSES and not is_instance(value, name) and name not in CASTS:
        raise bad_cast(value, name)
    if type(value) is str and name in NUMBER_CASTS:
        raise bad_cast(value, name)
    return value


def bad_cast(value: Value, name: str) -> Fault:
    return Fault(f"Cannot make a {name} of a {type_name(value)}.", kind=BAD_CAST, code="R112")


def as_list(run: Run, value: Value) -> Value:
    if isinstance(value, list):
        run.charge(len(value))
        return list(value)
    if type(value) is str:
        run.charge(len(value))
        return list(value)
    if type(value) is dict:
        return [Entry(k, v) for k, v in value.items()]
    return [value]


def as_set(run: Run, value: Value) -> Value:
    return unique_items(as_list(run, value))


def as_map(run: Run, value: Value) -> Value:
    if type(value) is dict:
        return value
    raise bad_cast(value, "Map")


INTEGERS = ("int", "Integer", "long", "Long", "BigInteger", "short", "Short")
DOUBLES = ("double", "Double", "float", "Float")
NUMBER_CASTS = {*INTEGERS, *DOUBLES, "BigDecimal"}
CASTS: dict[str, Any] = {
    "String": lambda run, value: text(value),
    "Boolean": lambda run, value: bool(value),
    "boolean": lambda run, value: bool(value),
    "BigDecimal": lambda run, value: numbers.to_decimal(value),
    **{name: (lambda run, value: numbers.to_integer(value)) for name in INTEGERS},
    **{name: (lambda run, value: numbers.to_double(value)) for name in DOUBLES},
    **dict.fromkeys(("List", "ArrayList", "Collection", "LinkedList"), as_list),
    **dict.fromkeys(("Set", "HashSet", "LinkedHashSet", "TreeSet"), as_set),
    **dict.fromkeys(("Map", "HashMap", "LinkedHashMap"), as_map),
}
