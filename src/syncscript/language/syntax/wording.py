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
    "unexpected": Wording("SYN001", "{0} does not fit here", "look at what stands in front of it"),
    "side_by_side": Wording("SYN002", "two values side by side: {1} and {0}",
                            "put a comma or an operator between them, or begin a new line"),
    "bracket_without_end": Wording("SYN003",
                                   "this `{0}` is never closed: expected `{1}` by the end of line {2}",
                                   "add `{1}` where it belongs"),
    "bracket_without_start": Wording("SYN004", "this `{0}` closes nothing that is open here",
                                     "remove it, or open the bracket that it should close"),
    "wrong_bracket": Wording("SYN004", "expected `{1}` to close the `{0}` of line {2}",
                             "write `{1}` here, or close the bracket in front of it"),
    "string_without_end": Wording("SYN005", "the string that begins with {0} here has no end",
                                  "close it with the same quote; a quote inside needs a backslash in front"),
    "unknown_character": Wording("SYN006", "the character {0} means nothing here", "{1}"),
    "unknown_escape": Wording("SYN007", "{0} is not an escape",
                              "double the backslash, or write the pattern between slashes: /.../"),
    "typographic_quotes": Wording("SYN008", "typographic quotes, read as plain ones",
                                  "type plain quotes: ' or \"", Severity.WARNING),
    "too_deep": Wording("SYN009", "nested too deep to be read",
                        "split it: give a part of it a name with def"),
    "too_long": Wording("SYN041", "this file is too long for one rule", "split it"),
    "number_too_long": Wording("SYN010", "this number is too long", "use a shorter one"),
    "number_not_read": Wording("SYN010", "{0} is not a number", "write digits behind the prefix"),
    "not_octal": Wording("SYN010", "{0} begins with 0 and so is octal, where 8 and 9 do not exist",
                         "remove the leading 0, or put the number in quotes"),
    "not_assignable": Wording("SYN011", "nothing can be assigned to this",
                              "assign to a name, a property or an index; to compare, write =="),
    "assignment_misplaced": Wording("SYN011", "{0} cannot assign to what stands left of it",
                                    "assign to a name, a property or an index; to compare, write =="),
    "mixed_list_and_map": Wording("SYN012", "a value without a key inside a map",
                                  "give it a key (name: value), or make all of it a list"),
    "key_not_simple": Wording("SYN013", "this cannot be a key as it stands",
                              "put it in parentheses: (key): value"),
    "not_a_path": Wording("SYN014", "a mapping needs a field on both sides, such as Blue.issue.summary",
                          "name the field alone; to compute a value, write = instead of <->"),
    "unknown_otherwise": Wording("SYN015", "`else {0}` is unknown in a value table",
                                 "write else error, else skip, or else with a value in quotes"),
    "value_missing": Wording("SYN017", "a value is missing behind {0}", "add the value, or remove {0}"),
    "name_missing": Wording("SYN017", "a name is missing behind {0}", "add the name, or remove {0}"),
    "ended_early": Wording("SYN018", "the file ends in the middle of a statement",
                           "finish the statement, or remove its beginning"),
    "foreign_word": Wording("SYN019", "{0} is not a word of this language", "write {1}"),
    "condition_without_parentheses": Wording("SYN020", "what follows {0} must stand in parentheses",
                                             "write {0} (...)"),
    "row_without_quotes": Wording("SYN021", "{0} is not a value that a table can hold",
                                  "put it in quotes: tables hold texts, numbers, true, false and null"),
    "row_without_arrow": Wording("SYN021", "a row of a value table has a direction, and {0} is none",
                                 "write <->, -> or <- between the two values"),
    "row_not_read": Wording("SYN021", "{0} does not fit in a value table",
                            "write one row a line: value <-> value; the last may be else error"),
    "lone_word": Wording("SYN022", "`{0}` without its {1}",
                         "put it right behind the block of its {1}, or remove it"),
    "case_without_colon": Wording("SYN023", "a colon is missing behind this case",
                                   "write `:` behind the value"),
    "ternary_without_colon": Wording("SYN024", "the second half of `? :` is missing",
                                     "add `: value`; for a default value write `?:`"),
    "word_as_value": Wording("SYN025", "{0} is a word of the language and cannot stand here",
                             "use another name, or begin a new statement"),
    "annotation_loads": Wording("SYN028", "{0} would load a library, which no rule can",
                                "remove it; the classes in the reference need no import"),
    "annotation_ignored": Wording("SYN029", "{0} says nothing to a rule and is ignored",
                                  "remove it, or write what it stands for", Severity.WARNING),
    "while_missing": Wording("SYN030", "expected `while (...)` behind the body of this `do`",
                             "add `while (condition)`, or use `while (condition) {{ ... }}`"),
    "try_alone": Wording("SYN031", "expected `catch` or `finally` behind the block of this `try`",
                         "add `catch (Exception e) {{ ... }}`, or remove the `try`"),
    "catch_without_name": Wording("SYN031", "expected the exception in parentheses behind `catch`",
                                  "write `catch (Exception e) {{ ... }}`"),
    "block_missing": Wording("SYN032", "expected `{{` behind {0}", "put what belongs to it in braces"),
    "for_part_missing": Wording("SYN033", "expected `;` in front of {0}",
                                "write for (start; condition; step), or for (x in list)"),
    "map_in_braces": Wording("SYN034", "{0} does not fit into braces: maps stand in square brackets",
                             "write [name: value, ...]; braces hold code"),
    "comma_misplaced": Wording("SYN035", "this `,` separates nothing",
                               "lists stand in [ ], decimals have a point: 1.5"),
    "semicolon_inside": Wording("SYN036", "`;` cannot stand inside of `{0}`",
                                "write a comma, or close the bracket in front of it"),
    "arguments_missing": Wording("SYN037", "expected `(` behind {0}", "write {0} with its arguments: (...)"),
    "member_not_read": Wording("SYN038", "{0} is no member of a class",
                               "fields are `def x = 1`, methods `def x() {{ ... }}`: other code goes there"),
    "type_of_method_missing": Wording("SYN039", "`{0}` is no constructor, and has no type",
                                      "write `def {0}(...)`, or give it the name of the class"),
    "record": Wording("SYN040", "records are not part of the language",
                      "write `class {0} {{ ... }}` with its fields inside, and `new {0}(name: value)`"),
    "nothing_inside": Wording("SYN017", "a value is missing between {0} and {1}", "write the value"),
    "type_missing": Wording("SYN017", "the name of a class is missing behind {0}",
                            "add the name, or remove {0}"),
    "quote_inside": Wording("SYN002", "two values side by side: {1} and {0}",
                            "a quote inside of a text needs a backslash in front, or other quotes around"),
    "name_of_words": Wording("SYN042", "`{0}` is a name of several words without quotes",
                             'put it in quotes: {1}."{0}"'),
    "arrow_between_sides": Wording("SYN043", "{0} leads from value to value, in the rows of a table",
                                   "for one way write =, with the side that is written on the left; "
                                   "in front of a table write <->, and {0} in its rows"),
    "table_behind_equals": Wording("SYN043", "a table stands behind <->, and not behind =",
                                   "write <-> in front of the table: its rows say the way, by -> and <-"),
    "comment_without_end": Wording("SYN027", "this comment has no end", "close it with */"),
    "too_many_mistakes": Wording("SYN026", "too many mistakes; the rest was not read",
                                 "correct these first"),
}


MAX_TOLD = 100


def is_error(problem: Problem) -> bool:
    return WORDINGS[problem.key].severity is Severity.ERROR


def diagnostics_of(problems: list[Problem], source: Source) -> tuple[Diagnostic, ...]:
    """The diagnostics in the order of their place, one for each place and code."""
    found: dict[tuple[int, str], Problem] = {}
    for problem in sorted(problems, key=lambda each: each.start):
        found.setdefault((problem.start, WORDINGS[problem.key].code), problem)
    told = list(found.values())[:MAX_TOLD]
    if len(found) > MAX_TOLD:
        told.append(Problem("too_many_mistakes", told[-1].end, told[-1].end))
    return tuple(diagnostic_of(problem, source) for problem in told)


def diagnostic_of(problem: Problem, source: Source) -> Diagnostic:
    wording = WORDINGS[problem.key]
    span = source.span(problem.start, problem.end)
    words = (problem.detail, problem.more, source.position(max(problem.until, 0))[0])
    return Diagnostic(wording.code, wording.message.format(*words), span, wording.help.format(*words),
                      wording.severity, source.line(span.line))
