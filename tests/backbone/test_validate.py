"""`syncscript backbone validate` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from syncscript.cli.group import syncscript
from tests.backbone.exports import as_bytes, document, entry

SENT = [{"localId": "501"}]
GOT = [{"remoteId": "501", "localId": "777"}]


def validate(*arguments: str | Path) -> Result:
    return CliRunner().invoke(syncscript, ["backbone", "validate", *map(str, arguments)])


def write(folder: Path, name: str, data: Any) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else as_bytes(data))
    return path


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return write(tmp_path, "oak.json", document([entry(1, comments=SENT), entry(2)]))


@pytest.fixture
def second(tmp_path: Path) -> Path:
    attachments = [{"remoteId": "61", "localId": "62"}]
    return write(
        tmp_path,
        "elm.json",
        document([entry(1, "ELM", "OAK", comments=GOT, attachments=attachments), entry(2, "ELM", "OAK")]),
    )


def test_one_good_side_is_counted(first: Path) -> None:
    ended = validate(first)
    assert ended.exit_code == 0
    assert ended.stdout.splitlines() == [
        "firstConnector: CON-7-OAK OAK→ELM, 2 pairs, 1 comment (1 sent, 0 received), 0 attachments",
        "0 errors, 0 warnings, 0 infos",
    ]


def test_two_good_sides_match(first: Path, second: Path) -> None:
    ended = validate(first, second)
    assert ended.exit_code == 0
    assert ended.stdout.splitlines()[:3] == [
        "oak.json: CON-7-OAK OAK→ELM, 2 pairs, 1 comment (1 sent, 0 received), 0 attachments",
        "elm.json: CON-9-ELM ELM→OAK, 2 pairs, 1 comment (0 sent, 1 received), 1 attachment",
        "2 matched, 0 missing, 0 mismatched",
    ]
    assert "0 errors, 0 warnings" in ended.stdout


def test_a_merged_file_is_checked_inside(tmp_path: Path) -> None:
    ended = validate(write(tmp_path, "both.json", document([entry(1)], [entry(2, "ELM", "OAK")])))
    assert ended.exit_code == 1
    assert "0 matched, 2 missing, 0 mismatched" in ended.stdout
    assert "error[BB020] firstConnector OAK-1→ELM-1: " in ended.stderr
    assert "error[BB021] secondConnector ELM-2→OAK-2: " in ended.stderr


def test_the_report_has_all_and_the_screen_twenty(tmp_path: Path) -> None:
    path = write(tmp_path, "both.json", document([entry(n) for n in range(1, 31)], []))
    ended = validate(path, "--report", tmp_path / "report.jsonl")
    assert ended.exit_code == 1
    assert ended.stderr.count("error[BB020]") == 20
    assert "BB020: and 10 more" in ended.stderr
    lines = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text().splitlines()]
    assert [line["local"] for line in lines] == [f"OAK-{n}" for n in range(1, 31)]
    assert set(lines[0]) == {"code", "level", "side", "pointer", "local", "remote", "message"}


def test_what_is_no_json_ends_with_three(tmp_path: Path) -> None:
    ended = validate(write(tmp_path, "cut.json", b'{"firstConnector": [\n  {"id": 1,'))
    assert ended.exit_code == 3
    assert "cut.json:2:11: error[BB001]: " in ended.stderr
    assert ended.stdout == ""
