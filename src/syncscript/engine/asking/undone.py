"""Steps that the language understands and that no run carries out yet: told, never passed over in silence."""

from __future__ import annotations

from dataclasses import replace

from syncscript.engine.asking.calls import STEP
from syncscript.engine.asking.parts import SORTS
from syncscript.language import Outcome
from syncscript.model import Diagnostic, Severity

LINKS = frozenset({"issueLinks", "remoteIssueLinks"})
EFFECTS = frozenset({"syncBack", "unsync"})
DONE = EFFECTS | {"store", "pair", "exalate", STEP} | SORTS.keys()
MAKING = ("createOption",)
"""Steps that make what a field of the issue then names."""


def not_done(outcome: Outcome, rule: str) -> list[Diagnostic]:
    """Steps that a rule asked for and that no run does yet, told instead of passed over."""
    names = {str(o.get("operation")) for o in outcome.operations} - DONE
    names |= set(outcome.writes) & LINKS
    return [_told(rule, name) for name in sorted(names)]


def _told(rule: str, name: str) -> Diagnostic:
    message = f"{rule}: this rule asks for {name}, which is not done yet; everything else is"
    return Diagnostic("E470", message, severity=Severity.WARNING,
                      help="take it out of the rule, or do that step by hand")  # fmt: skip


def still_to_make(problem: Diagnostic, outcome: Outcome) -> Diagnostic:
    """A problem with a name that the rule itself would make says what a person can do instead."""
    for step in outcome.operations:
        operation, name = str(step.get("operation")), step.get("name") or step.get("value")
        if operation in MAKING and name and repr(name) in problem.message:
            told = f"the rule asks for {operation}, which is not done yet: make {name} there by hand"
            return replace(problem, help=f"{told}, and run `syncscript retry`")
    return problem
