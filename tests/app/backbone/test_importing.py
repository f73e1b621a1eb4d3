"""An export comes into a state: all of it or nothing, once, and as fast as an admin can wait for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from syncscript.app.backbone.existing import Unanswered, look_for
from syncscript.app.backbone.importing import (
    Declined,
    Import,
    Refused,
    Wrong,
    compare,
    import_of,
    take_over,
)
from syncscript.backbone import FIRST, SECOND, Conditions, Export, Side
from syncscript.contracts import Pair, Unauthorised, Unavailable
from syncscript.model import DiagnosticError, IssueRef
from syncscript.store import open_store, open_store_to_look
from tests.backbone.entries import both
from tests.engine.clock import Clock
from tests.engine.memory_tracker import MemoryTracker

AT = datetime(2026, 1, 1, tzinfo=UTC)
SIDES = (SimpleNamespace(project="BLUE"), SimpleNamespace(project="GREEN"))
SETTINGS = cast(Any, SimpleNamespace(side_names=("Blue", "Green"), sides=SIDES))


def export(blue: list[dict[str, Any]], green: list[dict[str, Any]]) -> Export:
    return Export((Side(FIRST, blue), Side(SECOND, green, f"/{SECOND}")), "merged")


def wanted(*pairs: Any, named: str | None = None) -> Import:
    return import_of("c", SETTINGS, export([p[0] for p in pairs], [p[1] for p in pairs]), Conditions(), named)


def many(number: int) -> Import:
    """As many pairs, with three comments and one file each."""
    hung = {"comments": [{"localId": str(n)} for n in range(3)]}
    got = {"comments": [{"remoteId": str(n), "localId": str(90 + n)} for n in range(3)],
           "attachments": [{"remoteId": "7", "localId": "8"}]}  # fmt: skip
    return wanted(*(both(n, n, blue=hung, green=got) for n in range(1, number + 1)))


def stored(path: Path) -> int:
    store = open_store_to_look(path)
    with store.transaction() as records:
        found = len(records.taken("c"))
    store.close()
    return found


def test_what_is_imported_is_there_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path / "state.db")
    steps: list[tuple[int, int]] = []
    export = wanted(both(), both(2, 2))
    found = take_over(store, export, AT, {"cloud": "Green"}, step=lambda *s: steps.append(s))
    assert (len(found.added), steps[0], steps[-1]) == (2, (0, 2), (2, 2))
    with store.transaction() as records:
        assert [one.keys["Green"] for one in records.taken("c")] == ["GREEN-1", "GREEN-2"]
        takeover = records.takeover("c")
    assert takeover is not None and (takeover.first, takeover.about) == ("Blue", {"cloud": "Green"})
    again = take_over(store, wanted(both(), both(2, 2)), AT.replace(year=2027), {})
    assert (len(again.added), len(again.updated), again.unchanged) == (0, 0, 2)
    with store.transaction() as records:
        assert records.takeover("c") == takeover
    store.close()


def test_what_is_new_beside_the_sides_alone_is_kept(tmp_path: Path) -> None:
    store = open_store(tmp_path / "state.db")
    plain = wanted(both())
    take_over(store, plain, AT, {"cloud": "Green"})
    newer, later = replace(plain, others={"exportedBy": "x"}), AT.replace(year=2027)
    assert compare(store, newer).has_news and not compare(store, plain).has_news
    assert take_over(store, newer, later, {}).unchanged == 1
    assert not compare(store, newer).has_news and compare(store, newer, {"cloud": "Blue"}).has_news
    with store.transaction() as records:
        takeover = records.takeover("c")
    assert takeover is not None and takeover.at == AT
    assert takeover.about == {"cloud": "Green", "others": {"exportedBy": "x"}}
    store.close()


def test_what_one_side_alone_tells_is_kept_once(tmp_path: Path) -> None:
    store = open_store(tmp_path / "state.db")
    plain = wanted(both())
    take_over(store, plain, AT, {})
    more = replace(plain, apart={"Blue": ("BLUE-7", "BLUE-8"), "Green": ("GREEN-7",)})
    assert compare(store, more).has_news
    with store.transaction() as records:
        records.put_pair(Pair("p", "c", {"Blue": IssueRef("8", "BLUE-8")}, "stopped"))
    take_over(store, more, AT, {})
    assert not compare(store, more).has_news and not compare(store, plain).has_news
    with store.transaction() as records:
        takeover = records.takeover("c")
    assert takeover is not None and takeover.apart == {"Blue": ("BLUE-7",), "Green": ("GREEN-7",)}
    store.close()


def test_a_conflict_keeps_nothing_of_the_whole_export(tmp_path: Path) -> None:
    store = open_store(tmp_path / "state.db")
    with store.transaction() as records:
        records.put_pair(Pair("p", "c", {"Blue": IssueRef("1", "BLUE-2"), "Green": IssueRef("2", "GREEN-9")}))
    with pytest.raises(Refused) as caught:
        take_over(store, wanted(both(), both(2, 2), both(3, 3)), AT, {})
    assert "BLUE-2" in str(caught.value) and "GREEN-9" in str(caught.value)
    store.close()
    assert stored(tmp_path / "state.db") == 0


def test_an_export_with_errors_is_not_taken() -> None:
    with pytest.raises(Wrong) as caught:
        import_of("c", SETTINGS, export([both()[0], both(2, 2)[0]], [both()[1]]), Conditions())
    assert [found.code for found in caught.value.findings] == ["BB020"]


def test_what_one_side_alone_knows_is_remembered_by_its_keys(tmp_path: Path) -> None:
    blue, green = [both()[0], both(2, 2)[0], both(3, 4)[0]], [both()[1], both(3, 5)[1]]
    export_of_both, allowed = export(blue, green), ("BB020", "BB021", "BB022")
    found = import_of("c", SETTINGS, export_of_both, Conditions(), None, "it", allowed)
    assert {side: sorted(keys) for side, keys in found.apart.items()} == {
        "Blue": ["BLUE-2", "BLUE-3"], "Green": ["GREEN-2", "GREEN-4", "GREEN-5"]
    }  # fmt: skip
    store = open_store(tmp_path / "state.db")
    take_over(store, found, AT, {})
    with store.transaction() as records:
        kept = records.takeover("c")
    assert kept is not None and kept.apart == found.apart


def test_one_side_alone_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        import_of("c", SETTINGS, Export((Side(FIRST, [both()[0]]),), "object"), Conditions())
    assert caught.value.diagnostics[0].code == "BB072"


def test_what_a_person_declines_is_not_kept(tmp_path: Path) -> None:
    store = open_store(tmp_path / "state.db")
    with pytest.raises(Declined):
        take_over(store, wanted(both()), AT, {}, lambda found: len(found.added) != 1)
    store.close()
    assert stored(tmp_path / "state.db") == 0


def test_a_side_that_nobody_knows_is_a_mistake() -> None:
    with pytest.raises(DiagnosticError) as caught:
        wanted(both(), named="Red")
    assert caught.value.diagnostics[0].code == "C144"


def test_looking_at_what_would_change_leaves_every_byte(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    open_store(path).close()
    before = {file.name: sha256(file.read_bytes()).hexdigest() for file in tmp_path.iterdir()}
    store = open_store_to_look(path)
    assert len(compare(store, wanted(both())).added) == 1
    store.close()
    assert {file.name: sha256(file.read_bytes()).hexdigest() for file in tmp_path.iterdir()} == before


KILLED = """
import os, signal, sys
from pathlib import Path
from syncscript.app.backbone import importing
from syncscript.store import open_store
from tests.app.backbone.test_importing import AT, many
importing.AT_ONCE = 10
store, wanted = open_store(Path(sys.argv[1])), many(60)
last = int(sys.argv[2])
steps = iter(range(100))
die = lambda *s: next(steps) == last and os.kill(os.getpid(), signal.SIGKILL)
importing.take_over(store, wanted, AT, {}, step=die)
store.close()
"""


@pytest.mark.parametrize("step", [0, 3, 6, 99])
def test_a_killed_import_leaves_the_old_state_or_the_new_one(tmp_path: Path, step: int) -> None:
    path = tmp_path / "state.db"
    store = open_store(path)
    take_over(store, wanted(both()), AT, {})
    store.close()
    tree = Path(__file__).resolve().parents[3]
    environment = {**os.environ, "PYTHONPATH": f"{tree / 'src'}{os.pathsep}{tree}"}
    done = subprocess.run([sys.executable, "-c", KILLED, str(path), str(step)], env=environment, check=False)
    killed = step < 99
    assert done.returncode == (-signal.SIGKILL if killed else 0)
    assert stored(path) == (1 if killed else 60)


def test_what_is_gone_or_moved_is_listed_and_nothing_is_written() -> None:
    clock = Clock()
    blue, green = MemoryTracker("Blue", "BLUE", clock), MemoryTracker("Green", "GREEN", clock, 5000)
    for _ in range(3):
        blue.add(summary="x")
        green.add(summary="x")
    blue.move(blue.issues["1001"], "ELSE-1")
    del green.issues["5002"]
    pairs, trackers = wanted(*(both(n, n) for n in (1, 2, 3))), {"Blue": blue, "Green": green}
    steps: list[tuple[int, int]] = []
    found = look_for(pairs, trackers, lambda *s: steps.append(s))
    assert [(f.code, f.pointer, f.local, f.remote) for f in found.findings] == [
        ("BB081", "/firstConnector/1", "BLUE-2", "GREEN-2"),
        ("BB080", "/secondConnector/2", "GREEN-3", "BLUE-3"),
    ]
    assert "ELSE-1" in found.findings[0].message and (found.looked_for, found.gone, found.moved) == (6, 1, 1)
    assert (blue.writes, green.writes, steps[-1]) == ([], [], (6, 6))
    for fault, act in ((Unavailable("down"), "once Green answers"), (Unauthorised("no"), "token")):
        green.faults["look_up"] = [fault]
        with pytest.raises(Unanswered) as caught:
            look_for(pairs, trackers, lambda *s: None)
        (why,) = caught.value.diagnostics
        assert why.message.startswith("Green: ") and act in (why.help or "")


def test_a_tracker_that_shows_none_of_many_is_asked_no_more() -> None:
    asked: list[int] = []
    blind = SimpleNamespace(look_up=lambda keys: asked.append(len(keys)) or {})
    with pytest.raises(Refused) as caught:
        look_for(many(300), cast(Any, {"Blue": blind, "Green": blind}), lambda *s: None)
    assert caught.value.diagnostics[0].code == "BB082" and asked == [100]
    assert look_for(many(19), cast(Any, {"Blue": blind, "Green": blind}), lambda *s: None).gone == 38


def test_a_newer_export_changes_only_what_is_newer(tmp_path: Path) -> None:
    store = open_store(tmp_path / "state.db")
    take_over(store, wanted(both(), both(2, 2)), AT, {})
    with store.transaction() as records:
        records.mark_taken([replace(one, state="paired", pair=one.id) for one in records.taken("c")])
    news = {"blue": {"outgoingMessageSequenceId": 3}, "green": {"incomingMessageSequenceId": 3}}
    found = take_over(store, wanted(both(**news), both(2, 2)), AT, {})
    assert (len(found.updated), found.unchanged) == (1, 1)
    with store.transaction() as records:
        assert records.count_taken("c") == {"waiting": 1, "paired": 1}
    with pytest.raises(Refused):
        take_over(store, wanted(both(), both(2, 2)), AT, {})
    store.close()
