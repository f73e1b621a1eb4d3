"""From entries to pairs: links with their origin, what was lost, until when a side was known."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import pytest

from syncscript.backbone.containers import Side
from syncscript.backbone.facing import side_order
from syncscript.backbone.takeover import taken_pairs
from syncscript.contracts import Link, TakenPair
from syncscript.model import DiagnosticError
from tests.backbone.entries import DAY, THEN, both, entry


def taken(*pairs: Any) -> tuple[TakenPair, ...]:
    sides = Side("a", [p[0] for p in pairs]), Side("b", [p[1] for p in pairs])
    return tuple(taken_pairs("c", ("Blue", "Green"), *sides))


def only(**changes: Any) -> TakenPair:
    (pair,) = taken(both(**changes))
    return pair


def test_a_pair_keeps_both_sides_and_their_entries() -> None:
    pair = only(blue={"zz": [1, {"b": 2, "a": 1}]})
    assert pair.keys == {"Blue": "BLUE-1", "Green": "GREEN-1"}
    assert list(pair.sides["Blue"].entry)[-1] == "zz"
    assert (pair.sides["Blue"].sent, pair.sides["Green"].received) == (2, 2)
    assert not pair.has_lost("Blue") and not pair.has_lost("Green")


@pytest.mark.parametrize(("ours", "theirs", "links"), [
    ([{"localId": "1"}], [{"remoteId": "1", "localId": "9"}], [("Blue", "1", "9")]),
    ([{"remoteId": "9", "localId": "1"}], [{"localId": "9"}], [("Green", "9", "1")]),
    ([{"remoteId": "9", "localId": "1"}], None, [("Green", "9", "1")]),
    ([{"localId": 1}], [{"remoteId": 1, "localId": 9}], [("Blue", "1", "9")]),
    ([{"localId": "1", "remoteId": "9"}], [{"localId": "9", "remoteId": "1"}], [("Blue", "1", "9")]),
    ([{"localId": "1"}, {}], [{"localId": "9"}, {"remoteId": "5"}], []),
    ([{"localId": "1"}], [{"remoteId": "1", "localId": "../../issue/GREEN-2"}], []),
    ([{"localId": "2"}], [{"remoteId": "1?", "localId": "9"}, {"remoteId": "2", "localId": "8"}],
     [("Blue", "2", "8")]),
])  # fmt: skip
@pytest.mark.parametrize(("listed", "kind"), [("comments", "comment"), ("attachments", "attachment")])
def test_two_halves_are_one_link(ours: Any, theirs: Any, links: Any, listed: str, kind: str) -> None:
    pair = only(blue={listed: ours}, green={listed: theirs})
    assert pair.links == tuple(Link(kind, *link) for link in links)


def test_what_nobody_has_a_copy_of_is_alone() -> None:
    pair = only(blue={"comments": [{"localId": "1"}, {"localId": "2"}]},
                green={"comments": [{"remoteId": "1", "localId": "9"}, {"localId": "8"}]})  # fmt: skip
    assert pair.sides["Blue"].alone == (("comment", "2"),)
    assert pair.sides["Green"].alone == (("comment", "8"),)


def test_messages_that_never_arrived_are_lost() -> None:
    pair = only(blue={"outgoingMessageSequenceId": 3})
    assert pair.has_lost("Blue") and not pair.has_lost("Green")


@pytest.mark.parametrize(("changes", "known"), [
    ({}, THEN + 1000),
    ({"lastChangeSeen": THEN + 500}, THEN + 1000),
    ({"lastIncomingChange": None, "lastChangeSeen": THEN + 500}, THEN + 500),
    ({"lastIncomingChange": None, "lastChangeSeen": THEN + 20_000_000}, THEN + 5000),
    ({"lastIncomingChange": None, "lastOutgoingChange": None, "lastChangeSeen": None}, THEN - 5 * DAY),
    ({"lastIncomingChange": (THEN + 1000) // 1000, "lastOutgoingChange": None, "lastChangeSeen": None},
     (THEN + 1000) // 1000 * 1000),
    (dict.fromkeys(("firstSyncDate", "lastIncomingChange", "lastOutgoingChange", "lastChangeSeen")),
     None),
])  # fmt: skip
def test_an_issue_is_known_as_far_as_messages_prove(changes: dict[str, Any], known: int | None) -> None:
    """Another issue's message, at 5 seconds past, is the last that blue tells of."""
    pairs = taken(both(blue=changes), both(2, 2, blue={"lastOutgoingChange": THEN + 5000}))
    side = pairs[0].sides["Blue"]
    assert side.known_until == known
    assert side.quiet_until == (None if known is None else min(known, THEN + 5000 - DAY))


HOUR = 3_600_000


@pytest.mark.parametrize(("blue", "green", "ahead"), [
    (9 * HOUR, 0, (9 * HOUR + 1000, 0)),
    (0, 9 * HOUR, (0, 9 * HOUR + 1000)),
    (-9 * HOUR, 0, (0, 9 * HOUR + 1000)),
    (9 * HOUR, 9 * HOUR, (0, 0)),
    (60_000, 0, (0, 0)),
])  # fmt: skip
def test_no_message_came_before_it_was_sent(blue: int, green: int, ahead: tuple[int, int]) -> None:
    """Most pairs prove whose clock was ahead; what one pair tells against them does not count."""
    def told(by: int) -> dict[str, int]:
        return {"lastOutgoingChange": THEN + by, "lastIncomingChange": THEN + 1000 + by, "lastChangeSeen": 0}

    strange = both(4, 4, green={"lastIncomingChange": THEN - 90 * DAY})
    pairs = taken(*(both(n, n, blue=told(blue), green=told(green)) for n in (1, 2, 3)), strange)
    assert {(pair.sides["Blue"].ahead, pair.sides["Green"].ahead) for pair in pairs} == {ahead}
    for side, by, early in (("Blue", blue, ahead[0]), ("Green", green, ahead[1])):
        assert pairs[0].sides[side].known_until == THEN + 1000 + by - early
        assert pairs[0].sides[side].last_outgoing == THEN + by


@pytest.mark.parametrize("changes", [
    {"green": {"lastIncomingChange": THEN - 90 * DAY}},
    {"green": {"lastIncomingChange": THEN - 90 * DAY, "incomingMessageSequenceId": 1}},
    {"green": {"lastIncomingChange": THEN - 90 * DAY, "incomingChangesIgnored": True}},
])  # fmt: skip
def test_what_contradicts_itself_or_never_arrived_proves_nothing_of_clocks(changes: Any) -> None:
    assert only(**changes).sides["Blue"].ahead == 0


def test_what_has_no_mirror_is_not_taken() -> None:
    blue = [both()[0], entry("BLUE-2", "GREEN-2"), entry("BLUE-3", "GREEN-4")]
    green = [entry("GREEN-9", "BLUE-9"), both()[1], entry("GREEN-4", "BLUE-5")]
    pairs = list(taken_pairs("c", ("Blue", "Green"), Side("a", blue), Side("b", green)))
    assert [pair.keys for pair in pairs] == [{"Blue": "BLUE-1", "Green": "GREEN-1"}]
    assert [side.position for side in pairs[0].sides.values()] == [0, 1]


def test_an_id_is_linked_once_however_often_it_is_told() -> None:
    ours = [{"localId": "1", "remoteId": "2"}, {"localId": "1", "remoteId": "3"}]
    theirs = [{"localId": "2", "remoteId": "9"}, {"localId": "5", "remoteId": "6"}]
    pair = only(blue={"comments": ours}, green={"comments": theirs})
    assert len({link.source_id for link in pair.links}) == len({link.copy_id for link in pair.links}) == 2


def test_a_pair_has_one_id_whichever_connector_comes_first() -> None:
    blue, green = both()
    (turned,) = taken_pairs("c", ("Green", "Blue"), Side("a", [green]), Side("b", [blue]))
    assert turned.id == only().id
    assert next(iter(turned.sides)) == "Green"


def test_time_grows_with_the_number_of_pairs_alone() -> None:
    def seconds(number: int) -> float:
        pairs = [both(n, n) for n in range(1, number)]
        started = perf_counter()
        taken(*pairs)
        return perf_counter() - started

    small = min(seconds(1000) for _ in range(3))
    assert min(seconds(10_000) for _ in range(2)) < 30 * small


PROJECTS = {"Blue": "BLUE", "Green": "GREEN"}


@pytest.mark.parametrize(("first", "second", "named", "expected"), [
    ("BLUE-1", "GREEN-1", None, ("Blue", "Green")),
    ("GREEN-1", "BLUE-1", None, ("Green", "Blue")),
    ("GREEN-1", "BLUE-1", "Green", ("Green", "Blue")),
    (None, "BLUE-1", None, ("Green", "Blue")),
])  # fmt: skip
def test_projects_tell_which_side_comes_first(first: Any, second: Any, named: Any, expected: Any) -> None:
    sides = [Side("a", [entry(key, "X-1")] if key else []) for key in (first, second)]
    assert side_order(sides[0], sides[1], PROJECTS, named) == expected


def test_moved_issues_do_not_decide() -> None:
    first = Side("a", [entry("OLD-1", "GREEN-1"), entry("BLUE-1", "GREEN-2")])
    assert side_order(first, Side("b", [entry("GREEN-1", "OLD-1")]), PROJECTS) == ("Blue", "Green")


@pytest.mark.parametrize(("first", "second", "projects", "named", "code"), [
    ("RED-1", "GREEN-1", PROJECTS, None, "BB073"),
    ("BLUE-1", "GREEN-1", PROJECTS, "Green", "BB073"),
    ("SAME-1", "SAME-1", {"Blue": "SAME", "Green": "SAME"}, None, "BB074"),
])  # fmt: skip
def test_what_does_not_decide_is_refused(
    first: str, second: str, projects: Any, named: Any, code: str
) -> None:
    with pytest.raises(DiagnosticError) as caught:
        side_order(Side("a", [entry(first, "X-1")]), Side("b", [entry(second, "X-1")]), projects, named)
    assert caught.value.diagnostics[0].code == code and caught.value.diagnostics[0].help


def test_a_person_decides_where_projects_are_the_same() -> None:
    same = {"Blue": "SAME", "Green": "SAME"}
    side = Side("a", [entry("SAME-1", "X-1")])
    assert side_order(side, side, same, "Green") == ("Green", "Blue")


def test_times_that_nobody_can_know_yet_tell_nothing() -> None:
    late = {"lastOutgoingChange": THEN + 9 * DAY, "lastIncomingChange": 10**17}
    left, right = both(blue=late)
    (pair,) = taken_pairs("c", ("Blue", "Green"), Side("a", [left]), Side("b", [right]), THEN + 2 * DAY)
    assert (pair.sides["Blue"].last_outgoing, pair.sides["Blue"].last_incoming) == (None, None)
    assert pair.sides["Blue"].known_until == THEN - 5 * DAY
    (pair,) = taken_pairs("c", ("Blue", "Green"), Side("a", [left]), Side("b", [right]))
    assert (pair.sides["Blue"].last_outgoing, pair.sides["Blue"].last_incoming) == (THEN + 9 * DAY, None)
