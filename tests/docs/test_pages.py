"""Each code has a page and a readable name, which no other code has."""

from __future__ import annotations

from collections import Counter

import pytest

from syncscript.backbone.registry import pages as export_pages
from syncscript.language.lint import lint_rules
from syncscript.model.pages import FOLDER, HEAD, pages
from tests.docs.test_codes import codes_by_room

FAMILIES = ("SYN", "SEM", "M", "R", "I", "C", "E", "T", "S", "B", "K", "X")


@pytest.mark.parametrize("family", FAMILIES)
def test_each_code_of_a_family_has_a_page(family: str) -> None:
    used = {code for codes in codes_by_room().values() for code in codes if code[:-3] == family}
    told = {code for code in pages() if code[:-3] == family}
    assert told == used, "pages stand in src/syncscript/model/pages; then: python docs/make_lint_page.py"


def test_each_code_about_exports_has_a_page() -> None:
    used = {code for codes in codes_by_room().values() for code in codes if code[:-3] == "BB"}
    assert set(export_pages()) == used
    assert all(page.text for page in export_pages().values())


def test_no_name_is_used_twice() -> None:
    told = [page.name for each in (pages(), export_pages()) for page in each.values()]
    names = Counter([*told, *lint_rules()])
    assert [name for name, times in names.items() if times > 1] == []


def test_no_code_has_two_pages() -> None:
    texts = [file.read_text("utf-8") for file in FOLDER.glob("*.md")]
    codes = Counter(head["code"] for text in texts for head in HEAD.finditer(text))
    assert [code for code, times in codes.items() if times > 1] == []
