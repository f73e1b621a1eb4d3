"""Methods of patterns and matchers: find, group, matches and their like.

A matcher holds all its matches from the start. Refuses to match anything itself.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import method, static
from syncscript.language.builtins.regular_expressions import find_in, make_pattern, replaced
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Matcher, Pattern, Value


@method("matcher", Pattern)
def matcher(run: Run, pattern: Pattern, value: Value) -> Matcher:
    """
    >>> (~/b/).matcher("abc").find()
    true
    """
    return find_in(run, value, pattern)


@method("find", Matcher)
def next_match(run: Run, value: Matcher) -> bool:
    """Goes to the next match, and says whether there is one.

    >>> def m = "a1b2" =~ /[0-9]/; m.find(); m.find(); m.group()
    '2'
    """
    value.position += 1
    return value.position < len(value.matches)


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
        raise Fault(
            f"The pattern has no group {text(which)}.", kind="IndexOutOfBoundsException", code="R131"
        ) from None


@method("groupCount", Matcher)
def group_count(run: Run, value: Matcher) -> int:
    return len(value.matches[0].groups()) if value.matches else 0


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
    return "".join([c if c.isalnum() or c == "_" else "\\" + c for c in text(value)])


@static("Pattern.compile")
def pattern_compile(run: Run, value: Value) -> Pattern:
    """
    >>> Pattern.compile("b+").matcher("abb").find()
    true
    """
    return make_pattern(run, value)
