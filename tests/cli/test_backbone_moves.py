"""`backbone import --cloud`: the line that the settings lack, and the table of people without an address."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from syncscript.cli.show.moves import hidden_lines
from syncscript.contracts import Person, Rejected, Unavailable
from syncscript.language import compile_rule
from syncscript.sandbox import SandboxServer
from syncscript.sandbox.records import User
from syncscript.store import open_store
from tests.backbone.entries import both
from tests.cli.conftest import Desk
from tests.cli.test_backbone_import import in_step, merged, take
from tests.faults.worlds import People
from tests.rig import tracker_of

TO_ADD = '  [connections.blue-green]\n  moved_to_cloud = "GreenJira"\n'


def test_the_mark_is_told_until_it_stands_in_the_settings(desk: Desk) -> None:
    file = merged(desk, both())
    result = take(desk, file, "--cloud", "GreenJira", "--yes")
    assert result.exit_code == 0 and TO_ADD in result.stderr
    with closing(open_store(desk.folder / ".syncscript/state.db")) as store, store.transaction() as records:
        takeover = records.takeover("blue-green")
        assert takeover is not None and takeover.about == {"moved_to_cloud": "GreenJira"}
    settings = desk.folder / "syncscript.toml"
    place = "[connections.blue-green.left]"
    mark = TO_ADD.replace("  ", "")
    settings.write_text(settings.read_text().replace(place, f"{mark}\n{place}", 1))
    assert "moved_to_cloud" not in take(desk, file, "--cloud", "GreenJira", "--yes").stderr


def test_a_side_that_there_is_not_is_refused_first(desk: Desk) -> None:
    result = take(desk, merged(desk, both()), "--cloud", "Greenjira", "--yes")
    assert result.exit_code == 2 and "C144" in result.stderr
    assert not (desk.folder / ".syncscript").exists()


def test_people_without_an_address_come_as_a_table(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def people(project: str) -> Sequence[Person]:
        assert project == "GREEN"
        return [Person("k1", "Zoe", None), Person("k2", "Ada", "ada@example.com"), Person("k3", "Bo", None)]

    monkeypatch.setattr(desk.green, "people", people, raising=False)
    in_step(desk, 1)
    result = take(desk, merged(desk, both()), "--cloud", "GreenJira", "--check-exists", "--yes")
    assert "GreenJira hides the addresses of 2" in result.stdout
    assert "for BlueJira's incoming rule" in result.stdout
    assert result.stdout.index("'k3': '',  // Bo") < result.stdout.index("'k1': '',  // Zoe")
    assert "ada@example.com" not in result.stdout


def test_an_account_that_may_not_see_people_stops_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def people(project: str) -> Sequence[Person]:
        raise Rejected("you may not browse users")

    monkeypatch.setattr(desk.green, "people", people, raising=False)
    in_step(desk, 1)
    result = take(desk, merged(desk, both()), "--cloud", "GreenJira", "--check-exists", "--yes")
    assert result.exit_code == 0 and "whose address it hides is not known" in result.stdout


def test_a_tracker_that_does_not_tell_its_people_now_is_asked_again_by_a_person(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def people(project: str) -> Sequence[Person]:
        raise Unavailable("down")

    monkeypatch.setattr(desk.green, "people", people, raising=False)
    in_step(desk, 1)
    result = take(desk, merged(desk, both()), "--cloud", "GreenJira", "--check-exists", "--yes")
    assert result.exit_code == 1 and "call this again once GreenJira answers" in result.stderr
    assert "nothing was taken over" in result.stderr


def test_the_table_is_a_rule_whatever_people_are_called() -> None:
    strange = [Person("5:a'b\\$x", "Li\nissue.summary = 'x' \x1b[2J", None), Person("k", "", None)]
    table = "\n".join(list(hidden_lines(strange, "Green", "Blue"))[1:])
    assert "\x1b" not in table
    compile_rule(table + "\nissue.summary = hidden[replica.key]", kind="incoming", name="x.sync")
    assert table.count("\n") == 5


@pytest.mark.parametrize("face", ["cloud", "dc"])
def test_a_tracker_tells_its_people_and_hidden_addresses(face: str, tmp_path: Path) -> None:
    shown = "" if face == "cloud" else "x@example.com"
    shy = User("557058:1", "shy", "shy", "Shy Person", shown)
    left = [User(f"557058:{n}", f"old{n}", f"old{n}", f"Left {n}", shown) for n in (2, 3)]
    with SandboxServer(face, projects=["GREEN"]) as server:
        world = server.state.world
        world.users.update({one.id: one for one in (shy, *left)})
        key = "accountId" if face == "cloud" else "name"
        wanted = [one.id if face == "cloud" else one.name for one in left]
        admin = People(server, "GREEN")
        admin.creates("reported by who left", reporter={key: wanted[0]}, assignee={key: wanted[1]})
        admin.creates("reported by the shy one", reporter={key: shy.id if face == "cloud" else shy.name})
        world.users.update({one.id: replace(one, active=False) for one in left})
        people = tracker_of(server, "Green").people("GREEN")  # type: ignore[attr-defined]
    assert sorted(one.key for one in people) == sorted(
        one.id if face == "cloud" else one.key for one in world.users.values()
    )
    hidden = ["Left 2", "Left 3", "Shy Person"] if face == "cloud" else []
    assert sorted(one.name for one in people if not one.email) == hidden
