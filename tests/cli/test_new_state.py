"""A run that makes its state says so once, whatever its form of output."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Desk


@pytest.mark.parametrize("options", [[], ["--quiet"], ["--format", "json"], ["--format", "jsonl"]])
def test_a_new_state_is_told_once_on_stderr(desk: Desk, options: list[str]) -> None:
    first, second = desk.type("run", *options), desk.type("run", *options)
    assert first.stderr == (
        f"the state is new: {desk.folder / '.syncscript/state.db'} remembers from now on what was "
        "synchronised; it belongs in your backup\n"
    )
    assert second.stderr == ""
    if "json" in options:
        assert json.loads(first.stdout)


def test_an_empty_file_counts_as_new(desk: Desk) -> None:
    desk.type("run")
    (desk.folder / ".syncscript" / "state.db").write_bytes(b"")
    assert "the state is new" in desk.type("run").stderr


def test_a_lost_state_is_not_begun_anew_where_copies_of_it_exist(desk: Desk) -> None:
    desk.blue.add(summary="one", labels={"sync"})
    desk.type("run")
    for file in (desk.folder / ".syncscript").iterdir():
        file.unlink()
    lost = desk.type("run")
    assert lost.exit_code == 7
    assert "state from a backup" in lost.stderr
    assert len(desk.green.issues) == 1
