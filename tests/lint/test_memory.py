"""What is remembered never shows: whatever changes is judged anew."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import syncscript
from syncscript.app.linting import checking
from tests.lint.desk import BAD, GOOD, LintDesk

RULE = ("--select", "assignment-in-condition")


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were judged and not remembered."""
    files: list[str] = []
    real = checking.checked
    monkeypatch.setattr(checking, "checked", lambda task: files.append(task.file) or real(task))
    return files


def test_what_did_not_change_is_not_judged_again(desk: LintDesk, judged: list[str]) -> None:
    desk.write("a.incoming.sync", BAD)
    desk.write("b.incoming.sync", GOOD)
    first = desk.found(*RULE)
    assert (desk.found(*RULE), judged) == (first, ["a.incoming.sync", "b.incoming.sync"])
    desk.write("b.incoming.sync", BAD)
    assert len(desk.found(*RULE)) == 2
    assert judged[2:] == ["b.incoming.sync"]


def test_a_change_that_keeps_size_and_time_soon_after_is_seen(desk: LintDesk) -> None:
    path = desk.write("a.incoming.sync", BAD)
    status = path.stat()
    assert desk.names(*RULE)
    path.write_text(BAD.replace(" = ", "== ", 1), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert desk.names(*RULE) == []


def test_another_choice_of_rules_judges_again(desk: LintDesk) -> None:
    desk.write("a.incoming.sync", BAD)
    assert desk.names("--select", "safety") == []
    assert desk.names(*RULE) == ["assignment-in-condition"]


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\0" * 400])
def test_a_torn_memory_is_none(desk: LintDesk, damage: bytes) -> None:
    desk.write("a.incoming.sync", BAD)
    first = desk.found(*RULE)
    (kept,) = Path(os.environ["XDG_CACHE_HOME"], "syncscript").glob("lint-*.bin")
    kept.write_bytes(damage)
    assert desk.found(*RULE) == first


def test_a_memory_that_others_could_write_is_not_read(desk: LintDesk, judged: list[str]) -> None:
    desk.write("a.incoming.sync", BAD)
    desk.found(*RULE)
    (kept,) = Path(os.environ["XDG_CACHE_HOME"], "syncscript").glob("lint-*.bin")
    kept.chmod(0o666)
    desk.found(*RULE)
    assert len(judged) == 2


def test_no_cache_remembers_nothing(desk: LintDesk, judged: list[str]) -> None:
    desk.write("a.incoming.sync", BAD)
    desk.found(*RULE, "--no-cache")
    desk.found(*RULE, "--no-cache")
    assert len(judged) == 2
    assert not Path(os.environ["XDG_CACHE_HOME"]).exists()


def test_unchanged_files_import_neither_the_language_nor_libraries(desk: LintDesk) -> None:
    desk.write("a.incoming.sync", BAD)
    program = (
        "import sys\nfrom syncscript.cli import main\nsys.argv = ['syncscript', 'lint']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('loaded', *sorted(sys.modules))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(syncscript.__file__).parents[1])}
    for _ in range(2):
        ended = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
        )
    loaded = set(ended.stdout.splitlines()[-1].split())
    heavy = {
        "syncscript.language.syntax",
        "syncscript.language.lint",
        "syncscript.model",
        "lark",
        "pydantic",
        "re2",
        "requests",
        "sqlalchemy",
    }
    assert not loaded & heavy
