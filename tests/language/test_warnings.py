"""What a rule compiles with but should be told about: Rule.warnings."""

from __future__ import annotations

import warnings
from contextlib import suppress

import pytest

from syncscript.language import compile_mapping, compile_rule
from syncscript.model import DiagnosticError
from tests.on_each import on_each


def noticed(source: str, kind: str = "incoming") -> list[tuple[str, int, str]]:
    """Code, line and help of each warning."""
    found = compile_rule(source, kind=kind, name="x").warnings
    return [(d.code, d.span.line if d.span else 0, d.help) for d in found]


def test_what_the_parser_noticed_is_kept() -> None:
    assert [code for code, _, _ in noticed("issue.labels = \u2018x\u2019\n")] == ["SYN008"]
    mapping = compile_mapping("A.issue.labels = \u2018x\u2019\nA.issue.x <-> B.issue.x")
    assert [d.code for d in mapping.warnings] == ["SYN008"]


@pytest.mark.parametrize(
    ("kind", "source", "line", "help"),
    [
        ("incoming", "issue.a = 1\nreplica.labels = issue.labels", 2, "write issue.labels = ..."),
        ("incoming", "replica.customFields.'A b'.value = 1", 1, "write issue.customFields = ..."),
        ("incoming", "replica.n += 1", 1, "write issue.n = ..."),
        ("incoming", "replica.n++", 1, "write issue.n = ..."),
        ("incoming", "if (firstSync) {\n  replica.x[0] = 1\n}", 2, "write issue.x = ..."),
        ("outgoing", "issue.summary = 'x'", 1, "write replica.summary = ..."),
        ("outgoing", "replica.a = 1\nentity.summary = 'x'", 2, "write replica.summary = ..."),
        ("outgoing", "workItem.summary = 'x'", 1, "write replica.summary = ..."),
    ],
)
def test_a_write_that_nobody_sees(kind: str, source: str, line: int, help: str) -> None:
    assert noticed(source, kind) == [("L104", line, help)]


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("incoming", "issue.a = replica.a\nissue.customFields.B.value = 1"),
        ("incoming", "replica.a = replica.b ?: 'x'\nissue.a = replica.a"),
        ("incoming", "replica.comments = replica.comments.findAll { !it.internal }\n"
                     "issue.comments = commentHelper.mergeComments(issue, replica)"),
        ("incoming", "def tidy(r) { r.a }\nreplica.a = 1\nissue.a = tidy(replica)"),
        ("incoming", "def replica = [:]\nreplica.a = 1"),
        ("incoming", "[[:]].each { issue -> issue.a = 1 }"),
        ("outgoing", "issue.description = 'x'\nreplica.description = issue.description"),
        ("outgoing", "replica.labels = issue.labels"),
    ],
)
def test_a_write_that_is_read_again_is_left_in_peace(kind: str, source: str) -> None:
    assert noticed(source, kind) == []


def test_a_field_is_told_once() -> None:
    assert len(noticed("replica.a = 1\nreplica.a = 2\nreplica.b = 3")) == 2


RULES = [
    "true == 1", "1 == true", "null == 1", "'a' === 'a'", "1 === 2", "2 !== 3", "[] === []", "null === null",
    "1.5 == null", "'x' == true", "1()", "'a'[0]", "[1][0]", "true ? 1 : 2", "'a' in 'b'",
    "def f() { try { return 1 } finally { return 2 } }\nf()",
    "for (x in [1]) { try { break } finally { continue } }",
]  # fmt: skip


@on_each(RULES)
def test_python_has_nothing_to_say_about_the_code_it_is_given(source: str) -> None:
    """The conformance cases are looked at where they are run."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with suppress(DiagnosticError):
            compile_rule(source, kind="incoming", name=f"warned {source}")
