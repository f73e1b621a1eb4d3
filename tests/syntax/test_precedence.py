"""Which operator binds tighter. The order is Groovy 4's, asked of Groovy 4.0.26 where its page is silent."""

from __future__ import annotations

import pytest

from tests.syntax.shapes import shape_of

CASES = [
    ("-2 ** 2", "(- (** 2 2))"),
    ("(-2) ** 2", "(** (- 2) 2)"),
    ("2 ** 3 ** 2", "(** (** 2 3) 2)"),
    ("2 ** -1", "(** 2 (- 1))"),
    ("!a ** b", "(** (! a) b)"),
    ("~a + b", "(+ (~ a) b)"),
    ("-1.abs()", "(- (.abs 1))"),
    ("-a * b", "(* (- a) b)"),
    ("- - a", "(- (- a))"),
    ("a ** b * c", "(* (** a b) c)"),
    ("a * b ** c", "(* a (** b c))"),
    ("a * b / c % d", "(% (/ (* a b) c) d)"),
    ("a + b * c", "(+ a (* b c))"),
    ("a * b + c", "(+ (* a b) c)"),
    ("a - b - c", "(- (- a b) c)"),
    ("a + b - c * d", "(- (+ a b) (* c d))"),
    ("a << b + c", "(<< a (+ b c))"),
    ("a + b << c", "(<< (+ a b) c)"),
    ("1..n + 1", "(.. 1 (+ n 1))"),
    ("1..<n", "(..< 1 n)"),
    ("a..b == c", "(== (.. a b) c)"),
    ("a in b + c", "(in a (+ b c))"),
    ("a < b == c < d", "(== (< a b) (< c d))"),
    ("a == b < c", "(== a (< b c))"),
    ("a == b as String", "(== a (as b String))"),
    ("a + b as String", "(as (+ a b) String)"),
    ("a as int + 1", "(+ (as a int) 1)"),
    ("a == b =~ c", "(=~ (== a b) c)"),
    ("a =~ b == c", "(=~ a (== b c))"),
    ("a & b == c", "(& a (== b c))"),
    ("a ^ b & c", "(^ a (& b c))"),
    ("a | b ^ c", "(| a (^ b c))"),
    ("a && b | c", "(&& a (| b c))"),
    ("a || b && c", "(|| a (&& b c))"),
    ("a && b || c && d", "(|| (&& a b) (&& c d))"),
    ("!a && b", "(&& (! a) b)"),
    ("!a instanceof B", "(is (! a) B)"),
    ("a instanceof B && c", "(&& (is a B) c)"),
    ("a == b ? c : d", "(? (== a b) c d)"),
    ("a + b ?: c", "(?: (+ a b) c)"),
    ("a ?: b + c", "(?: a (+ b c))"),
    ("a || b ?: c", "(?: (|| a b) c)"),
    ("x = a + b", "(= x (+ a b))"),
    ("x = a ?: b", "(= x (?: a b))"),
    ("a == b == c", "(== (== a b) c)"),
    ("a <=> b == 0", "(== (<=> a b) 0)"),
    ("a > b && c < d || e", "(|| (&& (> a b) (< c d)) e)"),
    ("a + -b", "(+ a (- b))"),
    ("a - -b ** 2", "(- a (- (** b 2)))"),
    ("-a + b", "(+ (- a) b)"),
    ("-a.b ** c", "(- (** (. a b) c))"),
    ("(a + b) * c", "(* (+ a b) c)"),
    ("a * (b + c)", "(* a (+ b c))"),
    ("(a..b).each { it }", "(.each (.. a b) {it})"),
    ("(a ?: b) + c", "(+ (?: a b) c)"),
    ("a + (b ? c : d)", "(+ a (? b c d))"),
    ("(String) a + b", "(+ (cast a String) b)"),
    ("(int) -b ** 2", "(** (cast (- b) int) 2)"),
    ("a >> b >>> c", "(>>> (>> a b) c)"),
    ("a in b && c", "(&& (in a b) c)"),
    ("a !in b == c", "(== (!in a b) c)"),
    ("a <= b in c", "(in (<= a b) c)"),
    ("a != null && a.b != null ? a.b : ''", "(? (&& (!= a null) (!= (. a b) null)) (. a b) '')"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_operators_group_as_in_groovy(text: str, expected: str) -> None:
    assert shape_of(text) == expected
