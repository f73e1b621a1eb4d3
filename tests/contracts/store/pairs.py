"""A pair and all that belongs to it: found from either side, troubled or active, gone as a whole."""

from __future__ import annotations

import pytest

from syncscript.contracts import Entry, FieldBase, Pair, SideState, StateError, Store
from syncscript.model import Diagnostic, IssueRef, Span
from tests.contracts.store.samples import BLUE, GREEN, LINK, NOW, comment, conflict, intent, message, pair


class PairContract:
    def test_a_pair_comes_back_as_it_was_put(self, store: Store) -> None:
        problem = Diagnostic("T400", "summary is too long", Span("a.sync", 3, 1, 3, 9), help="shorten it")
        whole = Pair("p1", LINK, {BLUE: IssueRef("1", "BLUE-1"), GREEN: IssueRef("2", "GREEN-9")}, "failed",
                     problem, 3, NOW, "digest")
        with store.transaction() as records:
            records.put_pair(pair())
            records.put_pair(whole)
        with store.transaction() as records:
            assert records.pair("p1") == whole
            assert records.pair("p2") is None
            assert records.pairs(LINK) == [whole]
            assert records.pairs("another") == []

    def test_a_side_can_leave_a_pair(self, store: Store) -> None:
        both = {BLUE: IssueRef("1", "BLUE-1"), GREEN: IssueRef("2", "GREEN-1")}
        with store.transaction() as records:
            records.put_pair(pair(issues=both))
            records.put_pair(pair(issues={GREEN: both[GREEN]}))
            assert records.pair("p1") == pair(issues={GREEN: both[GREEN]})
            assert records.pairs_of(LINK, BLUE, ["1"]) == {}
            records.put_pair(pair(issues={}))
            assert records.pair("p1") == pair(issues={})

    def test_many_are_put_as_each_would_be(self, store: Store) -> None:
        both = {BLUE: IssueRef("1", "BLUE-1"), GREEN: IssueRef("2", "GREEN-1")}
        many = [pair(f"p{number}", number) for number in range(2, 1200)]
        with store.transaction() as records:
            records.put_pair(pair("p1", issues=both))
            records.add_message(message("p1"))
            records.put_pairs([])
            records.put_pairs([pair("p1", issues={GREEN: both[GREEN]}, state="failed"), *many])
            assert records.pairs(LINK) == [pair("p1", issues={GREEN: both[GREEN]}, state="failed"), *many]
            assert records.add_message(message("p1")).number == 2
            with pytest.raises(StateError, match="already belongs to pair p7"):
                records.put_pairs([pair("q1", 5000), pair("q2", 7)])

    def test_pairs_are_found_by_the_ids_of_one_side(self, store: Store) -> None:
        with store.transaction() as records:
            for number in range(1200):
                records.put_pair(pair(f"p{number}", number))
            ids = [str(10_000 + number) for number in range(1300)]
            found = records.pairs_of(LINK, BLUE, [*ids, ids[0]])
            assert {issue: one.id for issue, one in found.items()} == {
                str(10_000 + number): f"p{number}" for number in range(1200)}
            assert records.pairs_of(LINK, GREEN, ids) == {}
            assert records.pairs_of("another", BLUE, ids) == {}
            assert records.pairs_of(LINK, BLUE, []) == {}

    def test_pairs_are_listed_in_the_order_they_were_first_put(self, store: Store) -> None:
        with store.transaction() as records:
            for number, name in enumerate(["z", "a", "m"]):
                records.put_pair(pair(name, number))
            records.put_pair(pair("z", 0, state="failed"))
            assert [one.id for one in records.pairs(LINK)] == ["z", "a", "m"]

    def test_pairs_that_are_not_active_are_troubled(self, store: Store) -> None:
        with store.transaction() as records:
            for number, state in enumerate(["waiting", "active", "failed", "stopped", "doubtful"]):
                records.put_pair(pair(f"p{number}", number, state=state))
            records.put_pair(pair("other", connection="another", state="failed"))
            assert [one.id for one in records.troubled(LINK)] == ["p0", "p2", "p3", "p4"]
            records.put_pair(pair("p2", 2))
            assert [one.id for one in records.troubled(LINK)] == ["p0", "p3", "p4"]

    def test_keys_are_found_on_either_side_whatever_their_case(self, store: Store) -> None:
        green = pair("p2", issues={GREEN: IssueRef("5", "BLUE-1")}, connection="another")
        with store.transaction() as records:
            records.put_pair(pair())
            records.put_pair(green)
            assert records.find_pairs("blue-1") == [pair(), green]
            assert records.find_pairs("BLUE-2") == []

    def test_the_issues_of_one_side_are_listed(self, store: Store) -> None:
        both = {BLUE: IssueRef("1", "BLUE-1"), GREEN: IssueRef("2", "GREEN-1")}
        with store.transaction() as records:
            records.put_pair(pair("p1", issues=both))
            records.put_pair(pair("p2", 2))
            records.put_pair(pair("other", 3, connection="another"))
            assert set(records.issues_of(LINK, BLUE)) == {both[BLUE], IssueRef("10002", "BLUE-2")}
            assert records.issues_of(LINK, GREEN) == [both[GREEN]]

    def test_an_issue_belongs_to_one_pair_of_a_connection(self, store: Store) -> None:
        with store.transaction() as records:
            records.put_pair(pair("p1"))
            records.put_pair(pair("elsewhere", connection="another"))
            with pytest.raises(StateError) as caught:
                records.put_pair(pair("p2"))
            assert records.pair("p2") is None
            records.put_pair(pair("p3", 3))
        assert caught.value.trusted and "BLUE-1" in str(caught.value) and caught.value.help
        with store.transaction() as records:
            assert [one.id for one in records.pairs(LINK)] == ["p1", "p3"]

    def test_a_removed_pair_takes_everything_of_its_own_along(self, store: Store) -> None:
        with store.transaction() as records:
            for name, number in (("p1", 1), ("p2", 2)):
                records.put_pair(pair(name, number))
                records.add_message(message(name))
                records.put_side_state(name, BLUE, SideState(sent_hash="h"))
                records.put_copy(comment(name))
                records.put_intent(intent(f"m {name}", pair=name))
                records.add_conflict(conflict(pair=name))
                records.add_entry(Entry(name, GREEN, 1, "update", None, NOW))
            records.remove_pair("p1")
            records.remove_pair("never there")
        with store.transaction() as records:
            assert records.pair("p1") is None
            assert records.pairs_of(LINK, BLUE, ["10001"]) == {}
            assert records.messages("p1") == [] and list(records.queued(LINK)) == ["p2"]
            assert set(records.side_states(["p1", "p2"])) == {("p2", BLUE)}
            assert set(records.copies(["p1", "p2"])) == {"p2"}
            assert records.intent("m p1") is None and records.open_intents("p1") == []
            assert [one.pair for one in records.conflicts(LINK)] == ["p2"]
            assert records.history("p1") == [] and len(records.history("p2")) == 1


class SideContract:
    def test_many_sides_and_copies_are_put_at_once(self, store: Store) -> None:
        states = {(f"p{n}", side): SideState(sent_hash=str(n)) for n in range(700) for side in (BLUE, GREEN)}
        with store.transaction() as records:
            records.put_pairs([pair(f"p{number}", number) for number in range(700)])
            records.put_side_states(states)
            records.put_side_states({})
            records.put_copies([comment(f"p{number}") for number in range(700)])
            records.put_copies([comment("p1", applied="later")])
            records.put_copies([])
            assert records.side_states([f"p{number}" for number in range(800)]) == states
            assert records.copies(["p1", "p2"]) == {"p1": [comment("p1", applied="later")],
                                                    "p2": [comment("p2")]}

    @pytest.mark.parametrize("field", [
        FieldBase(), FieldBase(None, "x"), FieldBase("x", None), FieldBase("", ""),
        FieldBase("a\0b\ud800", "ü😀"), FieldBase(True, 1), FieldBase(1, 1.0), FieldBase(2**70, -0.5),
        FieldBase(frozenset(), None),
        FieldBase(frozenset({"a", "b"}), frozenset({"b"}), owned=frozenset({"a"})),
        FieldBase(known_asked=False, applied="x"), FieldBase(asked="x", known_applied=False),
    ])
    def test_a_field_base_comes_back_of_the_same_type(self, store: Store, field: FieldBase) -> None:
        with store.transaction() as records:
            records.put_pair(pair())
            records.put_side_state("p1", BLUE, SideState({"f": field}))
        with store.transaction() as records:
            kept = records.side_state("p1", BLUE).base["f"]
        assert kept == field
        assert (type(kept.asked), type(kept.applied)) == (type(field.asked), type(field.applied))

    def test_a_side_state_comes_back_as_it_was_put(self, store: Store) -> None:
        state = SideState({"labels": FieldBase("x")}, {"a": [1, None, {"b": "é"}]}, "hash", "7", {"b": []})
        with store.transaction() as records:
            records.put_pair(pair())
            records.put_side_state("p1", BLUE, SideState(sent="older"))
            records.put_side_state("p1", BLUE, state)
            assert records.side_state("p1", BLUE) == state
            assert records.side_state("p1", GREEN) == SideState()
            assert records.side_states(["p1", "p2"]) == {("p1", BLUE): state}
