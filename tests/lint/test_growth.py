"""Twice as long a rule costs about twice as much, whatever it repeats.

Counts calls, so that it is the same on any machine.
"""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from syncscript.language.lint import lint

LINES = {
    "fields of one person": "issue.customFields.F{n}.value = replica.a.b{n}()\nreplica.assignee.x{n}\n",
    "variables": "def v{n} = replica.summary\n",
    "variables made of others": "def v{next} = replica.summary ?: v{n}\nissue.summary = v{next}\n",
    "assignments in conditions": "if (issue.x{n} = 1) {{ issue.y{n} = 2 }}\n",
    "methods": "def m{n}(x) {{ return x + {n} }}\nissue.summary = m{n}(replica.summary)\n",
    "values that are overwritten": 'issue.customFields.A.value = "x{n}"\n',
    "mistakes of syntax": "issue.summary = {n})\n",
    "allowances": "issue.x{n} = 1 // lint: allow dead-store\n",
    "closures": "def c{n} = {{ x -> x?.name ?: {n} }}\nissue.summary = c{n}(replica.type)\n",
}
LOOPS = "for (a{n} in replica.labels) {{ x{n} = a{n}\n"


def calls_to_lint(text: str) -> int:
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        lint(text, name="x.incoming.sync")
    finally:
        sys.setprofile(before)
    return calls


def text_of(line: str, times: int) -> str:
    return "".join(line.format(n=number, next=number + 1) for number in range(times))


@pytest.fixture(autouse=True)
def loaded() -> None:
    """What is loaded once counts for no rule."""
    for line in LINES.values():
        lint(text_of(line, 2), name="x.incoming.sync")


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_rule_of_twice_the_length_costs_about_twice_as_much(line: str) -> None:
    once, twice = (calls_to_lint(text_of(line, times)) for times in (100, 200))
    assert twice < 2.4 * once


def test_loops_in_loops_do_not_multiply() -> None:
    few, many = (calls_to_lint(text_of(LOOPS, depth) + "}" * depth) for depth in (12, 24))
    assert many < 3 * few


def test_a_long_chain_of_variables_is_judged() -> None:
    """Also where the last of them is asked about first."""
    lint(text_of(LINES["variables made of others"], 1000), name="x.incoming.sync")
