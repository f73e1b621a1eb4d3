"""The page of findings is made from the rules, and is not stale."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

MAKER = Path(__file__).parents[2] / "docs" / "make_lint_page.py"


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_lint_page", MAKER)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_says_what_the_rules_say() -> None:
    module = maker()
    assert module.PAGE.read_text("utf-8") == module.page_text(), "run: python docs/make_lint_page.py"
