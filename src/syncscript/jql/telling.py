"""Which mistake it is that no reading of a query goes on: judged by what could have stood there.

Refuses to put it into words, and to tell what a hole may well make right.
"""

from __future__ import annotations

from dataclasses import dataclass

from syncscript.jql.problems import Problem
from syncscript.jql.tokens import WRONG, Token
from syncscript.jql.tree import HOLE

ELSEWHERE = frozenset({"like", "contains", "equals", "eq", "ne", "neq", "lt", "gt", "le", "ge", "has"})
"""Words that are operators in other languages."""


@dataclass(frozen=True, slots=True)
class Stop:
    """token: where it ends, of the kind `$END` at the end; expected: the kinds that would have gone on."""

    query: str
    passed: list[Token]
    token: Token
    expected: frozenset[str]

    @property
    def before(self) -> Token | None:
        return self.passed[-1] if self.passed else None

    @property
    def ended(self) -> bool:
        return self.token.kind == "$END"

    @property
    def opened(self) -> list[Token]:
        """The brackets that are open there, the innermost last."""
        found: list[Token] = []
        for each in self.passed:
            if each.kind == "OPENING":
                found.append(each)
            elif each.kind == "CLOSING" and found:
                found.pop()
        return found

    def here(self, kind: str) -> Problem:
        """At the token; at the last sign of the query where it ends too early."""
        if not self.ended:
            found = self.token.problem.found if self.token.problem else self.token.text
            return Problem(kind, found, self.token.start, self.token.end)
        last = self.before
        end = last.end if last else len(self.query)
        return Problem(kind, "", max(0, end - 1), max(1, end) if self.query else 0)


def problem_at(stop: Stop) -> Problem | None:
    """None where a hole may make it right."""
    if stop.token.kind == WRONG and not is_word_out_of_place(stop):
        return None if is_closed_by_hole(stop) else stop.token.problem
    if stop.ended and stop.opened and stop.expected & {"CLOSING"}:
        bracket = stop.opened[-1]
        return None if ends_with_hole(stop) else Problem("open_bracket", "(", bracket.start, bracket.end)
    kind = kind_of(stop)
    if kind == "extra_bracket" and any(HOLE in each.text for each in stop.passed if each.kind != "STRING"):
        return None
    return joined_operator(stop) if kind == "value_missing" and is_operator(stop) else stop.here(kind)


def is_word_out_of_place(stop: Stop) -> bool:
    """A reserved word where no word at all can stand: an operator or a joint is missing."""
    problem = stop.token.problem
    return problem is not None and problem.kind == "reserved_word" and "WORD" not in stop.expected


def is_closed_by_hole(stop: Stop) -> bool:
    """The hole right before a quote may have brought the other one."""
    before = stop.before
    if before is None or before.end != stop.token.start or stop.token.problem is None:
        return False
    return stop.token.problem.kind == "open_quote" and before.kind == "WORD" and HOLE in before.text


def ends_with_hole(stop: Stop) -> bool:
    return stop.before is not None and stop.before.text.endswith(HOLE)


def is_operator(stop: Stop) -> bool:
    """Two signs that are one operator elsewhere: `==`, `<>`, `=~`."""
    before = stop.before
    pair = before is not None and before.kind == "OPERATOR" and before.end == stop.token.start
    return pair and stop.token.kind in ("OPERATOR", "NOT")


def joined_operator(stop: Stop) -> Problem:
    assert stop.before is not None
    start, end = stop.before.start, stop.token.end
    return Problem("unknown_operator", stop.query[start:end], start, end)


def kind_of(stop: Stop) -> str:
    expected, token = stop.expected, stop.token
    if "OPERATOR" in expected:
        return "unknown_operator" if token.text.lower() in ELSEWHERE else "operator_missing"
    if "AND" in expected:
        return after_clause(stop)
    if expected == {"BY"}:
        return "by_missing"
    if is_in_order(stop):
        return "after_order" if "COMMA" in expected else "sort_missing"
    if "EMPTY" in expected or expected <= {"WORD", "STRING", "CLOSING"}:
        return "value_missing"
    if expected == {"IN"}:
        return "in_missing"
    if "COMMA" in expected:
        return "comma_missing"
    return "field_missing" if "NOT" in expected else "misfit"


def after_clause(stop: Stop) -> str:
    if stop.token.kind == "CLOSING":
        return "extra_bracket"
    if stop.token.kind == "ORDER":
        return "order_in_brackets"
    return "joint_missing"


def is_in_order(stop: Stop) -> bool:
    return any(each.kind == "ORDER" for each in stop.passed)
