"""What each name stands for. In the scripts `«name»` is a place of the one name that is asked for."""

from __future__ import annotations

import re

import pytest

from syncscript.language.analysis.bindings import binding_at, bindings, visible_at
from syncscript.language.syntax import parse

SAME = [
    "def «x» = 1\n«x» = «x» + 2\nissue.x = \"$«x» ${«x»}\"",
    "def x = 1\nlist.each { «y» -> «y» + x }\ny = 2",
    "for («i» in [1]) { «i» }\ni",
    "def i = [1]\nfor («j» in i) { foo(«j») }",
    "for (int «i» = 0; «i» < 3; «i»++) { «i» }",
    "def «foo»(a) { a }\n«foo»(1)\nlist.each(this.&«foo»)",
    "«foo»(1)\ndef «foo»(q) { 1 }",
    "try { x } catch (IOException | Error «e») { «e».message }\ne",
    "def f = { «a», b = «a» -> «a» }",
    "def a = 1\ndef foo(«a») { «a» }\na",
    "def «a» = 1\ndef foo() { «a» }\n",
    "def foo() { «a» }\ndef «a» = 1",
    "def «foo»(a) { a }\nthis.«foo»(1)",
    "def f = { «x» = 1 }\n«x»",
    "class Foo { int «u»; def m() { «u» } }\ndef u = 1\nu",
    "def «f» = { it }\n(«f»(«f»(1)))",
    "«late» = 1\nif (x) { «late» }\ndef foo() { «late» }",
    "if (x) { def «a» = 1; «a» }\nif (x) { def a = 2 }",
    "def (int «a», b) = [1, 2]\n«a» + b",
    "final String «key» = 'a'\n[key: «key», («key»): 1]\nissue.key",
    "class «Foo» { int u }\nnew «Foo»()",
    "class «Foo» { }\nclass B extends «Foo» { }\n«Foo» f = new «Foo»()\nx instanceof «Foo»",
    "switch (x) { case 1: def «a» = 1; «a» }",
    "def «a» = 1\ndef f = { «a» = 2; def b = «a» }",
]  # fmt: skip


@pytest.mark.parametrize("marked", SAME)
def test_all_places_of_a_name(marked: str) -> None:
    text, spots = "", []
    for piece in re.split("(«[^»]*»)", marked):
        if piece.startswith("«"):
            spots.append((len(text), len(text) + len(piece) - 2))
        text += piece.strip("«»")
    parsed = parse(text)
    assert not parsed.diagnostics
    found = binding_at(bindings(parsed.script, text), spots[0][0])
    assert found is not None
    assert found.spots == spots


def test_members_of_classes_are_open() -> None:
    text = "class Foo { int u; def m() { u } }\ndef u = 1"
    named = {(b.name, b.open) for b in bindings(parse(text).script, text)}
    assert {("u", True), ("m", True), ("u", False), ("Foo", False)} <= named


def test_what_can_be_named_at_a_place() -> None:
    text = "def a = 1\nlist.each { b -> \n }\ndef c = 2\ndef foo(d) { d }"
    found = bindings(parse(text).script, text)
    names = {binding.name for binding in visible_at(found, text.index("\n }"))}
    assert names == {"a", "b", "foo", "list"}
