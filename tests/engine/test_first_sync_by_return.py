"""What `return` and `store` mean at a first sync: whether an issue is created."""

from __future__ import annotations

import pytest

from syncscript.engine.asking.asked import _creates
from syncscript.language import compile_rule


@pytest.mark.parametrize(
    ("rule", "creates"),
    [
        ("issue.summary = replica.summary", True),
        ("issue.summary = replica.summary\nreturn", False),
        ("issue.summary = replica.summary\nstore(issue)\nreturn", True),
        ("return", False),
        ("def unused = replica.summary", False),
    ],
)
def test_whether_it_creates(rule: str, creates: bool) -> None:
    outcome = compile_rule(rule, kind="incoming").run({"replica": {"summary": "a"}, "firstSync": True})
    assert _creates(outcome) is creates
