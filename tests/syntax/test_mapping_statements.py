"""Mapping statements: one line for both sides, with or without a value table."""

from __future__ import annotations

import pytest

from syncscript.language.syntax import parse
from tests.syntax.shapes import body, shape_of

CASES = [
    ("Blue.issue.labels = Green.issue.labels", "(= (. (. Blue issue) labels) (. (. Green issue) labels))"),
    ("Blue.issue.labels = 'x'", "(= (. (. Blue issue) labels) 'x')"),
    ("Blue.issue.x <-> Green.issue.y", "(<-> (. (. Blue issue) x) (. (. Green issue) y))"),
    ('A."CF Name".value <-> B["x"]', "(<-> (. (. A 'CF Name') value) ([] B 'x'))"),
    ('A.x <-> B.y { "a" <-> "b" }', "(<-> (. A x) (. B y) (table (<-> 'a' 'b')))"),
    ('A.x <-> B.y {\n "a" <-> "b"\n "c" -> "d"\n "e" <- "f"\n}',
     "(<-> (. A x) (. B y) (table (<-> 'a' 'b') (-> 'c' 'd') (<- 'e' 'f')))"),
    ('A.x <-> B.y { "a" -> 1, 2 <- -1; true <-> null, }',
     "(<-> (. A x) (. B y) (table (-> 'a' 1) (<- 2 -1) (<-> true null)))"),
    ('A.x <-> B.y {\n "a" -> "b"\n else error\n}', "(<-> (. A x) (. B y) (table (-> 'a' 'b') else error))"),
    ('A.x <-> B.y { "a" -> "b"; else skip }', "(<-> (. A x) (. B y) (table (-> 'a' 'b') else skip))"),
    ('A.x <-> B.y { "a" -> "b", else "P2" }', "(<-> (. A x) (. B y) (table (-> 'a' 'b') else 'P2'))"),
    ("A.x <-> B.y { else error }", "(<-> (. A x) (. B y) (table else error))"),
    ("A.x <-> B.y { }", "(<-> (. A x) (. B y) (table))"),
    ('A.x <-> B.y // why\n{ // rows\n "a" -> "b" // one\n}\nz',
     "(<-> (. A x) (. B y) (table (-> 'a' 'b'))) ; z"),
    ('if (c) { A.x <-> B.y { "a" -> "b" } }', "(if c [(<-> (. A x) (. B y) (table (-> 'a' 'b')))])"),
    ("a < -b", "(< a (- b))"),
    ("a <-b", "(< a (- b))"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_mapping_becomes_tree(text: str, expected: str) -> None:
    assert shape_of(text) == expected


def test_typographic_quotes_are_plain_quotes_with_a_warning() -> None:
    parsed = parse("Blue.issue.labels = ‘from the other side’\nx = “a ${b} c”")
    assert body(parsed.script.body) == (
        "(= (. (. Blue issue) labels) 'from the other side') ; (= x ($ 'a ' b ' c'))")
    assert [(d.code, d.severity.value, d.span and d.span.line) for d in parsed.diagnostics] == [
        ("SYN008", "warning", 1), ("SYN008", "warning", 2)]
