"""Methods of patterns and matchers: find, group, matches and their like.

A matcher holds all its matches from the start. Refuses to match anything itself.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import CONSTANTS, METHODS, method, static
from syncscript.language.builtins.regular_expressions import (
    expanded,
    find_in,
    make_pattern,
    match_whole,
    replaced,
)
from syncscript.language.builtins.text_buffers import append
from syncscript.language.interpreter import access, numbers
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Buffer, Matcher, Pattern, Value

FLAGS = {2: "i", 8: "m", 32: "s"}
CONSTANTS["Pattern"] = {"CASE_INSENSITIVE": 2, "MULTILINE": 8, "DOTALL": 32, "UNICODE_CASE": 64}


@method("matcher", Pattern)
def matcher(run: Run, pattern: Pattern, value: Value) -> Matcher:
    """
    >>> (~/b/).matcher("abc").find()
    true
    """
    return find_in(run, value, pattern)


@method("find", Matcher)
def next_match(run: Run, value: Matcher, start: Value = None) -> bool:
    """Goes to the next match, and says whether there is one.

    >>> def m = "a1b2" =~ /[0-9]/; m.find(); m.find(); m.group()
    '2'
    """
    if start is not None:
        first = numbers.count(start, "The start")
        value.position = len([found for found in value.matches if found.start() < first]) - 1
    value.position += 1
    return value.position < len(value.matches)


@method("reset", Matcher)
def reset(run: Run, value: Matcher) -> Matcher:
    """Back to the start of the text."""
    value.position, value.appended = -1, 0
    return value


@method("lookingAt", Matcher)
def looking_at(run: Run, value: Matcher) -> bool:
    """Whether the text begins with a match."""
    return bool(value.matches) and value.matches[0].start() == 0


@method("hasGroup", Matcher)
def has_group(run: Run, value: Matcher) -> bool:
    """Whether the pattern has groups."""
    return group_count(run, value) > 0


@method("replaceFirst", Matcher)
def matcher_replace_first(run: Run, value: Matcher, replacement: Value) -> str:
    return replaced(run, value.text, value.pattern, replacement, most=1)


@method("appendReplacement", Matcher)
def append_replacement(run: Run, value: Matcher, into: Buffer, replacement: Value) -> Matcher:
    """The text since the last match and the replacement of this one, at the end of a StringBuffer.

    >>> def m = "a1" =~ /1/; def b = new StringBuffer(); m.find(); m.appendReplacement(b, "#"); b.toString()
    'a#'
    """
    group(run, value)
    found = value.matches[value.position]
    append(run, into, value.text[value.appended : found.start()] + expanded(text(replacement), found))
    value.appended = found.end()
    return value


@method("appendTail", Matcher)
def append_tail(run: Run, value: Matcher, into: Buffer) -> Buffer:
    return append(run, into, value.text[value.appended :])


@method("pattern", Pattern)
def source_of(run: Run, value: Pattern) -> str:
    return value.source


@method("split", Pattern)
def split(run: Run, value: Pattern, content: Value) -> Value:
    return METHODS[str]["split"](run, text(content), value)


@static("Pattern.matches")
def pattern_matches(run: Run, pattern: Value, value: Value) -> bool:
    return match_whole(run, value, pattern)


def over_matches(name: str) -> None:
    """A method of lists that goes over all matches of a matcher."""

    @method(name, Matcher)
    def go_over(run: Run, value: Matcher, *arguments: Value) -> Value:
        made = METHODS[list][name](run, access.elements(run, value), *arguments)
        return value if name.startswith("each") else made


OVER_MATCHES = "each eachWithIndex collect findAll any every inject findIndexOf grep findResult iterator"
for made in OVER_MATCHES.split():
    over_matches(made)


@method("matches", Matcher)
def matcher_matches(run: Run, value: Matcher) -> bool:
    """Whether the whole text matches.

    >>> ("abc" =~ /b/).matches()
    false
    """
    whole = value.pattern.compiled.fullmatch(value.text)
    if whole is not None:
        value.matches, value.position = [whole], 0
    return whole is not None


@method("group", Matcher)
def group(run: Run, value: Matcher, which: Value = 0) -> Value:
    """The present match or one group of it.

    >>> def m = "k=v" =~ /(.)=(.)/; m.find(); m.group(2)
    'v'
    """
    if not 0 <= value.position < len(value.matches):
        raise Fault(
            "There is no match to take a group of.",
            "test it with find() first",
            kind="IllegalStateException",
            code="R131",
        )
    try:
        return value.matches[value.position].group(which)
    except (IndexError, KeyError):
        kind = "IllegalArgumentException" if type(which) is str else "IndexOutOfBoundsException"
        raise Fault(f"The pattern has no group {text(which)}.", kind=kind, code="R131") from None


@method("groupCount", Matcher)
def group_count(run: Run, value: Matcher) -> int:
    return int(value.pattern.compiled.groups)


@method("getCount size", Matcher)
def count(run: Run, value: Matcher) -> int:
    """
    >>> ("a1b2" =~ /[0-9]/).size()
    2
    """
    return len(value.matches)


@method("start", Matcher)
def start(run: Run, value: Matcher) -> int:
    return int(value.matches[max(value.position, 0)].start()) if value.matches else -1


@method("end", Matcher)
def end(run: Run, value: Matcher) -> int:
    return int(value.matches[max(value.position, 0)].end()) if value.matches else -1


@method("replaceAll", Matcher)
def matcher_replace_all(run: Run, value: Matcher, replacement: Value) -> str:
    return replaced(run, value.text, value.pattern, replacement)


@static("Matcher.quoteReplacement")
def quote_replacement(run: Run, value: Value) -> str:
    """
    >>> Matcher.quoteReplacement('a$b')
    'a\\\\$b'
    """
    return text(value).replace("\\", "\\\\").replace("$", "\\$")


@static("Pattern.quote")
def quote(run: Run, value: Value) -> str:
    """
    >>> "a.b".replaceAll(Pattern.quote("."), "-")
    'a-b'
    """
    run.charge(len(text(value)))
    return "".join([c if c.isalnum() or c == "_" else "\\" + c for c in text(value)])


@static("Pattern.compile")
def pattern_compile(run: Run, value: Value, flags: Value = 0) -> Pattern:
    """
    >>> Pattern.compile("b+").matcher("abb").find()
    true
    """
    letters = "".join([letter for bit, letter in FLAGS.items() if numbers.count(flags, "The flags") & bit])
    return make_pattern(run, f"(?{letters}){text(value)}" if letters else value)
