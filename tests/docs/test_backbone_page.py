"""The page about exports is made from the checks, and is not stale."""

from __future__ import annotations

from tests.docs.makers import maker


def test_the_page_says_what_the_checks_say() -> None:
    module = maker("make_backbone_page")
    assert module.PAGE.read_text("utf-8") == module.page_text(), "run: python docs/make_backbone_page.py"
