"""Methods of texts, as Java's String and Groovy's additions name them.

Growing ones are charged before they build. Refuses regular expressions; those have their own file.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import method
from syncscript.language.interpreter import numbers, operators
from syncscript.language.interpreter.access import character
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Closure, Value

OUTSIDE = "StringIndexOutOfBoundsException"


@method("toLowerCase", str)
def to_lower_case(run: Run, value: str) -> str:
    """
    >>> "ABC".toLowerCase()
    'abc'
    """
    return value.lower()


@method("toUpperCase", str)
def to_upper_case(run: Run, value: str) -> str:
    """
    >>> "abc".toUpperCase()
    'ABC'
    """
    return value.upper()


@method("capitalize", str)
def capitalize(run: Run, value: str) -> str:
    """
    >>> "in Progress".capitalize()
    'In Progress'
    """
    return value[:1].upper() + value[1:]


@method("uncapitalize", str)
def uncapitalize(run: Run, value: str) -> str:
    """
    >>> "Done".uncapitalize()
    'done'
    """
    return value[:1].lower() + value[1:]


@method("trim strip", str)
def trim(run: Run, value: str) -> str:
    """
    >>> "  a b ".trim()
    'a b'
    """
    return value.strip()


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


@method("substring", str)
def substring(run: Run, value: str, start: Value, end: Value = None) -> str:
    """
    >>> "ABC-12".substring(4)
    '12'
    >>> "ABC-12".substring(0, 3)
    'ABC'
    """
    first = numbers.count(start, "The start")
    last = len(value) if end is None else numbers.count(end, "The end")
    if not 0 <= first <= last <= len(value):
        raise Fault(
            f"Positions {first} to {last} are outside of a text of {len(value)} characters.",
            "take(n) and drop(n) never fail",
            code="R114",
            kind=OUTSIDE,
        )
    return value[first:last]


@method("charAt", str)
def char_at(run: Run, value: str, place: Value) -> str:
    """
    >>> "abc".charAt(1)
    'b'
    """
    where = numbers.count(place, "The position")
    return character(value, where if where >= 0 else len(value))


@method("getAt", str)
def get_at(run: Run, value: str, place: Value) -> str:
    return character(value, numbers.count(place, "The position"))


@method("take", str)
def take(run: Run, value: str, size: Value) -> str:
    """
    >>> "abcdef".take(3)
    'abc'
    """
    return value[: max(numbers.count(size, "The size"), 0)]


@method("drop", str)
def drop(run: Run, value: str, size: Value) -> str:
    """
    >>> "abcdef".drop(4)
    'ef'
    """
    return value[max(numbers.count(size, "The size"), 0) :]


@method("takeRight", str)
def take_right(run: Run, value: str, size: Value) -> str:
    """
    >>> "abcdef".takeRight(2)
    'ef'
    """
    amount = numbers.count(size, "The size")
    return value[-amount:] if amount > 0 else ""


@method("replace", str)
def replace(run: Run, value: str, old: Value, new: Value) -> str:
    """
    >>> "a.b.c".replace(".", "/")
    'a/b/c'
    """
    found, into = text(old), text(new)
    run.charge_text(len(value) + value.count(found) * max(len(into) - len(found), 0))
    return value.replace(found, into)


@method("reverse", str)
def reverse(run: Run, value: str) -> str:
    """
    >>> "abc".reverse()
    'cba'
    """
    run.charge(len(value))
    return value[::-1]


@method("tokenize", str)
def tokenize(run: Run, value: str, separators: Value = " \t\n\r\f") -> list[str]:
    """Cut at any of the characters given; empty texts are dropped.

    >>> "a,b;;c".tokenize(",;")
    ['a', 'b', 'c']
    """
    run.charge(len(value))
    cuts = set(text(separators))
    pieces, piece = [], ""
    for letter in value:
        if letter in cuts:
            pieces.append(piece)
            piece = ""
        else:
            piece += letter
    return [p for p in [*pieces, piece] if p]


@method("readLines", str)
def read_lines(run: Run, value: str) -> list[str]:
    """
    >>> "a\\nb".readLines()
    ['a', 'b']
    """
    run.charge(len(value))
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines and not lines[-1] else lines


@method("eachLine", str)
def each_line(run: Run, value: str, closure: Closure) -> Value:
    """
    >>> def n = 0; "a\\nb".eachLine { n += 1 }; n
    2
    """
    result = None
    for number, line in enumerate(read_lines(run, value)):
        result = run.invoke(closure, line, number) if closure.most > 1 else run.invoke(closure, line)
    return result


@method("toList", str)
def to_list(run: Run, value: str) -> list[str]:
    """
    >>> "abc".toList()
    ['a', 'b', 'c']
    """
    run.charge(len(value))
    return list(value)


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


@method("concat", str)
def concat(run: Run, value: str, other: Value) -> Value:
    """
    >>> "a".concat("b")
    'ab'
    """
    return operators.plus(run, value, other)


@method("multiply repeat", str)
def multiply(run: Run, value: str, often: Value) -> Value:
    """
    >>> "ab".multiply(2)
    'abab'
    """
    return operators.times(run, value, often)


@method("padLeft", str)
def pad_left(run: Run, value: str, width: Value, filler: Value = " ") -> str:
    """
    >>> "7".padLeft(3, "0")
    '007'
    """
    size = numbers.count(width, "The width")
    run.charge_text(max(size, len(value)))
    return padding(size - len(value), text(filler)) + value


@method("padRight", str)
def pad_right(run: Run, value: str, width: Value, filler: Value = " ") -> str:
    """
    >>> "7".padRight(3, "-")
    '7--'
    """
    size = numbers.count(width, "The width")
    run.charge_text(max(size, len(value)))
    return value + padding(size - len(value), text(filler))


@method("center", str)
def center(run: Run, value: str, width: Value, filler: Value = " ") -> str:
    """
    >>> "a".center(3, "*")
    '*a*'
    """
    size = numbers.count(width, "The width")
    run.charge_text(max(size, len(value)))
    left = max(size - len(value), 0) // 2
    return padding(left, text(filler)) + value + padding(size - len(value) - left, text(filler))


def padding(size: int, filler: str) -> str:
    return (filler * (size // max(len(filler), 1) + 1))[:size] if size > 0 and filler else ""


@method("count", str)
def count(run: Run, value: str, part: Value) -> int:
    """
    >>> "banana".count("an")
    2
    """
    return value.count(text(part))


@method("stripIndent", str)
def strip_indent(run: Run, value: str) -> str:
    """
    >>> "  a\\n   b".stripIndent()
    'a\\n b'
    """
    lines = value.split("\n")
    margin = min([len(line) - len(line.lstrip()) for line in lines if line.strip()], default=0)
    return "\n".join([line[margin:] for line in lines])


@method("stripMargin", str)
def strip_margin(run: Run, value: str, mark: Value = "|") -> str:
    """
    >>> "a\\n  |b".stripMargin()
    'a\\nb'
    """
    sign = text(mark)
    return "\n".join(
        [line.lstrip()[1:] if line.lstrip().startswith(sign) else line for line in value.split("\n")]
    )


@method("collect", str)
def collect(run: Run, value: str, closure: Closure) -> list[Value]:
    """
    >>> "ab".collect { it + it }
    ['aa', 'bb']
    """
    run.charge(len(value))
    return [run.invoke(closure, letter) for letter in value]


@method("each", str)
def each(run: Run, value: str, closure: Closure) -> str:
    for letter in value:
        run.invoke(closure, letter)
    return value


@method("any", str)
def any_letter(run: Run, value: str, closure: Closure) -> bool:
    return any(bool(run.invoke(closure, letter)) for letter in value)


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
