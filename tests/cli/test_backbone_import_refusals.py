"""Imports of exports that are refused: what is said, what stands in the report, and that nothing is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.backbone.entries import both
from tests.cli.conftest import Desk
from tests.cli.imports import in_step, merged, take


def test_a_conflict_is_named_and_nothing_is_kept(desk: Desk) -> None:
    take(desk, merged(desk, both(2, 9)), "--yes")
    file = merged(desk, both(), both(2, 2))
    for options in (["--yes"], ["--dry-run"]):
        result = take(desk, file, *options)
        assert result.exit_code == 4
        assert "BLUE-2 = GreenJira GREEN-2" in result.stderr and "GREEN-9" in result.stderr
    assert "1 to add, 0 to update, 0 unchanged, 1 in conflict" in result.stdout


def test_an_older_export_is_refused(desk: Desk) -> None:
    take(desk, merged(desk, both()), "--yes")
    older = merged(desk, both(blue={"outgoingMessageSequenceId": 1}, green={"incomingMessageSequenceId": 1}))
    result = take(desk, older, "--yes")
    assert result.exit_code == 4
    assert "outgoingMessageSequenceId of BlueJira is 1, and the export taken over before" in result.stderr


def test_many_refusals_are_counted(desk: Desk) -> None:
    take(desk, merged(desk, *(both(n, n) for n in range(1, 41))), "--yes")
    result = take(desk, merged(desk, *(both(n, n + 40) for n in range(1, 41))), "--yes")
    assert result.stderr.count("error[BB070]") == 20 and "and 20 more" in result.stderr


def test_the_report_has_what_the_screen_leaves_out(desk: Desk, tmp_path: Path) -> None:
    report = tmp_path / "report.jsonl"
    take(desk, merged(desk, *(both(n, n) for n in range(1, 41))), "--yes")
    in_step(desk, 20)
    other = merged(desk, *(both(n, 41 - n) for n in range(1, 41)))
    result = take(desk, other, "--yes", "--check-exists", "--report", str(report))
    assert result.exit_code == 4
    told = [json.loads(line) for line in report.read_text().splitlines()]
    codes = [one["code"] for one in told]
    assert (codes.count("BB080"), codes.count("BB070")) == (40, 40)


def test_a_report_never_takes_the_place_of_the_export(desk: Desk) -> None:
    file = merged(desk, both())
    take(desk, file, "--yes")
    read = (file, desk.folder / "syncscript.toml", desk.folder / ".syncscript" / "state.db")
    before = [Path(path).read_bytes() for path in read]
    for path in read:
        assert take(desk, file, "--yes", "--report", str(path)).exit_code == 4
    assert [Path(path).read_bytes() for path in read] == before


def test_the_report_tells_why_an_export_does_not_fit(desk: Desk, tmp_path: Path) -> None:
    other = both(blue={"localIssueKey": "RED-1"}, green={"remoteIssueKey": "RED-1"})
    assert take(desk, merged(desk, other), "--report", str(tmp_path / "r")).exit_code == 1
    assert json.loads((tmp_path / "r").read_text())["code"] == "BB073"


def test_one_issue_in_two_pairs_of_the_export_is_refused(desk: Desk) -> None:
    small = both(2, 2, blue={"localIssueKey": "blue-1"}, green={"remoteIssueKey": "blue-1"})
    result = take(desk, merged(desk, both(), small), "--yes", "--issue-key", "[A-Za-z]+-[0-9]+",
                  "--allow-moved", "--allow", "BB006")  # fmt: skip
    assert result.exit_code == 4 and "the export has BlueJira BLUE-1 = GreenJira GREEN-1" in result.stderr


def test_errors_in_the_export_come_before_all_else(desk: Desk, tmp_path: Path) -> None:
    file = merged(desk, both())
    data = json.loads(Path(file).read_text())
    data["firstConnector"].append(both(5, 5)[0])
    Path(file).write_text(json.dumps(data))
    report = tmp_path / "report.jsonl"
    result = take(desk, file, "--yes", "--report", str(report))
    assert result.exit_code == 1 and "error[BB020]" in result.stderr
    assert [json.loads(line)["code"] for line in report.read_text().splitlines()] == ["BB020"]


@pytest.mark.parametrize(("text", "code", "told"), [
    ("{", 3, "BB001"), ('{"firstConnector": []}', 4, "BB072"),
    ('{"firstConnector": [], "firstConnector": []}', 3, "BB003"),
    ('{"firstConnector": [1], "secondConnector": []}', 1, "BB004"),
    ('{"firstConnector": [], "secondConnector": []}', 1, "BB074"),
])  # fmt: skip
def test_what_is_no_merged_export_is_refused(desk: Desk, text: str, code: int, told: str) -> None:
    path = desk.folder.parent / "odd.json"
    path.write_text(text)
    result = take(desk, str(path), "--yes")
    assert result.exit_code == code and told in result.stderr


@pytest.mark.parametrize(("options", "code", "told"), [
    (["--connection", "unknown"], 2, "C140"), (["--first", "RedJira"], 2, "C144"),
    (["--first", "GreenJira"], 1, "BB073")])  # fmt: skip
def test_names_that_do_not_fit_are_mistakes(desk: Desk, options: list[str], code: int, told: str) -> None:
    result = take(desk, merged(desk, both()), "--yes", *options)
    assert result.exit_code == code and told in result.stderr
