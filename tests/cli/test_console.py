"""The console as somebody uses it: entries in, what became of them out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from syncscript.app.console.session import Entered, Session, needs_more
from syncscript.cli.console_entries import Console
from syncscript.cli.group import syncscript
from syncscript.cli.prompting import history_file, prompt_session, whole_entry
from syncscript.cli.show.paint import Paint
from syncscript.model import Json, Question
from syncscript.sandbox import SandboxServer
from tests.cli.test_schema import Place

INPUTS = {
    "issue": {"summary": "Broken", "priority": {"name": "High"}, "labels": []},
    "replica": {"summary": "Hi"},
}


def typed(lines: str, *arguments: str) -> Result:
    return CliRunner().invoke(syncscript, ["console", *arguments], input=lines)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "in.json"
    path.write_text(json.dumps(INPUTS))
    return str(path)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("issue.summary\n", '"Broken"\n'),
        ("issue.nope\n", "null\n"),
        ("def a = 5\na * 2 + 1\n", "5\n11\n"),
        ("[1, 2].collect {\n  it * 2\n}\n", "[2, 4]\n"),
        ("issue.summary = replica.summary\nissue.summary\n", '~ issue.summary = "Hi"\n"Hi"\n'),
        ("def xs = []\nxs.add(1)\nxs\n", "[]\ntrue\n[1]\n"),
        ("issue.summary = 'a'\n:undo\nissue.summary\n", None),
        ("def f(x) { x + 1 }\nf(2)\n", "3\n"),
        ("debug.log('seen')\n", "debug: seen\nnull\n"),
        (":quit\nissue.summary\n", ""),
        ("\n  \n", ""),
        (":rule\ndef a = 1\n:rule\n", "1\ndef a = 1\n"),
        ("issue.summary = 'a'\n:writes\n", '~ issue.summary = "a"\n{"summary": "a"}\n'),
    ],
)
def test_entries(file: str, lines: str, told: str | None) -> None:
    result = typed(lines, "--input", file)
    assert result.exit_code == 0, result.output
    if told is not None:
        assert result.stdout == told
    else:
        assert result.stdout.endswith('taken back: issue.summary = \'a\'\n"Broken"\n')


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("def a = 1\nfoo(\n\n", "<console>:1:4: error[SYN003]"),
        ("def a = 1\nlist.x\n", "<console>:1:1: error[SEM101]"),
        ("def a = null\na.b.c\n", "<console>:1:"),
        (":hlep\n", "did you mean :help?"),
        (":help\n", ":undo"),
        (":load nowhere.sync\n", "cannot be read"),
        (":undo\n", "nothing was kept"),
    ],
)
def test_what_is_wrong_is_told_and_the_session_goes_on(file: str, lines: str, words: str) -> None:
    result = typed(f"{lines}'still ' + 'here'\n", "--input", file)
    assert words in result.stdout
    assert result.stdout.endswith('"still here"\n')


def test_a_long_value_is_cut(file: str) -> None:
    told = typed("(1..100000).collect { it }\n('a' * 50000)\n", "--input", file).stdout
    assert told.count("characters)") == 2
    assert len(told.splitlines()) < 110
    assert len(told) < 6000


def test_an_entry_that_runs_is_stopped_and_the_session_goes_on(
    file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter = Session.enter

    def interrupted(session: Session, text: str) -> Entered:
        if "while" in text:
            raise KeyboardInterrupt
        return enter(session, text)

    monkeypatch.setattr(Session, "enter", interrupted)
    result = typed("def a = 1\nwhile (true) { a++ }\na\n", "--input", file)
    assert result.exit_code == 0
    assert result.stdout == "1\nstopped; nothing of it is kept\n1\n"


def test_a_failed_entry_leaves_nothing(file: str) -> None:
    assert typed("issue.summary = nope\nissue.summary\n", "--input", file).stdout.endswith('"Broken"\n')


def test_a_rule_file_is_loaded(file: str, tmp_path: Path) -> None:
    (tmp_path / "x.incoming.sync").write_text("def late = 7\nissue.summary = 'from file'\n")
    result = typed(f":load {tmp_path / 'x.incoming.sync'}\nlate\n", "--input", file)
    assert result.stdout == '~ issue.summary = "from file"\n7\n'


TWO = (("one", "A"), ("two", "B"))


def test_a_recorded_case(tmp_path: Path) -> None:
    case = tmp_path / "x.outgoing.test.yaml"
    two = [{"name": n, "given": {"issue": {"summary": s}}, "expect": {"fields": {}}} for n, s in TWO]
    case.write_text(json.dumps({"cases": two}))
    (tmp_path / "x.outgoing.sync").write_text("replica.summary = issue.summary\n")
    assert typed("issue.summary\n", "--case", str(case)).stdout == '"A"\n'
    assert typed("replica.a = 1\n", "--case", f"{case}::two").stdout == "~ replica.a = 1\n"
    assert typed("", "--case", f"{case}::three").exit_code == 2


@pytest.fixture(params=["cloud", "dc"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    with SandboxServer(request.param, projects={"BLUE": "Blue", "GREEN": "Green"}) as server:
        monkeypatch.setenv("BLUE_TOKEN", server.token)
        yield Place(tmp_path, server)


def test_a_live_issue_is_only_read(place: Place) -> None:
    before = place.call("GET", f"issue/{place.first}")
    lines = "issue.summary\nissue.priority = nodeHelper.getPriority('High')\nissue.summary = 'other'\n"
    result = typed(lines, place.first, "--instance", "Blue", "--project", str(place.folder))
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith('"one"\n~ issue.priority = {')
    assert place.call("GET", f"issue/{place.first}") == before


def test_what_is_not_there(place: Place) -> None:
    folder = ("--project", str(place.folder))
    assert "shows no issue BLUE-999" in typed("", "BLUE-999", "--instance", "Blue", *folder).stderr
    assert "no instance Red" in typed("", "BLUE-1", "--instance", "Red", *folder).stderr
    assert typed("", "BLUE-1").exit_code == 2
    assert typed("", "BLUE-1", "--instance", "Blue", "--case", "x").exit_code == 2


def test_a_question_is_asked_once() -> None:
    asked: list[str] = []

    def answer(question: Question) -> Json:
        asked.append(question.key)
        return {"name": "High"}

    session = Session({}, "incoming", answer)
    for entry in ("def p = nodeHelper.getPriority('High')", "p.name", "p"):
        session.enter(entry)
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("text", "more"),
    [("if (x) {", True), ("f(1", True), ("'''a", True), ("f(1)", False), ("'abc", False), ("x = }", False)],
)
def test_when_an_entry_goes_on(text: str, more: bool) -> None:
    assert needs_more(text) is more


def test_an_empty_line_ends_an_entry() -> None:
    lines = iter(["f(", "1,", ""])
    assert whole_entry(lambda prompt: next(lines), needs_more) == "f(\n1,"


def test_completion_knows_what_was_declared() -> None:
    console = Console(Session(INPUTS), Paint())
    console.told("def late = 1")
    width, offers = console.offers("la")
    assert width == 2
    assert "late" in {offer.label for offer in offers}
    assert "undo" in {offer.label for offer in console.offers(":u")[1]}


def test_keys_are_read_with_history_and_completion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("prompt_toolkit")
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    console = Console(Session(INPUTS), Paint())
    with create_pipe_input() as keys:
        session = prompt_session(needs_more, console.offers, input=keys, output=DummyOutput())
        keys.send_text("[1].collect {\r it\r}\r")
        assert session.prompt() == "[1].collect {\n it\n }"
        keys.send_text("\x1b[A\r")
        assert session.prompt() == "[1].collect {\n it\n }"
    kept = history_file({"XDG_STATE_HOME": str(tmp_path)})
    assert kept is not None and kept.stat().st_mode & 0o077 == 0
    assert "collect" in kept.read_text()
    assert history_file({}) is None
