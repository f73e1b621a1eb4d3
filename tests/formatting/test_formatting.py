"""What holds of every text: its meaning and its comments stay, and formatting it again changes nothing."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from syncscript.language.formatting import MeaningChanged, format_text, formatting
from syncscript.language.formatting.sameness import says_the_same
from syncscript.language.syntax import parse
from syncscript.model import DiagnosticError, Severity
from tests.conformance.cases import all_cases
from tests.engine.dying import IS_EVERY
from tests.on_each import on_each
from tests.programs.generation import program

ROOT = Path(__file__).parents[2]
WIDTHS = (100, 40, 72)


def is_right(text: str) -> bool:
    return all(each.severity != Severity.ERROR for each in parse(text).diagnostics)


SCRIPTS = sorted({case.content["script"] for case in all_cases()})
FILES = sorted(
    path
    for folder in ("rules", "tests", "../shared")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".sync", ".groovy"} and path.is_file()
)


def readable(number: int) -> str:
    """The program, if it is one: a few defaults of parameters hold more than the lexer reads."""
    script = program(number).script
    assume(is_right(script))
    return script


def formatted_twice(text: str, width: int) -> str:
    """Formatted, with all that must hold of it; the tree is compared by format_text itself."""
    once = format_text(text, line_length=width)
    assert format_text(once, line_length=width) == once
    assert says_the_same(parse(text).script, parse(once).script)
    return once


@on_each(enumerate(SCRIPTS), parts=8)
def test_every_script_of_the_conformance_cases(number: int, script: str) -> None:
    if is_right(script):
        formatted_twice(script, WIDTHS[number % 3])


@on_each(enumerate(FILES), parts=6)
def test_every_rule_file(number: int, path: Path) -> None:
    """In one of the widths; in all of them where all is tried that is only more of the same."""
    text = path.read_bytes().decode()
    if is_right(text):
        for width in WIDTHS if IS_EVERY else WIDTHS[number % 3 :][:1]:
            formatted_twice(text, width)


@on_each(sorted((ROOT / "rules").rglob("*.sync")))
def test_the_rules_that_people_start_from_are_in_the_style(path: Path) -> None:
    text = path.read_text("utf-8")
    assert format_text(text) == text


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 100_000), st.sampled_from(WIDTHS))
def test_programs_at_random(number: int, width: int) -> None:
    formatted_twice(readable(number), width)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 100_000), st.integers(0, 1_000))
def test_how_wide_blanks_are_and_how_far_in_lines_begin_changes_nothing(number: int, seed: int) -> None:
    script = readable(number)
    assert format_text(spaced_anew(script, Random(seed))) == format_text(script)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 100_000), st.integers(0, 1_000))
def test_comments_and_line_ends_anywhere_are_kept(number: int, seed: int) -> None:
    script = commented(readable(number), Random(seed))
    if is_right(script):
        formatted_twice(script, 60)
        formatted_twice(script.replace("\r\n", "\n").replace("\n", "\r\n"), 60)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 100_000), st.integers(1, 30), st.integers(0, 10))
def test_a_range_changes_no_other_meaning(number: int, first: int, more: int) -> None:
    script = readable(number)
    partly = format_text(script, lines=(first, first + more))
    assert format_text(partly) == format_text(script)
    assert format_text(script, lines=(1, 10_000)) == format_text(script)


def gaps(text: str) -> list[tuple[int, int]]:
    """Where there is nothing but blanks, outside of texts and comments."""
    parsed = parse(text)
    taken: list[tuple[int, int]] = [(each.start, each.end) for each in parsed.script.comments]
    begun, depth = 0, 0
    for kind, start, end, _ in parsed.tokens:
        begun = start if kind == "_GS_START" and not depth else begun
        depth += (kind == "_GS_START") - (kind == "_GS_END")
        if not depth:
            taken.append((begun if kind == "_GS_END" else start, end))
    ordered = sorted(taken)
    found = [(left[1], right[0]) for left, right in pairwise(ordered)]
    return [(start, end) for start, end in found if start < end and not text[start:end].strip()]


def spaced_anew(text: str, random: Random) -> str:
    for start, end in reversed(gaps(text)):
        blanks = random.choice((" ", "  ", "\t", "   \t"))
        lines = text[start:end].count("\n")
        anew = "".join(f"{random.choice(('', ' '))}\n" for _ in range(lines)) + blanks
        text = text[:start] + anew + text[end:]
    return text


def commented(text: str, random: Random) -> str:
    for start, end in reversed(gaps(text)):
        if random.random() < 0.15:
            added = random.choice((" /* c */ ", " // d\n", "\n// e\n", " /* f\n * g */\n", "\n\n\n\n", " \n"))
            text = text[:start] + added + text[start:end] + text[end:]
    return text


@pytest.mark.parametrize(("one", "other"), [
    ("a + b", "a - b"), ("a + b * c", "(a + b) * c"), ("1", "1L"), ("a // b", "a"), ("a // b", "a // c"),
    ("[a]", "[a: 1]"), ("a.b", "a?.b"), ("if (a) b else c", "if (a) b"), ("x = 1.0", "x = 1.00"),
    ("a\n(b)", "a(b)"), ("f { }", "f { -> }"), ("return a", "return"), ("'a'", "'a '"), ("1", "true"),
])  # fmt: skip
def test_a_difference_is_seen(one: str, other: str) -> None:
    assert says_the_same(parse(one).script, parse(one).script)
    assert not says_the_same(parse(one).script, parse(other).script)


def test_a_result_that_says_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = lambda lines: [line.text.replace("+", "-") for line in lines]  # noqa: E731
    monkeypatch.setattr(formatting, "align_comments", wrong)
    with pytest.raises(MeaningChanged):
        format_text("a  = b + c\n")


def test_a_result_that_cannot_be_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formatting, "align_comments", lambda lines: [line.text + "(" for line in lines])
    with pytest.raises(MeaningChanged):
        format_text("a  = b + c\n")


def test_what_is_wrong_is_told_with_its_place() -> None:
    with pytest.raises(DiagnosticError) as caught:
        format_text("a = 1\nb = = 2\n", name="x.sync")
    (told,) = caught.value.diagnostics
    assert told.span and (told.span.file, told.span.line) == ("x.sync", 2)


def test_the_mark_of_byte_order_stays() -> None:
    assert format_text("\ufeffa=1") == "\ufeffa = 1\n"
    assert format_text("a = 1\n") == "a = 1\n"


def test_deeply_nested_brackets() -> None:
    text = f"x = {'f(' * 80}a, b{')' * 80}\n"
    assert formatted_twice(text, 40).count("\n") > 80
