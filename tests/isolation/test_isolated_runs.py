"""A rule in a worker process tells what it tells without one, and a worker that goes wrong is told of."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from syncscript.cli.group import syncscript
from syncscript.isolation import Isolation, run_isolated
from syncscript.isolation.calling import conversation, ended, worker
from syncscript.language import Limits, RuleFailure, compile_rule
from syncscript.model import DiagnosticError, Question

RULE = """\
issue.summary = "${replica.key}: ${replica.summary}"
issue.assignee = nodeHelper.getUserByEmail(replica.assignee.email)
issue.customFields."Größe".value = 1.5
log.info("told")
syncHelper.syncBackAfterProcessing()
"""
GIVEN: dict[str, Any] = {
    "issue": {},
    "replica": {"key": "B-1", "summary": "x\ud800", "assignee": {"email": "a@b"}},
}
MANY = Limits(steps=10**12, allocation=10**12, text=10**12)
"""Budgets that a rule cannot use up in a test: only the system's limits are left."""


def known_user(question: Question) -> Any:
    return {"key": question.arguments[0]}


def test_it_tells_what_a_run_without_a_worker_tells() -> None:
    apart, _ = run_isolated(RULE, GIVEN, kind="incoming", name="x", answers=known_user)
    here = compile_rule(RULE, kind="incoming", name="x").run(GIVEN, answers=known_user)
    assert apart == here


def test_warnings_cross() -> None:
    source = "replica.summary = issue.summary"
    assert (
        run_isolated(source, {}, kind="incoming")[1] == compile_rule(source, kind="incoming").warnings != ()
    )


def test_a_failure_and_a_mistake_are_told_as_without_a_worker() -> None:
    with pytest.raises(RuleFailure) as failed:
        run_isolated("\n1 / 0", {}, kind="incoming", name="x")
    with pytest.raises(RuleFailure) as here:
        compile_rule("\n1 / 0", kind="incoming", name="x").run({})
    assert failed.value.diagnostic == here.value.diagnostic
    with pytest.raises(DiagnosticError) as refused:
        run_isolated("foo()", {}, kind="incoming", name="x")
    assert refused.value.diagnostics[0].code == "SEM103"


def test_the_rule_of_a_side_of_a_mapping() -> None:
    source = "Blue.issue.summary <-> Green.issue.summary"
    outcome, _ = run_isolated(source, {"replica": {"summary": "x"}}, kind="incoming", side="Blue")
    assert outcome.issue == {"summary": "x"}
    with pytest.raises(DiagnosticError):
        run_isolated(source, {}, kind="incoming", side="Red")


def test_what_the_answerer_raises_passes_and_the_worker_goes() -> None:
    def broken(question: Question) -> Any:
        raise LookupError(question.key)

    with pytest.raises(LookupError):
        run_isolated(RULE, GIVEN, kind="incoming", answers=broken)


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limits")
@pytest.mark.parametrize(
    "script", ["while (true) { }", "def l = []; while (true) { l << 'x' * 1000000 }"], ids=["time", "memory"]
)
def test_limits_of_the_system_end_it(script: str) -> None:
    with pytest.raises(RuleFailure) as failed:
        run_isolated(script, {}, kind="incoming", limits=MANY, isolation=Isolation(seconds=1, megabytes=64))
    assert failed.value.diagnostic.code in ("I901", "R902")


@pytest.mark.parametrize("words", ["", "{", "[1]", '{"issue": 5}', '{"question": 5}', '{"failed": []}'])
def test_a_worker_that_talks_nonsense_is_told_of(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syncscript.isolation.calling.CALLER", f"print({words!r})")
    with pytest.raises(RuleFailure) as failed:
        run_isolated("1", {}, kind="incoming")
    assert failed.value.diagnostic.code == "I900"


def test_a_killed_worker_is_told_of_and_waited_for() -> None:
    with worker(Isolation()) as process:
        process.kill()
        assert conversation(process, {}, None) is None  # type: ignore[arg-type]
        assert ended(process, "x", Isolation()).diagnostic.code == "I901"
    assert process.returncode is not None


def test_the_worker_knows_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BLUE_TOKEN", "secret")
    caller = "import os, json; print(json.dumps({'failed': [{'code': 'R1', 'message': str(dict(os.environ)),"
    rest = " 'span': None, 'help': '', 'severity': 'error', 'excerpt': ''}], 'compiling': False}))"
    monkeypatch.setattr(
        "syncscript.isolation.calling.CALLER", (caller + rest)
    )
    with pytest.raises(RuleFailure) as failed:
        run_isolated("1", {}, kind="incoming")
    assert "secret" not in failed.value.diagnostic.message


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
def test_no_worker_is_left_after_ctrl_c(tmp_path: Path) -> None:
    code = (
        "import signal\n"
        "from syncscript.isolation import run_isolated\n"
        "from syncscript.language import Limits\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in a background run\n"
        "run_isolated('while (true) { }', {}, kind='incoming', limits=Limits(steps=10**12))\n"
    )
    caller = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    worker_id = waited_for_child(caller.pid)
    caller.send_signal(signal.SIGINT)
    assert caller.wait(30) == -signal.SIGINT
    assert not Path(f"/proc/{worker_id}").exists()


def waited_for_child(parent: int) -> int:
    children = Path(f"/proc/{parent}/task/{parent}/children")
    for _ in range(2000):
        found = children.read_text().split()
        if found:
            return int(found[0])
        time.sleep(0.01)
    raise AssertionError("no worker came")


def test_the_command_tells_the_same_with_and_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.incoming.sync").write_text("issue.summary = replica.summary")
    Path("in.json").write_text(json.dumps({"replica": {"summary": "x"}, "answers": {}}))
    told = [
        CliRunner().invoke(
            syncscript, ["eval", "x.incoming.sync", "--input", "in.json", "--format", "json", *more]
        )
        for more in ([], ["--isolate"])
    ]
    assert [result.exit_code for result in told] == [0, 0]
    assert told[0].output == told[1].output
