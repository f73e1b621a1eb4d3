"""A text made into another: case, blanks, replacement, padding, margins.

Growing ones are charged before they build. Refuses regular expressions; those have their own file.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import method
from syncscript.language.interpreter import numbers, operators
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value

BLANKS = "".join(map(chr, range(33)))


LONGER = 3
"""Characters that one may become in upper case."""


@method("toLowerCase", str)
def to_lower_case(run: Run, value: str) -> str:
    """
    >>> "ABC".toLowerCase()
    'abc'
    """
    run.charge_text(len(value))
    return value.lower()


@method("toUpperCase", str)
def to_upper_case(run: Run, value: str) -> str:
    """
    >>> "abc".toUpperCase()
    'ABC'
    """
    run.charge_text(len(value) if value.isascii() else LONGER * len(value))
    return value.upper()


@method("capitalize", str)
def capitalize(run: Run, value: str) -> str:
    """
    >>> "in Progress".capitalize()
    'In Progress'
    """
    run.charge_text(len(value))
    return value[:1].upper() + value[1:]


@method("uncapitalize", str)
def uncapitalize(run: Run, value: str) -> str:
    """
    >>> "Done".uncapitalize()
    'done'
    """
    run.charge_text(len(value))
    return value[:1].lower() + value[1:]


@method("strip", str)
def strip(run: Run, value: str) -> str:
    run.charge_text(len(value))
    return value.strip()


@method("trim", str)
def trim(run: Run, value: str) -> str:
    """
    >>> "  a b ".trim()
    'a b'
    """
    run.charge_text(len(value))
    return value.strip(BLANKS)


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
    run.charge_text(len(value))
    return value[::-1]


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


@method("stripIndent", str)
def strip_indent(run: Run, value: str, size: Value = None) -> str:
    """As Java does: the last line counts even when it is blank, blanks at line ends go.

    >>> "  a\\n   b".stripIndent()
    'a\\n b'
    """
    lines = normalize(run, value).split("\n")
    if size is not None:
        wanted = numbers.count(size, "The indent")
        return "\n".join([line[min(wanted, indent_of(line)) :] for line in lines])
    counted = [line for line in lines[:-1] if line.strip()] + lines[-1:]
    margin = min([indent_of(line) for line in counted])
    return "\n".join([line[margin:].rstrip() for line in lines])


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip())


@method("next", str)
def next_text(run: Run, value: str) -> str:
    """The text with the last letter one further.

    >>> "a".next()
    'b'
    """
    return value[:-1] + chr(min(ord(value[-1]) + 1, 0x10FFFF)) if value else "\x00"


@method("previous", str)
def previous_text(run: Run, value: str) -> str:
    return value[:-1] + chr(max(ord(value[-1]) - 1, 0)) if value else ""


@method("stripLeading", str)
def strip_leading(run: Run, value: str) -> str:
    return value.lstrip()


@method("stripTrailing", str)
def strip_trailing(run: Run, value: str) -> str:
    return value.rstrip()


@method("tr", str)
def translate(run: Run, value: str, letters: Value, into: Value) -> str:
    """Each of the letters by the one at the same place; `a-z` stands for a stretch.

    >>> "a-b".tr("-", "_")
    'a_b'
    """
    source, target = stretched(run, text(letters)), stretched(run, text(into))
    if not target:
        return value
    target += target[-1] * (len(source) - len(target))
    table: dict[str, str] = {}
    for old, new in zip(source, target, strict=False):
        table.setdefault(old, new)
    return "".join([table.get(letter, letter) for letter in value])


def stretched(run: Run, letters: str) -> str:
    made: list[str] = []
    place = 0
    run.work(len(letters))
    while place < len(letters):
        if letters[place + 1 : place + 2] == "-" and place + 2 < len(letters):
            first, last = ord(letters[place]), ord(letters[place + 2])
            run.work(max(last - first, 0) + 1)
            run.charge(2 * max(last - first, 0) + 1)
            made += map(chr, range(first, last + 1))
            place += 3
        else:
            made.append(letters[place])
            place += 1
    return "".join(made)


@method("expand", str)
def expand(run: Run, value: str, width: Value = 8) -> str:
    """Tabs as blanks."""
    size = min(max(numbers.count(width, "The width"), 1), 100)
    run.charge_text(len(value) + value.count("\t") * size)
    return value.expandtabs(size)


@method("unexpand", str)
def unexpand(run: Run, value: str, width: Value = 8) -> str:
    """Blanks in front of every so many columns as tabs."""
    size = min(max(numbers.count(width, "The width"), 1), 100)
    lines = []
    for line in expand(run, value, size).split("\n"):
        pieces = [line[n : n + size] for n in range(0, len(line), size)]
        full = [p.rstrip(" ") + "\t" if len(p) == size and p.endswith("  ") else p for p in pieces]
        lines.append("".join(full))
    return "\n".join(lines)


@method("normalize denormalize", str)
def normalize(run: Run, value: str) -> str:
    """With line ends as \\n."""
    return value.replace("\r\n", "\n").replace("\r", "\n")


@method("intern", str)
def itself(run: Run, value: str) -> str:
    return value


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
