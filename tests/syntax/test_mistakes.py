"""Mistakes: each is told once, on its line, in words, with the next act.

A line with a mistake carries the expected code and a part of the message behind `//!`.
"""

from __future__ import annotations

import re

import pytest

from syncscript.language.syntax import parse
from syncscript.model import Diagnostic
from tests.on_each import on_each

BROKEN = [
    "issue.summary = = replica.summary  //! SYN017 a value is missing behind `=`",
    "a = (1 + )  //! SYN017 a value is missing behind `+`",
    "f(1,, 2)  //! SYN017 a value is missing behind `,`",
    "a.b. = 3  //! SYN017 a name is missing behind `.`",
    "def = 3  //! SYN017 a name is missing behind `def`",
    "foo bar baz  //! SYN002 two values side by side: `bar` and `baz`",
    "f(a b)  //! SYN002 two values side by side: `a` and `b`",
    "x = [1 2]  //! SYN002 two values side by side",
    "if (x == 1 { a = 2 }  //! SYN003 this `(` is never closed",
    "b = foo(1, 2  //! SYN003 this `(` is never closed",
    "b = [1, 2  //! SYN003 this `[` is never closed",
    "a = 1 )  //! SYN004 this `)` closes nothing",
    "}  //! SYN004 this `}` closes nothing",
    "a = 1 § 2  //! SYN006 the character §",
    's = "\\d"  //! SYN007 \\d is not an escape',
    "n = 089  //! SYN010 octal",
    "n = 0x  //! SYN010 is not a number",
    "foo() = 4  //! SYN011 nothing can be assigned",
    "a + b = 4  //! SYN011 cannot assign",
    "1++  //! SYN011 nothing can be assigned",
    "x = [1, b: 2]  //! SYN012 without a key",
    "x = [a.b: 2]  //! SYN013 cannot be a key",
    "A.x <-> f()  //! SYN014 needs a field on both sides",
    'A.x <-> B.y { "a" -> "b"; else fail }  //! SYN015 `else fail`',
    'A.x <-> B.y { High -> "P1" }  //! SYN021 `High` is not a value',
    'A.x <-> B.y { "a" "b" }  //! SYN021 has a direction',
    'A.x <-> B.y { "a" -> }  //! SYN021 does not fit in a value table',
    "x = a and b  //! SYN019 `and` is not a word",
    "if (a) { b } elif (c) { d }  //! SYN019 `elif`",
    "if x == 3 { b = 1 }  //! SYN020 what follows `if` must stand in parentheses",
    "else { x }  //! SYN022 `else` without its `if`",
    "catch (e) { x }  //! SYN022 `catch` without its `try`",
    "y = a ? b  //! SYN024 second half",
    "x = return  //! SYN025 `return` is a word of the language",
    "x = , 1  //! SYN017 a value is missing behind `=`",
    "class P { h(y) { y } }  //! SYN039 no constructor",
    "a -> b  //! SYN001 `->` does not fit here",
]
BEFORE = "issue.a = 1\nif (b) {\n  issue.c = [1, 2]\n"
BEHIND = "\n  issue.d = replica.e.collect { it.f }\n}\nissue.g = \"x ${h} y\"\n"


def expected_in(text: str) -> list[tuple[int, str, str]]:
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        mark = re.search(r"//! (\w+) (.+)$", line)
        if mark:
            found.append((number, mark[1], mark[2]))
    return found


def assert_told(text: str) -> None:
    told = parse(text, "x.sync").diagnostics
    expected = expected_in(text)
    assert [(d.span and d.span.line, d.code) for d in told] == [(line, code) for line, code, _ in expected], \
        "\n".join(map(str, told))
    for diagnostic, (_, _, words) in zip(told, expected, strict=True):
        assert words in diagnostic.message


@on_each(BROKEN)
def test_mistake_is_told_once_on_its_line(line: str) -> None:
    assert_told(line)


@on_each(line for line in BROKEN if not line.startswith("}"))
def test_mistake_inside_a_script_is_the_only_one_told(line: str) -> None:
    """But for the brace: inside a block it closes the block, and another one is too many."""
    assert_told(f"{BEFORE}  {line}{BEHIND}")


def test_all_mistakes_of_a_file_are_told() -> None:
    assert_told("""\
issue.summary = = replica.summary     //! SYN017 a value is missing
if (firstSync) {
  issue.projectKey = "DEMO" "x"       //! SYN002 side by side
  issue.typeName = 'Task'
}
issue.labels = replica.labels.collect { it. }    //! SYN017 a name is missing
switch (x) {
  case 1                              //! SYN023 a colon is missing
    foo()
    break
  case 2: bar()
}
issue.x = f(1, [2, 3)                 //! SYN003 this `[` is never closed
class A { def x = = 1 }               //! SYN017 a value is missing
BlueJira.issue.a <-> GreenJira.issue.b {
  "x" <-> "y"
  z -> "w"                            //! SYN021 `z` is not a value
  "v" -> "u"
}
issue.z = 1
""")


@pytest.mark.parametrize(("text", "line", "message"), [
    ("a = 'it\nb = 1", 1, "the string that begins with ' here has no end"),
    ('a = 1\nb = "x ${c} y\nd = 1', 2, 'the string that begins with " here has no end'),
    ("a = 1\nb = '''x\n\n\n", 2, "the string that begins with ''' here has no end"),
    ("a = foo(\n  1,\n  2\nb = 3\nc = 4", 1, "this `(` is never closed"),
    ("a = (\n", 1, "this `(` is never closed"),
    ("a = b[\n\n", 1, "this `[` is never closed"),
    ("if (a) {\n  b = 1\n", 1, "this `{` is never closed"),
    ("a = 1 +", 1, "a value is missing behind `+`"),
    ("a = 1\n/* never", 2, "this comment has no end"),
    ("(" * 300, 1, "nested too deep"),
    ("a" + " + a" * 300, 1, "nested too deep"),
])
def test_mistake_that_reaches_to_the_end_is_told_where_it_began(text: str, line: int, message: str) -> None:
    told = parse(text).diagnostics
    assert [d.span and d.span.line for d in told] == [line], "\n".join(map(str, told))
    assert message in told[0].message


def test_a_forgotten_parenthesis_does_not_hide_the_next_mistakes() -> None:
    assert_told("a = foo(1, 2   //! SYN003 never closed\nb = 3\nc = = 4   //! SYN017 missing\n")


def test_message_has_place_excerpt_and_help() -> None:
    (told,) = parse("a = 1\n  b = = 2\n", "x.outgoing.sync").diagnostics
    assert str(told) == (
        "x.outgoing.sync:2:5: error[SYN017]: a value is missing behind `=`\n"
        "      b = = 2\n"
        "        ^\n"
        "  help: add the value, or remove `=`")


@on_each(BROKEN)
def test_message_names_no_token_of_the_grammar(line: str) -> None:
    def words(diagnostic: Diagnostic) -> str:
        return diagnostic.message + diagnostic.help

    for diagnostic in parse(line).diagnostics:
        assert not re.search(r"\b_?[A-Z]{2,}(_[A-Z]+)*\b", words(diagnostic).replace("`", ""))
        assert diagnostic.help


def test_too_many_mistakes_are_cut() -> None:
    told = parse("a = )\n" * 500).diagnostics
    assert told[-1].code == "SYN026"
    assert len(told) <= 101


def test_what_could_be_read_is_in_the_tree() -> None:
    parsed = parse("a = 1\nb = = 2\nc = 3\n")
    assert [type(node).__name__ for node in parsed.script.body] == [
        "ExpressionStatement", "Block", "ExpressionStatement"]


RULE = """\
if (firstSync) {
  issue.projectKey = "DEMO"
  issue.typeName = nodeHelper.getIssueType(replica.type?.name, issue.projectKey)?.name ?: "Task"
}
issue.labels = replica.labels.findAll { it.label != "internal" }.collect { l -> "${l.label} x" } + [1, 2]
def statusMapping = ["Open": "New", "To Do": "Backlog", "In Progress": "Doing"]
issue.customFields."Severity".value = replica.priority?.name in ["High", "Highest"] ? "S1" : "S2"
for (c in replica.comments) { if (c.internal != true) { issue.publicComments += c.body } }
issue.comments = commentHelper.mergeComments(issue, replica, { comment ->
    comment.body = "${comment.author.displayName} wrote: " + comment.body
    comment
})
if (replica.assignee != null && replica.assignee.email) {
  issue.assignee = nodeHelper.getUserByEmail(replica.assignee.email)
} else {
  issue.assignee = null
}
"""


def test_one_missing_token_is_told_about_once() -> None:
    """Each token is left out once. Where that is a mistake at all, one finding is the rule."""
    counts = []
    for token in re.finditer(r"\w+|\"[^\"\n]*\"|[^\w\s]", RULE):
        damaged = RULE[:token.start()] + " " * len(token[0]) + RULE[token.end():]
        counts.append(len(parse(damaged).diagnostics))
    mistakes = [count for count in counts if count]
    assert len(mistakes) > 100
    assert sum(count == 1 for count in mistakes) >= 0.9 * len(mistakes)
    assert max(mistakes) <= 6
