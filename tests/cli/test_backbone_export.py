"""`syncscript backbone export`: what a person types and gets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from syncscript.cli.group import syncscript
from tests.backbone.entries import both
from tests.cli.conftest import Desk
from tests.cli.test_backbone_import import in_step, merged, take


def test_what_was_imported_comes_back_and_what_came_since_beside_it(desk: Desk, tmp_path: Path) -> None:
    in_step(desk, 2)
    file = merged(desk, both(blue={"zz": [1, {"b": 2.5, "a": None}]}), both(2, 2))
    take(desk, file, "--yes")
    result = desk.type("backbone", "export", "--connection", "blue-green")
    assert result.exit_code == 0 and json.loads(result.stdout) == json.loads(Path(file).read_text())
    desk.type("run")
    desk.blue.comment(next(iter(desk.blue.issues.values())), "hello")
    desk.blue.add(summary="new", labels={"sync"}, priority="High", status="To Do")
    assert desk.type("run").exit_code == 0
    output = tmp_path / "out.json"
    result = desk.type("backbone", "export", "--connection", "blue-green", "-o", str(output))
    assert "3 pairs, 1 of them made since" in result.stderr
    data = json.loads(output.read_text())
    before = json.loads(Path(file).read_text())
    assert data["secondConnector"][1] == before["secondConnector"][1]
    assert data["firstConnector"][2]["localIssueKey"] == "BLUE-3"
    assert [set(item) for item in data["secondConnector"][0].get("comments", [])] == comments_at(desk)
    checked = CliRunner().invoke(syncscript, ["backbone", "validate", str(output)])
    assert checked.exit_code == 0, checked.output


def comments_at(desk: Desk) -> list[set[str]]:
    """What the receiver lists of each comment that came."""
    return [{"remoteId", "localId"} for _ in next(iter(desk.green.issues.values())).comments]


def test_a_file_that_is_there_is_kept(desk: Desk, tmp_path: Path) -> None:
    take(desk, merged(desk, both()), "--yes")
    output = tmp_path / "keys.csv"
    typed = ["backbone", "export", "--connection", "blue-green", "--format", "csv", "-o", str(output)]
    assert desk.type(*typed).exit_code == 0
    assert output.read_bytes() == b"local_key,remote_key\r\nBLUE-1,GREEN-1\r\n"
    assert desk.type(*typed).exit_code == 4
    assert desk.type(*typed, "--force").exit_code == 0


def test_a_rest_list_is_one_sides(desk: Desk) -> None:
    take(desk, merged(desk, both()), "--yes")
    typed = ["backbone", "export", "--connection", "blue-green", "--format", "rest"]
    result = desk.type(*typed, "--side", "both")
    assert result.exit_code == 2 and "--side first" in result.stderr
    assert json.loads(desk.type(*typed, "--side", "second").stdout) == [both()[1]]


def export(desk: Desk, form: str) -> str:
    out = desk.folder / f"out.{form}"
    result = desk.type("backbone", "export", "--connection", "blue-green", "--format", form, "-o", str(out))
    assert result.exit_code == 0, result.stderr
    return out.read_bytes().decode()


@pytest.fixture
def taken(desk: Desk) -> Any:
    in_step(desk, 3)
    pairs = [both(n, n, blue={"zeta": {"b": [1.5, None], "a": "é"}, "comments": [{"localId": str(n)}]})
             for n in (3, 1, 2)]  # fmt: skip
    file = merged(desk, *pairs)
    assert take(desk, file, "--yes").exit_code == 0
    return pairs


def test_what_was_taken_over_is_given_back_with_keys_and_order(desk: Desk, taken: Any) -> None:
    told = json.loads(export(desk, "download"))
    wanted = {"firstConnector": [one for one, _ in taken], "secondConnector": [other for _, other in taken]}
    assert json.dumps(told) == json.dumps(wanted)
    assert json.loads(export(desk, "rest")) == wanted["firstConnector"]
    rows = ["local_key,remote_key", "BLUE-3,GREEN-3", "BLUE-1,GREEN-1", "BLUE-2,GREEN-2", ""]
    assert export(desk, "csv").split("\r\n") == rows
