"""`syncscript backbone validate` as a person types it."""

from __future__ import annotations

import json
import os
import re
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
    assert "`syncscript explain BB020`" in ended.stderr
    lines = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text().splitlines()]
    assert [line["local"] for line in lines] == [f"OAK-{n}" for n in range(1, 31)]
    assert set(lines[0]) == {"code", "level", "side", "pointer", "local", "remote", "message"}


def test_what_is_no_json_ends_with_three(tmp_path: Path) -> None:
    ended = validate(write(tmp_path, "cut.json", b'{"firstConnector": [\n  {"id": 1,'))
    assert ended.exit_code == 3
    assert "cut.json:2:11: error[BB001]: " in ended.stderr
    assert ended.stdout == ""


def test_both_files_are_told_when_neither_can_be_read(tmp_path: Path) -> None:
    files = write(tmp_path, "cut.json", b'[{"id": 1'), write(tmp_path, "config.json", {"integrationKey": "I"})
    ended = validate(*files, "--report", tmp_path / "r.jsonl")
    told = [json.loads(line)["code"] for line in (tmp_path / "r.jsonl").read_text().splitlines()]
    assert (ended.exit_code, told) == (3, ["BB001", "BB002"])
    assert "cut.json:1:9: " in ended.stderr and "config.json:1:1: " in ended.stderr


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "device", "nul"])
def test_what_is_no_file_ends_with_three(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    if kind == "folder":
        path.mkdir()
    if kind == "pipe":
        os.mkfifo(path)
    given = {"device": "/dev/zero", "nul": "a\0b"}.get(kind, str(path))
    ended = validate(given, "--report", tmp_path / "report.jsonl")
    assert ended.exit_code == 3
    assert "error[C155]: " in ended.stderr and "help: " in ended.stderr
    assert json.loads((tmp_path / "report.jsonl").read_text())["code"] == "C155"


def test_a_large_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate((1 << 30) + 1)
    ended = validate(path)
    assert ended.exit_code == 3
    assert "--max-size" in ended.stderr
    assert validate(write(tmp_path, "s.json", b"[      ]"), "--max-size", "5").exit_code == 3


def test_standard_input_is_read() -> None:
    ended = CliRunner().invoke(syncscript, ["backbone", "validate", "-"], input=b"[]")
    assert (ended.exit_code, ended.stdout.splitlines()[0]) == (0, "firstConnector: no pairs")


def test_nothing_of_an_export_steers_the_terminal(tmp_path: Path) -> None:
    evil = "\x1b[2J\x07\u202e\r\n\x9b31m"
    told = entry(1, localIssueKey=f"OAK-1{evil}", connectorKey=evil, **{evil: 1})
    doubled = as_bytes([told])[:-3] + b',"\\u001b[2J": 1, "\\u001b[2J": 2}]'
    for data in (as_bytes(document([told], [entry(2, "ELM", f"OAK{evil}")])), doubled):
        ended = validate(write(tmp_path, "evil.json", data))
        assert ended.exit_code in (1, 3)
        assert not {"\x1b", "\x07", "\u202e", "\r", "\x9b"} & set(ended.output)
        assert "Traceback" not in ended.output


def test_half_of_a_character_in_a_key_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "half.json", b'[{"localIssueKey": "OAK-\\ud800", "remoteIssueKey": "ELM-1"}]')
    ended = validate(path, "--report", tmp_path / "report.jsonl")
    assert ended.exit_code == 1
    assert "\\ud800" in (tmp_path / "report.jsonl").read_text()


def test_strict_makes_warnings_errors(tmp_path: Path) -> None:
    path = write(tmp_path, "one.json", document([entry(1, incomingChangesIgnored=True)]))
    assert (validate(path).exit_code, validate(path, "--strict").exit_code) == (0, 1)
    assert "error[BB051]" in validate(path, "--strict").stderr


def test_messages_on_their_way_are_an_error_where_both_sides_are_to_be_drained(tmp_path: Path) -> None:
    sides = [entry(1, outgoingMessageSequenceId=7)], [entry(1, "ELM", "OAK")]
    path = write(tmp_path, "both.json", document(*sides))
    assert validate(path).exit_code == 0
    ended = validate(path, "--require-drained")
    assert (ended.exit_code, "5 messages sent and not received (7 against 2)" in ended.stderr) == (1, True)
    ended = validate(write(tmp_path, "one.json", document(sides[0])), "--require-drained")
    assert (ended.exit_code, "error[BB030] firstConnector: one side alone" in ended.stderr) == (1, True)
    assert validate(write(tmp_path, "none.json", []), "--require-drained").exit_code == 0


def test_files_that_wait_in_the_exchange_are_an_error(first: Path, tmp_path: Path) -> None:
    (tmp_path / "exchange" / "in").mkdir(parents=True)
    assert validate(first, "--exchange-dir", tmp_path / "exchange").exit_code == 0
    (tmp_path / "exchange" / "in" / "7.msg").write_text("")
    ended = validate(first, "--exchange-dir", tmp_path / "exchange")
    assert ended.exit_code == 1
    assert "holds 1 file, as in/7.msg" in ended.stderr
    (tmp_path / "exchange" / "done").mkdir()
    (tmp_path / "exchange" / "done" / "6.msg").write_text("")
    (tmp_path / "exchange" / "back").symlink_to(tmp_path / "exchange")
    ended = validate(first, "--exchange-dir", tmp_path / "exchange")
    assert "holds 2 files (1 in done, 1 in in), as done/6.msg" in ended.stderr
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "in").symlink_to(tmp_path / "exchange" / "in")
    assert "as in/7.msg" in validate(first, "--exchange-dir", tmp_path / "linked").stderr
    assert validate(first, "--exchange-dir", tmp_path / "none").exit_code == 2


def test_lenient_tells_its_repairs(tmp_path: Path) -> None:
    path = write(tmp_path, "slip.json", b'{"firstConnector": [],\n}')
    assert validate(path).exit_code == 3
    ended = validate(path, "--lenient")
    assert ended.exit_code == 0
    assert ended.stderr == "slip.json: repaired line 1 column 22: removed ','\n".replace(
        "slip.json", str(path)
    )
    many = write(tmp_path, "many.json", b"[" + b"{}\n" * 31 + b"]")
    ended = validate(many, "--lenient", "--report", tmp_path / "r.jsonl")
    assert ended.stderr.count("repaired line") == 20 and "and 10 more repairs" in ended.stderr
    told = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text().splitlines()]
    mended = [each for each in told if each["code"] == "BB001"]
    assert [each["line"] for each in mended] == [*range(2, 32)]
    assert mended[0]["message"] == "repaired line 2 column 1: inserted ','"


def test_a_file_with_both_sides_has_no_partner(first: Path, tmp_path: Path) -> None:
    both = write(tmp_path, "both.json", document([entry()], [entry(1, "ELM", "OAK")]))
    for files in ((both, first), (first, both)):
        ended = validate(*files)
        assert ended.exit_code == 2
        assert "holds both sides already" in ended.stderr


def test_the_same_file_twice_is_the_same_side(first: Path) -> None:
    ended = validate(first, first)
    assert ended.exit_code == 1
    assert "matched" not in ended.stdout
    assert "error[BB023]" in ended.stderr and "BB020" not in ended.stderr


def test_the_result_for_programs_is_whole(first: Path, second: Path) -> None:
    data = json.loads(validate(first, second, "--format", "json").stdout)
    assert data["match"] == {"matched": 2, "missing": 0, "mismatched": 0}
    assert [side["name"] for side in data["sides"]] == ["oak.json", "elm.json"]
    assert [each["code"] for each in data["findings"]] == ["BB040", "BB045"]


def test_an_input_is_never_overwritten(first: Path, second: Path, tmp_path: Path) -> None:
    before = second.read_bytes()
    (tmp_path / "link").symlink_to(second)
    (tmp_path / "hard").hardlink_to(second)
    for report in (second, tmp_path / "link", tmp_path / "hard"):
        ended = validate(first, second, "--report", report)
        assert (ended.exit_code, "not overwritten" in ended.stderr) == (4, True)
    assert second.read_bytes() == before


def test_standard_input_has_a_limit() -> None:
    ended = CliRunner().invoke(
        syncscript, ["backbone", "validate", "-", "--max-size", "5"], input=b"[      ]"
    )
    assert (ended.exit_code, "standard input has more than 5 bytes" in ended.stderr) == (3, True)


def test_a_report_that_cannot_be_written_is_told_behind_what_was_found(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    path = write(tmp_path, "one.json", document([entry(), entry()]))
    for report in (tmp_path / "one.json" / "report.jsonl", tmp_path / "pipe"):
        ended = validate(path, "--report", report)
        assert (ended.exit_code, "cannot be written" in ended.stderr, "BB010" in ended.stderr) == (
            2,
            True,
            True,
        )
    assert (tmp_path / "pipe").is_fifo()


def test_standard_input_is_no_partner_of_itself() -> None:
    ended = CliRunner().invoke(syncscript, ["backbone", "validate", "-", "-"], input=b"[]")
    assert (ended.exit_code, "can be read once" in ended.stderr) == (2, True)


def test_texts_of_any_length_do_not_flood_the_screen(tmp_path: Path) -> None:
    key, name = "K" * 10_000 + "-1", "x" * 10_000
    ours = [entry(1, localIssueKey=key), entry(2, localIssueKey=key, **{name: 1})]
    theirs = [entry(n, "ELM", "OAK", connectorKey=f"{name}{n}") for n in range(3, 40)]
    ended = validate(write(tmp_path, "long.json", document(ours, theirs)), "--report", tmp_path / "r.jsonl")
    assert max(map(len, ended.output.splitlines())) < 700
    assert key in (tmp_path / "r.jsonl").read_text()


@pytest.mark.parametrize("code", ["BB001", "BB003", "BB020", "bb060", "key-mismatch"])
def test_every_code_is_explained(code: str) -> None:
    ended = CliRunner().invoke(syncscript, ["explain", code])
    assert (ended.exit_code, "Exports of Backbone" in ended.stdout) == (0, True)


def test_a_pattern_of_keys_that_is_none_is_told(first: Path) -> None:
    ended = validate(first, "--issue-key", "(")
    assert (ended.exit_code, "no regular expression" in ended.stderr) == (2, True)


SEED = Path(__file__).parents[3] / "shared" / "seeds" / "backbone-migration.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the published procedure is not here")
def test_the_samples_of_the_published_procedure(tmp_path: Path) -> None:
    text = SEED.read_text("utf-8")
    shown = re.findall(r"^    (\{\n.*?\n    \})\n", text, re.S | re.M)
    samples = [re.sub(r"^    ", "", each, flags=re.M) for each in shown]
    paths = [write(tmp_path, f"{number}.json", each.encode()) for number, each in enumerate(samples)]
    assert len(paths) == 6
    assert [validate(path).exit_code for path in paths] == [0, 0, 0, 0, 0, 3]
    together = validate(paths[0], paths[1])
    assert "1 matched, 0 missing, 0 mismatched\n0 errors, 0 warnings" in together.stdout
    assert "0 errors, 0 warnings" in validate(paths[2]).stdout
    assert ":22:4: error[BB001]" in validate(paths[5]).stderr
    mended = validate(paths[5], "--lenient")
    assert (mended.exit_code, mended.stderr.count("repaired line")) == (0, 2)
