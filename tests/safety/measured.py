"""Runs attempts on the sandbox, each in a forked child, and tells how each ended and what it cost.

Reads {script, kind, given, answers} as JSON, a line each, from standard input, and writes a line for each:
how it ended, what was told, steps, seconds of the processor, megabytes above the idle process. The OS limits
here are backstops only: nothing of the language may ever meet them. POSIX only.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import traceback
from typing import Any

from syncscript.language import RuleFailure, compile_mapping, compile_rule, kept_rules
from syncscript.language.interpreter.run import Run
from syncscript.language.rule import Rule
from syncscript.model import Diagnostic, DiagnosticError

CPU_SECONDS = 20
ADDRESS_SPACE = 3 << 30
MEGABYTE = 1024
"""What getrusage counts in, a thousandth of a megabyte."""

finished = Rule.finished
runs: list[Run] = []


def remembered(self: Rule, run: Run, *arguments: Any) -> Any:
    """As `Rule.finished`, keeping the run, so that its steps can be told after a failure too."""
    runs.append(run)
    return finished(self, run, *arguments)


def attempted(case: dict[str, Any]) -> dict[str, Any]:
    """How the attempt ended: value, failure, diagnostics, or escaped with what came out."""
    try:
        rule = rule_of(case)
        outcome = rule.run(case.get("given") or {}, None, case.get("answers", {}))
        json.dumps([outcome.issue, outcome.replica, outcome.operations, outcome.value])
        for name in ("writes", "absent", "trace", "questions", "returned"):
            getattr(outcome, name)
        value = outcome.value
        return {"ended": "value", "value": value if len(repr(value)) < 2000 else "<large>"}
    except RuleFailure as failure:
        return {"ended": "failure", "told": [told(failure.diagnostic)]}
    except DiagnosticError as error:
        return {"ended": "diagnostics", "told": [told(d) for d in error.diagnostics]}
    except BaseException:
        return {"ended": "escaped", "told": [traceback.format_exc()[-2000:]]}


def rule_of(case: dict[str, Any]) -> Rule:
    kind = case.get("kind", "incoming")
    if kind != "mapping":
        return compile_rule(case["script"], kind=kind, name="attempt.sync")
    mapping = compile_mapping(case["script"], name="attempt.sync", sides=("BlueJira", "GreenJira"))
    return mapping.incoming["BlueJira"]


def told(diagnostic: Diagnostic) -> dict[str, Any]:
    span = diagnostic.span
    place = {"line": span.line, "column": span.column} if span else {}
    return {"code": diagnostic.code, "message": diagnostic.message, "help": diagnostic.help, **place}


def most_used() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measured(case: dict[str, Any]) -> dict[str, Any]:
    """The attempt's end and its cost, in this very process."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    before, used = os.times(), most_used()
    result = attempted(case)
    after = os.times()
    result["seconds"] = round(after.user + after.system - before.user - before.system, 3)
    result["megabytes"] = round((most_used() - used) / MEGABYTE, 1)
    result["steps"] = runs[-1].used_steps() if runs else 0
    return result


def in_child(case: dict[str, Any]) -> dict[str, Any]:
    """The same in a forked child; a child that dies has escaped."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        with os.fdopen(writing, "w") as out:
            out.write(json.dumps(measured(case)))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        told_by_child = answer.read()
    status = os.waitpid(child, 0)[1]
    if not told_by_child:
        return {"ended": "escaped", "told": [f"the process died: {os.waitstatus_to_exitcode(status)}"]}
    return dict(json.loads(told_by_child))


def main() -> None:
    Rule.finished = remembered  # type: ignore[method-assign]
    for kind in ("incoming", "outgoing"):
        compile_rule("issue.summary = replica.summary", kind=kind).run({"replica": {"summary": "x"}})
    kept_rules.user_cache_directory = lambda: None  # type: ignore[attr-defined]
    gc.collect()
    gc.freeze()  # or each child would copy what it only looks through
    for line in sys.stdin:
        print(json.dumps(in_child(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
