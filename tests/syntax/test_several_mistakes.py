"""Several mistakes in one file: each is told once, at its place, and none hides or makes another.

The mistakes are those of the table in the conformance suite, two and three at a time, with good lines
between them.
"""

from __future__ import annotations

import pytest
import yaml

from syncscript.language.syntax import parse
from tests.conformance.cases import HOME

GOOD = "issue.a = replica.b.collect { it.c }\n"
GO_ON = {
    "new Foo", "for i in range(10):",
    "++", ",", "-> a", ".a", "/* never", ":", "<!-- comment -->", 'A.x <-> B.y { "a" <-> "b" ', "a += ",
    'a = """never ${x}', "a = '''never", "a = /ab", "a = 1.", "a = [:", "a = \\", "a = {", "a(", "a.b.",
    "a::", "a?.", "a?.b = ", "a[", "class A {", "f {", "f { -> x", "f { x ->", "f({ x]", "import a.",
    "new Foo {", "new Foo(", "throw", "x = (a", "x = a ? b :", "x = a ?: ",
}
"""What stands in the next line belongs to these, so their place depends on it."""


def single_mistakes() -> list[tuple[str, str, int]]:
    table = yaml.load((HOME / "errors" / "syntax.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    found = []
    for case in table:
        script, told = case["script"], case["diagnostics"]
        if len(script.splitlines()) == 1 and script not in GO_ON and len(told) == 1 and script[0] != "\ufeff":
            found.append((script, told[0]["code"], told[0]["column"]))
    return found


SINGLE = single_mistakes()


def assert_each_is_told_once(mistakes: list[tuple[str, str, int]]) -> None:
    text = "".join(GOOD + script + "\n" for script, _, _ in mistakes) + GOOD
    told = [(d.span.line, d.code, d.span.column) for d in parse(text).diagnostics if d.span]
    assert told == [(2 * n, code, column) for n, (_, code, column) in enumerate(mistakes, 1)], text


def test_the_table_is_large() -> None:
    assert len(SINGLE) > 200


@pytest.mark.parametrize("distance", [1, 7, 19, 31, 64])
def test_two_mistakes_give_two_findings(distance: int) -> None:
    for place, mistake in enumerate(SINGLE):
        assert_each_is_told_once([mistake, SINGLE[(place + distance) % len(SINGLE)]])


@pytest.mark.parametrize("distances", [(13, 40), (2, 3), (90, 150)])
def test_three_mistakes_give_three_findings(distances: tuple[int, int]) -> None:
    for place, mistake in enumerate(SINGLE):
        others = [SINGLE[(place + distance) % len(SINGLE)] for distance in distances]
        assert_each_is_told_once([mistake, *others])


def test_twenty_mistakes_give_twenty_findings() -> None:
    for start in range(0, len(SINGLE) - 20, 20):
        assert_each_is_told_once(SINGLE[start:start + 20])
