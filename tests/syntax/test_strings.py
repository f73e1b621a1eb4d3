"""The spellings of strings, their escapes and the values inside them."""

from __future__ import annotations

import pytest

from tests.syntax.shapes import shape_of

CASES = [
    ("'a\\'b\\n'", '"a\'b\\n"'),
    ('"a\\tb"', "'a\\tb'"),
    ("'\\u0041\\101'", "'AA'"),
    ('\'\'\'a\n\'b\' "c"\'\'\'', '\'a\\n\\\'b\\\' "c"\''),
    ('"""a\n"b" $c ${d}"""', '($ \'a\\n"b" \' c \' \' d)'),
    ('"a"', "'a'"),
    ('""', "''"),
    ("''", "''"),
    ('"${a}"', "($ a)"),
    ('"a $b.c d"', "($ 'a ' (. b c) ' d')"),
    ('"$a.b()"', "($ (. a b) '()')"),
    ('"${a.b()} x"', "($ (.b a) ' x')"),
    ('"a${}"', "($ 'a' null)"),
    ('"${ -> a }"', "($ {| a})"),
    ('"${a.collect { "<$it>" }.join(", ")}"', "($ (.join (.collect a {($ '<' it '>')}) ', '))"),
    ('"\\${a} \\$b"', "'${a} $b'"),
    ('"cost: 5$"', "'cost: 5$'"),
    ('"a$ b"', "'a$ b'"),
    ("/a\\/b\\d+$/", "'a/b\\\\d+$'"),
    ("/a${b}c/", "($ 'a' b 'c')"),
    ("x =~ /\\w+/", "(=~ x '\\\\w+')"),
    ("a / b / c", "(/ (/ a b) c)"),
    ("f(/x/)", "(f 'x')"),
    ("$/a/b $x $$y/$", "($ 'a/b ' x ' $y')"),
    ('a == "x" ? "y" : "z"', "(? (== a 'x') 'y' 'z')"),
    ("'a\\\nb'", "'ab'"),
    ('"""\\\na\n"""', "'a\\n'"),
    ('"a" + "b"', "(+ 'a' 'b')"),
    ('"a".b', "(. 'a' b)"),
    ('"$a"."$b"', "(. ($ a) ($ b))"),
    ('[\'a\', "b"]', "(list 'a' 'b')"),
    ('"é ü 漢 😀"', "'é ü 漢 😀'"),
    ("'a' /* 'b' */", "'a'"),
    ('/[\\/"]/', '\'[/"]\''),
    ('"\\s"', "' '"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_string_means_its_text(text: str, expected: str) -> None:
    assert shape_of(text) == expected
