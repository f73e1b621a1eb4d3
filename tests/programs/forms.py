"""One rule in one of its forms: all that a run tells, to be compared with what it tells in another form.

Knows how a form is forced. Refuses to know where rules and payloads come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from syncscript.language import Limits, Rule, RuleFailure
from syncscript.language.interpreter.outcome import SAID
from syncscript.language.interpreter.quick.forms import WORTH_IT
from syncscript.language.interpreter.quick.program import QuickProgram, quick_program

FORMS = ("quick", "transfer")
LAST: list[Any] = []
"""A program and its quick form."""


def force(rule: Rule, source: str, form: str) -> bool:
    """From now on the rule runs in this form: careful, quick or transfer. False when it has no such form."""
    quick = None if form == "careful" else quick_of(rule, source)
    if quick is not None and form == "quick":
        quick = replace(quick, transfer=None)
    rule.forms.quick, rule.forms.runs, rule.forms.misses = quick, WORTH_IT, 0
    return form == "careful" or (quick is not None and (form == "quick" or quick.transfer is not None))


def quick_of(rule: Rule, source: str) -> QuickProgram | None:
    """The quick form with the transfer in it, made once for the rule asked about last."""
    if not LAST or LAST[0] is not rule.program:
        LAST[:] = [rule.program, quick_program(rule.program, source, rule.name, rule.kind)]
    return LAST[1]


def told(rule: Rule, given: Mapping[str, Any], limits: Limits, answers: Any) -> object:
    """What a run in the present form tells: everything of its outcome, or the diagnostic of its failure."""
    try:
        outcome = rule.run(given, limits, answers)
    except RuleFailure as failure:
        return failure.diagnostic
    return {name: getattr(outcome, name) for name in SAID}
