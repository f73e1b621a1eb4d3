"""What a text is and holds: length, parts, places, comparisons.

Nothing here makes a new text. Refuses regular expressions; those have their own file.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import method
from syncscript.language.interpreter import comparing, numbers
from syncscript.language.interpreter.faults import NO_VALUE, Fault
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
    return part_of(part) in value


@method("startsWith", str)
def starts_with(run: Run, value: str, part: Value, start: Value = 0) -> bool:
    """
    >>> "ABC-1".startsWith("ABC")
    true
    """
    return value.startswith(part_of(part), max(numbers.count(start, "The start"), 0))


@method("endsWith", str)
def ends_with(run: Run, value: str, part: Value) -> bool:
    """
    >>> "a.png".endsWith(".png")
    true
    """
    return value.endswith(part_of(part))


@method("indexOf", str)
def index_of(run: Run, value: str, part: Value, start: Value = 0) -> int:
    """
    >>> "abc".indexOf("c")
    2
    >>> "abc".indexOf("x")
    -1
    """
    return value.find(part_of(part), max(numbers.count(start, "The start"), 0))


@method("lastIndexOf", str)
def last_index_of(run: Run, value: str, part: Value, start: Value = None) -> int:
    """
    >>> "a-b-c".lastIndexOf("-")
    3
    """
    wanted = part_of(part)
    if start is None:
        return value.rfind(wanted)
    return value.rfind(wanted, 0, max(numbers.count(start, "The start") + len(wanted), 0))


@method("count", str)
def count(run: Run, value: str, part: Value) -> int:
    """
    >>> "banana".count("an")
    2
    """
    wanted, place, found = part_of(part), -1, 0
    while wanted and (place := value.find(wanted, place + 1)) >= 0:
        found += 1
        run.spend(1 + len(wanted) // 1024)
    return found


@method("equalsIgnoreCase", str)
def equals_ignore_case(run: Run, value: str, other: Value) -> bool:
    """
    >>> "Done".equalsIgnoreCase("DONE")
    true
    """
    return type(other) is str and value.lower() == other.lower()


@method("compareTo", str)
def compare_to(run: Run, value: str, other: Value) -> int:
    """Below, equal to or above 0.

    >>> "a".compareTo("c")
    -2
    """
    if type(other) is not str:
        return comparing.compare(value, other)
    different = next((n for n, (a, b) in enumerate(zip(value, other, strict=False)) if a != b), None)
    return len(value) - len(other) if different is None else ord(value[different]) - ord(other[different])


@method("compareToIgnoreCase", str)
def compare_without_case(run: Run, value: str, other: Value) -> int:
    return compare_to(run, value.lower(), other.lower() if type(other) is str else other)


@method("startsWithIgnoreCase", str)
def starts_without_case(run: Run, value: str, part: Value) -> bool:
    return value.lower().startswith(part_of(part).lower())


@method("endsWithIgnoreCase", str)
def ends_without_case(run: Run, value: str, part: Value) -> bool:
    return value.lower().endswith(part_of(part).lower())


@method("containsIgnoreCase", str)
def contains_without_case(run: Run, value: str, part: Value) -> bool:
    """
    >>> "Blocked".containsIgnoreCase("LOCK")
    true
    """
    return part_of(part).lower() in value.lower()


def part_of(part: Value) -> str:
    """The text to look for. Fault for null, which is no part of anything."""
    if part is None:
        raise Fault(
            "Null cannot be looked for in a text.", "check it for null first", kind=NO_VALUE, code="R101"
        )
    return text(part)


@method("startsWithAny", str)
def starts_with_any(run: Run, value: str, *parts: Value) -> bool:
    """
    >>> "hello".startsWithAny("x", "he")
    true
    """
    return value.startswith(tuple(map(part_of, parts)))


@method("endsWithAny", str)
def ends_with_any(run: Run, value: str, *parts: Value) -> bool:
    return value.endswith(tuple(map(part_of, parts)))


@method("contentEquals", str)
def content_equals(run: Run, value: str, other: Value) -> bool:
    return value == part_of(other)


@method("regionMatches", str)
def region_matches(run: Run, value: str, *given: Value) -> bool:
    """regionMatches(start, other, its start, length), and whether to ignore case in front of it.

    >>> "abc".regionMatches(true, 0, "AB", 0, 2)
    true
    """
    folded, (start, other, there, length) = (given[0], given[1:]) if len(given) == 5 else (False, given)
    first, second, size = (numbers.count(n, "The place") for n in (start, there, length))
    one, two = value[first : first + size], part_of(other)[second : second + size]
    fits = first >= 0 and second >= 0 and len(one) == len(two) == max(size, 0)
    return fits and (one.lower() == two.lower() if folded else one == two)
