"""The page of findings is made from the rules, and is not stale."""

from __future__ import annotations

from tests.docs.makers import maker


def test_the_page_says_what_the_rules_say() -> None:
    module = maker("make_lint_page")
    assert module.PAGE.read_text("utf-8") == module.page_text(), "run: python docs/make_lint_page.py"
