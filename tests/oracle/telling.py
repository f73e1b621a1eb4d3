"""What a walk and a compiled run tell, in a form in which the two can be compared.

Left out: steps, which the walker spends otherwise, and the words of failures.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from syncscript.language import Limits, Rule, RuleFailure
from syncscript.language.interpreter.faults import Fault, OverBudget, Unanswered
from syncscript.language.syntax import tree
from syncscript.model import Diagnostic, DiagnosticError
from tests.oracle.walker import Oracle

DEEP = 12_000
"""Python frames: the walker needs some thirty for each call of a rule."""


@dataclass(frozen=True)
class Failed:
    code: str
    line: int


def told(outcome: Any) -> dict[str, Any]:
    """outcome: an Outcome, or whatever has its fields."""
    return {
        "issue": outcome.issue,
        "replica": outcome.replica,
        "writes": {name: (w.value, w.by.line, w.by.column) for name, w in outcome.writes.items()},
        "absent": sorted(outcome.absent),
        "operations": [dict(each) for each in outcome.operations],
        "questions": [question.key for question, _ in outcome.questions],
        "trace": [(each.level, each.message, each.line) for each in outcome.trace],
        "returned": outcome.returned,
        "value": outcome.value,
    }


def walked(
    source: str,
    kind: str,
    given: Mapping[str, Any],
    limits: Limits,
    answers: Any,
    script: tree.Script | None = None,
) -> object:
    """What the walker tells of a rule that compiles."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(DEEP)
    walker = Oracle.__new__(Oracle)
    try:
        walker.__init__(source, kind, given, limits, answers, script=script)  # type: ignore[misc]
        return told(walker.outcome())
    except (Fault, OverBudget, Unanswered, DiagnosticError) as error:
        return Failed(getattr(error, "code", "SYN"), line_of(walker, error))
    except RecursionError:
        return Failed("R900", 0)
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        if not hasattr(error, "node_at"):
            raise
        return Failed("R199", line_of(walker, error))
    finally:
        sys.setrecursionlimit(before)


def line_of(walker: Oracle, error: BaseException) -> int:
    """Where the failing node stands, or what the writing of the outcome says."""
    node, place = getattr(error, "node_at", None), getattr(error, "at", None)
    if node is not None:
        return walker.here(node)[0]
    return place[0] if place is not None else 0


def compiled(rule: Rule, given: Mapping[str, Any], limits: Limits, answers: Any) -> object:
    try:
        return told(rule.run(given, limits, answers))
    except RuleFailure as failure:
        return failed(failure.diagnostic)


def failed(diagnostic: Diagnostic) -> Failed:
    return Failed(diagnostic.code, diagnostic.span.line if diagnostic.span is not None else 0)


def agree(one: object, other: object) -> bool:
    """A used-up budget ends both, wherever they are then."""
    if Failed("R900", 0) in (budget(one), budget(other)):
        return True
    return one == other


def budget(end: object) -> object:
    return Failed("R900", 0) if isinstance(end, Failed) and end.code in ("R900", "R902") else end
