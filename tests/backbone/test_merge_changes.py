"""New project keys, and new ids of comments and attachments, on their way through a merge."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.backbone.exports import document, entry
from tests.backbone.merges import ELM, OAK, merging, put, written


def test_a_new_project_key_is_rewritten_on_both_sides_and_nowhere_else(folder: Path) -> None:
    assert merging(folder, "--rekey", "primary:OAK=ASH").exit_code == 0
    oak = [{**each, "localIssueKey": each["localIssueKey"].replace("OAK", "ASH")} for each in OAK]
    elm = [{**each, "remoteIssueKey": each["remoteIssueKey"].replace("OAK", "ASH")} for each in ELM]
    assert written(folder) == document(elm, oak)
    assert merging(folder, "--rekey", "primary:OA=ASH", "--force").exit_code == 1


def test_a_partner_may_not_know_the_new_key_yet(folder: Path) -> None:
    put(folder, "oak.json", [entry(1, "ASH", "ELM")])
    put(folder, "elm.json", [entry(1, "ELM", "OAK")])
    assert "BB024" in merging(folder).stderr
    assert merging(folder, "--rekey", "primary:OAK=ASH").exit_code == 0
    assert written(folder) == document([entry(1, "ELM", "ASH")], [entry(1, "ASH", "ELM")])


def test_several_new_keys_are_given_at_once(folder: Path) -> None:
    """Keys that change places never meet on their way."""
    put(folder, "oak.json", [entry(1), entry(2, "YEW", "ELM")])
    put(folder, "elm.json", [entry(1, "ELM", "OAK"), entry(2, "ELM", "YEW")])
    ended = merging(folder, "--rekey", "primary:OAK=YEW", "--rekey", "primary:YEW=OAK", "--rekey",
                    "secondary:ELM=ELM2", "--allow-moved", "--allow", "BB006")  # fmt: skip
    assert ended.exit_code == 0
    keys = [(each["localIssueKey"], each["remoteIssueKey"]) for each in written(folder)["secondConnector"]]
    assert keys == [("YEW-1", "ELM2-1"), ("OAK-2", "ELM2-2")]


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
