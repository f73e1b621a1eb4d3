"""The kept table: taken when it can be trusted, built again when not, and never in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from syncscript.language.own_files import kept, user_cache_directory

DATA = {"rows": [{"a": 1}], "rules": [(1, "x", None, (0, -1))]}


class Builder:
    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> object:
        self.calls += 1
        return DATA


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "syncscript"


def test_second_time_nothing_is_built(directory: Path) -> None:
    build = Builder()
    assert kept(directory, "t", "source", build) == DATA
    assert kept(directory, "t", "source", build) == DATA
    assert build.calls == 1
    assert directory.stat().st_mode & 0o777 == 0o700


def test_another_source_is_built_again(directory: Path) -> None:
    build = Builder()
    kept(directory, "t", "source", build)
    kept(directory, "t", "source 2", build)
    assert build.calls == 2


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 200])
def test_torn_file_is_built_again(directory: Path, damage: bytes) -> None:
    build = Builder()
    kept(directory, "t", "source", build)
    (file,) = directory.iterdir()
    file.write_bytes(damage)
    assert kept(directory, "t", "source", build) == DATA
    assert kept(directory, "t", "source", build) == DATA
    assert build.calls == 2


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_directory_that_others_can_write_is_not_read(directory: Path, mode: int) -> None:
    build = Builder()
    kept(directory, "t", "source", build)
    directory.chmod(mode)
    assert kept(directory, "t", "source", build) == DATA
    assert build.calls == 2


def test_file_that_others_can_write_is_not_read(directory: Path) -> None:
    build = Builder()
    kept(directory, "t", "source", build)
    (file,) = directory.iterdir()
    file.chmod(0o666)
    kept(directory, "t", "source", build)
    assert build.calls == 2


def test_link_in_place_of_the_directory_or_file_is_not_read(directory: Path, tmp_path: Path) -> None:
    build = Builder()
    kept(directory, "t", "source", build)
    (file,) = directory.iterdir()
    link = tmp_path / "link"
    link.symlink_to(directory)
    kept(link, "t", "source", build)
    assert build.calls == 2
    moved = tmp_path / "moved"
    file.rename(moved)
    file.symlink_to(moved)
    kept(directory, "t", "source", build)
    assert build.calls == 3


def test_place_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert kept(blocked / "syncscript", "t", "source", Builder()) == DATA
    assert kept(None, "t", "source", Builder()) == DATA


def test_place_follows_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert user_cache_directory() == tmp_path / "syncscript"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert user_cache_directory() == tmp_path / ".cache" / "syncscript"


def test_a_warm_parse_does_not_import_lark(tmp_path: Path) -> None:
    program = ("import sys; from syncscript.language.syntax import parse; "
               "assert not parse('a = 1').diagnostics; print('lark' in sys.modules)")
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    told = [subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True,
                           check=True).stdout.strip() for _ in range(2)]
    assert told == ["True", "False"]
