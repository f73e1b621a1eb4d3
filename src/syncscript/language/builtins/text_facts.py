"""What a text is and holds: length, parts, places, comparisons.

Nothing here makes a new text. Refuses regular expressions; those have their own file.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import method
from syncscript.language.interpreter import numbers, operators
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value


@method("length size", str)
def length(run: Run, value: str) -> int:
    """
    >>> "abc".length()
    3
    """
    return len(value)


@method("isEmpty", str)
def is_empty(run: Run, value: str) -> bool:
    """
    >>> "".isEmpty()
    true
    """
    return not value


@method("isBlank isAllWhitespace", str)
def is_blank(run: Run, value: str) -> bool:
    """
    >>> "  ".isBlank()
    true
    """
    return not value.strip()


@method("contains", str)
def contains(run: Run, value: str, part: Value) -> bool:
    """
    >>> "abc".contains("b")
    true
    """
    return text(part) in value


@method("startsWith", str)
def starts_with(run: Run, value: str, part: Value) -> bool:
    """
    >>> "ABC-1".startsWith("ABC")
    true
    """
    return value.startswith(text(part))


@method("endsWith", str)
def ends_with(run: Run, value: str, part: Value) -> bool:
    """
    >>> "a.png".endsWith(".png")
    true
    """
    return value.endswith(text(part))


@method("indexOf", str)
def index_of(run: Run, value: str, part: Value, start: Value = 0) -> int:
    """
    >>> "abc".indexOf("c")
    2
    >>> "abc".indexOf("x")
    -1
    """
    return value.find(text(part), max(numbers.count(start, "The start"), 0))


@method("lastIndexOf", str)
def last_index_of(run: Run, value: str, part: Value) -> int:
    """
    >>> "a-b-c".lastIndexOf("-")
    3
    """
    return value.rfind(text(part))


@method("count", str)
def count(run: Run, value: str, part: Value) -> int:
    """
    >>> "banana".count("an")
    2
    """
    return value.count(text(part))


@method("equalsIgnoreCase", str)
def equals_ignore_case(run: Run, value: str, other: Value) -> bool:
    """
    >>> "Done".equalsIgnoreCase("DONE")
    true
    """
    return type(other) is str and value.lower() == other.lower()


@method("compareTo compareToIgnoreCase", str)
def compare_to(run: Run, value: str, other: Value) -> int:
    """
    >>> "a".compareTo("b")
    -1
    """
    return operators.compare(value, other)


@method("hashCode", str)
def hash_code(run: Run, value: str) -> int:
    """Java's hash of a text.

    >>> "ab".hashCode()
    3105
    """
    result = 0
    run.spend(len(value) // 100)
    for letter in value:
        result = (31 * result + ord(letter)) & 0xFFFFFFFF
    return result - (1 << 32) if result >= 1 << 31 else result
