"""JQL text to tree, for searches. A wrong query is refused in Jira's words."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from syncscript import jql
from syncscript.sandbox.problems import refused

_OPERATORS = "'=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'"
_ESCAPES = r"""\', \", \t, \n, \r, \\, '\ ' and \uXXXX"""


@lru_cache(maxsize=512)
def parse(text: str) -> jql.Query:
    """The tree of a query. JiraProblem 400 with Jira's words for a wrong one."""
    try:
        query = jql.parse(text)
    except jql.NotJql as error:
        words = _WORDS.get(error.problem.kind, _value_missing)(error.problem, text)
        raise refused(f"Error in the JQL Query: {words}") from None
    if any(clause.operator.startswith(("was", "changed")) for clause in jql.clauses(query.where)):
        raise refused("The sandbox does not know the operators WAS and CHANGED.")
    return query


def _place(problem: jql.Problem, text: str) -> str:
    before = text[:problem.start]
    return f"(line {before.count(chr(10)) + 1}, character {problem.start - (before.rfind(chr(10)) + 1) + 1})"


def _instead(problem: jql.Problem, text: str, expected: str, more: str = "") -> str:
    """What was expected, and what came in its place."""
    if not problem.found:
        return f"Expecting {expected} before the end of the query.{more}"
    but = f"Expecting {expected} but got '{problem.found}'."
    return f"{but}{more} {_place(problem, text)}"


def _reserved_character(problem: jql.Problem, text: str) -> str:
    return (
        f"The character '{problem.found}' is a reserved JQL character. You must enclose it in a string or "
        f"use the escape '\\u{ord(problem.found):04x}' instead. {_place(problem, text)}"
    )


def _reserved_word(problem: jql.Problem, text: str) -> str:
    return (f"'{problem.found}' is a reserved JQL word. You must surround it in quotation marks to use it in "
            f"a query. {_place(problem, text)}")


def _escape(problem: jql.Problem, text: str) -> str:
    return (f"'{problem.found}' is an illegal JQL escape sequence. The valid escape sequences are "
            f"{_ESCAPES}. {_place(problem, text)}")


def _open_quote(problem: jql.Problem, text: str) -> str:
    return f"The quoted string '{text[problem.end:]}' has not been completed. {_place(problem, text)}"


def _open_bracket(problem: jql.Problem, text: str) -> str:
    return "Expecting ')' before the end of the query."


def _operator_missing(problem: jql.Problem, text: str) -> str:
    return _instead(problem, text, "operator", f" The valid operators are {_OPERATORS}.")


def _joint_missing(problem: jql.Problem, text: str) -> str:
    return _instead(problem, text, "either 'OR' or 'AND'")


def _field_missing(problem: jql.Problem, text: str) -> str:
    return _instead(problem, text, "a field name")


def _value_missing(problem: jql.Problem, text: str) -> str:
    return _instead(problem, text, "either a value, list or function")


def _misused(problem: jql.Problem, text: str) -> str:
    value = text[problem.start:problem.end]
    return f"Operator '{problem.found}' does not support the value '{value}'. {_place(problem, text)}"


_WORDS: dict[str, Callable[[jql.Problem, str], str]] = {
    "reserved_character": _reserved_character, "reserved_word": _reserved_word, "escape": _escape,
    "open_quote": _open_quote, "open_bracket": _open_bracket,
    "operator_missing": _operator_missing, "unknown_operator": _operator_missing,
    "in_missing": _operator_missing, "joint_missing": _joint_missing, "extra_bracket": _joint_missing,
    "order_in_brackets": _joint_missing, "field_missing": _field_missing, "sort_missing": _field_missing,
    "not_empty": _misused, "list_missing": _misused, "list_unexpected": _misused, "not_two": _misused,
}  # fmt: skip
