"""Runs one case and judges it.

A rule that cannot be found or compiled is a problem of the case, not an end of the run. Two-sided cases are
`crossing`. Refuses to read files and to print.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from syncscript.cases.case import Case, Difference
from syncscript.cases.comparing import compare
from syncscript.cases.observing import Observed
from syncscript.cases.shelf import Shelf
from syncscript.language import Rule, RuleFailure
from syncscript.model import Diagnostic, DiagnosticError, Json, Question

Answers = Callable[[Question], Json] | None
Cross = Callable[[Case, Shelf], Observed]
"""Runs a two-sided case."""


@dataclass(frozen=True, slots=True)
class Result:
    """problems: why the case could not be run; observed: None then."""

    case: Case
    observed: Observed | None
    differences: tuple[Difference, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.differences and not self.problems


def run_case(case: Case, shelf: Shelf, cross: Cross) -> Result:
    """cross: runs those that have two sides."""
    try:
        observed = cross(case, shelf) if case.is_two_sided else observe(shelf.rule(case), case.given)
    except DiagnosticError as error:
        return Result(case, None, problems=error.diagnostics)
    if not case.expect:
        help = "add `expect:`, or let `syncscript test --accept` write down what happens"
        told = case.document.mistake("K118", case.at, "this case expects nothing and tests nothing", help)
        return Result(case, observed, problems=(told,))
    return Result(case, observed, tuple(compare(case.expect, observed)))


def observe(rule: Rule, given: Mapping[str, Json], answers: Answers = None) -> Observed:
    """One rule, run on what a case gives. answers: in place of those among it."""
    known = tuple(warning.message for warning in rule.warnings)
    try:
        outcome = rule.run(given, answers=answers)
    except RuleFailure as failure:
        return Observed(rule.kind, failure=failure.diagnostic, warnings=known)
    told = tuple(entry.message for entry in outcome.trace if entry.level == "warn")
    sent = outcome.writes if rule.kind == "outgoing" else {}
    replica = outcome.replica if rule.kind == "outgoing" else {}
    return Observed(rule.kind, outcome, None, (*known, *told), replica, sent)
