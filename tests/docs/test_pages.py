"""Each code has a page and a readable name, which no other code has."""

from __future__ import annotations

from collections import Counter

import pytest

from syncscript.language.lint import lint_rules
from syncscript.model.pages import pages
from tests.docs.test_codes import codes_by_room

FAMILIES = ("SYN", "SEM", "M", "R", "I", "C", "E", "T", "S", "B", "K", "X")


@pytest.mark.parametrize("family", FAMILIES)
def test_each_code_of_a_family_has_a_page(family: str) -> None:
    used = {code for codes in codes_by_room().values() for code in codes if code[:-3] == family}
    told = {code for code in pages() if code[:-3] == family}
    assert told == used, "pages stand in src/syncscript/model/pages; then: python docs/make_lint_page.py"


def test_no_name_is_used_twice() -> None:
    names = Counter([*(page.name for page in pages().values()), *lint_rules()])
    assert [name for name, times in names.items() if times > 1] == []
