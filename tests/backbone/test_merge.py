"""`syncscript backbone merge` and `swap` as a person types them, and their laws."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given

from syncscript.app import writing_files
from syncscript.backbone import FIRST, Export, Side, read_export
from syncscript.backbone.leaving_out import only_matched
from syncscript.backbone.merging import merge, swap
from syncscript.backbone.rekeying import rekeyed
from syncscript.backbone.writing import document_of, pieces_of
from syncscript.cli.group import syncscript
from tests.backbone.exports import as_bytes, document, entry
from tests.backbone.generated import Sides, pairs_of_exports

SENT = [{"localId": "501"}]
GOT = [{"remoteId": "501", "localId": "777"}]
OAK = [entry(2), entry(1, comments=SENT, note={"a": [1, {}]})]
ELM = [entry(1, "ELM", "OAK", comments=GOT), entry(2, "ELM", "OAK")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "oak.json").write_bytes(as_bytes(document(OAK)))
    (tmp_path / "elm.json").write_bytes(as_bytes(document(ELM)))
    return tmp_path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(syncscript, ["backbone", *map(str, arguments)])


def merging(folder: Path, *more: str, migrating: str = "primary", out: str = "out.json") -> Result:
    files = ("--primary", folder / "oak.json", "--secondary", folder / "elm.json", "-o", folder / out)
    return run("merge", "--migrating", migrating, *files, *more)


def written(folder: Path) -> Any:
    return json.loads((folder / "out.json").read_text("utf-8"))


def put(folder: Path, name: str, entries: list[dict[str, Any]]) -> None:
    (folder / name).write_bytes(as_bytes(document(entries)))


@pytest.mark.parametrize(("migrating", "sides"), [("primary", (ELM, OAK)), ("secondary", (OAK, ELM))])
def test_the_side_that_stays_comes_first(folder: Path, migrating: str, sides: Any) -> None:
    ended = merging(folder, migrating=migrating)
    assert (ended.exit_code, "error" in ended.stderr, "warning" in ended.stderr) == (0, False, False)
    assert written(folder) == document(*sides)
    assert (folder / "out.json").read_text("utf-8") == json.dumps(document(*sides), indent=2) + "\n"
    stays = "ELM" if migrating == "primary" else "OAK"
    assert f"In project {stays}, the side that stays" in ended.stdout
    assert "project = OAK and backbone.remoteKey is not empty" in ended.stdout
    assert "CON-7-OAK" in ended.stdout and "CON-9-ELM" in ended.stdout


def test_the_searches_are_such_that_jira_reads_them(folder: Path) -> None:
    put(folder, "oak.json", [entry(1, "OAK", "ORDER"), entry(2, "YEW", "ORDER")])
    put(folder, "elm.json", [entry(1, "ORDER", "OAK"), entry(2, "ORDER", "YEW")])
    told = merging(folder, "--allow-moved", "--allow", "BB006", out="a b.json").stdout
    assert '\n     project = "ORDER" and backbone.remoteKey is not empty\n' in told
    assert "\n     project in (OAK, YEW) and backbone.remoteKey is not empty\n" in told
    assert "2 issues of ORDER and 2 issues of OAK or YEW are" in told
    assert "import '" in told and "a b.json' --connection NAME --dry-run" in told


def test_nothing_is_to_be_done_with_no_pairs(folder: Path) -> None:
    put(folder, "oak.json", [])
    put(folder, "elm.json", [])
    told = merging(folder)
    assert (told.exit_code, written(folder)) == (0, document([], []))
    assert "There is no pair in it" in told.stdout and "?" not in told.stdout


def test_nothing_but_the_result_is_left_and_inputs_stay(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert merging(folder, "--compact").exit_code == 0
    once = (folder / "out.json").read_bytes()
    assert merging(folder, "--compact").exit_code == 4
    assert merging(folder, "--compact", "--force").exit_code == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {**before, "out.json": once}


def test_the_result_can_go_to_standard_output(folder: Path) -> None:
    ended = run("merge", "--migrating", "primary", "--primary", folder / "oak.json", "--secondary",
                folder / "elm.json", "-o", "-")  # fmt: skip
    assert (ended.exit_code, json.loads(ended.stdout)) == (0, document(ELM, OAK))
    assert "What remains to be done" in ended.stderr
    (folder / "out.json").write_text(ended.stdout)
    swapped = run("swap", folder / "out.json", "-o", "-")
    assert json.loads(swapped.stdout) == document(OAK, ELM)


def test_a_new_file_is_as_open_as_the_process_wants_and_an_old_one_as_it_was(folder: Path) -> None:
    before = os.umask(0o027)
    try:
        assert merging(folder, out="new/out.json").exit_code == 0
    finally:
        os.umask(before)
    out = folder / "new" / "out.json"
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    out.chmod(0o604)
    assert merging(folder, "--force", out="new/out.json").exit_code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o604


@pytest.mark.parametrize("out", ["oak.json/out.json", "x" * 300, ""])
def test_a_place_that_is_none_is_a_mistake_of_usage(folder: Path, out: str) -> None:
    files = ("--primary", folder / "oak.json", "--secondary", folder / "elm.json")
    ended = run("merge", "--migrating", "primary", *files, "-o", str(folder / out) if out else "")
    assert (ended.exit_code, "X001" in ended.stderr) == (2, False)
    twice = ("--primary", "-", "--secondary", "-")
    assert run("merge", "--migrating", "primary", *twice, "-o", folder / "x").exit_code == 2


@pytest.mark.parametrize("name", ["oak.json", "out.json", "hard.json"])
def test_a_report_takes_the_place_of_nothing(folder: Path, name: str) -> None:
    os.link(folder / "oak.json", folder / "hard.json")
    assert merging(folder, "--report", str(folder / name)).exit_code == 4
    assert json.loads((folder / "oak.json").read_text("utf-8")) == document(OAK)


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_what_is_read_is_never_overwritten(folder: Path, link: Any) -> None:
    link(folder / "elm.json", folder / "out.json")
    assert merging(folder, "--force").exit_code == 4
    assert merging(folder, "--force", out="../" + folder.name + "/oak.json").exit_code == 4
    assert written(folder) == document(ELM)


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_nothing(
    folder: Path, fault: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(writing_files.os, "fsync", fail)
    assert merging(folder).exit_code != 0
    assert sorted(path.name for path in folder.iterdir()) == ["elm.json", "oak.json"]


def test_errors_keep_it_from_being_written_unless_allowed(folder: Path) -> None:
    put(folder, "elm.json", ELM[:1])
    assert (merging(folder).exit_code, (folder / "out.json").exists()) == (1, False)
    assert merging(folder, "--allow", "BB020").exit_code == 0
    assert merging(folder, "--allow", "BB999").exit_code == 2
    ended = merging(folder, "--only-matched", "--force")
    assert (ended.exit_code, "warning[BB020] primary OAK-2→ELM-2" in ended.stderr) == (0, True)
    assert written(folder) == document(ELM[:1], OAK[1:])


def test_the_same_file_twice_is_found(folder: Path) -> None:
    put(folder, "elm.json", OAK)
    ended = merging(folder)
    assert (ended.exit_code, "BB023" in ended.stderr) == (1, True)


def test_a_file_with_both_sides_needs_a_choice(folder: Path) -> None:
    (folder / "elm.json").write_bytes(as_bytes(document(OAK, ELM)))
    ended = merging(folder)
    assert (ended.exit_code, "BB078" in ended.stderr) == (1, True)
    assert merging(folder, "--take", "second").exit_code == 0
    assert written(folder) == document(ELM, OAK)


def test_the_first_project_can_be_demanded(folder: Path) -> None:
    assert merging(folder, "--first-project", "ELM").exit_code == 0
    ended = merging(folder, "--first-project", "OAK", "--force", "--report", str(folder / "report"))
    assert (ended.exit_code, "BB077" in ended.stderr) == (1, True)
    assert "BB077" in (folder / "report").read_text()
    put(folder, "elm.json", [*ELM, entry(3, "YEW", "OAK", connectorKey="CON-9-ELM")])
    moved = ("--force", "--only-matched", "--allow-moved", "--first-project")
    assert [merging(folder, *moved, key).exit_code for key in ("ELM", "YEW")] == [0, 1]


def test_a_new_project_key_is_rewritten_on_both_sides_and_nowhere_else(folder: Path) -> None:
    assert merging(folder, "--rekey", "primary:OAK=ASH").exit_code == 0
    oak = [{**each, "localIssueKey": each["localIssueKey"].replace("OAK", "ASH")} for each in OAK]
    elm = [{**each, "remoteIssueKey": each["remoteIssueKey"].replace("OAK", "ASH")} for each in ELM]
    assert written(folder) == document(elm, oak)
    assert merging(folder, "--rekey", "primary:OA=ASH", "--force").exit_code == 1


def test_new_keys_that_meet_are_found(folder: Path) -> None:
    put(folder, "oak.json", [entry(1), entry(2, localIssueKey="YEW-1")])
    put(folder, "elm.json", [entry(1, "ELM", "OAK"), entry(2, "ELM", "OAK", remoteIssueKey="YEW-1")])
    ended = merging(folder, "--rekey", "primary:YEW=OAK")
    assert (ended.exit_code, "BB010" in ended.stderr, "BB011" in ended.stderr) == (1, True, True)


def test_new_ids_are_rewritten_there_and_where_the_partner_names_them(folder: Path) -> None:
    (folder / "ids.csv").write_text("old,new\r\n501,9001\r\n")
    assert merging(folder, "--id-map", f"primary:comments={folder / 'ids.csv'}").exit_code == 0
    assert written(folder)["firstConnector"][0]["comments"] == [{"remoteId": "9001", "localId": "777"}]
    assert written(folder)["secondConnector"][1]["comments"] == [{"localId": "9001"}]


@pytest.mark.parametrize(("rows", "code", "told"), [
    (b"1,2\n3,2\n", 1, "not one to one"), (b"1,2\n1,3\n", 1, "not one to one"),
    (b"1,501\n", 1, "not one to one"), (b"1,2\n\n1\n", 3, "ids.csv:3:1"), (b'"1,2\n', 3, "ids.csv:1:1"),
    (b"\xff\xfe", 3, "no UTF-8"),
])  # fmt: skip
def test_a_map_that_is_not_one_to_one_is_refused(folder: Path, rows: bytes, code: int, told: str) -> None:
    (folder / "ids.csv").write_bytes(rows)
    report = folder / "report"
    ended = merging(folder, "--id-map", f"primary:comments={folder / 'ids.csv'}", "--report", str(report))
    assert (ended.exit_code, "BB076" in ended.stderr, told in ended.stderr) == (code, True, True)
    assert "BB076" in report.read_text() and not (folder / "out.json").exists()


def test_ids_that_only_the_receiver_lists_have_new_ones_too(folder: Path) -> None:
    """Of an attachment, the side that sent it lists nothing."""
    put(folder, "elm.json", [{**ELM[0], "attachments": [{"remoteId": "7", "localId": "8"}]}, ELM[1]])
    (folder / "ids.csv").write_text("old,new\n7,70\n")
    map = ("--id-map", f"primary:attachments={folder / 'ids.csv'}", "--force")
    assert merging(folder, *map).exit_code == 0
    assert written(folder)["firstConnector"][0]["attachments"] == [{"remoteId": "70", "localId": "8"}]
    (folder / "ids.csv").write_text("5,7\n")
    assert "5 becomes 7, which another one keeps" in merging(folder, *map).stderr
    (folder / "ids.csv").write_text("5,6\n")
    ended = merging(folder, *map)
    assert "warning[BB075] secondary ELM-1→OAK-1: attachment 7 of the other side is not" in ended.stderr


def test_ids_without_a_new_one_are_listed(folder: Path) -> None:
    (folder / "ids.csv").write_text("5,6\n")
    ended = merging(folder, "--id-map", f"primary:comments={folder / 'ids.csv'}")
    assert (ended.exit_code, "warning[BB075] primary OAK-1→ELM-1: comment 501" in ended.stderr) == (0, True)


def test_swapped_sides_are_written(folder: Path) -> None:
    assert merging(folder).exit_code == 0
    assert run("swap", folder / "out.json", "-o", folder / "swapped.json").exit_code == 0
    assert json.loads((folder / "swapped.json").read_text("utf-8")) == document(OAK, ELM)
    assert run("swap", folder / "oak.json", "-o", folder / "swapped.json", "--force").exit_code == 1


def exports_of(sides: Sides) -> tuple[Export, Export]:
    first, second = (Export((Side(FIRST, entries),), "object") for entries in sides)
    return first, second


@given(pairs_of_exports())
def test_the_two_cases_are_each_other_swapped_and_read_again(sides: Sides) -> None:
    one = merge("primary", *exports_of(sides))
    assert one == swap(merge("secondary", *exports_of(sides)))
    for compact in (False, True):
        text = b"".join(pieces_of(one, compact=compact))
        assert text == b"".join(pieces_of(one, compact=compact)) and text.endswith(b"}\n")
        assert document_of(read_export(text)) == document(sides[1], sides[0])


@given(pairs_of_exports())
def test_only_the_unmatched_are_left_out(sides: Sides) -> None:
    first, second = sides
    cut = first[: len(first) // 2]
    kept = only_matched(Side("a", cut), Side("b", second))
    known = {each["localIssueKey"] for each in cut}
    assert kept[0].side.entries == cut
    if cut:
        assert kept[1].side.entries == [each for each in second if each["remoteIssueKey"] in known]


@given(pairs_of_exports())
def test_new_keys_and_back_is_nothing(sides: Sides) -> None:
    first, second = (Side(name, entries) for name, entries in zip("ab", sides, strict=True))
    there = rekeyed(first, second, {"OAK": "ASH", "ELM": "YEW", "OA": "X"})
    assert all(each["localIssueKey"].startswith("ASH-") for each in there[0].entries)
    assert rekeyed(*there, {"ASH": "OAK"}) == (first, second)
