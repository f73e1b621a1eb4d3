"""Pairs taken over from another sync: whole, in order, many at once, and what became of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from syncscript.contracts import (
    GONE,
    PAIRED,
    Adopted,
    Link,
    SideState,
    StateError,
    Store,
    TakenPair,
    TakenProgress,
    TakenSide,
    Takeover,
)
from syncscript.model import Diagnostic
from tests.contracts.store.samples import BLUE, GREEN, LINK, NOW, pair


def taken(number: int = 1, **changes: Any) -> TakenPair:
    sides = {
        GREEN: TakenSide(f"GREEN-{number}", {"zeta": 1, "alpha": [2**60, None], "id": number}, number),
        BLUE: TakenSide(f"BLUE-{number}", {"localIssueKey": f"BLUE-{number}"}, 1000 - number, 2, 1,
                        10, 20, 30, 40, 50, 60, 70, True, (("comment", "7"),)),
    }  # fmt: skip
    return replace(TakenPair(f"t{number}", LINK, sides, (Link("comment", BLUE, "1", "2"),)), **changes)


class TakeoverContract:
    def test_a_taken_pair_comes_back_as_it_was_put(self, store: Store) -> None:
        whole = taken(
            state=GONE, pair="p9", problem=Diagnostic("E480", "gone"), resync={BLUE: {"state": "done"}}
        )
        with store.transaction() as records:
            records.put_taken([taken(), taken(2)])
            records.put_taken([whole])
        with store.transaction() as records:
            found = records.taken(LINK)
            assert found == [whole, taken(2)]
            assert [list(one.sides) for one in found] == [[GREEN, BLUE]] * 2
            assert list(found[0].sides[GREEN].entry) == ["zeta", "alpha", "id"]
            assert records.taken("another") == []

    def test_they_come_in_the_order_of_the_first_side(self, store: Store) -> None:
        with store.transaction() as records:
            records.put_taken([taken(number) for number in (30, 4, 200)])
            assert [one.id for one in records.taken(LINK)] == ["t4", "t30", "t200"]

    def test_one_by_one_they_are_the_same(self, store: Store) -> None:
        with store.transaction() as records:
            records.put_taken([taken(number) for number in range(1, 1003)])
            each = records.each_taken(LINK)
            assert next(each) == taken()
            assert [one.id for one in each] == [f"t{number}" for number in range(2, 1003)]

    def test_they_are_found_by_a_key_of_either_side(self, store: Store) -> None:
        with store.transaction() as records:
            records.put_taken([taken(), taken(2)])
            assert [one.id for one in records.find_taken("green-2")] == ["t2"]
            assert records.find_taken("BLUE-1") == [taken()] and records.find_taken("BLUE-3") == []

    def test_those_that_wait_are_given_out_in_part(self, store: Store) -> None:
        with store.transaction() as records:
            records.put_taken([taken(number) for number in range(1, 1300)])
            records.mark_taken([taken(number, state=PAIRED, pair=f"p{number}") for number in (1, 3)])
            assert [one.id for one in records.taken_in(LINK, "waiting", 3)] == ["t2", "t4", "t5"]
            assert len(records.taken_in(LINK, "waiting")) == 1297
            assert records.count_taken(LINK) == {"waiting": 1297, "paired": 2}
            assert records.count_taken("another") == {}

    def test_marking_changes_nothing_else(self, store: Store) -> None:
        changed = taken(links=(), sides={}, state=PAIRED, pair="p1", resync={GREEN: 1})
        with store.transaction() as records:
            records.put_taken([taken()])
            records.mark_taken([changed])
            expected = taken(state=PAIRED, pair="p1", resync={GREEN: 1})
            assert records.taken(LINK) == [expected]
            assert records.taken_as(["p1", "p2"]) == {"p1": expected}

    def test_what_is_removed_makes_room_for_others(self, store: Store) -> None:
        with store.transaction() as records:
            records.put_taken([taken(), taken(2), taken(3)])
            records.remove_taken(["t1", "t3", "unknown"])
            records.remove_taken([])
            records.put_taken([taken(1, id="other")])
            assert [one.id for one in records.taken(LINK)] == ["other", "t2"]

    def test_nothing_at_all_can_be_put(self, store: Store) -> None:
        with store.transaction() as records:
            records.put_taken([])
            records.mark_taken([])
            assert records.taken_as([]) == {}

    def test_one_key_is_in_one_pair(self, store: Store) -> None:
        twice = taken(2, sides={**taken(2).sides, BLUE: replace(taken(1).sides[BLUE], key="blue-1")})
        with pytest.raises(StateError), store.transaction() as records:
            records.put_taken([taken()])
            records.put_taken([twice])
        with store.transaction() as records:
            assert records.taken(LINK) == []

    def test_a_takeover_is_remembered(self, store: Store) -> None:
        later = Takeover(LINK, BLUE, NOW + timedelta(1), {"cloud": BLUE}, {GREEN: ("G-1", "G-2")})
        with store.transaction() as records:
            assert records.takeover(LINK) is None
            records.put_takeover(Takeover(LINK, GREEN, NOW))
            records.put_takeover(later)
        with store.transaction() as records:
            assert records.takeover(LINK) == later
            assert records.takeover("another") is None

    def test_a_side_keeps_what_it_was_adopted_with(self, store: Store) -> None:
        owed = frozenset({("comment", "7"), ("attachment", "7")})
        adopted = Adopted(NOW, owed, frozenset({("comment", "8")}), deaf=True)
        with store.transaction() as records:
            records.put_pair(pair())
            records.put_side_state("p1", BLUE, SideState(adopted=adopted))
            records.put_side_state("p1", GREEN, SideState())
        with store.transaction() as records:
            assert records.side_state("p1", BLUE).adopted == adopted
            assert records.side_state("p1", GREEN).adopted is None

    def test_how_far_a_resync_is_is_counted_and_kept_alone(self, store: Store) -> None:
        done, failed = {"state": "done", "noted": "X-1"}, {"state": "failed", "noted": ""}
        half = {BLUE: done}
        told: dict[int, Any] = {2: {BLUE: done, GREEN: done}, 3: {GREEN: failed}, 4: half, 5: half}
        paired = [taken(n, state=PAIRED, pair=f"p{n}", resync=told.get(n, {})) for n in range(2, 7)]
        says_so = TakenSide("BLUE-5", {"ignores_incoming": True}, 5)
        paired[3] = replace(paired[3], sides={**paired[3].sides, BLUE: says_so})
        with store.transaction() as records:
            assert (records.resent_counts(LINK), records.resent_in_vain(LINK)) == ([], [])
            records.put_taken([taken(), *paired, taken(7, state=GONE, pair="p7")])
            for number in (2, 7, 9):
                records.put_pair(pair(f"p{number}", number))
            counts = {(one.state, one.directions[BLUE], one.directions[GREEN]): one
                      for one in records.resent_counts(LINK)}
            assert {key: one.number for key, one in counts.items()} == {
                ("waiting", None, None): 1, ("gone", None, None): 1, ("paired", None, None): 1,
                ("paired", "done", "done"): 1, ("paired", None, "failed"): 1, ("paired", "done", None): 2,
            }  # fmt: skip
            assert counts["paired", "done", None].noted == {BLUE: True, GREEN: False}
            assert [one.id for one in records.resent_in_vain(LINK)] == ["t3"]
            assert (records.count_ignoring(LINK), records.count_others(LINK)) == (4, 1)
            records.put_pair(pair("p3", 3, state="stopped"))
            assert records.resent_in_vain(LINK) == []
            assert [one.number for one in records.resent_counts(LINK) if one.is_ended] == [1]
            assert "t3" not in {one.id for one in records.resent_progress(LINK, BLUE)}
            of_blue = {one.id: one for one in records.resent_progress(LINK, BLUE)}
            assert of_blue["t4"] == TakenProgress("t4", "p4", "BLUE-4", {BLUE: done})
            records.mark_resent([replace(of_blue["t4"], resync={BLUE: failed})])
            assert records.taken_as(["p4"])["p4"] == replace(paired[2], resync={BLUE: failed})
