"""Regular expressions: `=~`, `==~`, `~"..."`, and the methods of patterns and matchers.

How they are matched, and at what price, stands in `matching`.
"""

from __future__ import annotations

import re as syntax_of_replacements
from collections.abc import Iterator
from typing import Any

from syncscript.language.builtins.registry import method
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Closure, Matcher, Pattern, Value

MATCH = 16
"""Places that a match is charged as when it is kept."""
EACH = 3
"""Steps that a match takes."""
PIECE = 60
"""Characters that each of the pieces is charged as that a text is put together from."""
READ = 16
"""Pieces of work for each character of a pattern that is compiled."""
BOX = 200
"""Characters that a pattern is charged as beside its own."""
PLACE = syntax_of_replacements.compile(r"\\(.)|\$(\d)|\$\{(\w+)\}|[$\\]", syntax_of_replacements.DOTALL)


def make_pattern(run: Run, source: Value) -> Pattern:
    """`~"a+"`: what it takes to compile it is charged once in a run."""
    if type(source) is Pattern:
        return source
    written = text(source)
    work(len(written))
    run.charge_letters(BOX + len(written))
    run.patterns = {} if run.patterns is None else run.patterns
    if written not in run.patterns:
        from syncscript.language.interpreter.matching import LONGEST, compiled

        work(READ * min(len(written) + 4, LONGEST))
        made = compiled(written)
        work(made.toil)
        run.charge_letters(BOX * (2 + made.size // 2))
        run.patterns[written] = made
    return Pattern(written, run.patterns[written])


def find_in(run: Run, value: Value, pattern: Value) -> Matcher:
    """`value =~ pattern`: true when the pattern is found.

    >>> ("abc" =~ /b/) ? 1 : 2
    1
    >>> ("a1b22" =~ /[0-9]+/)[1]
    '22'
    >>> ("k=v" =~ /(\\w)=(\\w)/)[0]
    ['k=v', 'k', 'v']
    """
    made = make_pattern(run, pattern)
    return Matcher(made, text(value), all_matches(run, made, text(value)))


def match_whole(run: Run, value: Value, pattern: Value) -> bool:
    """`value ==~ pattern`: true when the whole value matches.

    >>> "2024-01-31" ==~ /\\d{4}-\\d\\d-\\d\\d/
    true
    """
    if value is None:
        return False
    made, whole = make_pattern(run, pattern), text(value)
    return made.compiled.fullmatch(whole) is not None


def all_matches(run: Run, pattern: Pattern, value: str) -> list[Any]:
    """To be kept, so each is charged for its place too."""
    found: list[Any] = []
    for match in matches_of(run, pattern, value):
        found.append(match)
        run.charge(MATCH)
    return found


def matches_of(run: Run, pattern: Pattern, value: str) -> Iterator[Any]:
    """One after the other; each takes some steps."""
    for match in pattern.compiled.finditer(value):
        run.spend(EACH)
        yield match


def match_value(found: Any) -> Value:
    """A match as a script sees it: the text, or the list of its groups."""
    groups = found.groups()
    return [found.group(0), *groups] if groups else found.group(0)


def expanded(replacement: str, found: Any) -> str:
    """Java's replacement syntax: $1, ${name}, \\x for x itself."""

    def part(place: Any) -> str:
        work(4)
        if place.group(1) is not None:
            return str(place.group(1))
        if place.group(0) in ("$", "\\"):
            raise Fault(
                f"The replacement has a lone {place.group(0)}.",
                "write Matcher.quoteReplacement(text)",
                kind="IllegalArgumentException",
                code="R131",
            )
        group = place.group(3) or int(place.group(2))
        try:
            return found.group(group) or ""
        except (IndexError, KeyError):
            raise Fault(
                f"The pattern has no group {group}.", kind="IndexOutOfBoundsException", code="R131"
            ) from None

    return PLACE.sub(part, replacement)


def replaced(run: Run, value: str, pattern: Value, replacement: Value, most: int = 0) -> str:
    """The text with matches replaced, by a text or by what a closure makes of each."""
    pieces: list[str] = []
    end = size = 0
    for number, found in enumerate(matches_of(run, make_pattern(run, pattern), value)):
        if most and number >= most:
            break
        pieces.append(value[end : found.start()])
        pieces.append(replacement_for(run, found, replacement))
        end = found.end()
        size += len(pieces[-1])
        run.charge_letters(len(pieces[-1]) + PIECE)
        run.refuse_long(size)
    run.charge_text(len(value) + size)
    return "".join([*pieces, value[end:]])


def replacement_for(run: Run, found: Any, replacement: Value) -> str:
    if type(replacement) is not Closure:
        return expanded(text(replacement), found)
    matched = match_value(found)
    return text(
        run.invoke(
            replacement, *(matched if isinstance(matched, list) and replacement.most > 1 else [matched])
        )
    )


@method("replaceAll", str)
def replace_all(run: Run, value: str, pattern: Value, replacement: Value) -> str:
    """
    >>> "a1b2".replaceAll(/[0-9]/, "#")
    'a#b#'
    >>> "k-v".replaceAll("(\\\\w)-(\\\\w)", '$2-$1')
    'v-k'
    >>> "abc".replaceAll("b") { it.toUpperCase() }
    'aBc'
    """
    return replaced(run, value, pattern, replacement)


@method("replaceFirst", str)
def replace_first(run: Run, value: str, pattern: Value, replacement: Value) -> str:
    """
    >>> "a1b2".replaceFirst(/[0-9]/, "#")
    'a#b2'
    """
    return replaced(run, value, pattern, replacement, most=1)


@method("matches", str)
def matches(run: Run, value: str, pattern: Value) -> bool:
    """
    >>> "ABC-12".matches("[A-Z]+-[0-9]+")
    true
    """
    return match_whole(run, value, pattern)


@method("split", str)
def split(run: Run, value: str, pattern: Value = None, most: Value = 0) -> list[str]:
    """Java's split: the separator is a regular expression, empty texts at the end are dropped.

    >>> "a, b,,".split(",")
    ['a', ' b']
    >>> "a  b".split()
    ['a', 'b']
    """
    if pattern is None:
        return value.split()
    run.charge(len(value))
    pieces: list[str] = []
    end = 0
    for found in matches_of(run, make_pattern(run, pattern), value):
        run.charge(2)
        if found.end() == 0 or found.start() >= len(value) > found.end() - 1 or 0 < most <= len(pieces) + 1:
            continue
        pieces.append(value[end : found.start()])
        end = found.end()
    if not pieces and not end:
        return [value]
    pieces.append(value[end:])
    while not most and pieces and not pieces[-1]:
        pieces.pop()
    return pieces


@method("find", str)
def find(run: Run, value: str, pattern: Value, closure: Value = None) -> Value:
    """The first match, or what the closure makes of it; null without a match.

    >>> "ticket ABC-12".find(/[A-Z]+-[0-9]+/)
    'ABC-12'
    >>> "abc".find(/x/)
    null
    """
    if type(pattern) is Closure:
        return next((c for c in value if run.invoke(pattern, c)), None)
    found = make_pattern(run, pattern).compiled.search(value)
    if found is None:
        return None
    if closure is None:
        return found.group(0)
    matched = match_value(found)
    return text(
        run.invoke(closure, *(matched if isinstance(matched, list) and closure.most > 1 else [matched]))
    )


@method("findAll", str)
def find_all(run: Run, value: str, pattern: Value, closure: Value = None) -> Value:
    """
    >>> "a1b22".findAll(/[0-9]+/)
    ['1', '22']
    """
    if type(pattern) is Closure:
        return [letter for letter in value if run.invoke(pattern, letter)]
    found: list[Value] = []
    for match in matches_of(run, make_pattern(run, pattern), value):
        run.charge(2)
        found.append(match.group(0) if closure is None else run.invoke(closure, match_value(match)))
    return found


@method("eachMatch", str)
def each_match(run: Run, value: str, pattern: Value, closure: Value) -> str:
    for found in matches_of(run, make_pattern(run, pattern), value):
        run.invoke(closure, match_value(found))
    return value
