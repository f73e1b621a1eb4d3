"""`syncscript test` as people and CI servers use it: choosing, formats, exit codes, watching."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

import syncscript as package
from syncscript.app.changed_files import changes, looked_at
from syncscript.cli.group import syncscript

HOME = str(Path(package.__file__).resolve().parents[1])
CASES = """\
cases:
  - name: good
    given: {replica: {summary: s}}
    expect: {fields: {summary: s}}
  - name: bad <&> one
    given: {replica: {summary: "\\u0007"}}
    expect: {fields: {summary: other}}
  - name: broken
    rule: nowhere.incoming.sync
    expect: {fields: {summary: s}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("r.incoming.sync").write_text("issue.summary = replica.summary", encoding="utf-8")
    Path("r.incoming.test.yaml").write_text(CASES, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(syncscript, ["test", *arguments])


def test_text() -> None:
    told = run()
    assert told.exit_code == 1
    assert "3 cases, 1 passed, 2 failed" in told.output
    assert "r.incoming.test.yaml:5" in told.output
    assert "written by r.incoming.sync:1  issue.summary = replica.summary" in told.output
    assert "there is no rule file nowhere.incoming.sync" in told.output


@pytest.mark.parametrize(
    ("words", "passed", "code"), [(["GOOD"], 1, 0), (["good", "bad"], 1, 1), (["incoming"], 1, 1)]
)
def test_choosing(words: list[str], passed: int, code: int) -> None:
    told = run(*[part for word in words for part in ("-k", word)])
    assert told.exit_code == code
    assert f"{passed} passed" in told.output


def test_nothing_found_fails_unless_asked(folder: Path) -> None:
    told = run("-k", "nobody")
    assert told.exit_code == 2 and "-k leaves all cases out" in told.output
    assert run("-k", "nobody", "--allow-empty").exit_code == 0
    (folder / "empty").mkdir()
    told = run("empty")
    assert told.exit_code == 2 and "no case was found" in told.output
    told = run("missing")
    assert told.exit_code == 2 and "K130" in told.output


def test_a_file_that_cannot_be_read_does_not_hide_the_others() -> None:
    Path("b.test.yaml").write_text("cases: [", encoding="utf-8")
    told = run("-k", "good")
    assert told.exit_code == 2
    assert "1 passed" in told.output and "b.test.yaml:1" in told.output


def test_json() -> None:
    told = json.loads(run("--format", "json").output)
    assert (told["passed"], told["failed"]) == (1, 2)
    good, bad, broken = told["cases"]
    assert (good["status"], bad["status"], broken["status"]) == ("passed", "failed", "error")
    assert bad["differences"] == [
        {"path": ["fields", "summary"], "message": "", "expected": "other", "got": "\x07",
         "by": {"file": "r.incoming.sync", "line": 1, "column": 1}},
    ]  # fmt: skip
    assert broken["problems"][0]["code"] == "K120"
    assert bad["line"] == 5


def test_junit() -> None:
    Path("b.test.yaml").write_text("cases: [", encoding="utf-8")
    told = run("--format", "junit")
    suites = ElementTree.fromstring(told.stdout.encode())
    rules, files = suites.findall("testsuite")
    assert rules.attrib == {"name": "r.incoming.test.yaml", "tests": "3", "failures": "1", "errors": "1"}
    assert [case.get("name") for case in rules] == ["good", "bad <&> one", "broken"]
    assert "expected" in str(rules[1][0].text)
    assert files.get("errors") == "1"


def test_what_failed_comes_first() -> None:
    Path("a.test.yaml").write_text(
        "rule: r.incoming.sync\ncases: [{name: first, expect: {not-set: due}}]\n", encoding="utf-8"
    )
    names = [case["name"] for case in json.loads(run("--format", "json").output)["cases"]]
    assert names == ["first", "good", "bad <&> one", "broken"]
    told = json.loads(run("--failed-first", "--format", "json").output)
    assert [case["name"] for case in told["cases"]] == ["bad <&> one", "broken", "first", "good"]
    assert run("-k", "good", "--failed-first").exit_code == 0
    told = json.loads(run("--failed-first", "--format", "json").output)
    assert told["cases"][0]["name"] == "bad <&> one", "what was not run stays known as failed"


def test_waiting_for_changes(folder: Path) -> None:
    rule = folder / "r.incoming.sync"
    steps = iter(["nothing", "rule", "new", "gone"])

    def sleep(seconds: float) -> None:
        step = next(steps)
        if step == "rule":
            rule.write_text("issue.summary = 1", encoding="utf-8")
            os.utime(rule, ns=(1, 1))
        elif step == "new":
            (folder / "b.test.yaml").write_text("", encoding="utf-8")
        elif step == "gone":
            (folder / "b.test.yaml").unlink()

    seen = changes([Path()], looked_at([Path()]), sleep)
    assert [next(seen) for _ in range(3)] == [["r.incoming.sync"], ["b.test.yaml"], ["b.test.yaml"]]


def test_watching_outlives_mistakes_and_files_that_are_gone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = folder / "r.incoming.test.yaml"
    good = "cases:\n  - {name: good, given: {replica: {summary: s}}, expect: {fields: {summary: s}}}\n"
    steps = iter(["cases: [", "gone", "", good, "stop"])

    def sleep(seconds: float) -> None:
        step = next(steps)
        if step == "stop":
            raise KeyboardInterrupt
        cases.unlink() if step == "gone" else cases.write_text(step, encoding="utf-8")

    monkeypatch.setattr("time.sleep", sleep)
    told = run("--watch", "r.incoming.test.yaml").output
    assert [code for code in ("K101", "K130", "K112") if code in told] == ["K101", "K130", "K112"]
    assert "1 case, 1 passed, 0 failed" in told and "X001" not in told
    assert run("--watch", "nowhere").exit_code == 2


def test_a_problem_of_many_cases_is_told_once() -> None:
    Path("r.incoming.sync").write_text("issue.summary = nothing", encoding="utf-8")
    told = run("-k", "good", "-k", "bad").output
    assert told.count("Nothing here is called nothing.") == 2
    assert told.count("help: ") == 1 and "as above" in told


def test_a_rule_file_that_is_not_there_is_told_where_it_is_named() -> None:
    Path("b.test.yaml").write_text(
        "rule: nowhere.sync\n"
        "cases:\n  - {name: a, expect: {not-set: x}}\n  - {name: b, expect: {not-set: x}}\n"
        "  - {name: c, rule: r.sync, expect: {not-set: x}}\n", encoding="utf-8",
    )  # fmt: skip
    told = run("b.test.yaml").output
    assert told.count("(b.test.yaml:1:1) [K120]") == 1 and "as above" in told
    assert "there is no rule file r.sync (b.test.yaml:5:15) [K120]" in told


def test_lists_without_end_do_not_end_the_process() -> None:
    Path("b.test.yaml").write_text("cases: " + "[" * 200_000, encoding="utf-8")
    program = f"import sys; sys.path.insert(0, {HOME!r})\nfrom syncscript.cli import main\nmain()"
    started = [sys.executable, "-c", program, "test", "b.test.yaml"]
    ended = subprocess.run(started, capture_output=True, text=True, check=False)
    assert ended.returncode == 2 and "b.test.yaml:1:20" in ended.stderr, ended.stderr


def test_it_imports_no_more_than_it_needs() -> None:
    program = (
        f"import sys; sys.path.insert(0, {HOME!r})\n"
        "from syncscript.cli import main\n"
        "sys.argv = ['syncscript', 'test', '--coverage']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = ('sqlalchemy', 'requests', 'pydantic', 'rich', 'syncscript.engine', 'syncscript.store')\n"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
    assert "3 cases" in done.stdout
