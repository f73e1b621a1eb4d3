"""Warnings about what compiles and was hardly meant."""

from __future__ import annotations

import pytest

from syncscript.language import compile_rule


def told(script: str, kind: str = "incoming") -> list[tuple[str, str]]:
    return [(w.code, w.help) for w in compile_rule(script, kind=kind).warnings]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("def a = issue.summary\nif (a = 'Done') issue.summary = 'x'", ("L101", "write == to compare")),
        ("issue.labels = [{label: 'x'}]", ("L102", "write [label: ...] for a map")),
        ("issue.summary = replica.sumary", ("L103", "did you mean summary?")),
        ("issue.workLogs = replica.worklogs", ("L103", "did you mean workLogs?")),
        ("if (replica.fixVersion) issue.summary = 'x'", ("L103", "did you mean fixVersions?")),
        ("issue.sumary = 'x'", ("L103", "did you mean summary?")),
        ("issue.setStats('x')", ("L103", "did you mean status?")),
        (
            "issue.summary = issue.properties.toString()",
            ("L103", "issue is a map of its fields: issue.each { name, value -> ... }"),
        ),
        (
            "def x = 'a'\ndef f() { x }\nissue.summary = f()",
            ("L501", "pass it as an argument, or write @Field in front of it"),
        ),
    ],
)
def test_a_slip_is_told(script: str, expected: tuple[str, str]) -> None:
    assert told(script) == [expected]


def test_a_slip_of_an_outgoing_rule() -> None:
    script = "replica.description = issue.descripton"
    assert told(script, "outgoing") == [("L103", "did you mean description?")]


@pytest.mark.parametrize(
    "script",
    [
        "if (replica.summary == 'a') issue.summary = 'b'",
        "def m = null\nwhile ((m = m == null ? 1 : null) != null) { }",
        "entity.Description = replica.state\nissue.summary = entity.Description",
        "replica.labelz = 'own'\nissue.summary = replica.labelz",
        "def c = { -> lines: for (x in [1]) { break lines } }",
        "issue.summary = replica.customer ?: replica.'some text' ?: replica.team",
        "def f = { replica -> replica.sumary }",
    ],
)
def test_what_was_meant_is_left_in_peace(script: str) -> None:
    assert told(script) == []
