"""`syncscript backbone pair`: what a person types and gets, from a table and from trackers over HTTP."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from syncscript.cli.group import syncscript
from tests.cli.conftest import Desk
from tests.cli.test_backbone_import import in_step, take
from tests.faults.worlds import two_jiras


def pair(desk: Desk, out: Path, *way: str) -> Result:
    return desk.type("backbone", "pair", "--connection", "blue-green", *way, "-o", str(out))


def keys_in(out: Path) -> list[tuple[str, str]]:
    told = json.loads(out.read_text())["firstConnector"]
    return [(entry["localIssueKey"], entry["remoteIssueKey"]) for entry in told]


def valid(out: Path) -> bool:
    return CliRunner().invoke(syncscript, ["backbone", "validate", str(out), "--strict"]).exit_code == 0


def test_equal_numbers_are_paired_and_taken_over(desk: Desk, tmp_path: Path) -> None:
    in_step(desk, 2)
    desk.green.add(summary="only here", priority="High", status="To Do")
    out, report = tmp_path / "pairs.json", tmp_path / "report.jsonl"
    result = pair(desk, out, "--report", str(report), "--by-key")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("2 paired by number, 0 ambiguous, 1 unpaired")
    assert "unpaired: GreenJira GREEN-3" in result.stderr
    assert json.loads(report.read_text()) == {"kind": "unpaired", "side": "GreenJira", "key": "GREEN-3"}
    assert valid(out) and keys_in(out) == [("BLUE-1", "GREEN-1"), ("BLUE-2", "GREEN-2")]
    assert pair(desk, out, "--by-key", "BLUE=GREEN").exit_code == 4
    assert pair(desk, out, "--force", "--by-key", "BLUE=RED").exit_code == 2
    assert take(desk, str(out), "--yes").exit_code == 0
    assert desk.type("run").exit_code == 0
    assert [kind for kind, _ in desk.blue.writes + desk.green.writes if kind == "create"] == []


def test_a_table_is_paired(desk: Desk, tmp_path: Path) -> None:
    table, out = tmp_path / "keys.csv", tmp_path / "pairs.json"
    table.write_text("local_key,remote_key,why\nGREEN-1,BLUE-7,x\nGREEN-2,BLUE-1,y\n")
    result = pair(desk, out, "--csv", str(table))
    assert result.exit_code == 0 and "columns that are not read: why" in result.stderr
    assert valid(out) and keys_in(out) == [("GREEN-1", "BLUE-7"), ("GREEN-2", "BLUE-1")]
    assert take(desk, str(out), "--dry-run").exit_code == 0
    assert pair(desk, table, "--csv", str(table), "--force").exit_code == 4


@pytest.mark.parametrize(("text", "code", "told"), [
    ("local_key,remote_key\nBLUE-1,GREEN-1\nBLUE-1,GREEN-1\n", 1, "error[BB010]"),
    ("local_key,remote_key\n=BLUE-1,GREEN-1\n", 1, "error[BB005]"),
    ("local_key,remote_key\n", 1, "there is no pair"), ("one,two\n", 3, "C167"),
    ("local_key,remote_key\nRED-1,GREEN-1\n", 1, "BB073"),
    ("local_key,remote_key\nBLUE-1,GREEN-1\nOLD-1,GREEN-2\n", 1, "error[BB007]"),
    ("local_key,remote_key\nBLUE-1,GREEN-1\nGREEN-2,BLUE-2\n", 1, "error[BB007]"),
])  # fmt: skip
def test_a_table_that_is_wrong_writes_nothing(
    desk: Desk, tmp_path: Path, text: str, code: int, told: str
) -> None:
    table, out = tmp_path / "keys.csv", tmp_path / "pairs.json"
    table.write_text(text)
    result = pair(desk, out, "--csv", str(table))
    assert result.exit_code == code and told in result.stderr, result.output
    assert not out.exists()


def test_a_project_that_kept_its_key_on_its_way(desk: Desk, tmp_path: Path) -> None:
    settings = desk.folder / "syncscript.toml"
    settings.write_text(settings.read_text().replace('project = "GREEN"', 'project = "BLUE"'))
    table, out = tmp_path / "keys.csv", tmp_path / "pairs.json"
    table.write_text("local_key,remote_key\nBLUE-1,BLUE-1\n")
    result = pair(desk, out, "--csv", str(table))
    assert result.exit_code == 0 and "--first BlueJira --dry-run" in result.stdout, result.output
    assert take(desk, str(out), "--first", "BlueJira", "--yes").exit_code == 0


@pytest.mark.parametrize("way", [
    (), ("--by-key", "--by-field", "x"), ("--by-key", "--holds", "value"), ("--csv", "x", "--holds", "key"),
])  # fmt: skip
def test_one_way_is_chosen(desk: Desk, tmp_path: Path, way: tuple[str, ...]) -> None:
    assert pair(desk, tmp_path / "out.json", *way).exit_code == 2


def test_trackers_are_asked_over_http_and_never_written_to(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    with two_jiras(folder) as world:
        blue = [world.blue.creates(f"b{n}") for n in range(4)]
        green = [world.green.creates(f"g{n}") for n in range(3)]
        world.green.edits(green[0], customfield_10010=blue[2])
        world.green.edits(green[1], customfield_10010=blue[1])
        world.green.edits(green[2], customfield_10010=blue[1])
        world.blue.edits(blue[0], labels=["same"])
        world.green.edits(green[2], labels=["same"])

        def pairs(*way: str, code: int = 0) -> str:
            out = tmp_path / "out.json"
            ended, writes = world.writes_of_run("backbone", "pair", "--connection", "blue-green", "-o",
                                                str(out), "--force", *way)  # fmt: skip
            assert (ended.code, writes) == (code, 0), ended.said
            return ended.said

        pairs("--by-key")
        assert keys_in(tmp_path / "out.json") == list(zip(blue[:3], green, strict=True))
        said = pairs("--by-field", "Remote Key")
        assert keys_in(tmp_path / "out.json") == [(blue[2], green[0])]
        assert f"ambiguous, not paired: BlueJira {blue[1]} = GreenJira {green[1]}, {green[2]}" in said
        assert "by Remote Key, which holds the partner's key" in said
        pairs("--by-field", "labels", "--holds", "value")
        assert keys_in(tmp_path / "out.json") == [(blue[0], green[2])]
        assert valid(tmp_path / "out.json")
        assert "C168" in pairs("--by-field", "No Such Field", code=2)
