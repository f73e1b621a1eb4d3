"""The mistakes of a query in words: what is wrong, and what to do. Each kind of problem has one function."""

from __future__ import annotations

from collections.abc import Callable

from syncscript.jql.checking import near_function
from syncscript.jql.problems import Problem

Words = tuple[str, str]
INSTEAD = {
    "==": "=", "=": "=", "<>": "!=", "=!": "!=", "!==": "!=", "=<": "<=", "=>": ">=", "=~": "~", "~=": "~",
    "like": "~", "contains": "~", "has": "~", "equals": "=", "eq": "=", "ne": "!=", "neq": "!=", "lt": "<",
    "gt": ">", "le": "<=", "ge": ">=",
}  # fmt: skip
USUAL = "correct the query; try it in the tracker's own search"
WORDINGS: dict[str, Callable[[str], Words]] = {}


def words_for(problem: Problem) -> Words:
    """Message and help."""
    return WORDINGS[problem.kind](problem.found)


def words(make: Callable[[str], Words]) -> Callable[[str], Words]:
    WORDINGS[make.__name__] = make
    return make


def stops(found: str, missing: str) -> str:
    if not found:
        return f"The query ends too early: {missing} is missing."
    return f"{found} does not fit here in JQL: {missing} is missing."


@words
def open_quote(found: str) -> Words:
    return "This quote is never closed.", f"write {found} behind the text"


@words
def open_bracket(found: str) -> Words:
    return "This bracket is never closed.", "write ) where it ends"


@words
def extra_bracket(found: str) -> Words:
    return "This bracket closes nothing.", "take it away, or write ( where it begins"


@words
def reserved_character(found: str) -> Words:
    message = f"{found} is reserved in JQL: the text around it must stand in quotes."
    return message, "write the whole value in quotes"


@words
def reserved_word(found: str) -> Words:
    return f"{found} is a reserved word of JQL.", f'write it in quotes: "{found}"'


@words
def escape(found: str) -> Words:
    if len(found) < 2:
        return "A backslash stands alone.", r"write \\ for a backslash"
    message = rf"{found} is no escape of JQL: it knows \\, \', \", \n, \r, \t, '\ ' and \uXXXX."
    return message, f"write \\{found} for a backslash before {found[1]}"


@words
def operator_missing(found: str) -> Words:
    help = "write one of =, !=, ~, in, is...; names of several words stand in quotes"
    return stops(found, "an operator"), help


@words
def unknown_operator(found: str) -> Words:
    right = INSTEAD.get(found.lower(), "")
    help = f"write {right}" if right else "there are =, !=, <, >, <=, >=, ~, !~, in, is"
    return f"JQL has no operator {found}.", help


@words
def value_missing(found: str) -> Words:
    if found.isalpha():
        return stops(found, "a value"), "values such as In Progress and To Do stand in quotes"
    return stops(found, "a value"), "write a value, a list in brackets, a function or EMPTY"


@words
def field_missing(found: str) -> Words:
    return stops(found, "a field"), "write a condition: field, operator, value"


@words
def joint_missing(found: str) -> Words:
    help = "join conditions with AND or OR; values of several words stand in quotes"
    return stops(found, "AND or OR"), help


@words
def comma_missing(found: str) -> Words:
    return stops(found, "a comma or bracket"), "values of several words stand in quotes"


@words
def in_missing(found: str) -> Words:
    return stops(found, "IN"), "NOT behind a field is followed by IN; for one value there is !="


@words
def by_missing(found: str) -> Words:
    return stops(found, "BY"), "write ORDER BY"


@words
def sort_missing(found: str) -> Words:
    return stops(found, "a field to sort by"), "write the field behind ORDER BY"


@words
def after_order(found: str) -> Words:
    message = f"{found} does not fit here in JQL: ORDER BY comes last."
    return message, "write conditions before ORDER BY, fields to sort by with commas between them"


@words
def order_in_brackets(found: str) -> Words:
    message = f"{found} does not fit here in JQL: ORDER BY does not stand in brackets."
    return message, "write it once, at the end of the query"


@words
def too_deep(found: str) -> Words:
    return "This query has too many brackets in brackets.", "cut it into filters, and ask for these"


@words
def misfit(found: str) -> Words:
    return (f"{found} does not fit here in JQL." if found else "The query ends too early."), USUAL


@words
def not_empty(found: str) -> Words:
    right = "!=" if "not" in found else "="
    return f"{found.upper()} is only for EMPTY and NULL.", f"write {right} for a value"


@words
def list_missing(found: str) -> Words:
    return f"{found.upper()} needs a list.", f"write the values in brackets: {found} (a, b)"


@words
def list_unexpected(found: str) -> Words:
    right = {"=": "in", "!=": "not in", "was": "was in", "was not": "was not in"}.get(found, "")
    help = f"write {right}" if right else "join one condition a value with OR"
    return f"{found.upper()} takes no list.", help


@words
def not_two(found: str) -> Words:
    return f"{found.upper()} needs two dates.", 'write both in brackets: during ("2026-01-01", "2026-02-01")'


@words
def unknown_function(found: str) -> Words:
    return f"No function is called {found}.", f"did you mean {near_function(found)}?"
