"""`syncscript fmt` on files, folders and standard input."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from syncscript.cli.group import syncscript
from syncscript.language.formatting import formatting

UGLY = "issue.summary=replica.summary\nissue.description = replica.description\n"
NEAT = "issue.summary     = replica.summary\nissue.description = replica.description\n"
WRONG = "issue.summary = = 1\n"


def fmt(*arguments: object, input: bytes | None = None) -> Result:
    return CliRunner().invoke(syncscript, ["fmt", *map(str, arguments)], input=input)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "a.incoming.sync": UGLY, "below/b.outgoing.groovy": "replica.key=issue.key\n", "neat.sync": NEAT,
        "Jenkinsfile.groovy": "a=1\n", "below/x.mapping.sync": "A.issue.key<->B.issue.key\n",
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_all_rule_files_below_this_folder(folder: Path) -> None:
    ended = fmt()
    assert ended.exit_code == 0
    assert ended.stdout.splitlines() == [
        "reformatted a.incoming.sync",
        "reformatted below/b.outgoing.groovy",
        "reformatted below/x.mapping.sync",
    ]
    assert ended.stderr == "3 reformatted, 1 in the style already\n"
    assert (folder / "a.incoming.sync").read_text() == NEAT
    assert (folder / "below/x.mapping.sync").read_text() == "A.issue.key <-> B.issue.key\n"
    assert (folder / "Jenkinsfile.groovy").read_text() == "a=1\n"
    again = fmt()
    assert (again.exit_code, again.stdout) == (0, "")


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_looking_writes_nothing(folder: Path, option: str) -> None:
    assert fmt(option).exit_code == 1
    assert (folder / "a.incoming.sync").read_text() == UGLY
    assert fmt(option, "neat.sync").exit_code == 0


def test_a_diff_is_a_patch(folder: Path) -> None:
    (folder / "a.incoming.sync").write_bytes(UGLY.rstrip("\n").replace("\n", "\r\n").encode())
    shown = fmt("--diff", "a.incoming.sync").stdout_bytes
    assert b"\\ No newline at end of file" in shown
    subprocess.run(["git", "apply", "-p0", "-"], input=shown, cwd=folder, check=True)
    assert (folder / "a.incoming.sync").read_bytes() == NEAT.replace("\n", "\r\n").encode()


def test_standard_input_comes_out_of_standard_output(folder: Path) -> None:
    assert fmt("-", input=b"a=1\r\nb = 'x'").stdout_bytes == b"a = 1\r\nb = 'x'\r\n"
    checked = fmt("--check", "-", input=b"a=1\n")
    assert (checked.exit_code, checked.stdout) == (1, "")
    wrong = fmt("-", input=WRONG.encode())
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "standard input:1:" in wrong.stderr


def test_standard_input_is_a_file_of_its_project(folder: Path) -> None:
    long = b"issue.labels = replica.labels.findAll { it.label }\n"
    (folder / "below/syncscript.toml").write_text('[fmt]\nline_length = 40\nexclude = ["old/*"]\n')
    for paths in (["-"], []):
        name = ("--stdin-filename", "below/not-yet/x.incoming.sync")
        assert fmt(*paths, *name, input=long).stdout.count("\n") == 3
        checked = fmt(*paths, *name, "--check", input=long)
        assert (checked.exit_code, checked.stdout) == (1, "")
        assert checked.stderr == "would reformat below/not-yet/x.incoming.sync\n"
        assert "+++ below/not-yet/x.incoming.sync" in fmt(*paths, *name, "--diff", input=long).stdout
        wrong = fmt(*paths, *name, input=WRONG.encode())
        assert wrong.exit_code == 2 and "below/not-yet/x.incoming.sync:1:15: error[SYN" in wrong.stderr
        assert fmt(*paths, *name, "--lines", "2", input=b"a=1\nb=2\n").stdout == "a=1\nb = 2\n"
    old = ("--stdin-filename", "below/old/x.sync")
    assert fmt(*old, input=UGLY.encode()).stdout == NEAT
    assert fmt(*old, "--force-exclude", input=UGLY.encode()).stdout == UGLY
    assert fmt(*old, "--force-exclude", "--check", input=UGLY.encode()).exit_code == 0
    assert fmt(*old, "a.incoming.sync").exit_code == 2
    assert fmt("-", "a.incoming.sync").exit_code == 2


def test_what_a_project_leaves_out_is_left_out_of_hooks_too(folder: Path) -> None:
    (folder / "syncscript.toml").write_text('[fmt]\nexclude = ["below/*"]\n')
    named = ("a.incoming.sync", "below/b.outgoing.groovy")
    ended = fmt("--force-exclude", *named)
    assert (ended.exit_code, ended.stdout) == (0, "reformatted a.incoming.sync\n")
    assert (folder / "below/b.outgoing.groovy").read_text() == "replica.key=issue.key\n"
    assert fmt(*named).stdout == "reformatted below/b.outgoing.groovy\n"


def test_a_diff_is_a_patch_also_of_odd_lines_and_names(folder: Path) -> None:
    for name in (b"caf\xe9.sync", b"cr.sync"):
        path = folder / os.fsdecode(name)
        path.write_bytes('a="x\u2028y"\r\n// a\x0cb\rc\nb=2'.encode())
        before = path.read_bytes()
        shown = fmt("--diff", path.name)
        assert shown.exit_code == 1, shown.output
        assert b"+++ " + name in shown.stdout_bytes
        path.write_bytes(before)
        patch = shown.stdout_bytes.replace(name, b"x.sync")
        (folder / "x.sync").write_bytes(before)
        subprocess.run(["git", "apply", "-p0", "-"], input=patch, cwd=folder, check=True)
        assert fmt("--check", "x.sync").exit_code == 0


def test_wrong_syntax_is_told_and_the_others_go_on(folder: Path) -> None:
    (folder / "0.sync").write_text(WRONG)
    ended = fmt()
    assert ended.exit_code == 2
    assert "0.sync:1:15: error[SYN" in ended.stderr
    assert (folder / "0.sync").read_text() == WRONG
    assert (folder / "a.incoming.sync").read_text() == NEAT


def test_what_would_say_something_else_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formatting, "says_the_same", lambda one, other: False)
    ended = fmt("a.incoming.sync", "neat.sync")
    assert ended.exit_code == 2
    assert "X002" in ended.stderr and "1 in the style already" in ended.stderr
    assert (folder / "a.incoming.sync").read_text() == UGLY


def test_permissions_links_and_marks_are_kept(folder: Path) -> None:
    real = folder / "real.sync"
    real.write_bytes(b"\xef\xbb\xbf" + UGLY.encode())
    real.chmod(0o750)
    (folder / "link.sync").symlink_to(real)
    assert fmt("link.sync").exit_code == 0
    assert (folder / "link.sync").is_symlink()
    assert real.read_bytes() == b"\xef\xbb\xbf" + NEAT.encode()
    assert real.stat().st_mode & 0o777 == 0o750
    assert sorted(each.name for each in folder.iterdir() if each.name.startswith(".")) == []


def test_a_range_changes_its_statements_alone(folder: Path) -> None:
    assert fmt("--lines", "2-2", "-", input=b"a=1\nb=2\nc=3\n").stdout == "a=1\nb = 2\nc=3\n"
    for wrong in ("0-1", "3-2", "x", "-"):
        assert fmt("--lines", wrong, "neat.sync").exit_code == 2
    assert fmt("--lines", "1-2", "neat.sync", "a.incoming.sync").exit_code == 2
    assert fmt("--lines", "1-2", ".").exit_code == 2


def test_a_line_may_be_as_long_as_is_said(folder: Path) -> None:
    text = b"issue.labels = replica.labels.findAll { it.label }\n"
    assert fmt("--line-length", "40", "-", input=text).stdout.count("\n") == 3
    assert fmt("-", input=text).stdout_bytes == text


def test_a_project_says_how_long_lines_are_and_what_is_left_out(folder: Path) -> None:
    long = "issue.labels = replica.labels.findAll { it.label }\n"
    (folder / "syncscript.toml").write_text('[fmt]\nline_length = 40\nexclude = ["below/*"]\n')
    (folder / "long.sync").write_text(long)
    (folder / "below/long.sync").write_text(long)
    ended = fmt("--check")
    assert ended.stdout.splitlines() == ["would reformat a.incoming.sync", "would reformat long.sync"]
    assert fmt("--check", "below/long.sync").exit_code == 1
    assert fmt("--check", "--line-length", "100", "long.sync").exit_code == 0
    assert fmt("-", input=long.encode()).stdout.count("\n") == 3


@pytest.mark.parametrize("said", ['line_length = "wide"', "line_length = 5", "exclude = 3", "= 1"])
def test_what_a_project_says_wrongly_is_not_taken(folder: Path, said: str) -> None:
    (folder / "syncscript.toml").write_text(f"[fmt]\n{said}\n")
    assert fmt("--check", "neat.sync").exit_code == 0


@pytest.mark.parametrize(("name", "content"), [("no.sync", None), ("latin.sync", b"a = '\xe4'\n")])
def test_what_is_no_text_is_told(folder: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    ended = fmt(name, "a.incoming.sync")
    assert ended.exit_code == 2
    assert name in ended.stderr
    assert content is None or "latin.sync:1:6: error[C157]" in ended.stderr
    assert (folder / "a.incoming.sync").read_text() == NEAT


def test_a_file_that_may_not_be_read_does_not_hide_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, closed = Path.open, folder / "neat.sync"

    def open_unless_closed(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name == closed.name:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", open_unless_closed)
    monkeypatch.setattr("os.access", lambda path, mode: mode != os.R_OK or Path(path).name != closed.name)
    ended = fmt("neat.sync", "a.incoming.sync")
    assert ended.exit_code == 2 and "error[C155]: neat.sync cannot be read: Permission denied" in ended.stderr
    assert (folder / "a.incoming.sync").read_text() == NEAT


def test_a_file_that_may_not_be_written_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syncscript.app.writing_files.os.access", lambda path, mode: False)
    assert fmt("a.incoming.sync").exit_code == 2
    assert (folder / "a.incoming.sync").read_text() == UGLY


def test_an_empty_folder_is_told(folder: Path) -> None:
    (folder / "nothing").mkdir()
    ended = fmt("nothing")
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert "no rule files" in ended.stderr


def test_formatting_imports_no_room_that_it_does_not_work_in(folder: Path) -> None:
    program = (
        "import sys\nfrom syncscript.cli import main\nsys.argv = ['syncscript', 'fmt', '--check']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\nprint('loaded', *sorted(sys.modules))\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(ended.stdout.splitlines()[-1].split())
    rooms = ("config", "engine", "store", "trackers", "sandbox", "language.interpreter", "language.lint")
    libraries = {"pydantic", "sqlalchemy", "requests", "lark", "rich", "re2", "werkzeug"}
    assert "syncscript.language.formatting" in loaded
    assert not loaded & {*libraries, *(f"syncscript.{room}" for room in rooms)}
