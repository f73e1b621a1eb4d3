"""The page of builtins is made from the builtins, and is not stale."""

from __future__ import annotations

from tests.docs.makers import maker


def test_the_page_says_what_the_builtins_say() -> None:
    module = maker("make_builtins_page")
    assert module.PAGE.read_text("utf-8") == module.page_text(), "run: python docs/make_builtins_page.py"
