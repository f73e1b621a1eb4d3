"""Syntax mistakes in words: what is wrong, where, and the next act.

Knows the code and the sentence of every mistake; codes are stable and never used again for
something else. Refuses to print the grammar's own names to a person.
"""

from __future__ import annotations

from typing import NamedTuple

from syncscript.language.syntax.lexing import Problem
from syncscript.language.syntax.source import Source
from syncscript.model import Diagnostic, Severity


class Wording(NamedTuple):
    code: str
    message: str
    help: str
    severity: Severity = Severity.ERROR


WORDINGS = {
    "unexpected": Wording("SYN001", "{} does not fit here", "check what stands in front of it"),
    "side_by_side": Wording("SYN002", "two values side by side: {} follows another value",
                            "put a comma or an operator between them, or start a new line"),
    "bracket_without_end": Wording("SYN003", "this {} is never closed", "add the closing bracket"),
    "bracket_without_start": Wording("SYN004", "this {} closes nothing that is open here",
                                     "remove it, or open the bracket it should close"),
    "string_without_end": Wording("SYN005", "the string that begins with {} here has no end",
                                  "close it with the same quote; quotes inside need a backslash in front"),
    "unknown_character": Wording("SYN006", "the character {} means nothing here",
                                 "remove it; inside a text it must stand in quotes"),
    "unknown_escape": Wording("SYN007", "{} is no escape",
                              "double the backslash, or write a pattern between slashes: /.../"),
    "typographic_quotes": Wording("SYN008", "typographic quotes, read as plain ones",
                                  "type plain quotes: ' or \"", Severity.WARNING),
    "too_deep": Wording("SYN009", "nested too deep to be read",
                        "split it: give a part a name with def, or make a method of it"),
    "number_too_long": Wording("SYN010", "this number is too long", "use a shorter one"),
    "number_not_read": Wording("SYN010", "{} is not a number", "write digits behind the prefix"),
    "not_octal": Wording("SYN010", "{} begins with 0, so it is octal, and 8 and 9 are no octal digits",
                         "remove the leading 0, or put the number in quotes"),
    "not_assignable": Wording("SYN011", "nothing can be assigned to this",
                              "assign to a name, a property or an index; to compare, write =="),
    "mixed_list_and_map": Wording("SYN012", "a value without a key inside a map",
                                  "give it a key (name: value), or make all of it a list"),
    "key_not_simple": Wording("SYN013", "this cannot be a key as it stands",
                              "put parentheses around it: (key): value"),
    "not_a_path": Wording("SYN014", "a mapping needs a field on both sides, such as Blue.issue.summary",
                          "name the field alone; to compute a value, use = instead of <->"),
    "unknown_otherwise": Wording("SYN015", "else {} is unknown in a value table",
                                 "write else error, else skip, or else with a value in quotes"),
    "anonymous_class": Wording("SYN016", "classes without a name are not part of the language",
                               "use a closure, or define a class with a name"),
    "value_missing": Wording("SYN017", "a value is missing behind {}", "add it, or remove {}"),
    "ended_early": Wording("SYN018", "the file ends in the middle of a statement",
                           "finish the statement, or remove its beginning"),
}


def diagnostics_of(problems: list[Problem], source: Source) -> tuple[Diagnostic, ...]:
    """The diagnostics in the order of their place, each place and code once."""
    found = {(p.start, WORDINGS[p.key].code): p for p in sorted(problems, key=lambda p: p.start)}
    return tuple(diagnostic_of(problem, source) for problem in found.values())


def diagnostic_of(problem: Problem, source: Source) -> Diagnostic:
    wording = WORDINGS[problem.key]
    span = source.span(problem.start, problem.end)
    return Diagnostic(wording.code, wording.message.replace("{}", problem.detail), span,
                      wording.help.replace("{}", problem.detail), wording.severity, source.line(span.line))
