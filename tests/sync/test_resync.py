"""Two Jiras whose former sync was taken over: a resync over HTTP, and what their own searches say of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from syncscript.app.backbone.standing import Standing, standing_of
from syncscript.engine import Engine, Resync, RunSummary
from syncscript.sandbox.faults import Fault
from tests.rig import INCOMING, OUTGOING
from tests.sync.former_sync import FormerSync
from tests.sync.joined import Joined, joined, scripts

RULES = scripts(OUTGOING, INCOMING.replace("%s", "{project}", 1).replace("%s", ":"))
BOTH, OUT = ("BlueJira", "GreenJira"), ("BlueJira",)


@pytest.fixture(params=[("cloud", "cloud"), ("dc", "cloud")], ids="-to-".join)
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Joined]:
    with joined(tmp_path, RULES, faces=request.param, triggers=BOTH) as pair:
        yield pair


def taken_over(two: Joined, number: int) -> list[tuple[str, str]]:
    former = FormerSync(two)
    keys = [former.in_step(f"issue {n}", labels=["a"], description="Some *text*.") for n in range(number)]
    for blue, _ in keys:
        two.at_blue.edit(blue, priority={"name": "High"})
    former.stops()
    former.is_taken_over()
    return keys


def resync(two: Joined, sources: tuple[str, ...] = BOTH, limit: int | None = None,
           stop_after: int | None = None, retries_failed: bool = False) -> RunSummary:  # fmt: skip
    """stop_after: a person stops it once the green Jira has got so many writes more."""
    most = None if stop_after is None else greens_writes(two) + stop_after
    engine = Engine(two.connection, two.store, stop=lambda: most is not None and greens_writes(two) >= most)
    wanted = Resync(sources, frozenset({"summary"}), limit=limit, retries_failed=retries_failed)
    return engine.resync(wanted)


def greens_writes(two: Joined) -> int:
    return sum(r.kind == "write" for r in two.green.requests)


def standing(two: Joined) -> Standing:
    with two.store.transaction() as records:
        return standing_of(records, two.connection.name)


def found(two: Joined, query: str) -> tuple[set[str], set[str]]:
    """Keys that a search finds, of both Jiras."""
    sides = two.connection.sides
    return tuple(  # type: ignore[return-value]
        {head.ref.key for head in side.tracker.changes(side.project, None, query)} for side in sides
    )


def test_after_a_resync_the_searches_find_all_pairs_and_edits_flow(two: Joined) -> None:
    keys = taken_over(two, 3)
    two.at_green.edit(keys[0][1], description="not named")
    assert found(two, "backbone.remoteKey is not empty") == (set(), set())
    summary = resync(two)
    assert (summary.failed, summary.problems, dict(summary.writes)) == ((), (), {"note": 6})
    blues, greens = {blue for blue, _ in keys}, {green for _, green in keys}
    assert found(two, "backbone.remoteKey is not empty") == (blues, greens)
    assert found(two, "backbone.remoteKey is empty") == (set(), set())
    assert found(two, f'backbone.remoteKey = "{keys[1][1]}"') == ({keys[1][0]}, set())
    now = standing(two)
    assert (now.paired, now.resynced, now.pending) == (3, 3, 0)
    assert two.at_blue.fields(keys[0][0])["description"] != "not named"
    two.at_blue.edit(keys[1][0], summary="first edit")
    two.at_green.comment(keys[2][1], "first word")
    two.settle()
    assert two.at_green.fields(keys[1][1])["summary"] == "first edit"
    assert (len(two.at_blue.comments(keys[2][0])), len(two.at_green.comments(keys[2][1]))) == (3, 3)
    for person, project in ((two.at_blue, "BLUE"), (two.at_green, "GREEN")):
        assert len(person.keys(project)) == 3
    two.assert_quiet()


def test_the_counts_are_the_searches_while_it_is_stopped_and_goes_on(two: Joined) -> None:
    keys = taken_over(two, 6)
    for _, green in keys:
        two.at_green.edit(green, summary="by a person")
    while resync(two, BOTH, stop_after=2).interrupted:
        now = standing(two)
        blues, greens = found(two, "backbone.remoteKey is not empty")
        assert (len(blues), len(greens)) == (now.noted["BlueJira"], now.noted["GreenJira"])
        assert now.resynced + now.pending == 6
    assert standing(two).resynced == 6
    assert {two.at_blue.fields(blue)["summary"] for blue, _ in keys} == {"by a person"}
    two.settle()
    two.assert_quiet()


def test_one_pair_that_a_screen_refuses_blocks_only_itself(two: Joined) -> None:
    keys = taken_over(two, 3)
    for blue, _ in keys:
        two.at_blue.edit(blue, summary="renamed")
    refused = two.at_green.call("GET", f"issue/{keys[1][1]}")["id"]
    body = {"errorMessages": [], "errors": {"customfield_10015": "Severity is required."}}
    two.green.add_fault(Fault("status", "PUT", rf"issue/{refused}(\?|$)", code=400, body=body))
    summary = resync(two, OUT)
    assert "Severity is required" in str(summary.failed[0].diagnostic)
    assert [dict(failure.issues)["GreenJira"] for failure in summary.failed] == [keys[1][1]]
    now = standing(two)
    assert (now.resynced, now.pending, len(now.failed)) == (2, 0, 1)
    assert found(two, "backbone.remoteKey is not empty")[1] == {keys[0][1], keys[2][1]}
    resync(two, OUT, retries_failed=True)
    assert standing(two).resynced == 3
    assert {two.at_green.fields(green)["summary"] for _, green in keys} == {"renamed"}
    two.settle()
    two.assert_quiet()


def test_noting_the_keys_is_no_event_on_either_side(two: Joined) -> None:
    taken_over(two, 2)
    two.settle()
    resync(two)
    before = two.writes()
    summary = two.run()
    assert (two.writes(), summary.changed) == (before, 0)
    with two.store.transaction() as records:
        assert records.counts(two.connection.name).events == 0
