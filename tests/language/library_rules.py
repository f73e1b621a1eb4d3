"""A rule, what it is given and what it answers, for whoever tries the library."""

from __future__ import annotations

from typing import Any

import pytest

import syncscript
from syncscript import Rule, RuleFailure

RULE = """\
issue.summary = "${replica.key}: ${replica.summary}"
issue.assignee = nodeHelper.getUserByEmail(replica.assignee?.email)
log.info("done")
syncHelper.syncBackAfterProcessing()
"""

REPLICA = {"key": "B-1", "summary": "x", "assignee": {"email": "ada@example.com"}}

KEY = 'nodeHelper.getUserByEmail("ada@example.com")'

ADA = {"key": "u1", "displayName": "Ada"}


def rule(source: str = RULE, kind: str = "incoming") -> Rule:
    made = syncscript.compile(source, kind=kind, name="x.sync")
    assert isinstance(made, Rule)
    return made


def failure(inputs: Any, source: str = "issue.a = replica.a", **more: Any) -> syncscript.Diagnostic:
    with pytest.raises(RuleFailure) as caught:
        rule(source).run(inputs, **more)
    return caught.value.diagnostic


def deep(levels: int) -> Any:
    made: Any = 1
    for _ in range(levels):
        made = [made]
    return made
