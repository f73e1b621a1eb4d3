"""Where a line end separates statements and where the line goes on, as in Groovy 4."""

from __future__ import annotations

import pytest

from tests.syntax.shapes import shape_of

CASES = [
    ('a\nb', "a ; b"),
    ('a\n\n\nb\n', "a ; b"),
    ("a;b", "a ; b"),
    ("a;;b;", "a ; b"),
    ('\n\na', "a"),
    ('a // c\nb', "a ; b"),
    ('a /* c\n */ b', "(a b)"),
    ('a +\n b', "(+ a b)"),
    ('a\n+ b', "a ; (+ b)"),
    ('a\n- b', "a ; (- b)"),
    ('a\n* b', "(* a b)"),
    ('a\n&& b\n|| c', "(|| (&& a b) c)"),
    ('a\n.b\n?.c()', "(?.c (. a b))"),
    ('a\n// why\n.b', "(. a b)"),
    ('a =\nb', "(= a b)"),
    ('a\n= b', "(= a b)"),
    ('a\n? b\n: c', "(? a b c)"),
    ('a\n?: b', "(?: a b)"),
    ('a\n[1]', "a ; (list 1)"),
    ('a\n(1)', "a ; 1"),
    ('foo()\n{ x }', "(foo {x})"),
    ('x = y\n{ z }', "(= x (y {z}))"),
    ('def x\n{ z }', "(def x) ; [z]"),
    ('f(a,\nb)', "(f a b)"),
    ('f(\na\n,\nb\n)', "(f a b)"),
    ('[\n1,\n2\n]', "(list 1 2)"),
    ('[\na: 1,\nb: 2,\n]', "(map a:1 b:2)"),
    ('f({\na\nb\n})', "(f {a ; b})"),
    ('f {\na\nb\n}', "(f {a ; b})"),
    ('f { x ->\na\nb\n}', "(f {x | a ; b})"),
    ('f { x,\n y -> x }', "(f {x y | x})"),
    ('if (a)\nb\nc', "(if a b) ; c"),
    ('if (a) {\nb\n}\nelse {\nc\n}\nd', "(if a [b] [c]) ; d"),
    ('if (a) b\nelse c', "(if a b c)"),
    ('if (a) {b}\n\n// why\nelse if (c) {d}\ne', "(if a [b] (if c [d])) ; e"),
    ('try {\na\n}\ncatch (e) {\nb\n}\nfinally {\nc\n}\nd', "(try [a] (catch e [b]) finally [c]) ; d"),
    ('return\nx', "(return) ; x"),
    ('return\n{ x }', "(return) ; [x]"),
    ('while (a)\nb\nc', "(while a b) ; c"),
    ('for (x in y)\nz\nc', "(for x in y z) ; c"),
    ('do {\na\n}\nwhile (b)\nc', "(do-while b [a]) ; c"),
    ('a as\nString\nb', "(as a String) ; b"),
    ('a\nas String', "(as a String)"),
    ('a\nin b', "(in a b)"),
    ('a\ninstanceof B', "(is a B)"),
    ('x = {\na\n}\ny', "(= x {a}) ; y"),
    ('if (a) { b }\n{ c }', "(if a [b]) ; [c]"),
    ('def f()\n{\na\n}\nb', "(method f <> [a]) ; b"),
    ('class A\n{\ndef x\ndef f() { x }\n}\nb', "(class A (def x) (method f <> [x])) ; b"),
    ('switch (a) {\ncase 1:\nb\nbreak\ncase 2:\nc\ndefault:\nd\n}\ne',
     "(switch a (1: b ; (break)) (2: c) (default: d)) ; e"),
    ('a \\\n + b', "(+ a b)"),
    ('a++\n++b', "(_++ a) ; (++_ b)"),
    ('a\n!b', "a ; (! b)"),
    ('f(1)\n.b { x }\n.c()', "(.c (.b (f 1) {x}))"),
    ("'a'\n'b'", "'a' ; 'b'"),
    ('a == 1 ?\nb :\nc', "(? (== a 1) b c)"),
    ('A.x <-> B.y\nc', "(<-> (. A x) (. B y)) ; c"),
    ('A.x\n<-> B.y', "(<-> (. A x) (. B y))"),
    ('@Override\ndef x = 1\ny', "(def x=1) ; y"),
    ('x = a ? {\nb\n} : {\nc\n}\ny', "(= x (? a {b} {c})) ; y"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_line_ends_separate_as_in_groovy(text: str, expected: str) -> None:
    assert shape_of(text) == expected
