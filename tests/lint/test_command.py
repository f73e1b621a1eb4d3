"""What `syncscript lint` judges, tells and returns."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from syncscript.app.linting.checking import Task, read_and_checked
from tests.lint.desk import BAD, GOOD, QUOTED, LintDesk


def test_nothing_to_tell_ends_with_0(desk: LintDesk) -> None:
    desk.write("a.incoming.sync", GOOD)
    result = desk.type()
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 file: nothing to tell" in result.stderr


def test_a_finding_shows_its_line_and_the_next_act_and_ends_with_1(desk: LintDesk) -> None:
    desk.write("rules/a.incoming.sync", BAD)
    result = desk.type()
    assert result.exit_code == 1
    assert "rules/a.incoming.sync:1:5: warning[assignment-in-condition]" in result.stdout
    assert '    if (replica.priority.name = "Trivial") {\n        ^^^' in result.stdout
    assert "help: write == to compare" in result.stdout
    assert "page: docs/reference/lint.md#assignment-in-condition" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("missing.incoming.sync",), "C155"),
        (("--select", "assignment-in-conditon"), "C190"),
        (("--baseline", "missing.json"), "C191"),
        (("--unsafe",), "C193"),
        (("-", "."), "C193"),
    ],
)
def test_what_cannot_be_done_ends_with_2(desk: LintDesk, arguments: tuple[str, ...], code: str) -> None:
    desk.write("a.incoming.sync", GOOD)
    result = desk.type(*arguments)
    assert (result.exit_code, code in result.stderr) == (2, True)


def test_a_folder_without_rules_is_told_and_not_taken_for_clean(desk: LintDesk) -> None:
    result = desk.type()
    assert (result.exit_code, "C192" in result.stderr) == (2, True)


def test_a_name_that_is_near_is_offered(desk: LintDesk) -> None:
    desk.write("a.incoming.sync", GOOD)
    assert "did you mean assignment-in-condition?" in desk.type("--ignore", "assignment-in-conditon").stderr


def test_a_file_that_is_named_is_judged_whatever_its_name(desk: LintDesk) -> None:
    desk.write("odd.txt", BAD)
    assert desk.names("--kind", "incoming", "odd.txt") == ["assignment-in-condition"]
    assert desk.names("odd.txt") == ["unknown-kind-of-rule"]


def test_what_holds_no_text_is_a_finding(desk: LintDesk) -> None:
    desk.write("a.incoming.sync", "").write_bytes(b"issue.summary = '\xff'\n")
    assert [row["code"] for row in desk.found()] == ["C157"]


def test_what_cannot_be_read_is_a_finding_and_not_taken_for_clean(tmp_path: Path) -> None:
    gone = Task(str(tmp_path / "gone.incoming.sync"), None, tmp_path, (), None, ())
    assert [row[5] for row in read_and_checked(gone).rows] == ["C155"]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("--select", "L101"), ["assignment-in-condition"]),
        (("--select", "safety"), []),
        (("--select", "correctness,safety"), ["assignment-in-condition"]),
        (("--ignore", "assignment-in-condition,syn008"), []),
        (("--ignore", "all"), []),
    ],
)
def test_rules_are_chosen_by_name_code_and_group(
    desk: LintDesk, arguments: tuple[str, ...], names: list[str]
) -> None:
    desk.write("a.incoming.sync", BAD)
    assert desk.names(*arguments) == names


def test_what_cannot_be_read_is_told_whatever_is_chosen(desk: LintDesk) -> None:
    desk.write("a.incoming.sync", "issue.summary = (\n")
    assert desk.names("--select", "safety", "--ignore", "all")


def test_an_allowance_of_a_rule_that_did_not_run_is_not_told(desk: LintDesk) -> None:
    desk.write("a.incoming.sync", BAD.replace(") {", ") { // lint: allow assignment-in-condition"))
    assert "unused-allowance" not in desk.names("--select", "all", "--ignore", "assignment-in-condition")


def test_the_level_that_fails_is_a_choice(desk: LintDesk) -> None:
    desk.write("a.incoming.sync", BAD)
    assert desk.type("--fail-level", "error").exit_code == 0
    assert desk.type("--fail-level", "note").exit_code == 1


def test_standard_input_has_the_name_that_is_given(desk: LintDesk) -> None:
    result = desk.type("-", "--stdin-filename", "x.incoming.sync", "--format", "concise", given=BAD)
    assert (result.exit_code, result.stdout.startswith("x.incoming.sync:1:5: ")) == (1, True)


def test_a_name_for_standard_input_is_enough(desk: LintDesk) -> None:
    result = desk.type("--stdin-filename", "x.incoming.sync", "--format", "concise", given=BAD)
    assert (result.exit_code, result.stdout.startswith("x.incoming.sync:1:5: ")) == (1, True)
    path = desk.write("a.incoming.sync", BAD)
    assert desk.type("--stdin-filename", "x.incoming.sync", str(path), given=BAD).exit_code == 2


def test_what_is_left_out_is_left_out_of_hooks_too(desk: LintDesk) -> None:
    path = str(desk.write("old/a.incoming.sync", BAD))
    desk.write("syncscript.toml", '[lint]\nexclude = ["old/*"]\n')
    assert desk.type(path).exit_code == 1
    assert desk.type("--force-exclude", path).exit_code == 0
    typed = ("--stdin-filename", "old/b.incoming.sync")
    assert desk.type(*typed, given=BAD).exit_code == 1
    assert desk.type("--force-exclude", *typed, given=BAD).exit_code == 0
    desk.write("syncscript.toml", "")
    assert desk.type("--force-exclude", "--exclude", "old", path).exit_code == 0


def test_output_goes_into_a_file(desk: LintDesk) -> None:
    desk.write("a.incoming.sync", BAD)
    result = desk.type("--output", "found.json", "--format", "json")
    assert (result.stdout, "assignment-in-condition" in desk.read("found.json")) == ("", True)


def test_statistics_count_by_rule(desk: LintDesk) -> None:
    desk.write("a.incoming.sync", QUOTED * 2)
    desk.write("b.incoming.sync", QUOTED)
    assert desk.type("--statistics").stdout.split()[:3] == ["3", "SYN008", "typographic-quotes"]


def test_many_files_are_judged_by_many_processes_as_by_one(desk: LintDesk) -> None:
    for number in range(60):
        desk.write(f"{number:02}.incoming.sync", BAD if number % 7 == 0 else GOOD)
    assert desk.found("-j", "2", "--no-cache") == desk.found("-j", "1", "--no-cache") != []


def test_watching_sees_what_has_a_say_in_the_files_that_are_named(desk: LintDesk) -> None:
    """The settings and schemas of the project around them. Standard input does not change."""
    from syncscript.cli.lint_watching import state_of
    from syncscript.cli.linting import LintWishes

    desk.project()
    blank: dict[str, Any] = dict.fromkeys(LintWishes._fields, None)
    wishes = LintWishes(**{**blank, "paths": (desk.folder / "rules/blue.incoming.sync",)})
    before = state_of(wishes)
    desk.write("schemas/Blue.json", "{}")
    assert len(state_of(wishes)) == len(before) + 1
    result = desk.type("--watch", "-", given=GOOD)
    assert (result.exit_code, "--watch looks at files" in result.stderr) == (2, True)


def test_watching_judges_again_what_changed(desk: LintDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    from syncscript.cli import lint_watching, linting

    path = desk.write("a.incoming.sync", BAD)
    told: list[int] = []
    monkeypatch.setattr(linting, "tell", lambda report, wishes: told.append(len(report.found)))
    monkeypatch.setattr("time.sleep", lambda pause: path.write_text(GOOD) if len(told) == 1 else None)
    four_looks = partial(lint_watching.lint_again_and_again, rounds=4)
    monkeypatch.setattr(lint_watching, "lint_again_and_again", four_looks)
    assert desk.type("--watch", "--select", "assignment-in-condition").exit_code == 0
    assert told == [1, 0]



def test_an_output_that_cannot_be_written_is_told(desk: LintDesk) -> None:
    desk.write("a.incoming.sync", BAD)
    result = desk.type("--output", "a.incoming.sync/found.txt")
    assert (result.exit_code, "C152" in result.stderr) == (2, True)


def test_marks_stand_below_what_they_mark(desk: LintDesk) -> None:
    desk.write("a.incoming.sync", "\tif (x == '漢字' && (issue.summary = \"y\")) { x = 1 }\n")
    lines = desk.type("--select", "assignment-in-condition").stdout.splitlines()
    mark = next(line for line in lines if set(line.strip()) == {"^"})
    assert lines[1].startswith("     if (x == '漢字'") and mark.startswith("         ^")
