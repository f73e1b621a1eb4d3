"""A plan that was saved is carried out as it was shown, or refused."""

from __future__ import annotations

import pytest

from .conftest import Desk


def test_a_saved_plan_is_done_or_refused(desk: Desk) -> None:
    blue = desk.blue.add(summary="one", labels={"sync"})
    file = desk.folder / "saved.json"
    assert desk.type("plan", "--out", str(file)).exit_code == 0
    assert file.stat().st_mode & 0o077 == 0
    desk.blue.edit(blue, summary="two")
    stale = desk.type("run", "--plan", str(file))
    assert stale.exit_code == 2
    assert "the saved plan of blue-green is stale; nothing was written there" in stale.stderr
    assert "BLUE-1" in stale.stderr
    assert not desk.green.writes
    desk.type("plan", "--out", str(file))
    assert desk.type("run", "--plan", str(file)).exit_code == 0
    assert desk.twin().fields["summary"] == "two"


def test_a_saved_plan_must_hold_the_wanted_connection(desk: Desk) -> None:
    file = desk.folder / "saved.json"
    desk.type("plan", "--out", str(file))
    result = desk.type("run", "--plan", str(file), "--connection", "other")
    assert result.exit_code == 2
    assert "does not hold other" in result.stderr

NO_PLANS = [
    '{"format": 99}',
    '{"format": 1, "connections": []}',
    '{"format": 1, "connections": [{}]}',
    '{"format": 1, "connections": {"blue-green": 1}}',
    "\x00\xff",
]


@pytest.mark.parametrize("text", ["", "[]", "{}", "7", *NO_PLANS])
def test_a_file_that_is_no_plan_is_refused(desk: Desk, text: str) -> None:
    file = desk.folder / "saved.json"
    file.write_text(text, encoding="utf-8")
    result = desk.type("run", "--plan", str(file))
    assert result.exit_code == 2
    assert "is no saved plan of this version" in result.stderr


def test_no_cut_or_changed_plan_is_carried_out(desk: Desk) -> None:
    desk.blue.add(summary="one", labels={"sync"})
    file = desk.folder / "saved.json"
    desk.type("plan", "--out", str(file))
    whole = file.read_text(encoding="utf-8")
    for end in range(0, len(whole.rstrip()), 97):
        file.write_text(whole[:end], encoding="utf-8")
        cut = desk.type("run", "--plan", str(file))
        assert (cut.exit_code, "not a whole one" in cut.stderr) == (2, True), cut.stderr
    for old, new in (('"one"', '"two"'), ('"create"', '"destroy"'), ('"GREEN"', '"OTHER"'), (": 1,", ": 2,")):
        file.write_text(whole.replace(old, new), encoding="utf-8")
        changed = desk.type("run", "--plan", str(file))
        assert (changed.exit_code, "Traceback" in changed.output) == (2, False)
    assert not desk.green.writes
    assert not list((desk.folder / ".syncscript").glob("crash-*"))
