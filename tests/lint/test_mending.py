"""What --fix does to files, and what it leaves alone."""

from __future__ import annotations

import subprocess

import pytest

from syncscript.app.linting.mending import Mended, apart, mended, with_edits
from syncscript.app.linting.reported import Mending, Reported
from tests.lint.desk import BAD, GOOD, LintDesk


def fix(*edits: tuple[int, int, str], safe: bool = True) -> Mending:
    return Mending("mend it", safe, edits)


def told(mending: Mending | None, *, code: str = "L900", severity: str = "warning") -> Reported:
    return Reported("a.sync", 1, 1, 1, 2, code, "a-rule", severity, "Wrong.", "", "", mending)


def test_fixes_that_touch_wait_for_the_next_round() -> None:
    first, second, third = fix((0, 2, "x")), fix((2, 3, "y")), fix((5, 6, "z"))
    assert apart([first, second, third, first]) == [first, third]


def test_edits_keep_their_places() -> None:
    assert with_edits("abcdef", [fix((1, 2, "BBB")), fix((4, 5, ""))]) == "aBBBcdf"


def test_rounds_end_when_fixes_undo_each_other() -> None:
    def judge(text: str) -> tuple[Reported, ...]:
        return (told(fix((0, 1, "b" if text == "a" else "a"))),)

    assert mended("a", judge, unsafe=False).text in ("a", "b")


def test_a_fix_that_breaks_a_text_is_not_made() -> None:
    def judge(text: str) -> tuple[Reported, ...]:
        return (told(None, code="SYN001", severity="error"),) if text == "(" else (told(fix((0, 1, "("))),)

    assert mended("a", judge, unsafe=False) == Mended("a", 0, "mend it")


@pytest.mark.parametrize(("unsafe", "text"), [(False, "a"), (True, "b")])
def test_unsafe_fixes_wait_to_be_asked_for(unsafe: bool, text: str) -> None:
    def judge(text: str) -> tuple[Reported, ...]:
        return (told(fix((0, 1, "b"), safe=False)),) if text == "a" else ()

    assert mended("a", judge, unsafe=unsafe).text == text


ALLOWED = "issue.summary = replica.summary // lint: allow assignment-in-condition\r\nissue.labels = []\r\n"


def test_a_file_is_mended_with_its_line_ends_mark_and_mode(desk: LintDesk) -> None:
    path = desk.write("a.incoming.sync", "")
    path.write_bytes(b"\xef\xbb\xbf" + ALLOWED.encode())
    path.chmod(0o640)
    result = desk.type("--select", "unused-allowance,L101", "--fix")
    assert (result.exit_code, "1 mended" in result.stderr) == (0, True)
    assert path.read_bytes() == b"\xef\xbb\xbfissue.summary = replica.summary\r\nissue.labels = []\r\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(desk.folder.iterdir()) == [path]


def test_a_difference_is_shown_and_nothing_is_written(desk: LintDesk) -> None:
    path = desk.write("a.incoming.sync", ALLOWED)
    before = path.read_bytes()
    result = desk.type("--select", "unused-allowance,L101", "--diff")
    assert result.exit_code == 1
    assert "--- a/a.incoming.sync\n+++ b/a.incoming.sync\n" in result.stdout
    assert path.read_bytes() == before


def test_a_difference_is_a_patch_whatever_the_lines_hold(desk: LintDesk) -> None:
    """Lines end at line feeds alone, and a name with blanks has its end marked."""
    desk.write("a b.incoming.sync", 'issue.summary = "\u2028\u000c\x85" + ‘x’\nissue.labels = []\n')
    patch = desk.type("--diff", "--select", "SYN008").stdout
    subprocess.run(["git", "apply"], input=patch.encode(), check=True, capture_output=True)
    text = 'issue.summary = "\u2028\u000c\x85" + \'x\'\nissue.labels = []\n'
    assert desk.read("a b.incoming.sync") == text


def test_standard_input_comes_out_mended(desk: LintDesk) -> None:
    arguments = ("-", "--stdin-filename", "a.incoming.sync", "--select", "unused-allowance,L101", "--fix")
    result = desk.type(*arguments, given=ALLOWED.replace("\r", ""))
    assert result.stdout == "issue.summary = replica.summary\nissue.labels = []\n"
    assert desk.type(*arguments, given=GOOD).stdout == GOOD


def test_what_cannot_be_read_is_left_alone(desk: LintDesk) -> None:
    path = desk.write("a.incoming.sync", BAD + "issue.summary = (\n")
    before = path.read_bytes()
    assert desk.type("--fix", "--unsafe").exit_code == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("x = ‘high’\n", "x = 'high'\n"),
        ("x = “it's ${1} or $x.y”\n", None),
        ("x = “high”\n", 'x = "high"\n'),
        ("x = ‘it's \\' ’\n", "x = 'it\\'s \\' '\n"),
        ('x = “a "b" \\\\”\n', 'x = "a \\"b\\" \\\\"\n'),
    ],
)
def test_typographic_quotes_become_plain_ones(desk: LintDesk, written: str, plain: str | None) -> None:
    path = desk.write("a.incoming.sync", written)
    desk.type("--select", "typographic-quotes", "--fix")
    assert path.read_text("utf-8") == (plain or written)


def test_an_allowance_stays_while_one_of_its_names_is_needed(desk: LintDesk) -> None:
    line = "x = ‘a’ // lint: allow typographic-quotes, assignment-in-condition\n"
    path = desk.write("a.incoming.sync", line)
    result = desk.type("--select", "unused-allowance,assignment-in-condition,typographic-quotes", "--fix")
    assert "Nothing here needs the allowance of assignment-in-condition" in result.stdout
    assert path.read_text("utf-8") == line


def test_an_allowance_of_a_misspelt_name_is_told_what_was_meant(desk: LintDesk) -> None:
    desk.write("a.incoming.sync", "x = 1 // lint: allow asignment-in-condition\n")
    assert "did you mean assignment-in-condition?" in desk.type("--select", "unused-allowance").stdout
