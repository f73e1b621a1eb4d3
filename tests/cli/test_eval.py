"""`syncscript eval`: a rule file on data, and every way in which either can be unusable."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import syncscript as package
from syncscript.cli.group import syncscript

RULE = """\
issue.summary = "${replica.key}: ${replica.summary}"
issue.labels = replica.labels
issue.assignee = nodeHelper.getUserByEmail(replica.assignee?.email)
if (firstSync) issue.setStatus("Done")
log.info("told")
syncHelper.syncBackAfterProcessing()
"""
KEY = 'nodeHelper.getUserByEmail("a@example.com")'
GIVEN: dict[str, Any] = {
    "issue": {},
    "replica": {"key": "B-1", "summary": "x", "assignee": {"email": "a@example.com"}},
    "previous": None,
    "firstSync": True,
    "answers": {KEY: {"key": "u1"}},
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write("x.incoming.sync", RULE)
    write("in.json", json.dumps(GIVEN))
    return tmp_path


def write(name: str, content: str | bytes) -> None:
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())


def evaluate(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(syncscript, ["eval", *arguments], input=given)


def error_of(*arguments: str, given: str | bytes = "") -> dict[str, Any]:
    result = evaluate(*arguments, "--format", "json", given=given)
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    assert list(data) == ["error"]
    assert sorted(data["error"]) == ["code", "column", "line", "message"]
    found: dict[str, Any] = data["error"]
    return found


def test_json_holds_what_the_rule_asks_for(folder: Path) -> None:
    result = evaluate("x.incoming.sync", "--input", "in.json", "--format", "json")
    data = json.loads(result.stdout)
    assert result.exit_code == 0 and list(data) == ["issue", "replica", "operations", "trace", "steps"]
    assert data["issue"] == {"summary": "B-1: x", "assignee": {"key": "u1"}, "status": {"name": "Done"}}
    assert data["replica"] == GIVEN["replica"]
    assert data["operations"] == [{"operation": "syncBack", "line": 6}]
    assert isinstance(data["steps"], int)
    told = [(entry["level"], entry["message"], entry["file"], entry["line"]) for entry in data["trace"]]
    assert told == [
        ("info", "told", "x.incoming.sync", 5),
        ("write", "issue.summary", "x.incoming.sync", 1),
        ("write", "issue.assignee", "x.incoming.sync", 3),
        ("write", "issue.status", "x.incoming.sync", 4),
    ]


def test_text_shows_which_line_wrote_which_field(folder: Path) -> None:
    text = evaluate("x.incoming.sync", "--input", "in.json").stdout
    assert text.splitlines()[:7] == [
        "issue gets",
        '  summary = "B-1: x"  # x.incoming.sync:1',
        '  assignee = {"key": "u1"}  # x.incoming.sync:3',
        '  status = {"name": "Done"}  # x.incoming.sync:4',
        "left as it is, for nothing was sent",
        "  labels",
        "afterwards",
    ]
    assert f'  {KEY} = {{"key": "u1"}}' in text.splitlines()


def test_an_outgoing_rule_shows_the_replica(folder: Path) -> None:
    write("r.groovy", "replica.a = issue.a")
    given = '{"issue": {"a": 1}}'
    arguments = ("r.groovy", "--kind", "outgoing", "--input", "-", "--format", "json")
    data = json.loads(evaluate(*arguments, given=given).stdout)
    assert data["replica"] == {"a": 1} and data["trace"][0]["message"] == "replica.a"


def test_without_input_everything_is_empty(folder: Path) -> None:
    write("r.outgoing.sync", "replica.n = issue.labels.size()")
    data = json.loads(evaluate("r.outgoing.sync", "--format", "json").stdout)
    assert (data["issue"], data["replica"]) == ({}, {"n": 0})


def test_a_mapping_file_is_asked_for_one_of_its_rules(folder: Path) -> None:
    write("m.mapping.sync", "Blue.issue.summary <-> Green.issue.summary")
    given = '{"issue": {"summary": "old"}, "replica": {"summary": "new"}}'
    arguments = ("m.mapping.sync", "--side", "Blue", "--input", "-", "--format", "json")
    incoming = json.loads(evaluate(*arguments, given=given).stdout)
    outgoing = json.loads(evaluate(*arguments, "--kind", "outgoing", given=given).stdout)
    assert (incoming["issue"]["summary"], outgoing["replica"]["summary"]) == ("new", "old")
    assert error_of("m.mapping.sync")["code"] == "C159"
    assert "Blue and Green" in error_of("m.mapping.sync", "--side", "Red")["message"]


def test_a_question_that_nobody_answers_prints_the_entry_to_add(folder: Path) -> None:
    given = json.dumps({"replica": GIVEN["replica"], "answers": {}})
    found = error_of("x.incoming.sync", "--input", "-", given=given)
    assert (found["code"], found["line"], found["column"]) == ("R601", 3, 18)
    assert json.dumps(KEY) in found["message"]


def test_an_answer_may_be_keyed_in_single_quotes(folder: Path) -> None:
    typed = KEY.replace('"', "'")
    given = json.dumps({"replica": GIVEN["replica"], "answers": {typed: {"key": "u1"}}})
    assert evaluate("x.incoming.sync", "--input", "-", given=given).exit_code == 0


def test_without_answers_nothing_is_found_and_the_trace_says_so(folder: Path) -> None:
    for answers in ({}, {"answers": None}):
        given = json.dumps({"replica": GIVEN["replica"], **answers})
        told = evaluate("x.incoming.sync", "--input", "-", "--format", "json", given=given)
        assert "nobody was there to answer" in str(json.loads(told.stdout)["trace"])


def test_a_mistake_in_the_rule_has_its_place(folder: Path) -> None:
    write("bad.incoming.sync", "issue.a = 1\nissue.b = nothing\nissue.c = neither")
    found = error_of("bad.incoming.sync")
    assert (found["code"], found["line"], found["column"]) == ("SEM101", 2, 11)
    text = evaluate("bad.incoming.sync")
    assert text.exit_code == 1 and text.stderr.count("SEM101") == 2 and text.stdout == ""


def test_a_rule_that_fails_has_its_place(folder: Path) -> None:
    write("bad.incoming.sync", "issue.a = 1\n  issue.b = issue.c.d")
    found = error_of("bad.incoming.sync")
    assert (found["code"], found["line"], found["column"]) == ("R101", 2, 13)


def test_warnings_go_to_stderr(folder: Path) -> None:
    write("w.incoming.sync", "issue.a = \u2018x\u2019")
    result = evaluate("w.incoming.sync", "--format", "json")
    assert "SYN008" in result.stderr and json.loads(result.stdout)["issue"] == {"a": "x"}
    write("m.mapping.sync", "A.issue.a = \u2018x\u2019\nB.issue.a = \u2018y\u2019")
    assert evaluate("m.mapping.sync", "--side", "A").stderr.count("SYN008") == 2


@pytest.mark.parametrize(
    ("given", "code", "words", "line"),
    [
        (b"", "C158", "no JSON", 1),
        (b'{"issue": {},\n "replica": }', "C158", "Expecting value", 2),
        (b'{"replica": {"a": NaN}}', "C158", "NaN is no number of JSON", None),
        (b'{"replica": {"a": -Infinity}}', "C158", "Infinity", None),
        (b'{"a": 1e999}', "R600", "inputs.a is inf", None),
        (b'{"a": ' + b"9" * 5000 + b"}", "C158", "5000 digits", None),
        (b"[" * 100_000, "C158", "nested too deeply", None),
        (b'{"a": ' + b"[" * 80 + b"]" * 80 + b"}", "R600", "64 levels", None),
        (b"\xff\xfe{}", "C157", "no text in UTF-8", 1),
        (b"\x00\x01\x02", "C158", "no JSON", 1),
        (b"[]", "R600", "a list, not a map", None),
        (b'"x"', "R600", "a str, not a map", None),
        (b"null", "R600", "a NoneType, not a map", None),
        (b'{"issue": 5}', "R600", "inputs.issue is an int", None),
        (b'{"answers": [1]}', "R600", "inputs.answers is a list", None),
        (b'{"firstSync": 1}', "R600", "not true or false", None),
    ],
)
def test_unusable_input_is_told_in_words(
    folder: Path, given: bytes, code: str, words: str, line: int | None
) -> None:
    found = error_of("x.incoming.sync", "--input", "-", given=given)
    assert (found["code"], found["line"]) == (code, line) and words in found["message"]
    text = evaluate("x.incoming.sync", "--input", "-", given=given)
    assert text.exit_code == 1 and code in text.stderr and "Traceback" not in text.stderr


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("none.json", "C155", "No such file"),
        (".", "C155", "Is a directory"),
        ("/dev/zero", "C156", "64,000,000 bytes"),
        ("a\0b", "C155", "no path"),
        ("x" * 5000, "C155", "too long"),
    ],
)
def test_a_file_that_cannot_be_read(folder: Path, path: str, code: str, words: str) -> None:
    for found in (error_of("x.incoming.sync", "--input", path), error_of(path, "--kind", "incoming")):
        assert found["code"] == code and words.split(",")[-1].removeprefix("64") in found["message"]


def test_a_byte_order_mark_is_no_mistake(folder: Path) -> None:
    write("in.json", b"\xef\xbb\xbf" + json.dumps(GIVEN).encode())
    assert evaluate("x.incoming.sync", "--input", "in.json").exit_code == 0


def test_content_cannot_steer_a_terminal(folder: Path) -> None:
    write("t.incoming.sync", "issue[replica.a] = replica.a; log.info(replica.a)")
    result = evaluate("t.incoming.sync", "--input", "-", given='{"replica": {"a": "\\u001b[31m\\u202e"}}')
    assert result.exit_code == 0 and "\x1b" not in result.stdout and "\u202e" not in result.stdout


def test_wrong_usage_ends_with_2(folder: Path) -> None:
    assert evaluate().exit_code == 2
    assert evaluate("x.incoming.sync", "--kind", "sideways").exit_code == 2


def test_it_needs_no_project_and_loads_no_other_room(folder: Path) -> None:
    source = str(Path(package.__file__).parents[1])
    program = (
        f"import sys\nsys.path.insert(0, {source!r})\nfrom syncscript.cli import main\n"
        "sys.argv = ['syncscript', 'eval', 'x.incoming.sync', '--input', 'in.json']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('loaded', *sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(ended.stdout.splitlines()[-1].split())
    rooms = {"app", "config", "engine", "store", "trackers", "sandbox", "demo", "richtext"}
    assert not loaded & {f"syncscript.{room}" for room in rooms}
    assert not loaded & {"requests", "sqlalchemy", "pydantic", "lark"}
