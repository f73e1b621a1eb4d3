"""Whatever stands in a file: an answer, never an exception, in time that grows with the text."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syncscript.language.syntax import Parsed, parse, tree
from syncscript.language.syntax.depth import MAX_DEPTH
from tests.on_each import on_each
from tests.syntax.test_mapping_statements import CASES as MAPPINGS
from tests.syntax.test_newlines import CASES as NEWLINES
from tests.syntax.test_strings import CASES as STRINGS
from tests.syntax.test_trees import CASES as TREES

SCRIPTS = [text for text, _ in [*TREES, *NEWLINES, *STRINGS, *MAPPINGS]]
PIECES = [
    "(", ")", "[", "]", "{", "}", "${", '"', "'", "'''", "\"\"\"", "/", "$/", "/$", "‘", "”", "\\",
    "\n", ";", " ", "->", "<->", "<-", "?:", "?", ":", ".", "..", "*", "+", "-", "=", "==", ",", "if",
    "else", "for", "while", "do", "switch", "case", "default", "try", "catch", "def", "class", "return",
    "in", "as", "new", "instanceof", "a", "B", "1", "1.5", "@", "$", "//", "/*", "*/", "#", "é", "\0",
    "\r", "import", "void",
]


def check(text: str) -> Parsed:
    parsed = parse(text)
    size = len(text)
    for diagnostic in parsed.diagnostics:
        assert diagnostic.span is not None
        assert diagnostic.span.line >= 1
        assert diagnostic.help
    check_places(parsed.script, size, 0)
    return parsed


def check_places(node: tree.Node, size: int, depth: int) -> None:
    assert 0 <= node.start <= node.end <= size
    assert depth <= MAX_DEPTH + 5
    for field in dataclasses.fields(node):
        value: Any = getattr(node, field.name)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, tree.Node):
                if not isinstance(child, tree.Comment):
                    assert node.start <= child.start and child.end <= node.end, (node, child)
                check_places(child, size, depth + 1)


@on_each(SCRIPTS)
def test_places_of_nodes_lie_inside_their_parents(script: str) -> None:
    check(script)


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_characters_get_an_answer(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_pieces_of_the_language_get_an_answer(text: str) -> None:
    check(text)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_damaged_scripts_get_an_answer(data: st.DataObject) -> None:
    text = "\n".join(data.draw(st.lists(st.sampled_from(SCRIPTS), min_size=1, max_size=4)))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 6)))
        text = text[:start] + data.draw(st.sampled_from(["", *PIECES])) + text[end:]
    check(text)


@pytest.mark.parametrize("piece", [
    "(", "{", "[", "+a", ".a", "!", "a=", "a?b:", "if(a) b\nelse ", "A<", "{ a, ", "/a ", '"$a ', '"${',
    "/*", "'", '"', "(A)", "(a,", "= =\n", "a\n", "A ", "A.", "a:", ")", "case a\n", "{ \n",
    "a instanceof ", "\\", "$", "f(\n",
])
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    """Counted in calls, not in seconds, so that a busy machine does not matter."""
    once, twice = (_calls(lambda size=size: parse(piece * size)) for size in (400, 800))
    assert twice < 2.6 * once + 20_000


def _calls(work: Any) -> int:
    import sys

    count = 0

    def note(*_: Any) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_comments_are_kept_in_order() -> None:
    text = "#!/usr/bin/env syncscript\n// a\nx = 1 /* b\n */ // c\n"
    parsed = parse(text)
    assert [comment.text for comment in parsed.script.comments] == ["// a", "/* b\n */", "// c"]
    assert all(text[comment.start:comment.end] == comment.text for comment in parsed.script.comments)
    assert not parsed.diagnostics


def test_lines_and_columns_count_from_one_whatever_ends_the_lines() -> None:
    source = parse("a\r\nbc\rd\n\ne", "x.sync").source
    spans = [source.span(source.text.index(letter), source.text.index(letter) + 1) for letter in "abcde"]
    assert [(span.line, span.column) for span in spans] == [(1, 1), (2, 1), (2, 2), (3, 1), (5, 1)]
    assert [source.line(number) for number in range(7)] == ["", "a", "bc", "d", "", "e", ""]
