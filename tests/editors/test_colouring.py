"""What each stretch of a rule file is, for Pygments, TextMate and language servers alike."""

from __future__ import annotations

import json
import re
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.token import Token, is_token_subtype

from syncscript.cli.show.colour import coloured
from syncscript.cli.show.paint import Paint
from syncscript.highlighting import TYPES, RuleLexer
from syncscript.language import builtins
from syncscript.language.builtins.registry import HELPERS
from syncscript.language.colouring import KINDS, stretches
from syncscript.language.colouring.kinds import HELPER
from syncscript.language.colouring.stretches import ROOTS
from syncscript.language.colouring.textmate import textmate_grammar
from syncscript.language.interpreter.scopes import ROOTS as WRITTEN

HERE = Path(__file__).parents[2]
RULE = '''// a comment
import java.util.Date
def late = replica.due ? "${replica.key} $late.x" : 'no'
if (issue.priority?.name == "High" && !(late in [1, 2.5])) { nodeHelper.getUser(it, true) }
try { throw new IOException("x") } catch (IOException | Error e) { outer: while (true) break outer }
Blue.issue.if <-> Green.issue.priority { "a" <-> "b"; else error }
'''


def kinds_in(text: str) -> dict[str, str]:
    return {text[start:end]: kind for start, end, kind in stretches(text)}


@pytest.mark.parametrize(
    ("piece", "kind"),
    [
        ("// a comment", "comment"), ("import", "keyword"), ("Date", "type"), ("def", "declaration"),
        ("replica", "root"), ("due", "property"), ("${", "inserted"), ("$late.x", "inserted"),
        ("'no'", "text"),
        ("nodeHelper", "helper"), ("getUser", "call"), ("true", "constant"), ("2.5", "number"),
        ("in", "keyword"), ("&&", "operator"), ("<->", "operator"), ("{", "mark"), ("new", "keyword"),
        ("IOException", "type"), ("catch", "keyword"), ("e", "name"), ("outer:", "label"),
    ],
)  # fmt: skip
def test_what_a_piece_is(piece: str, kind: str) -> None:
    assert kinds_in(RULE)[piece] == kind


def test_a_keyword_behind_a_dot_is_a_property() -> None:
    assert kinds_in("Blue.issue.if")["if"] == "property"


@pytest.mark.parametrize("text", ["", "'", '"${', "if (", "/*", "\ufeff", "}}}", "issue.x = §§ 1", "\r\r\n"])
def test_broken_texts_keep_every_character(text: str) -> None:
    assert "".join(text[start:end] for start, end, _ in stretches(text)) == text


@given(st.text(alphabet="abI.$\"'{}()/*=+1 \n\\<>-:?[]in", max_size=60))
def test_any_text_keeps_every_character(text: str) -> None:
    assert "".join(text[start:end] for start, end, _ in stretches(text)) == text


def test_every_rule_set_is_read_without_an_unknown_stretch() -> None:
    files = [*HERE.glob("rules/**/*.sync"), *HERE.glob("rules/**/*.groovy")]
    assert files
    for file in files:
        text = file.read_text("utf-8")
        assert not [text[s:e] for s, e, kind in stretches(text) if kind == "unknown"], file


def test_helpers_and_roots_are_those_of_the_language() -> None:
    builtins.discover()
    assert [name for name in HELPERS if not re.fullmatch(HELPER, name)] == []
    assert set(WRITTEN) <= ROOTS


def test_pygments_finds_it_and_knows_its_kinds() -> None:
    declared = entry_points(group="pygments.lexers")
    assert all(each.load() is RuleLexer for each in declared if each.value.startswith("syncscript."))
    assert "syncscript.highlighting:RuleLexer" in (HERE / "pyproject.toml").read_text("utf-8")
    assert all(is_token_subtype(TYPES[name], Token) for name in KINDS)
    tokens = list(RuleLexer().get_tokens(RULE))
    assert "".join(value for _, value in tokens) == RULE
    assert (Token.Keyword.Declaration, "def") in tokens


def test_the_textmate_grammar_is_fresh() -> None:
    file = HERE / "editors" / "vscode" / "syntaxes" / "syncscript.tmLanguage.json"
    told = json.loads(file.read_text("utf-8"))
    assert told == textmate_grammar(), "run: python editors/make_textmate_grammar.py"


@pytest.mark.parametrize(
    ("word", "kind"),
    [("if", "keyword"), ("def", "declaration"), ("true", "constant"), ("replica", "root"), ("new", "keyword"),
     ("nodeHelper", "helper"), ("return", "keyword"), ("getUser(", "call"), ("Date x = 1", "type"),
     ("x", "name")],
)  # fmt: skip
def test_the_textmate_grammar_agrees_on_words(word: str, kind: str) -> None:
    """An editor takes the first pattern that matches."""
    patterns = textmate_grammar()["repository"]["words"]["patterns"]
    scope = next(rule["name"] for rule in patterns if re.match(rule["match"], word))
    assert scope == f"{KINDS[kind].scope}.syncscript"


@pytest.mark.parametrize(
    ("line", "place"),
    [("a =~ /it's/", 4), ("f(/x/, 1)", 2), ("return /x/", 6), ("a / b", None), ("a.size() / 2", None),
     ("x = a // b", None), ("l = [1, /x/]", 7), ("if (x ==~ /[a-z]'+/) {", 9)],
)  # fmt: skip
def test_the_textmate_grammar_tells_a_text_from_a_division(line: str, place: int | None) -> None:
    texts = textmate_grammar()["repository"]["texts"]["patterns"]
    begin = next(rule["begin"] for rule in texts if "regexp" in rule["name"])
    found = re.search(begin, line)
    assert (found.start() if found else None) == place


def test_braces_of_a_closure_do_not_end_an_inserted_value() -> None:
    repository = textmate_grammar()["repository"]
    inside = [each for rule in repository["texts"]["patterns"] for each in rule["patterns"]]
    inserted = [each for each in inside if each.get("end") == r"\}"]
    assert inserted and all({"include": "#braces"} in each["patterns"] for each in inserted)
    assert {"include": "#braces"} in repository["braces"]["patterns"]


@pytest.mark.parametrize("text", ["<->", "->", "==~", "+=", "?:", "**=", ">>>", "!=", "&&"])
def test_the_longest_mark_wins(text: str) -> None:
    patterns = textmate_grammar()["repository"]["marks"]["patterns"]
    found = next(match for rule in patterns if (match := re.match(rule["match"], text)))
    assert found.group() == text


def test_text_for_a_terminal_is_the_text_with_colours_around() -> None:
    told = coloured(RULE, Paint(is_on=True))
    assert "\x1b[" in told
    assert re.sub(r"\x1b\[[\d;]*m", "", told) == RULE
    assert coloured(RULE, Paint()) == RULE
