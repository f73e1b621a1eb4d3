"""Which names can be changed to what, and what is said where not. `¦` is where the cursor stands."""

from __future__ import annotations

import pytest

from syncscript.language.assist.renaming import RenameRefused, places_to_rename, renamed_at, replaced
from tests.editors.sides import marked

CHANGED = [
    ("def a¦ = 1\nissue.summary = a", "def due = 1\nissue.summary = due"),
    ('def a = 1\nissue.x = "$¦a, ${a.b}" + x.a', 'def due = 1\nissue.x = "$due, ${due.b}" + x.a'),
    ("def f = { a¦ -> a }\ndef g = { due -> due }", "def f = { due -> due }\ndef g = { due -> due }"),
    ("// due\ndef a¦ = 'due'\nissue.due = [due: a]", "// due\ndef due = 'due'\nissue.due = [due: due]"),
    ("def a(x) { x }\nissue.summary = ¦a(1) + '😀'", "def due(x) { x }\nissue.summary = due(1) + '😀'"),
    ("def a = '😀'\r\nissue.x = '😀é' + a¦\r\n", "def due = '😀'\r\nissue.x = '😀é' + due\r\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "after"), CHANGED)
def test_every_place_is_changed(text: str, after: str) -> None:
    rule, offset = marked(text)
    assert replaced(rule.text, places_to_rename(rule, offset, "due"), "due") == after


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("i¦f (x) { y }", "if is a word of the language"),
        ("issue.summ¦ary = 1", "summary stands behind a dot"),
        ("iss¦ue.summary = 1", "issue is given to every rule"),
        ("nodeHel¦per.getUser('a')", "nodeHelper is a helper"),
        ("Ma¦th.max(1, 2)", "Math is a class of the language"),
        ("def a = 4¦2", "This is a number"),
        ("def a = 'te¦xt'", "This is a text"),
        ("def a = tr¦ue", "a word of the language"),
        ("def a = 1 // a¦ comment", "This is a comment"),
        ("x = late + so¦me", "some is not declared"),
        ("def a = 1\n\n¦\n", "Nothing stands here"),
        ("def a = 1 +¦ 2", "This is no name"),
        ("class A { def b¦ = 1 }", "b is a member of a class"),
        ("def a¦ = 1\nissue.summary = (\n", "Line 2 cannot be read"),
        ("¦", "Nothing stands here"),
    ],
)
def test_what_cannot_be_renamed(text: str, words: str) -> None:
    with pytest.raises(RenameRefused) as refused:
        renamed_at(*marked(text))
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("def a¦ = 1\ndef due = a", "due", "due is used in this file already, in line 2"),
        ("def a¦ = 1\ndef f = { due -> a + due }", "due", "due is used"),
        ("def due = 1\ndef f = { a¦ -> a + due }", "due", "due is used"),
        ("def a¦ = 1\nissue.summary = due", "due", "due is used"),
        ("def a¦ = 1", "if", "if is a word of the language"),
        ("def a¦ = 1", "class", "class is a word"),
        ("def a¦ = 1", "issue", "issue is given to every rule"),
        ("def a¦ = 1", "nodeHelper", "nodeHelper is a helper"),
        ("def a¦ = 1", "it", "known in closures"),
        ("def a¦ = 1", "1x", "is no name"),
        ("def a¦ = 1", "a b", "is no name"),
        ("def a¦ = 1", "a$b", "is no name"),
        ("def a¦ = 1", "", "is no name"),
        ("def a¦ = 1", "é", "is no name"),
    ],
)
def test_what_no_name_can_become(text: str, name: str, words: str) -> None:
    with pytest.raises(RenameRefused) as refused:
        places_to_rename(*marked(text), name)
    assert words in str(refused.value)


@pytest.mark.parametrize("word", ["goto", "enum", "interface", "package", "int", "String", "trait", "throws"])
def test_what_can_be_no_name_is_refused_or_still_read(word: str) -> None:
    rule, offset = marked("def a¦ = 1\nissue.summary = a\n")
    try:
        spots = places_to_rename(rule, offset, word)
    except RenameRefused:
        return
    after, _ = marked(f"¦{replaced(rule.text, spots, word)}")
    assert {binding.name for binding in after.bindings if binding.declared} == {word}


def test_the_same_name_changes_nothing() -> None:
    assert places_to_rename(*marked("def a¦ = 1"), "a") == []
