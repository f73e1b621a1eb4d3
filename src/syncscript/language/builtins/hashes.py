"""hashCode as Java computes it, for plain values and what holds them.

Sorting falls back on it where two values have no order. Refuses to depend on anything but the value.
"""

from __future__ import annotations

import struct
from decimal import Decimal

from syncscript.language.builtins.registry import method, static
from syncscript.language.interpreter import comparing, numbers
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.item_lists import ItemRange, ItemSet, KeyView, ValueView
from syncscript.language.interpreter.map_keys import entries_of
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, ClassName, Entry, Pattern, Value

DEEPEST = 60
WORD = 0xFFFFFFFF


def signed(bits: int) -> int:
    """The low 32 bits as Java's int."""
    low = bits & WORD
    return low - (1 << 32) if low >= 1 << 31 else low


def of_text(value: str) -> int:
    work(len(value) >> 2)
    result = 0
    for letter in value:
        result = (31 * result + ord(letter)) & WORD
    return result


def of_number(value: Value) -> int:
    if type(value) is int:
        return value if -(2**31) <= value < 2**31 else value ^ (value >> 32)
    if type(value) is float:
        (bits,) = struct.unpack(">Q", struct.pack(">d", value))
        return int(bits ^ (bits >> 32))
    digits = int(Decimal(value).scaleb(numbers.scale_of(value), numbers.EXACT))
    size = abs(digits)
    parts = signed(31 * (size >> 32) + (size & WORD))
    return 31 * (-parts if digits < 0 else parts) + numbers.scale_of(value)


def java_hash(value: Value, depth: int = 0) -> int:
    """From -2^31 to 2^31 - 1; equal values have equal ones."""
    work(2)
    if depth > DEEPEST:
        return 0
    if value is None:
        return 0
    if type(value) is bool:
        return 1231 if value else 1237
    if type(value) is str:
        return signed(of_text(value))
    if numbers.is_number(value):
        return signed(of_number(value))
    return signed(of_holder(value, depth + 1))


def of_holder(value: Value, depth: int) -> int:
    if isinstance(value, dict):
        return sum([java_hash(key, depth) ^ java_hash(item, depth) for key, item in entries_of(value)])
    if isinstance(value, ItemSet):
        return sum([java_hash(item, depth) for item in value])
    if isinstance(value, list):
        result = 1
        for item in value:
            result = (31 * result + java_hash(item, depth)) & WORD
        return result
    if isinstance(value, Entry):
        return java_hash(value.key, depth) ^ java_hash(value.value, depth)
    return of_text(text(value))


@method("hashCode", bool, int, Decimal, float, str, list, dict, ItemSet, ItemRange, KeyView, ValueView)
@method("hashCode", Entry, ClassName, Pattern, Box)
def hash_code(run: Run, value: Value) -> int:
    """
    >>> ["ab".hashCode(), [1, 2].hashCode(), 1.50.hashCode()]
    [3105, 994, 4652]
    """
    return java_hash(value)


@static("Objects.hashCode")
def hash_of(run: Run, value: Value) -> int:
    return java_hash(value)


@static("Objects.hash")
def hash_of_all(run: Run, *values: Value) -> int:
    """
    >>> Objects.hash(1, 2)
    994
    """
    return java_hash(list(values))


def in_any_order(one: Value, other: Value) -> int:
    """As `<=>`; what has no order there comes by its hash, as Groovy sorts."""
    try:
        return comparing.compare(one, other)
    except Fault:
        left, right = java_hash(one), java_hash(other)
        return (left > right) - (left < right)
