"""Which files lint finds below a folder, with git and without."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from syncscript.app.discovering import rule_files
from tests.lint.desk import LintDesk

FILES = (
    "a.sync", "rules/b.outgoing.groovy", "rules/Jenkinsfile.groovy", "rules/c.txt", "out/d.sync",
    "out/kept.sync", "deep/down/e.sync", "deep/tmp/f.sync", "venv/g.sync", "node_modules/x/h.sync",
    "logs/i.sync", "j.old.sync", "deep/j.old.sync", "k1.sync", "k2.sync",
    "l_7.sync", "l_].sync", "docs/l/m.sync", "docs/m.sync",
)  # fmt: skip
IGNORED = """\
out/*
!out/kept.sync
# a comment
tmp/
/logs
*.old.sync
k[2-9].sync
l_[[:digit:]].sync
l_[][:upper:]].sync
docs/**/m.sync
venv
node_modules
"""
FOUND = ["a.sync", "deep/down/e.sync", "k1.sync", "out/kept.sync", "rules/b.outgoing.groovy"]


@pytest.mark.parametrize("git", [True, False])
def test_what_is_ignored_is_left_out(desk: LintDesk, git: bool) -> None:
    for name in FILES:
        desk.write(name, "")
    desk.write(".gitignore", IGNORED)
    if git:
        subprocess.run(["git", "init", "-q"], check=True)
    assert [path.as_posix() for path in rule_files([Path()])] == FOUND


def test_an_inner_gitignore_speaks_of_its_folder_alone(desk: LintDesk) -> None:
    for name in ("x/a.sync", "y/a.sync", "x/z/a.sync"):
        desk.write(name, "")
    desk.write("x/.gitignore", "/a.sync\n")
    assert [path.as_posix() for path in rule_files([Path()])] == ["x/z/a.sync", "y/a.sync"]


def test_excludes_are_patterns_over_paths_and_names(desk: LintDesk) -> None:
    for name in ("a.sync", "old/b.sync", "x/old/c.sync", "x/d.test.sync"):
        desk.write(name, "")
    assert [p.as_posix() for p in rule_files([Path()], ["old", "*.test.sync"])] == ["a.sync"]
    assert [p.as_posix() for p in rule_files([Path()], ["x/old"])] == [
        "a.sync",
        "old/b.sync",
        "x/d.test.sync",
    ]


def test_a_file_that_is_named_is_taken_once_and_in_spite_of_excludes(desk: LintDesk) -> None:
    desk.write("old/b.sync", "")
    paths = [Path("old/b.sync"), Path(), desk.folder / "old/b.sync"]
    assert [p.as_posix() for p in rule_files(paths, ["old"])] == ["old/b.sync"]


def test_links_lead_neither_round_nor_twice(desk: LintDesk) -> None:
    desk.write("a/b.sync", "")
    (desk.folder / "a/round").symlink_to(desk.folder)
    (desk.folder / "a/twice.sync").symlink_to(desk.folder / "a/b.sync")
    (desk.folder / "a/gone.sync").symlink_to(desk.folder / "nowhere")
    assert len(rule_files([Path()])) == 1


@pytest.mark.parametrize("hook", [{}, {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index"}])
def test_submodules_are_a_part_of_the_repository(
    desk: LintDesk, hook: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What they ignore themselves is left out, as are repositories that merely lie there."""
    for name in ("a.sync", "mods/m n/b.sync", "mods/m n/hid.sync", "mods/m n/deep/c.sync", "other/d.sync"):
        desk.write(name, "")
    desk.write("mods/m n/.gitignore", "hid*")
    desk.write(".gitmodules", '[submodule "m"]\n\tpath = mods/m n\n\turl = ../m\n')
    commit = "git -c user.name=a -c user.email=a@example.com commit -q --allow-empty -m x"
    module = f"cd 'mods/m n' && git init -q && {commit}"
    made = f"({module}) && git init -q other && git init -q && git add a.sync .gitmodules 'mods/m n'"
    subprocess.run(made, shell=True, check=True, capture_output=True)
    for name, value in hook.items():
        monkeypatch.setenv(name, value)
    found = ["a.sync", "mods/m n/b.sync", "mods/m n/deep/c.sync"]
    assert [path.as_posix() for path in rule_files([Path()])] == found
    assert [path.as_posix() for path in rule_files([Path("mods")])] == found[1:]


def test_files_that_git_has_and_the_disk_has_not_are_no_files(desk: LintDesk) -> None:
    path = desk.write("a.sync", "")
    subprocess.run("git init -q && git add a.sync", shell=True, check=True)
    path.unlink()
    desk.write("b.sync", "")
    assert [p.as_posix() for p in rule_files([Path()])] == ["b.sync"]
