"""The calls that rules plan with httpClient, taken out of what a run asked for, each with a name of its own.

Refuses to send anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from syncscript.engine.identity import digest_of
from syncscript.language import Outcome
from syncscript.model import HttpWrite, Provenance

STEP = "http"


def calls_of(outcome: Outcome, rule: str) -> tuple[HttpWrite, ...]:
    """The calls of a run, in their order, without names yet."""
    return tuple(_call(o, rule) for o in outcome.operations if o.get("operation") == STEP)


def _call(step: Mapping[str, Any], rule: str) -> HttpWrite:
    by = Provenance(rule, int(step.get("line") or 1))
    headers = {str(name): str(value) for name, value in (step.get("headers") or {}).items()}
    return HttpWrite("", str(step["method"]), str(step["url"]), step.get("body"), headers, by)


def with_call_names(calls: Sequence[HttpWrite], number: int) -> tuple[HttpWrite, ...]:
    """Names that come from what is sent: a second try of message `number` names the calls the same."""
    digests = [digest_of([c.method, c.url, c.body]) for c in calls]
    return tuple(
        replace(call, source_id=f"{number}:{digest}:{digests[:place].count(digest)}")
        for place, (call, digest) in enumerate(zip(calls, digests, strict=True))
    )
