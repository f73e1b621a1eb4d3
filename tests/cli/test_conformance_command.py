"""`syncscript conformance`: it passes our own cases, and it can say no."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import syncscript as package
from syncscript.cli.group import syncscript
from syncscript.cli.judging import driver
from syncscript.language.conformance import misses

CASES = """\
- {script: "1 + 1", value: 2}
- name: a write
  script: "issue.a = replica.a"
  given: {replica: {a: [1, true]}}
  plan: {writes: {a: [1, true]}, lines: {a: 1}, absent: [], trace: []}
- {script: "a.b", diagnostics: [{code: SEM101, line: 1}]}
- {script: "1 / 0", failure: {code: R106, help: divisor}}
- {script: "issue.a = nodeHelper.getUser('k')", answers: {'nodeHelper.getUser("k")': {key: k}}, plan: {writes: {a: {key: k}}}}
- {script: "for (x in 1..9) { }", limits: {steps: 3}, failure: {code: R900}}
- {kind: mapping, script: "BlueJira.issue.a = GreenJira.issue.a", given: {issue: {a: 1}}, direction: outgoing GreenJira, plan: {writes: {a: 1}}}
"""  # noqa: E501
SERVE = (
    f"import sys; sys.path.insert(0, {str(Path(package.__file__).parents[1])!r})\n"
    "from syncscript.cli import main; sys.argv = ['syncscript', 'conformance', '--serve']; main()"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "area").mkdir()
    (tmp_path / "area" / "topic.yaml").write_text(CASES)
    return tmp_path


def judge(folder: Path, *arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(syncscript, ["conformance", str(folder), *arguments], input=given)


def driven(folder: Path, program: str, *arguments: str) -> Result:
    (folder / "driver.py").write_text(program)
    return judge(folder, "--driver", f"{sys.executable} {folder / 'driver.py'}", *arguments)


def test_our_own_cases_pass() -> None:
    result = CliRunner().invoke(syncscript, ["conformance", "--only", "statements/"])
    assert result.exit_code == 0 and ", 0 failed" in result.stdout


def test_it_judges_itself_as_a_driver(folder: Path) -> None:
    assert judge(folder).stdout == "7 cases, 0 failed\n"
    result = driven(folder, SERVE)
    assert (result.exit_code, result.stdout) == (0, "7 cases, 0 failed\n")


LIARS = {
    "always two": "for line in sys.stdin: print(json.dumps({'plan': {'value': 2}}), flush=True)",
    "nothing": "pass",
    "no JSON": "for line in sys.stdin: print('hello', flush=True)",
    "other JSON": "for line in sys.stdin: print('[1]', flush=True)",
    "echo": "for line in sys.stdin: print(line, end='', flush=True)",
}


@pytest.mark.parametrize("liar", LIARS)
def test_a_driver_that_does_not_know_is_caught(folder: Path, liar: str) -> None:
    result = driven(folder, f"import json, sys\n{LIARS[liar]}", "--format", "json")
    data = json.loads(result.stdout)
    assert result.exit_code == 1 and data["cases"] == 7
    assert len(data["failed"]) == (6 if liar == "always two" else 7)


def test_a_driver_never_sees_what_is_expected(folder: Path) -> None:
    program = "import sys\nopen('seen', 'w').write(sys.stdin.readline())"
    driven(folder, program.replace("'seen'", repr(str(folder / "seen"))))
    assert json.loads((folder / "seen").read_text()) == {"script": "1 + 1"}


def test_a_silent_driver_is_ended() -> None:
    with driver(f"{sys.executable} -c 'import time; time.sleep(600)'", wait=0.2) as ask:
        assert ask({"script": "1"}) == "the driver ended without an answer"


def test_a_driver_that_cannot_be_started(folder: Path) -> None:
    for command in ("/nowhere/driver", "'", ""):
        result = judge(folder, "--driver", command or " ")
        assert result.exit_code == 2 and "C183" in result.stderr


@pytest.mark.parametrize("content", [b"- {script: ", b"- {value: 1}", b"- 1", b"7", b"a: 1", b"\xff"])
def test_cases_that_cannot_be_read(folder: Path, content: bytes) -> None:
    (folder / "area" / "topic.yaml").write_bytes(content)
    result = judge(folder)
    assert result.exit_code == 2 and "C181" in result.stderr


def test_a_folder_without_cases(tmp_path: Path) -> None:
    result = judge(tmp_path)
    assert result.exit_code == 2 and "C180" in result.stderr


def test_a_line_that_is_no_question_gets_an_answer() -> None:
    given = 'nonsense\n[]\n{}\n{"script": 5}\n{"script": "1", "limits": {"x": 1}}\n{"script": "1"}\n'
    result = CliRunner().invoke(syncscript, ["conformance", "--serve"], input=given)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert ["error" in answer for answer in answers] == [True] * 5 + [False]


@pytest.mark.parametrize(
    ("case", "answer"),
    [
        ({"value": 1}, {"plan": {"value": True}}),
        ({"value": 1}, {"plan": {"value": 1.0}}),
        ({"value": 1}, {"plan": {"value": "1"}}),
        ({"value": None}, {"plan": {}, "failure": {}}),
        ({"value": [1]}, {"plan": {"value": [1, 1]}}),
        ({"value": {"a": 1}}, {"plan": {"value": {"a": 1, "b": 1}}}),
        ({"value": 1}, {"failure": {"code": "R1"}}),
        ({"plan": {"writes": {}}}, {"plan": {"writes": {"a": 1}}}),
        ({"plan": {"absent": []}}, {"plan": None}),
        ({"failure": {"code": "R1"}}, {"failure": {"code": "R2"}}),
        ({"failure": {"message": "a"}}, {"failure": {"message": None}}),
        ({"failure": {"line": 1}}, {"failure": "x"}),
        ({"diagnostics": [{}]}, {"diagnostics": []}),
        ({}, {"plan": {}}),
        ({"value": 1, "plan": {}}, {"plan": {"value": 1}}),
    ],
)
def test_the_judge_can_say_no(case: Mapping[str, Any], answer: object) -> None:
    if case == {"value": None}:
        assert list(misses(case, answer)) == []
        return
    assert list(misses(case, answer))
