"""The worker's side of an isolated run: take limits, read one request, run it, tell the outcome, go.

Reads and writes one line of JSON for each message. After the limits are taken it can open no file and start
no process. Refuses to know who called.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from syncscript.isolation.crossing import failure_as_data, outcome_as_data, question_as_data
from syncscript.language import Limits, Rule, RuleFailure, compile_mapping, compile_rule
from syncscript.model import Diagnostic, DiagnosticError, Json, Question

FIRST = "issue.summary = replica.summary"
"""A rule that makes the language load all its parts while files can still be opened."""


def main() -> None:
    listening, speaking = sys.stdin, sys.stdout
    first = compile_rule(FIRST, kind="incoming")
    first.run({})
    first.warnings  # noqa: B018
    request = json.loads(listening.readline())
    take_limits(**request.pop("isolation"))
    try:
        told = evaluated(request, listening, speaking)
    except MemoryError:
        told = failure_as_data([out_of_memory()], compiling=False)
    say(speaking, told)


def evaluated(request: Mapping[str, Any], listening: IO[str], speaking: IO[str]) -> dict[str, Any]:
    """The outcome as data, or what failed."""

    def answers(question: Question) -> Json:
        say(speaking, {"question": question_as_data(question)})
        return json.loads(listening.readline())["answer"]

    ask: Callable[[Question], Json] | Any = answers if request["asks"] else request["answers"]
    limits = {**request["limits"], "hosts": tuple(request["limits"]["hosts"])}
    try:
        rule, warnings = rule_of(request)
        outcome = rule.run(request["inputs"], Limits(**limits), ask)
        return {**outcome_as_data(outcome), "warnings": [asdict(warning) for warning in warnings]}
    except DiagnosticError as error:
        return failure_as_data(error.diagnostics, compiling=True)
    except RuleFailure as failure:
        return failure_as_data([failure.diagnostic], compiling=False)


def rule_of(request: Mapping[str, Any]) -> tuple[Rule, tuple[Diagnostic, ...]]:
    """The rule, and what was noticed when it was compiled."""
    source, kind, name, side = (request[key] for key in ("source", "kind", "name", "side"))
    if side is None:
        rule = compile_rule(source, kind=kind, name=name)
        return rule, rule.warnings
    mapping = compile_mapping(source, name=name)
    rules = mapping.outgoing if kind == "outgoing" else mapping.incoming
    if side not in rules:
        sides = " and ".join(rules)
        raise DiagnosticError(
            Diagnostic("I902", f"{name} has no side {side}.", None, f"its sides are {sides}")
        )
    return rules[side], mapping.warnings


def say(pipe: IO[str], message: Mapping[str, Any]) -> None:
    pipe.write(json.dumps(message) + "\n")
    pipe.flush()


def out_of_memory() -> Diagnostic:
    words = "The worker that ran this rule ran out of memory."
    return Diagnostic("I901", words, None, "make the rule do less, or allow more")


def take_limits(seconds: int, megabytes: int) -> None:
    """No more processor and memory than this, no file, no process. Nothing where the system cannot."""
    try:
        import resource
    except ImportError:
        return
    memory = memory_in_use() + (megabytes << 20)
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 3),
        (resource.RLIMIT_CORE, 0),
        (getattr(resource, "RLIMIT_NPROC", None), 0),
    ):
        if what is not None:
            lower(resource, what, most)


def lower(resource: Any, what: int, most: int) -> None:
    """A limit that the system refuses to set is one less; the others hold."""
    hard = resource.getrlimit(what)[1]
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(what, (bound, bound))
    except (OSError, ValueError):
        return


def memory_in_use() -> int:
    """Bytes of address space that this process has already. A guess where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 1 << 30
    import resource

    return pages * resource.getpagesize()
