"""What is made of itself many times over: no script is too long to be judged."""

from __future__ import annotations

import pytest

from syncscript.language.lint import lint

LINES = {
    "a sum in many steps": ["def s = ''", *["s = s + issue.summary"] * 400, "replica.summary = s.trim()"],
    "a value kept by many conditions": [
        "def s = null",
        *["if (issue.labels.size() > 2) { s = s ?: issue.assignee }"] * 150,
        "replica.customKeys.s = s?.displayName",
    ],
    "variables made of each other in a loop": [
        *[f"def v{number} = 1" for number in range(30)],
        "for (each in issue.comments) {",
        *[f"v{number} = v{(number + 1) % 30} + v{(number + 7) % 30}" for number in range(30)],
        "}",
        *[f"replica.customKeys.v{number} = v{number}" for number in range(30)],
    ],
    "methods that call each other": [
        *[f"def m{number}(x) {{ return m{(number + 1) % 100}(x) }}" for number in range(100)],
        "replica.customKeys.m = m0(1)",
    ],
}


@pytest.mark.parametrize("lines", LINES.values(), ids=LINES.keys())
def test_nothing_is_told_of_a_long_script(lines: list[str]) -> None:
    assert lint("\n".join(lines) + "\n", name="long.outgoing.sync") == ()


def test_null_is_seen_through_many_conditions() -> None:
    nested = ["def s = null", *["if (issue.summary) {", "s = s ?: issue.assignee"] * 12, *["}"] * 12]
    told = lint("\n".join([*nested, "replica.summary = s.displayName\n"]), name="long.outgoing.sync")
    assert [each.name for each in told] == ["missing-null-guard"]
