"""A case of one rule alone, made from what really is: what it is given, its answers, and what it writes.

The same stand-ins as in two-sided cases. Refuses to reach trackers and to know where rule files are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from syncscript.cases.crossing import Ask
from syncscript.cases.observing import Observed
from syncscript.cases.recorded import file_of, on_stand_ins, values
from syncscript.cases.running import observe
from syncscript.cases.stand_ins import StandIns
from syncscript.language import Rule
from syncscript.model import Json


@dataclass(frozen=True, slots=True)
class RuleFound:
    """key: of the issue; side: whose rule it is; file: of the rule, as a case names it; sides: of a mapping
    file, else none; given: all that the rule gets."""

    key: str
    side: str
    rule: Rule
    file: str
    sides: tuple[str, ...]
    given: Mapping[str, Json]


def recorded_side(found: RuleFound, ask: Ask, stand_ins: StandIns) -> tuple[str, Observed]:
    """The text of a case file, and what the rule does in it. DiagnosticError K151 as for two sides."""

    def run(given: Mapping[str, Json], ask: Ask) -> Observed:
        return observe(found.rule, given, partial(ask, found.side))

    given, answers, observed = on_stand_ins(found.given, run, ask, stand_ins)
    top: dict[str, Json] = {"rule": found.file}
    case: dict[str, Json] = {"name": f"{found.key} as it was recorded, {found.rule.kind}"}
    if found.sides:
        top["sides"] = list(found.sides)
        case |= {"side": found.side, "kind": found.rule.kind}
    case["given"] = {**given, "answers": answers.get(found.side, {})}
    case["expect"] = expected(observed)
    return file_of(top, case), observed


def expected(observed: Observed) -> dict[str, Json]:
    if observed.failure is not None:
        return {"error": observed.failure.message}
    return {"fields" if observed.kind == "incoming" else "replica": values(observed.written)}
