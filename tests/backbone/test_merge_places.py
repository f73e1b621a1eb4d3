"""Where a merge writes to, and what it never takes the place of."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from syncscript.app import writing_files
from tests.backbone.exports import document
from tests.backbone.merges import ELM, OAK, merging, run, written


def test_nothing_but_the_result_is_left_and_inputs_stay(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert merging(folder, "--compact").exit_code == 0
    once = (folder / "out.json").read_bytes()
    assert merging(folder, "--compact").exit_code == 4
    assert merging(folder, "--compact", "--force").exit_code == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {**before, "out.json": once}


def test_the_result_can_go_to_standard_output(folder: Path) -> None:
    ended = run("merge", "--migrating", "primary", "--primary", folder / "oak.json", "--secondary",
                folder / "elm.json", "-o", "-")  # fmt: skip
    assert (ended.exit_code, json.loads(ended.stdout)) == (0, document(ELM, OAK))
    assert "What remains to be done" in ended.stderr
    (folder / "out.json").write_text(ended.stdout)
    swapped = run("swap", folder / "out.json", "-o", "-")
    assert json.loads(swapped.stdout) == document(OAK, ELM)


def test_a_new_file_is_as_open_as_the_process_wants_and_an_old_one_as_it_was(folder: Path) -> None:
    before = os.umask(0o027)
    try:
        assert merging(folder, out="new/out.json").exit_code == 0
    finally:
        os.umask(before)
    out = folder / "new" / "out.json"
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    out.chmod(0o604)
    assert merging(folder, "--force", out="new/out.json").exit_code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o604


@pytest.mark.parametrize("out", ["oak.json/out.json", "x" * 300, ""])
def test_a_place_that_is_none_is_a_mistake_of_usage(folder: Path, out: str) -> None:
    files = ("--primary", folder / "oak.json", "--secondary", folder / "elm.json")
    ended = run("merge", "--migrating", "primary", *files, "-o", str(folder / out) if out else "")
    assert (ended.exit_code, "X001" in ended.stderr) == (2, False)
    twice = ("--primary", "-", "--secondary", "-")
    assert run("merge", "--migrating", "primary", *twice, "-o", folder / "x").exit_code == 2


@pytest.mark.parametrize("name", ["oak.json", "out.json", "hard.json"])
def test_a_report_takes_the_place_of_nothing(folder: Path, name: str) -> None:
    os.link(folder / "oak.json", folder / "hard.json")
    assert merging(folder, "--report", str(folder / name)).exit_code == 4
    assert json.loads((folder / "oak.json").read_text("utf-8")) == document(OAK)


def test_a_report_that_cannot_be_written_hides_nothing_of_what_was_found(folder: Path) -> None:
    elm = (folder / "elm.json").read_text("utf-8")
    (folder / "elm.json").write_text(elm.replace("ELM-1\"", "ELM-999\""), "utf-8")
    ended = merging(folder, "--report", str(folder / "oak.json" / "report.jsonl"))
    assert ended.exit_code == 2
    assert 0 <= ended.stderr.find("error[BB0") < ended.stderr.find("error[C152]")


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_what_is_read_is_never_overwritten(folder: Path, link: Any) -> None:
    link(folder / "elm.json", folder / "out.json")
    assert merging(folder, "--force").exit_code == 4
    assert merging(folder, "--force", out="../" + folder.name + "/oak.json").exit_code == 4
    assert written(folder) == document(ELM)


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_nothing(
    folder: Path, fault: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(writing_files.os, "fsync", fail)
    assert merging(folder).exit_code != 0
    assert sorted(path.name for path in folder.iterdir()) == ["elm.json", "oak.json"]
